"""The people on their pages: the list does everything the circle will, without a script."""

import re
from typing import Any
from uuid import uuid4

import pytest

from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import queries
from amity.web.inventory.models import Circle, CircleMove, Relationship, RelationshipSafety
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory.conftest import begin, make, move, name

TEXTS = ("meaning", "good_and_hard", "changed", "contact", "conflict_about", "my_expectations",
         "their_expectations", "effect_on_mood", "what_to_change", "kind_words", "kind")  # fmt: skip


def path(course: Course, more: str = "") -> str:
    return f"/courses/{course.id}/people{more}"


def places(circle: Circle, seen: int, **rings: str) -> dict[str, Any]:
    """The list as it is sent: everybody's ring, "0" for the tray."""
    ids = {one.alias: one.id for one in queries.relationships_of(circle.client)}
    return {
        "id": str(uuid4()),
        "seen": str(seen),
        **{f"ring_{ids[who].hex}": at for who, at in rings.items()},
    }


def said(person: Relationship, **changes: Any) -> dict[str, Any]:
    given = {name: getattr(person, name) for name in ("version", "alias", "standing", *TEXTS)}
    return given | changes


def shown(world: World, course: Course) -> str:
    """The page of people, but for what is new each time it is asked for."""
    return re.sub(r"[A-Za-z0-9-]{36,64}", "", knock.get(world.ada, path(course)).content.decode())


def rings(circle: Circle) -> dict[str, int | None]:
    names = queries.names_of(circle.client)
    return {names[one.id]: one.ring for one in queries.drawn(circle).there}


def test_from_the_first_name_to_a_drawn_circle(world: World, course: Course) -> None:
    assert "Few people is where many start." in knock.text(knock.get(world.ada, path(course)))
    typed = {"id": str(uuid4()), "names": "Inge\n\n Rui \n"}
    for _ in range(2):
        assert knock.post(world.ada, path(course, "/names"), typed).status_code == 302
    circle = Circle.objects.get()
    assert rings(circle) == {"Inge": None, "Rui": None}
    sent = places(circle, 2, Inge="1", Rui="3")
    for _ in range(2):
        assert knock.post(world.ada, f"/circles/{circle.id}/places", sent).status_code == 302
    assert rings(circle) == {"Inge": 1, "Rui": 3}
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Closeness circle. Intimate: Inge. Wider: Rui." in page
    assert "One person stands in the inmost ring." in page
    assert CircleMove.objects.count() == 4


def test_undo_and_redo_are_buttons(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    assert knock.post(world.ada, f"/circles/{circle.id}/take-back").status_code == 302
    assert rings(circle) == {}
    assert knock.post(world.ada, f"/circles/{circle.id}/take-back").status_code == 409
    assert knock.post(world.ada, f"/circles/{circle.id}/redo").status_code == 302
    assert rings(circle) == {"Inge": None}


def test_what_somebody_else_moved_meanwhile_stays(world: World, course: Course, circle: Circle) -> None:
    inge, _ = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (4, 0)))
    sent = places(circle, 2, Inge="0", Rui="2")  # the page was made before Inge was moved
    assert knock.post(world.ada, f"/circles/{circle.id}/places", sent).status_code == 302
    assert rings(circle) == {"Inge": 4, "Rui": 2}


def test_people_on_one_ring_stand_apart(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge", "Rui", "Tom", "May")
    sent = places(circle, 4, Inge="2", Rui="2", Tom="2", May="2")
    knock.post(world.ada, f"/circles/{circle.id}/places", sent)
    assert sorted(one.angle for one in queries.drawn(circle).there) == [0, 900, 1800, 2700]


def test_then_and_now(world: World, course: Course, circle: Circle, clock: StoppedClock) -> None:
    [inge] = name(world, circle, "Inge")
    assert "Nobody stands on the last circle yet" in knock.text(knock.get(world.ada, path(course)))
    make(world, circle, move(inge, "place", (3, 0)))
    clock.forward(hours=24 * 30)
    assert knock.post(world.ada, path(course, "/circle")).status_code == 302
    later = Circle.objects.last()
    assert later is not None
    make(world, later, move(inge, "place", (1, 0)))
    page = knock.text(knock.get(world.ada, path(course)))
    assert "One person stands closer." in page
    assert 'class="ghost"' in knock.get(world.ada, path(course)).content.decode()
    earlier = knock.text(knock.get(world.ada, f"/circles/{circle.id}"))
    assert "Closeness circle. Wider: Inge." in earlier
    refused = knock.post(world.ada, f"/circles/{circle.id}/places", places(later, 2, Inge="2"))
    assert refused.status_code == 409
    assert re.search(
        r'name="ring_[^>]*value="2"[^>]*checked', refused.content.decode()
    )  # what was chosen stays


def test_about_one_person(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    address = f"/relationships/{inge.id}"
    told = said(inge, meaning="My sister.", kind="sibling", contact="Sundays, by telephone")
    assert knock.post(world.ada, address, told).status_code == 302
    page = knock.text(knock.get(world.ada, address))
    assert "My sister." in page
    stale = knock.post(world.ada, address, told | {"meaning": "My twin."})
    assert stale.status_code == 409
    assert "My twin." in knock.text(stale)
    assert "What is stored now" in knock.text(stale)
    assert knock.post(world.ada, address, said(inge, alias="")).status_code == 422


def test_whether_they_are_safe_is_for_clinicians_alone(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    sent = {"id": str(uuid4()), "answer": "no", "asked_alone": "no", "words": "He throws things."}
    assert knock.post(world.ada, f"/relationships/{inge.id}/safe", sent).status_code == 302
    assert RelationshipSafety.objects.get().asked_alone is False
    assert "He throws things." in knock.text(knock.get(world.ada, f"/relationships/{inge.id}"))
    assert "Safe with them" not in knock.text(knock.get(world.sam, f"/relationships/{inge.id}"))
    wrong = knock.post(world.ada, f"/relationships/{inge.id}/safe", {"id": str(uuid4()), "words": "kept"})
    assert wrong.status_code == 422
    assert "kept" in knock.text(wrong)
    make(world, circle, move(inge, "place", (1, 0)))
    before = shown(world, course)
    RelationshipSafety.objects.all().delete()
    assert shown(world, course) == before  # no mark and no gap


@pytest.mark.parametrize(
    "wrong", [{"names": " "}, {"id": "x", "names": "Inge"}, {"names": "x" * 81}], ids=["none", "id", "long"]
)
def test_bad_input(world: World, course: Course, wrong: dict[str, str]) -> None:
    answer = knock.post(world.ada, path(course, "/names"), {"id": str(uuid4())} | wrong)
    assert answer.status_code in (409, 422)
    assert not Relationship.objects.exists()


def test_bad_places(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    for wrong in (places(circle, 1, Inge="9"), places(circle, 1, Inge="1") | {"seen": "x"}):
        assert knock.post(world.ada, f"/circles/{circle.id}/places", wrong).status_code == 422
    assert rings(circle) == {"Inge": None}


def test_a_supervisor_reads_and_writes_nothing(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    page = knock.text(knock.get(world.sam, path(course)))
    assert "Inge" in page
    assert "Keep these places" not in page


def test_strangers_and_other_roles(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    reading = (path(course), f"/circles/{circle.id}", f"/relationships/{inge.id}")
    writing = (path(course, "/names"), path(course, "/circle"), f"/circles/{circle.id}/places",
               f"/circles/{circle.id}/take-back", f"/circles/{circle.id}/redo", f"/relationships/{inge.id}",
               f"/relationships/{inge.id}/safe")  # fmt: skip
    for address in reading:
        assert knock.statuses(knock.strangers(world), address) == {404}
        assert knock.statuses(knock.no_readers(world), address) == {403}
    for address in writing:
        assert knock.statuses(knock.strangers(world), address, posting=True) == {404}


def test_people_without_a_course_have_no_page_yet(world: World, clock: StoppedClock) -> None:
    circle = begin(world)
    assert knock.get(world.ada, f"/circles/{circle.id}").status_code == 404


def test_a_closed_course_keeps_its_people(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    courses.close_course(course=course, reason="over", by=world.ada.user)
    assert "Inge" in knock.text(knock.get(world.ada, path(course)))
    again = start(world.maya, world.ada)
    assert "Inge" in knock.text(knock.get(world.ada, path(again)))
