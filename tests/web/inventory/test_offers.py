"""What the inventory gives to lower pages: facts, a card, lines on Today."""

import re
from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.core.phases import Fact
from amity.web.base import clock as base_clock
from amity.web.course.models import Course
from amity.web.course.offered import TodayRow
from amity.web.inventory import actions, offers, queries
from amity.web.inventory.models import Circle, LifeEvent, Relationship, SeenFromHome
from amity.web.inventory.queries import circles as circles_kept
from amity.web.people import access
from tests.cast import World, agree_to_everything, client
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory.conftest import begin, make, move, name
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


@pytest.mark.parametrize("how", ["enough", "redacted", "past", "dead"])
def test_of_whom_nothing_more_is_asked_nothing_waits(
    world: World, circle: Circle, course: Course, how: str
) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)), move(rui, "place", (2, 0)))
    told(world, inge, meaning="my aunt")
    if how == "enough":
        actions.tell_enough(relationship=rui, enough=True, by=world.ada.user)
    elif how == "redacted":
        actions.redact_person(person=rui, by=world.ada.user)
    else:
        Relationship.objects.filter(pk=rui.pk).update(standing=how)
    assert facts(course) == {Fact.RELATIONSHIPS_REVIEWED}
    assert "Go on with Rui" not in knock.text(knock.get(world.ada, f"/courses/{course.id}"))


def test_set_in_time_when_something_stands_beside_the_onset(world: World, course: Course) -> None:
    event(world, "began", kind="illness", mark=LifeEvent.Mark.ONSET)
    assert facts(course) == set()
    beside = event(world, "grandfather died")
    assert facts(course) == {Fact.TIMELINE_REVIEWED}
    LifeEvent.objects.filter(pk=beside.pk).update(taken_off_at=base_clock.now())
    assert facts(course) == set()


def drawn_by(world: World, many: int) -> list[Course]:
    """Courses of so many more clients, each with somebody near on a circle and something told at home."""
    made = []
    for number in range(many):
        them = client(world.ada, f"Somebody {number}", date(1990, 1, 1))
        agree_to_everything(them, world.ada)
        circle = begin(world, client=them)
        [near] = name(world, circle, f"Near {number}")
        make(world, circle, move(near, "place", (1, 0)))
        event(world, "we moved", client=them, added_by=them.id, added_by_kind="client", changed_by=them.id)
        made.append(start(them, world.ada))
    return made


@pytest.mark.parametrize("is_known", [False, True], ids=["after a start", "once drawn"])
def test_the_facts_of_many_courses_take_as_many_queries(
    world: World, clock: StoppedClock, is_known: bool
) -> None:
    def asked(courses: list[Course]) -> tuple[int, int]:
        clients = [it.client_id for it in courses]
        if not is_known:
            circles_kept._known.clear()
        with CaptureQueriesContext(connection) as facts:
            offers.course_facts(courses)
        with CaptureQueriesContext(connection) as rows:
            assert len(offers.today_rows(world.ada.user, clients)) == len(courses)
        return len(facts), len(rows)

    few = drawn_by(world, 3)
    assert asked(few) == asked(few + drawn_by(world, 27))


def test_what_is_asked_of_many_is_what_each_circle_says(world: World, circle: Circle, course: Course) -> None:
    """The circle is drawn on between two looks: neither is that of before."""
    inge, rui = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)))
    told(world, inge, meaning="my aunt")
    assert facts(course) == {Fact.RELATIONSHIPS_REVIEWED}
    make(world, circle, move(rui, "place", (2, 0)))
    assert facts(course) == set()
    assert [one.ring for one in queries.drawn(circle).there] == [1, 2]
    make(world, circle, move(rui, "place", (3, 0)))
    assert [one.ring for one in queries.drawn(circle).there] == [1, 3]
    assert facts(course) == {Fact.RELATIONSHIPS_REVIEWED}


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


def test_seen_is_kept_once(world: World, course: Course) -> None:
    sent = {"id": str(uuid4()), "up_to": base_clock.now().isoformat(), "back_to": "inventory"}
    for _ in range(2):
        assert knock.post(world.ada, f"/courses/{course.id}/people/seen", sent).status_code == 302
    assert str(SeenFromHome.objects.get().id) == sent["id"]


def test_the_page_that_offers_seen_makes_its_id(world: World, circle: Circle, course: Course) -> None:
    event(world, "we moved", added_by=world.maya.id, added_by_kind="client", changed_by=world.maya.id)
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/people"))
    form = page.split('<form class="calm no-print"')[1].split("</form>")[0]
    assert re.search(r'name="id" value="[0-9a-f-]{36}"', form)


def test_words_about_somebody_do_not_stir_the_circle(
    world: World, circle: Circle, clock: StoppedClock
) -> None:
    """Otherwise the client's page at home could tell when something is written about whom."""
    [inge] = name(world, circle, "Inge")
    before = queries.stamp_of(circle)
    clock.forward(seconds=1)
    told(world, inge, meaning="my aunt")
    assert queries.stamp_of(circle) == before
    inge.refresh_from_db()
    clock.forward(seconds=1)
    told(world, inge, alias="Aunt Inge")
    assert queries.stamp_of(circle) != before


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
