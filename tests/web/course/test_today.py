"""Today: what needs a person first, then the next session; for each role its own page."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from amity.core import library
from amity.web.course import actions
from amity.web.course.models import Course, Session
from amity.web.measures import actions as measures
from amity.web.people import actions as people
from amity.web.people.models import Client
from amity.web.safety import actions as safety
from tests.cast import World, agree_to_everything, client, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose, plan, record, start

# 25 at first, four for circle and life chart, three for worksheets, two for own pages, ten for what now
MOST_QUERIES = 37
ITEM = library.instrument("phq2").items[0].id
SAID = "Nearly every day"


def raise_flag(somebody: Client, clock: StoppedClock) -> None:
    safety.raise_flag(
        client=somebody,
        source=("measures.Response", uuid.uuid4()),
        said=SAID,
        asked="A question",
        rule="item9",
        written_at=clock.now,
        received_at=clock.now,
        by=somebody,
    )


def test_with_nothing_it_says_so_and_claims_nothing(world: World, clock: StoppedClock) -> None:
    page = knock.text(knock.get(world.ada, "/today"))
    assert "<b>Nothing waiting.</b> This is not an assessment of risk." in page
    assert "No course is under way." in page


def test_the_next_session_has_everything_beside_it(world: World, course: Course, session: Session) -> None:
    choose(course)
    page = knock.text(knock.get(world.ada, "/today"))
    for words in (
        "Maya Oyelaran",
        "born 14 Feb 1992",
        "12:00",
        "session 1 of 16",
        "I moved here and I know nobody",
        f"/sessions/{session.id}",
        "Open session 1",
    ):
        assert words in page, words


def test_an_answer_that_needs_a_person_stands_before_the_session(
    world: World, session: Session, clock: StoppedClock
) -> None:
    raise_flag(world.maya, clock)
    page = knock.text(knock.get(world.ada, "/today"))
    assert page.index(SAID) < page.index("Open session 1")


def test_a_session_nobody_recorded_is_to_finish(world: World, session: Session, clock: StoppedClock) -> None:
    clock.forward(days=1)
    page = knock.text(knock.get(world.ada, "/today"))
    assert "Session 1 is not recorded" in page.split('id="finish"')[1]


def test_a_session_under_way_is_still_the_next(world: World, session: Session, clock: StoppedClock) -> None:
    clock.forward(hours=2, minutes=30)
    assert "Open session 1" in knock.text(knock.get(world.ada, "/today"))


def test_a_course_without_an_appointment_is_to_finish(world: World, course: Course) -> None:
    assert "No next appointment" in knock.text(knock.get(world.ada, "/today"))


def test_at_most_five_lines_are_to_finish(world: World, clock: StoppedClock) -> None:
    for number in range(7):
        somebody = client(world.ada, f"Client {chr(65 + number)}", date(1990, 1, 1))
        agree_to_everything(somebody, world.ada)
        start(somebody, world.ada)
    page = knock.text(knock.get(world.ada, "/today")).split('id="finish"')[1].split("</section>")[0]
    assert page.count("<li>") == 5
    assert "and 2 more" in page


def test_the_ending_is_due_whether_or_not_anybody_feels_better(world: World, clock: StoppedClock) -> None:
    course = start(world.maya, world.ada, planned_sessions=12)
    for _ in range(8):
        record(plan(course, clock.now))
        clock.forward(days=7)
    assert "Name the ending and its date" in knock.text(knock.get(world.ada, "/today"))


def test_clients_of_colleagues_are_not_there(world: World, clock: StoppedClock) -> None:
    plan(start(world.pia, world.ben), clock.now + timedelta(hours=1))
    raise_flag(world.pia, clock)
    page = knock.text(knock.get(world.ada, "/today"))
    assert "Pia" not in page
    assert SAID not in page


def test_a_supervisor_reads_granted_courses_and_what_is_past_its_time(
    world: World, course: Course, clock: StoppedClock
) -> None:
    raise_flag(world.maya, clock)
    page = knock.text(knock.get(world.sam, "/today"))
    assert "Maya Oyelaran" in page
    assert "session 1 of 16" in page
    assert SAID not in page
    clock.forward(days=2)
    assert SAID in knock.text(knock.get(world.sam, "/today"))


def test_on_a_sunday_a_coordinator_sees_the_week_ahead(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    clock.to(clock.now + timedelta(days=6))  # the Sunday after the session
    plan(course, clock.now + timedelta(days=1))
    page = knock.text(knock.get(world.cora, "/today"))
    assert "Mon 9 Mar" in page
    assert "Mon 2 Mar" not in page
    assert page.index("Today, Sun 8 Mar") < page.index("Mon 9 Mar")


def test_a_coordinator_sees_the_week_and_no_narrative(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    choose(course)
    raise_flag(world.maya, clock)
    plan(course, clock.now + timedelta(days=9))
    page = knock.text(knock.get(world.cora, "/today"))
    assert "Maya Oyelaran" in page
    assert "50 minutes, in person" in page
    for private in (SAID, "I moved here", "Role transition", "session 1", "Wed 11 Mar"):
        assert private not in page, private


def test_a_coordinator_elsewhere_sees_nobody_of_here(world: World, session: Session) -> None:
    assert "Maya" not in knock.text(knock.get(world.col, "/today"))


@pytest.mark.parametrize("who", ["lena", "rosa", "alex"])
def test_other_roles_are_told_what_they_will_find(world: World, session: Session, who: str) -> None:
    answer = knock.get(getattr(world, who), "/today")
    assert answer.status_code == 200
    assert "No client’s record opens from here." in knock.text(answer)
    assert "Maya" not in knock.text(answer)


def test_signed_out_one_is_led_to_the_door(world: World) -> None:
    assert signed_in(world.ada).post("/today").status_code == 405
    assert Browser().get("/today").status_code == 302


def test_a_follow_up_of_a_session_outlives_its_course(
    world: World, course: Course, clock: StoppedClock
) -> None:
    held = plan(course, clock.now + timedelta(hours=1))
    clock.forward(hours=2)
    record(held, safety_follow_up_on=date(2026, 3, 4))
    actions.close_course(course=course, reason="moved away", by=world.ada.user)
    assert "Follow up on safety" not in knock.text(knock.get(world.ada, "/today"))
    clock.forward(days=3)
    page = knock.text(knock.get(world.ada, "/today"))
    assert "Follow up on safety" in page
    assert f"/clients/{world.maya.id}/safety" in page
    assert "Follow up on safety" not in knock.text(knock.get(world.ben, "/today"))
    again = plan(start(world.maya, world.ada), clock.now + timedelta(hours=1))
    clock.forward(hours=2)
    record(again)
    assert "Follow up on safety" not in knock.text(knock.get(world.ada, "/today"))


def test_it_asks_no_more_questions_for_sixty_clients_than_for_three(
    world: World, clock: StoppedClock
) -> None:
    few = _asked_with(world, clock, 3)
    many = _asked_with(world, clock, 57)
    assert few == many
    assert many <= MOST_QUERIES


def _asked_with(world: World, clock: StoppedClock, more: int) -> int:
    """How many queries the page takes with so many more clients, each with everything a client may have."""
    for number in range(more):
        somebody = client(world.ada, f"Person {number} {more}", date(1990, 1, 1))
        agree_to_everything(somebody, world.ada)
        answer_something(somebody, world, clock)
        if number == 0:
            continue  # answers of somebody without a course stand there as well
        course = start(somebody, world.ada)
        session = plan(course, clock.now - timedelta(days=7, minutes=number))
        record(session, safety_follow_up_on=clock.now.date())
        choose(course)
        actions.agree_practice(course=course, session=session, text="walk", by=world.ada.user)
        plan(course, clock.now + timedelta(minutes=60 + number))
        raise_flag(somebody, clock)
    browser = signed_in(world.ada)
    browser.get("/today")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/today").status_code == 200
    return len(asked)


def answer_something(somebody: Client, world: World, clock: StoppedClock) -> None:
    """A questionnaire that came in and nobody has read."""
    link = measures.give(client=somebody, instruments=["phq2"], by=world.ada.user)
    response = link.responses.get()
    measures.answer(
        response=response, item=ITEM, value=1, visit=uuid.uuid4(), written_at=clock.now, by=somebody
    )
    measures.submit(response=response, by=somebody)


def test_a_client_whom_nobody_works_with_is_on_the_coordinators_page(
    world: World, clock: StoppedClock
) -> None:
    page = knock.text(knock.get(world.cora, "/today"))
    assert "Nobody works with them" not in page
    people.deactivate_staff(staff=world.ben, by=world.alex.user)
    page = knock.text(knock.get(world.cora, "/today"))
    assert "Nobody works with them" in page
    assert f'href="/clients/{world.pia.id}/team"' in page
    assert "Maya" not in page
    assert "Nobody works with them" not in knock.text(knock.get(world.col, "/today"))
