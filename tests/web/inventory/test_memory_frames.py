"""A circle as it stood, kept with a sentence: evidence where the area is chosen."""

from typing import Any
from uuid import uuid4

import pytest

from amity.core import library
from amity.web.base.errors import Refused
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import actions, offers, queries
from amity.web.inventory.models import Circle, KeptFrame
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name

SHOWS = "Nobody from before the move is left."


@pytest.fixture
def drawn(world: World, circle: Circle) -> Circle:
    """Inge, named and placed."""
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (4, 0)))
    return circle


def keep(world: World, circle: Circle, **changes: Any) -> KeptFrame:
    given: dict[str, Any] = {"after_move": 2, "words": SHOWS, "area": "role_transition", "by": world.ada.user}
    return actions.keep_frame(circle=circle, **given | changes)


def sent(circle: Circle, **changes: str) -> dict[str, str]:
    return {"id": str(uuid4()), "after_move": "2", "words": SHOWS, "area": "role_transition"} | changes


def test_kept_from_the_replay_and_found_again(world: World, course: Course, drawn: Circle) -> None:
    page = knock.text(knock.get(world.ada, f"/circles/{drawn.id}/replay?at=1"))
    assert 'name="after_move" value="1"' in page
    given = sent(drawn)
    for _ in range(2):
        answer = knock.post(world.ada, f"/circles/{drawn.id}/frames", given)
        assert answer.headers["Location"] == f"/circles/{drawn.id}/replay?at=2#kept"
    frame = KeptFrame.objects.get()
    assert (frame.words, frame.area, frame.after_move) == (SHOWS, "role_transition", 2)
    assert knock.written("keep_frame", frame.id) == 1
    for address in (f"/circles/{drawn.id}/replay", f"/circles/{drawn.id}"):
        assert SHOWS in knock.text(knock.get(world.ada, address))


def test_it_stands_where_the_area_is_chosen(world: World, course: Course, drawn: Circle) -> None:
    frame = keep(world, drawn)
    page = knock.get(world.ada, f"/courses/{course.id}/focus/choose").content.decode()
    assert SHOWS in page
    assert f'href="/circles/{drawn.id}/replay?at=2"' in page
    [offered] = offers.area_evidence(world.ada.user, course)
    assert (offered.area, offered.on) == ("role_transition", drawn.drawn_on)
    assert offers.area_evidence(world.ben.user, course) == []
    actions.withdraw_frame(frame=frame, by=world.ada.user)
    assert offers.area_evidence(world.ada.user, course) == []


def test_an_area_of_another_protocol_belongs_to_the_course(
    world: World, course: Course, drawn: Circle
) -> None:
    keep(world, drawn)
    KeptFrame.objects.update(area="of_another_protocol")
    [offered] = offers.area_evidence(world.ada.user, course)
    assert offered.area == ""


def test_withdrawn_once(world: World, course: Course, drawn: Circle, clock: StoppedClock) -> None:
    frame = keep(world, drawn)
    for _ in range(2):
        assert knock.post(world.ada, f"/frames/{frame.id}/withdraw").status_code == 302
        clock.forward(minutes=1)
    assert knock.written("withdraw_frame") == 1
    assert SHOWS not in knock.text(knock.get(world.ada, f"/circles/{drawn.id}/replay"))
    assert KeptFrame.objects.get().words == SHOWS


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"words": "  "}, 422),
        ({"words": "x" * 501}, 409),
        ({"after_move": "99"}, 409),
        ({"after_move": "0"}, 422),
        ({"after_move": "x"}, 422),
        ({"area": "unheard_of"}, 422),
        ({"id": "x"}, 422),
    ],
    ids=["silent", "long", "beyond", "before", "no number", "area", "id"],
)
def test_bad_input_keeps_what_was_typed(
    world: World, course: Course, drawn: Circle, wrong: dict[str, str], status: int
) -> None:
    answer = knock.post(world.ada, f"/circles/{drawn.id}/frames", sent(drawn, **wrong))
    assert answer.status_code == status
    assert wrong.get("words", SHOWS).strip() in knock.text(answer)
    assert not KeptFrame.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"after_move": 0}, {"after_move": 3}, {"words": " "}, {"words": "x" * 501}, {"area": "unheard_of"}],
    ids=str,
)
def test_the_action_asks_again(world: World, course: Course, drawn: Circle, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        keep(world, drawn, **wrong)


def test_before_a_course_it_speaks_for_no_area(world: World, drawn: Circle) -> None:
    with pytest.raises(Refused, match="none alone"):
        keep(world, drawn)
    assert keep(world, drawn, area="").area == ""
    assert queries.areas_of_client(world.maya) == ()


def test_an_id_of_another_circle(world: World, course: Course, drawn: Circle, clock: StoppedClock) -> None:
    frame = keep(world, drawn)
    clock.forward(hours=24)
    with pytest.raises(Refused, match="used before"):
        keep(world, begin(world), after_move=1, id=frame.id)


def test_it_is_kept_when_the_course_is_closed(world: World, course: Course, drawn: Circle) -> None:
    courses.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, f"/circles/{drawn.id}/frames", sent(drawn)).status_code == 302


def test_strangers_and_other_roles(world: World, course: Course, drawn: Circle) -> None:
    frame = keep(world, drawn)
    for address in (f"/circles/{drawn.id}/frames", f"/frames/{frame.id}/withdraw"):
        assert knock.statuses(knock.strangers(world), address, posting=True) == {404}
        assert knock.statuses(knock.no_clinicians(world), address, posting=True) == {403}
        assert knock.get(world.ada, address).status_code == 405
    assert KeptFrame.objects.get().withdrawn_at is None


def test_the_areas_are_those_of_the_protocol(world: World, course: Course, drawn: Circle) -> None:
    page = knock.text(knock.get(world.ada, f"/circles/{drawn.id}/replay"))
    for area in library.protocol("ipt").areas:
        assert area.title in page
