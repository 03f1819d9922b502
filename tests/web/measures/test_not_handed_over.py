"""A set that waited for the session and was never handed over was not left unanswered by the client."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from amity.web.base import audit
from amity.web.base.errors import Refused
from amity.web.measures import actions, jobs, queries
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Link, Occasion, Response
from amity.web.measures.queries import ways
from amity.web.measures.queries.plan_page import asked_when
from amity.web.people import jobs as post
from amity.web.safety.models import Flag
from amity.web.safety.offered import asked_given
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join
from tests.web.course.conftest import plan, start
from tests.web.measures.conftest import BORN


@pytest.fixture
def link(clock: StoppedClock, world: World) -> Link:
    """What is asked before Maya's first session; no mail server is set up, so it waits for the session."""
    course = start(world.maya, world.ada)
    plan(course, clock.now + timedelta(hours=3))
    jobs_giving.run_due()
    return Link.objects.get(occasion__course=course)


def run_out(clock: StoppedClock) -> None:
    clock.forward(days=9)
    jobs.run_due()


def test_nothing_of_it_counts_as_left_out(link: Link, clock: StoppedClock, world: World) -> None:
    run_out(clock)
    assert not Flag.objects.exists()
    assert not Response.objects.exclude(lapsed_at=None).exists()
    occasion = Occasion.objects.get()
    assert occasion.why_not == Occasion.NOT_HANDED_OVER
    [said] = asked_when(occasion.course).asked
    assert said.state == "not handed over, so nothing of it was answered"
    assert jobs.run_due() == 0, "it is said once"
    assert not queries.is_waiting(queries.given_of(link.responses.order_by("place")[0]))


@pytest.mark.parametrize("how", ["handed over", "opened", "on their own pages", "by hand"])
def test_what_was_shown_and_left_is_looked_at(
    link: Link, clock: StoppedClock, world: World, how: str
) -> None:
    shown: dict[str, Callable[[], Any]] = {
        "handed over": lambda: actions.hand_over(link=link, by=world.ada.user),
        "opened": lambda: actions.open_link(token=link.token, date_of_birth=BORN, by=audit.SYSTEM),
        "on their own pages": lambda: join(world.maya, world.ada),
        "by hand": lambda: actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user),
    }
    shown[how]()
    run_out(clock)
    assert Flag.objects.get().events.get().rule
    assert (Occasion.objects.get().why_not == "") == (how != "by hand")


def test_what_was_said_by_e_mail_and_left_is_looked_at(
    clock: StoppedClock, world: World, settings: Any
) -> None:
    settings.MAIL_IS_SET_UP = True
    plan(start(world.maya, world.ada), clock.now + timedelta(hours=3))
    jobs_giving.run_due()
    post.run_due()
    run_out(clock)
    assert Flag.objects.exists()
    assert Occasion.objects.get().why_not == ""


def test_a_date_of_birth_that_was_wrong_shows_nothing(link: Link, clock: StoppedClock) -> None:
    wrong = BORN + timedelta(days=1)
    assert actions.open_link(token=link.token, date_of_birth=wrong, by=audit.SYSTEM) is None
    assert ways.was_never_shown(link)
    run_out(clock)
    assert not Flag.objects.exists()


def test_only_the_program_says_it_and_only_where_it_is_so(link: Link, world: World) -> None:
    occasion = Occasion.objects.get()
    with pytest.raises(Refused, match="the program alone"):
        actions.note_not_handed_over(occasion=occasion, by=world.ada.user)
    actions.hand_over(link=link, by=world.ada.user)
    assert actions.note_not_handed_over(occasion=occasion, by=audit.SYSTEM).why_not == ""


def test_a_planted_fault_is_seen(link: Link, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was before: everything that ran out counts as left unanswered."""
    monkeypatch.setattr(ways, "was_never_shown", lambda link: False)
    run_out(clock)
    assert Flag.objects.exists()


def test_no_page_says_that_a_question_about_safety_was_left_out(
    link: Link, clock: StoppedClock, world: World
) -> None:
    run_out(clock)
    assert [it for it in asked_given(world.ada.user, world.maya) if "PHQ-9" in it.where] == []
