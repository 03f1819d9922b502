"""The cast stands as its first lines say."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from amity.web.base import keys
from amity.web.people import access, queries
from tests import cast
from tests.cast import World
from tests.kept import once, rows_of_all_tables

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


def test_it_is_put_back_as_it_was_made(db: None) -> None:
    """The second time by its rows alone, every one of them, and people that can be worked with."""
    with transaction.atomic():
        made, rows = once("this test", cast.build), _rows_in_order()
        transaction.set_rollback(True)
    assert set(rows_of_all_tables()) <= {"base_cache"}
    again: World = once("this test", lambda: pytest.fail("made a second time"))
    assert _rows_in_order() == rows
    assert again == made
    assert len(rows) >= 9
    again.omar.refresh_from_db()
    assert again.omar.name == "Omar Haddad"


def test_a_key_that_a_test_threw_away_is_given_again(db: None) -> None:
    with transaction.atomic():
        made = once("a key", cast.build)
        transaction.set_rollback(True)
    (Path(settings.AMITY_KEYS) / f"{made.pia.pk}.key").unlink()
    keys.forget()
    again = once("a key", cast.build)
    again.pia.refresh_from_db()
    assert again.pia.name == "Pia Marchetti"


def test_what_is_kept_changes_nothing_that_was_there(world: World) -> None:
    def change() -> None:
        type(world.omar).objects.filter(pk=world.omar.pk).update(language="pl")

    with pytest.raises(AssertionError, match="people_client"):
        once("a change", change)


def _rows_in_order() -> dict[str, list[tuple[object, ...]]]:
    """PostgreSQL gives rows in the order in which they lie, which a rollback before may change."""
    return {table: sorted(rows, key=repr) for table, rows in rows_of_all_tables().items()}
