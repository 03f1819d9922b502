"""The cast stands as its first lines say."""

import pytest

from amity.web.people import access, queries
from tests.cast import World

VISIBLE = {
    access.CARE: {"ada": {"maya", "omar"}, "ben": {"pia"}, "carl": {"quin"}},
    access.READ: {"ada": {"maya", "omar"}, "ben": {"pia"}, "carl": {"quin"}, "sam": {"maya"}},
    access.CONTACT: {
        "ada": {"maya", "omar"},
        "ben": {"pia"},
        "carl": {"quin"},
        "cora": {"maya", "omar", "pia"},
        "col": {"quin"},
    },
}


@pytest.mark.parametrize("purpose", access.PURPOSES)
def test_who_sees_whom(world: World, purpose: str) -> None:
    clients = {getattr(world, name).id: name for name in ("maya", "omar", "pia", "quin")}
    for staff in world.staff:
        name = staff.name.split()[0].lower()
        seen = {clients[id] for id in access.ids_visible_to(staff.user, purpose)}
        assert seen == VISIBLE[purpose].get(name, set()), f"{name}, {purpose}"


def test_who_agreed(world: World) -> None:
    assert queries.has_consent(world.maya, "treatment")
    assert queries.consents_of(world.omar) == {}
    assert queries.safe_contact_of(world.omar) is None
