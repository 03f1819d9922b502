"""What the inventory gives to lower pages: facts, a card, lines on Today."""

from collections.abc import Sequence

import pytest

from amity.core.phases import Fact
from amity.web.base import clock as base_clock
from amity.web.course.models import Course
from amity.web.course.offered import TodayRow
from amity.web.inventory import actions, offers, queries
from amity.web.inventory.models import Circle, LifeEvent
from amity.web.people import access
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import make, move, name
from tests.web.inventory.test_third_parties import event, told


def facts(course: Course) -> set[str]:
    return set(offers.course_facts([course])[course.id])


def test_reviewed_when_everybody_near_was_talked_about(world: World, circle: Circle, course: Course) -> None:
    inge, rui, tom = name(world, circle, "Inge", "Rui", "Tom")
    told(world, tom, meaning="a colleague")
    assert facts(course) == set()  # nobody stands near
    make(world, circle, move(inge, "place", (1, 0)), move(rui, "place", (2, 0)), move(tom, "place", (3, 0)))
    told(world, inge, good_and_hard="listens")
    assert facts(course) == set()
    told(world, rui, changed="calls less")
    assert facts(course) == {Fact.RELATIONSHIPS_REVIEWED}
    make(world, circle, move(tom, "place", (2, 900)), move(tom, "is_dead", True))
    assert facts(course) == {Fact.RELATIONSHIPS_REVIEWED}


def test_set_in_time_when_something_stands_beside_the_onset(world: World, course: Course) -> None:
    event(world, "began", kind="illness", mark=LifeEvent.Mark.ONSET)
    assert facts(course) == set()
    beside = event(world, "grandfather died")
    assert facts(course) == {Fact.TIMELINE_REVIEWED}
    LifeEvent.objects.filter(pk=beside.pk).update(taken_off_at=base_clock.now())
    assert facts(course) == set()


def test_the_facts_of_many_courses_take_as_many_queries(
    world: World, circle: Circle, course: Course, django_assert_max_num_queries: object
) -> None:
    inge, *_ = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        offers.course_facts([course])


def test_the_card_names_who_stands_nearest(world: World, circle: Circle, course: Course) -> None:
    def card() -> str:
        return knock.text(knock.get(world.ada, f"/courses/{course.id}"))

    assert "Few people is where many start." in card()
    inge, rui = name(world, circle, "Inge", "Rui")
    assert "Nobody stands on the circle yet." in card()
    make(world, circle, move(rui, "place", (3, 0)), move(inge, "place", (1, 0)))
    told(world, inge, meaning="my aunt")
    page = card()
    assert page.index(">Inge<") < page.index(">Rui<")
    assert "Go on with Rui" in page
    actions.say_safe(relationship=inge, answer="no", asked_alone=True, by=world.ada.user)
    assert card().count("Inge") == page.count("Inge")


def test_what_came_from_home_waits_until_somebody_looked(
    world: World, circle: Circle, course: Course, clock: StoppedClock
) -> None:
    [inge] = name(world, circle, "Inge")

    def rows() -> Sequence[TodayRow]:
        return offers.today_rows(world.ada.user, [world.maya.id])

    assert rows() == []
    actions.make_moves(circle=circle, moves=[move(inge, "place", (1, 0))], by=world.ada.user)
    assert rows() == []
    actions.share_circle(circle=circle, shared=True, by=world.ada.user)
    actions.make_moves(circle=circle, moves=[move(inge, "place", (2, 0))], by=world.maya)
    clock.forward(minutes=1)
    event(world, "we moved", added_by=world.maya.id, added_by_kind="client", changed_by=world.maya.id)
    [row] = rows()
    assert (row.title, row.detail) == (
        "The circle was changed at home",
        "1 move, 1 entry in the life chart",
    )
    assert offers.today_rows(world.ben.user, [world.maya.id]) == []
    [shown] = queries.unseen_from_home(access.ids_visible_to(world.ada.user, access.READ))
    clock.forward(minutes=1)
    actions.make_moves(circle=circle, moves=[move(inge, "place", (3, 0))], by=world.maya)
    for page in ("people", "life"):
        text = " ".join(knock.get(world.ada, f"/courses/{course.id}/{page}").content.decode().split())
        assert "2 moves on the circle and 1 entry in the life chart came from home" in text
    sent = {"up_to": shown.last.isoformat(), "back_to": "life_chart"}
    assert knock.post(world.ada, f"/courses/{course.id}/people/seen", sent).status_code == 302
    [row] = rows()
    assert row.detail == "1 move"  # what came after the page was made waits on
    clock.forward(minutes=1)
    actions.see_from_home(client=world.maya, up_to=base_clock.now(), by=world.ada.user)
    assert rows() == []


@pytest.mark.parametrize("sent", ["", "yesterday"])
def test_a_time_that_is_none_marks_nothing(world: World, course: Course, sent: str) -> None:
    assert (
        knock.post(
            world.ada, f"/courses/{course.id}/people/seen", {"up_to": sent, "back_to": "inventory"}
        ).status_code
        == 302
    )


def test_the_worksheets_that_are_pages_of_the_inventory(world: World, course: Course) -> None:
    asked = ["timeline", "expectations", "closeness_circle", "relationship_entry"]
    found = offers.worksheets(world.ada.user, course, asked)
    assert {it.worksheet for it in found} == {"timeline", "closeness_circle", "relationship_entry"}
    assert all(knock.get(world.ada, it.url).status_code == 200 for it in found)
    assert offers.worksheets(world.ada.user, course, ["expectations"]) == []
