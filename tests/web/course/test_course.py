"""The course page: one glance at one course."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.web.base import clock as base_clock
from amity.web.course import actions
from amity.web.course.models import Course, Session
from tests.cast import World, agree_to_everything, client, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose, plan, record, start
from tests.web.course.test_today import answer_something, raise_flag
from tests.web.safety.conftest import assessed

# 25 at first, four for circle and life chart, three for worksheets, two for own pages, ten for what now
MOST_QUERIES = 29


def path(course: Course) -> str:
    return f"/courses/{course.id}"


def test_it_works(world: World, course: Course, session: Session) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    for words in (
        "Maya Oyelaran",
        "born 14 Feb 1992",
        "safe to e-mail, not to text or call",
        "Session 1 of 16",
        "No open flag. This is not an assessment of risk.",
        "That safety was asked about in a session is not recorded yet.",
        "ends about Mon 15 Jun, in 105 days",
        "Open session 1",
        "Sessions the client came to count, also when late.",
    ):
        assert words in page, words


def test_a_later_assessment_stands_in_the_safety_line(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=3)
    record(session)
    assessed(world.maya, world.ada)  # on the day of the session: it adds nothing
    pages = (path(course), f"/sessions/{session.id}", f"{path(course)}/goals")
    made = "A structured assessment was made on"
    assert [made in knock.text(knock.get(world.ada, page)) for page in (pages[0], pages[2])] == [False, False]
    clock.forward(days=2)
    assessed(world.maya, world.ada)
    for page in pages:
        assert f"{made} Wed 4 Mar." in knock.text(knock.get(world.ada, page)), page


def test_it_says_why_the_next_phase_is_not_open(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    assert "safety has been asked about and acted on" in page
    assert "Treatment begins when safety has been asked about and acted on: not recorded here yet." in page
    assert "disabled" in page


def test_at_most_three_things_are_due_at_once(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    shown, rest = page.split("Due now")[1].split("<summary>and ", 1)
    assert shown.count("<li>") == 3
    assert rest.split(" more", 1)[0].isdigit()


def test_a_missed_session_is_drawn_and_takes_no_number(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=3)
    record(session, "dna", safety_asked=None)
    page = knock.text(knock.get(world.ada, path(course)))
    assert 'class="missed"' in page
    assert "Session 1 of 16" in page


def test_the_focus_stands_in_the_clients_words(world: World, course: Course) -> None:
    choose(course, runner_up="grief")
    page = knock.text(knock.get(world.ada, path(course)))
    assert "“I moved here and I know nobody”" in page
    assert "Runner-up: grief." in page
    assert f'href="/courses/{course.id}/focus"' in page


def test_a_closed_course_says_so_and_offers_nothing_to_write(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="moved away", by=world.ada.user)
    page = knock.text(knock.get(world.ada, path(course)))
    assert "moved away" in page
    assert "Plan a session" not in page


def test_a_supervisor_reads_and_is_offered_nothing_to_write(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.sam, path(course)))
    assert "Session 1 of 16" in page
    for words in ("Plan session", "Choose the focus", "<form method", "Close the course"):
        assert words not in page.split("<main", 1)[1], words


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}


def test_a_supervisor_after_the_grant_finds_nothing(
    world: World, course: Course, clock: StoppedClock
) -> None:
    clock.forward(days=61)
    assert knock.get(world.sam, path(course)).status_code == 404


def test_it_takes_no_posts(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course)).status_code == 405


def test_reading_is_audited(world: World, course: Course) -> None:
    knock.get(world.ada, path(course))
    knock.get(world.ada, path(course))
    assert knock.reads(world.ada, world.maya.id, "read") == 1


@pytest.mark.parametrize("others", [0, 6])
def test_it_asks_few_questions_however_long_the_course(
    world: World, course: Course, session: Session, clock: StoppedClock, others: int
) -> None:
    for number in range(others):
        somebody = client(world.ada, f"Number {number}", world.maya.date_of_birth)
        agree_to_everything(somebody, world.ada)
        plan(start(somebody, world.ada), clock.now + timedelta(days=1))
        plan(course, clock.now + timedelta(days=7 * (number + 1)))
    choose(course)
    actions.agree_practice(course=course, session=session, text="walk", by=world.ada.user)
    answer_something(world.maya, world, clock)
    raise_flag(world.maya, clock)
    browser = signed_in(world.ada)
    browser.get(path(course))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get(path(course))
    assert len(asked) <= MOST_QUERIES, "\n".join(it["sql"][:140] for it in asked)


def test_things_stand_in_the_order_of_the_design(world: World, course: Course) -> None:
    """Also on a phone, where the columns stand below each other: sessions are the last."""
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}"))
    ids = ("where-h", "focus-h", "card-1", "agreed-h", "due-h", "phase-h", "sessions-h")
    assert sorted(ids, key=lambda id: page.index(f'id="{id}"')) == list(ids)


def test_what_waits_leads_to_the_page_it_is_recorded_on(world: World, course: Course) -> None:
    focus = reverse("choose_problem_area", args=[course.id])
    page = knock.text(knock.get(world.ada, path(course)))
    assert f'<a href="/clients/{course.client_id}/measures/give"><b>PHQ-9</b></a>' in page
    assert f'href="/courses/{course.id}/sessions/plan"' in page
    Course.objects.update(phase="initial")
    assert f'<a href="{focus}">a problem area has been chosen</a>' in knock.text(
        knock.get(world.ada, path(course))
    )
    assert "a problem area has been chosen</a>" not in knock.text(knock.get(world.sam, path(course)))


def test_what_waits_and_stands_in_no_protocol_has_its_page_too(
    world: World, course: Course, clock: StoppedClock
) -> None:
    today = base_clock.today(world.ada.service.zone)
    said = {"sick_role_given_on": today, "sick_role_review_on": today}
    actions.record_assessment(course=course, part="sick_role", version=0, said=said, by=world.ada.user)
    page = knock.text(knock.get(world.ada, path(course)))
    assert f'<a href="/courses/{course.id}/assessment"><b>Look at the sick role again</b></a>' in page


def test_a_session_whose_day_has_gone_by_is_a_tap_away(
    world: World, session: Session, clock: StoppedClock
) -> None:
    clock.forward(days=1)
    page = knock.text(knock.get(world.ada, path(session.course)))
    assert f'<a href="/sessions/{session.id}"><b>Record the session</b></a>' in page


def test_violence_is_asked_about_on_the_page_of_the_client(world: World, course: Course) -> None:
    Course.objects.update(protocol="ptsd", planned_sessions=14)
    page = knock.text(knock.get(world.ada, path(course)))
    assert f'<a href="{reverse("ask_violence", args=[course.client_id])}">' in page
