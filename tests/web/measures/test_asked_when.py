"""What is asked when: the page of a course, a change with its reason, a pause."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.measures import actions
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import PlanLine, PlanPause
from amity.web.measures.queries.giving import planned
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, start
from tests.web.measures.conftest import text


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    return start(world.maya, world.ada)


@pytest.fixture
def ada(world: World) -> Browser:
    return cast.signed_in(world.ada)


def page(browser: Browser, course: Course) -> str:
    response = browser.get(reverse("asked_when", args=[course.id]))
    assert response.status_code == 200
    return " ".join(text(response).split())


def test_it_says_each_moment_in_a_sentence(ada: Browser, course: Course) -> None:
    said = page(ada, course)
    assert "<b>Before each session</b><p>PHQ-9, Mood 0–10: 11 questions, about 2 minutes." in said
    assert "<b>In week 4</b><p>PHQ-9, Mood 0–10, GAD-7, Daily life 0–10, " in said
    assert "<b>90 days after the ending</b><p>PHQ-9, GAD-7, Daily life 0–10, " in said
    assert "Nothing was asked by the plan yet." in said


def test_more_than_25_questions_are_warned_about(ada: Browser, course: Course, world: World) -> None:
    assert "More than 25 questions" not in page(ada, course)
    actions.set_plan_line(
        course=course, instrument="pcl5", moments=["each_session"], reason="x", by=world.ada.user
    )
    assert "More than 25 questions for one session" in page(ada, course)


def test_each_open_goal_is_a_question(ada: Browser, course: Course, world: World) -> None:
    """With three goals the weekly set is 14 questions, and that of week 4 is more than 25."""
    for place in (1, 2, 3):
        courses.set_goal(course=course, words=f"Goal {place}", priority=place, by=world.ada.user)
    said = page(ada, course)
    assert "<b>Before each session</b><p>PHQ-9, Mood 0–10, Goal 0–10: 14 questions, about 3 minutes." in said
    assert "In week 4" in said
    assert "More than 25 questions for one session" in said


def test_what_meets_in_one_session_is_counted_together(
    ada: Browser, course: Course, world: World, clock: StoppedClock
) -> None:
    """Two moments of the first session, each within 25: only the set says that both come at once."""
    for instrument in {it.instrument for it in planned(course).asked} - {"phq9"}:  # one line for one moment
        actions.set_plan_line(course=course, instrument=instrument, moments=[], reason="x", by=world.ada.user)
    for instrument, moment in (("pcl5", "assessment"), ("phq9", "number:1")):
        actions.set_plan_line(
            course=course, instrument=instrument, moments=[moment], reason="x", by=world.ada.user
        )
    long = "30 questions together, and more than 25 are much for one session"
    plan(course, clock.now + timedelta(days=2))
    said = page(ada, course)
    assert "More than 25 questions" not in said
    assert long in said
    clock.forward(minutes=1)
    actions.set_plan_line(
        course=course, instrument="phq9", moments=["number:2"], reason="x", by=world.ada.user
    )
    assert long not in page(ada, course)


def test_it_says_what_is_given_instead(ada: Browser, world: World, clock: StoppedClock) -> None:
    made = start(world.maya, world.ada, protocol="perinatal", planned_sessions=12)
    assert "Asked until this service brings its own form: PHQ-9 and GAD-7." in page(ada, made)


def test_what_comes_and_what_was_asked(
    ada: Browser, course: Course, clock: StoppedClock, world: World, settings: Any
) -> None:
    settings.MAIL_IS_SET_UP = True
    plan(course, clock.now + timedelta(days=2))
    plan(course, clock.now + timedelta(days=9))
    said = page(ada, course)
    assert "Before the first session: PHQ-9, GAD-7, Mood 0–10, " in said
    jobs_giving.run_due()
    said = page(ada, course)
    assert "no answer yet; said" in said
    assert "Before the session: PHQ-9" in said
    assert "A notice with the link goes out by e-mail" in said


def test_today_says_what_is_handed_over_in_the_session(
    ada: Browser, course: Course, clock: StoppedClock, world: World
) -> None:
    plan(course, clock.now + timedelta(hours=3))
    jobs_giving.run_due()  # no mail server is set up here
    said = text(ada.get("/today"))
    assert "Questions to hand over when you meet" in said
    assert "PHQ-9, GAD-7" in said
    clock.forward(hours=6)
    assert "Questions to hand over" not in text(ada.get("/today"))


def test_without_consent_it_says_so(ada: Browser, clock: StoppedClock, world: World) -> None:
    from amity.web.people import actions as people

    for kind in ("treatment", "records"):
        people.record_consent(
            client=world.omar, kind=kind, given=True, how="spoken", on=clock.now.date(), note="",
            by=world.ada.user,
        )  # fmt: skip
    assert "Until then nothing is asked by itself" in page(ada, start(world.omar, world.ada))


def test_a_change_is_kept_with_its_reason(ada: Browser, course: Course) -> None:
    address = reverse("change_asked", args=[course.id, "phq9"])
    assert "When PHQ-9 is asked" in text(ada.get(address))
    assert ada.post(address, {"moments": ["week:4"], "reason": "Weekly is too often."}).status_code == 302
    line = PlanLine.objects.get()
    assert (line.moments, line.reason) == (["week:4"], "Weekly is too often.")
    assert AuditEvent.objects.filter(verb="set_plan_line", record_id=line.id).count() == 1
    assert "Weekly is too often." in page(ada, course)


def test_another_one_is_asked(ada: Browser, course: Course) -> None:
    address = reverse("change_asked", args=[course.id, "new"])
    assert ada.get(address).status_code == 200
    given = {"instrument": "phq2", "moments": ["follow_up:30"], "reason": "Agreed at the ending."}
    assert ada.post(address, given).status_code == 302
    assert "<b>30 days after the ending</b><p>PHQ-2: 2 questions, about 1 minute." in page(ada, course)


def test_without_a_reason_what_was_chosen_comes_back(ada: Browser, course: Course) -> None:
    refused = ada.post(
        reverse("change_asked", args=[course.id, "phq9"]), {"moments": ["week:8"], "reason": ""}
    )
    assert refused.status_code == 422
    assert 'value="week:8"' in text(refused)
    assert PlanLine.objects.count() == 0


def test_asking_is_paused_and_goes_on(ada: Browser, course: Course) -> None:
    pause, resume = (reverse(name, args=[course.id]) for name in ("pause_asking", "resume_asking"))
    assert ada.post(pause, {"reason": ""}).status_code == 422
    assert ada.post(pause, {"until": "", "reason": "In hospital."}).status_code == 302
    assert "Asking is paused" in page(ada, course)
    assert ada.post(pause, {"reason": "Again."}).status_code == 409
    assert ada.post(resume).status_code == 302
    assert PlanPause.objects.get().ended_at is not None
    assert ada.post(resume).status_code == 409


def test_until_a_day_means_that_day_included(ada: Browser, course: Course) -> None:
    sent = {"until": "2026-03-31", "reason": "Away."}
    assert ada.post(reverse("pause_asking", args=[course.id]), sent).status_code == 302
    until = PlanPause.objects.get().until
    assert until is not None
    assert until.isoformat() == "2026-03-31T23:00:00+00:00"  # the first of April begins, in London's summer


def test_a_supervisor_reads_and_changes_nothing(course: Course, world: World) -> None:
    sam = cast.signed_in(world.sam)
    assert "Change<span" not in page(sam, course)
    assert sam.post(reverse("pause_asking", args=[course.id]), {"reason": "x"}).status_code in (403, 404)


@pytest.mark.parametrize("name", ["asked_when", "change_asked", "pause_asking", "resume_asking"])
def test_strangers_find_nothing(course: Course, world: World, name: str) -> None:
    args = [course.id, "phq9"] if name == "change_asked" else [course.id]
    ben: Callable[..., Any] = cast.signed_in(world.ben).get
    if name in ("pause_asking", "resume_asking"):
        ben = cast.signed_in(world.ben).post
    assert ben(reverse(name, args=args)).status_code == 404


def test_a_questionnaire_that_the_course_does_not_ask(ada: Browser, course: Course) -> None:
    assert ada.get(reverse("change_asked", args=[course.id, "no_such"])).status_code == 404
