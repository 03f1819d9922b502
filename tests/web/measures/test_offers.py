"""What measures give to Today and to the course page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.web.base import audit
from amity.web.base import clock as the_clock
from amity.web.course import actions as course_actions
from amity.web.course.models import Course
from amity.web.course.offered import MEASURES_ANSWERED, SCORES, Card, SafetySaid
from amity.web.measures import actions, offers
from amity.web.people.models import Client
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone
from tests.web.measures.test_client_measures import answered


def start(world: World, client: Client) -> Course:
    return course_actions.start_course(
        client=client,
        clinician=world.ada,
        protocol="ipt",
        planned_sessions=16,
        started_on=the_clock.now().date(),
        interval_days=7,
        minutes=50,
        by=audit.SYSTEM,
    )


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    return start(world, world.maya)


def test_facts_of_a_course(course: Course, world: World, clock: StoppedClock) -> None:
    assert offers.course_facts([course]) == {course.id: {MEASURES_ANSWERED: {}}}
    answered(world, world.maya, [2] * 9)
    clock.forward(days=7)
    answered(world, world.maya, [1] * 9)
    facts = offers.course_facts([course])[course.id]
    assert facts["baseline_measure"] is True
    assert offers.forms_tell([course])[course.id].change == "PHQ-9 9, 9 points lower than at the start"
    assert facts[MEASURES_ANSWERED] == {"phq9": (course.started_on, course.started_on + timedelta(days=7))}
    assert facts[SCORES] == {"phq9": ((course.started_on, 18), (course.started_on + timedelta(days=7), 9))}
    assert "outcome_measures" not in facts


def test_an_older_course_is_not_counted_from(clock: StoppedClock, world: World) -> None:
    answered(world, world.maya, [3] * 9)
    clock.forward(days=60)
    course = start(world, world.maya)
    facts = offers.course_facts([course])[course.id]
    assert facts[MEASURES_ANSWERED] == {}
    assert set(facts) == {MEASURES_ANSWERED}


def test_what_was_last_said_about_safety(course: Course, world: World, clock: StoppedClock) -> None:
    answered(world, world.maya, [0] * 9)
    first = course.started_on
    words = "PHQ-9 item 9 was answered 0 (“Not at all”)"
    assert offers.forms_tell([course])[course.id].safety_said == (SafetySaid(words, first),)
    clock.forward(days=7)
    answered(world, world.maya, [0] * 8)
    said = SafetySaid("PHQ-9 item 9 was not answered", first + timedelta(days=7))
    assert offers.forms_tell([course])[course.id].safety_said == (said,)


def test_a_form_without_a_total_is_no_measure_answered(course: Course, world: World) -> None:
    answered(world, world.maya, [1])
    facts = offers.course_facts([course])[course.id]
    assert facts[MEASURES_ANSWERED] == {}
    assert "baseline_measure" not in facts


def test_a_line_on_today(course: Course, world: World) -> None:
    response = answered(world, world.maya, [1] * 8)
    (row,) = offers.today_rows(world.ada.user, [world.maya.id])
    assert (row.title, row.detail, row.url) == (
        "New answers: PHQ-9 9",
        "sent, 8 of 9 answered",
        f"/responses/{response.id}",
    )
    actions.mark_read(response=response, by=world.ada.user)
    assert offers.today_rows(world.ada.user, [world.maya.id]) == []


def test_nobody_gets_a_line_about_a_stranger(course: Course, world: World) -> None:
    answered(world, world.maya, [1] * 9)
    for staff in (world.ben, world.carl, world.cora):
        assert offers.today_rows(staff.user, [world.maya.id]) == []


def test_a_link_that_locked_itself_is_a_line(course: Course, world: World, phone: Phone) -> None:
    link = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    for _ in range(5):
        phone.open(link.token, year="1990")
    (row,) = offers.today_rows(world.ada.user, [world.maya.id])
    assert (row.kind, row.url) == ("link", f"/links/{link.id}")


def test_a_card_on_the_course_page(course: Course, world: World) -> None:
    empty = offers.course_card(world.ada.user, course)
    answered(world, world.maya, [1] * 9)
    card = offers.course_card(world.ada.user, course)
    assert isinstance(empty, Card)
    assert isinstance(card, Card)
    assert (empty.context["chart"], empty.context["series"]) == (None, [])
    assert [each.sentence for each in card.context["series"]] == ["PHQ-9 is 9. It is the first."]


def test_as_many_queries_for_many_courses(course: Course, world: World) -> None:
    answered(world, world.maya, [1] * 9)
    with CaptureQueriesContext(connection) as one:
        offers.course_facts([course])
    other = start(world, world.pia)
    answered(world, world.pia, [1] * 9)
    with CaptureQueriesContext(connection) as two:
        offers.course_facts([course, other])
    assert len(one) == len(two)
