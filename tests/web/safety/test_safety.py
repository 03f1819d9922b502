"""The one page about a client's safety."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.web.base import clock as the_clock
from amity.web.base.models import AuditEvent
from amity.web.course import actions as courses
from amity.web.course.models import Session
from amity.web.people.models import Client
from amity.web.safety import actions
from amity.web.safety.models import Flag
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan as plan_session
from tests.web.course.conftest import start
from tests.web.safety.conftest import asked_privately, assessed, plan


def page(client: Client, world: World, who: str = "ada") -> str:
    return signed_in(getattr(world, who)).get(reverse("safety", args=[client.id])).content.decode()


def met(world: World, asked: bool | None, days_ago: int = 0) -> Session:
    """A session of Maya's that was held, with what is recorded about asking."""
    course = world.maya.courses.first() or start(world.maya, world.ada)
    session = plan_session(course, the_clock.now() - timedelta(days=days_ago, hours=1))
    return courses.record_session(
        session=session,
        version=1,
        attendance="attended",
        tasks_done=[],
        safety_asked=asked,
        by=world.ada.user,
    )


def test_it_works(flag: Flag, world: World) -> None:
    assessed(world.maya, world.ada, follow_up_on=the_clock.today(world.north.zone), seen=1)
    plan(world.maya, world.ada)
    asked_privately(world.maya, world.ada)
    shown = page(world.maya, world)
    order = (
        "“Several days”",
        "When it was asked",
        "We speak on Wednesday.",
        "Thoughts of dying: <b>yes</b>",
        "“In the evenings, not every day.”",
        "Record what came of it",
        "Safety plan</h2>",
        "Violence or coercion: <b>no</b>",
    )
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "born 14 Feb 1992" in shown


def test_an_empty_page_says_what_to_do_and_promises_nothing(clock: StoppedClock, world: World) -> None:
    shown = page(world.omar, world)
    for words in ("Ask directly when you next meet", "No assessment was made yet", "There is no plan yet",
                  "Nobody has asked yet", "This is not an assessment of risk."):  # fmt: skip
        assert words in shown
    assert "no risk" not in shown.lower()


def test_when_it_was_last_asked_and_where_it_was_not(clock: StoppedClock, world: World) -> None:
    met(world, True, days_ago=14)
    met(world, None, days_ago=7)
    met(world, False)
    shown = page(world.maya, world)
    assert "Last asked in person on <b>Mon 16 Feb</b>" in shown
    after = shown[shown.index("Since then without it being recorded") :]
    assert after.index("Mon 2 Mar</a> (not asked)") < after.index("Mon 23 Feb</a>")


def test_a_form_is_not_clearance(clock: StoppedClock, world: World, settings: object) -> None:
    settings.SAFETY_ASKED = ("tests.web.safety.forms_said.not_at_all",)  # type: ignore[attr-defined]
    shown = page(world.maya, world)
    assert "PHQ-9 item 9" in shown
    assert "An answer on a form is not clearance: ask as well." in shown
    assert "Ask directly when you next meet" in shown


def test_a_follow_up_that_has_come_says_so(clock: StoppedClock, world: World) -> None:
    assessed(world.maya, world.ada, follow_up_on=the_clock.today(world.north.zone) + timedelta(days=2))
    assert "On <b>Wed 4 Mar</b>." in page(world.maya, world)
    clock.forward(days=3)
    assert "Was to be done by yesterday." in page(world.maya, world)


def test_a_plan_to_look_at_again_says_so(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada, review_on=the_clock.today(world.north.zone) + timedelta(days=30))
    clock.forward(days=30)
    assert "It was to be looked at again on Wed 1 Apr." in page(world.maya, world)


def test_closed_flags_stay(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    actions.close(flag=flag, reason="spoke", by=world.ada.user)
    assert f'href="/flags/{flag.id}"' in page(world.maya, world)


def test_a_supervisor_reads_and_does_not_write(clock: StoppedClock, world: World) -> None:
    assessed(world.maya, world.ada, follow_up_on=the_clock.today(world.north.zone))
    asked_privately(world.maya, world.ada, "unsure")
    shown = page(world.maya, world, "sam")
    assert "We speak on Wednesday." in shown
    assert "Violence or coercion: <b>unsure</b>" in shown
    for words in (
        "Make an assessment",
        "Record as done",
        "/safety/violence",
        "plan/change",
        f'/clients/{world.maya.id}"',
    ):
        assert words not in shown


@pytest.mark.parametrize("who", ["ben", "carl"])
def test_a_stranger_finds_nothing(clock: StoppedClock, world: World, who: str) -> None:
    answer = signed_in(getattr(world, who)).get(reverse("safety", args=[world.maya.id]))
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["cora", "lena", "rosa", "alex"])
def test_another_role_is_refused(clock: StoppedClock, world: World, who: str) -> None:
    answer = signed_in(getattr(world, who)).get(reverse("safety", args=[world.maya.id]))
    assert answer.status_code == 403


def test_a_post_is_refused(clock: StoppedClock, world: World) -> None:
    assert signed_in(world.ada).post(reverse("safety", args=[world.maya.id])).status_code == 405


def test_it_audits(clock: StoppedClock, world: World) -> None:
    page(world.maya, world)
    trail = AuditEvent.objects.filter(verb="read", actor=world.ada.user_id)
    assert list(trail.values_list("client", "purpose")) == [(world.maya.id, "read")]
