"""Each set that a course asks is somewhere a person can find it, or nobody left it out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.measures import actions, jobs, queries
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Link, Occasion
from amity.web.measures.queries.ways import was_never_shown, way_to
from amity.web.people import actions as people
from amity.web.people import jobs as post
from amity.web.safety.models import Flag
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course.conftest import plan, record, start
from tests.web.measures.conftest import text

WAYS, KINDS = ("own_pages", "email", "session"), ("session", "week", "follow_up")
ALONE = "Questions that no notice brings"


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """A course whose first session was held, and which asks by these moments alone."""
    made = start(world.maya, world.ada)
    for it in queries.offered(made.client.service):
        actions.set_plan_line(course=made, instrument=it.id, moments=[], reason="x", by=world.ada.user)
    record(plan(made, clock.now))
    clock.forward(minutes=1)
    return made


def asks(course: Course, moment: str) -> None:
    by = course.clinician.user
    actions.set_plan_line(course=course, instrument="phq9", moments=[moment], reason="Agreed.", by=by)


def to_session(course: Course, clock: StoppedClock) -> None:
    asks(course, "number:2")
    plan(course, clock.now + timedelta(days=7))
    clock.forward(days=7, hours=-1)


def to_week(course: Course, clock: StoppedClock) -> None:
    asks(course, "week:3")
    clock.forward(days=14, hours=2)


def to_follow_up(course: Course, clock: StoppedClock) -> None:
    asks(course, "follow_up:30")
    courses.close_course(course=course, reason="done", by=course.clinician.user)
    clock.forward(days=30, hours=2)


GO: dict[str, Callable[[Course, StoppedClock], None]] = {
    "session": to_session,
    "week": to_week,
    "follow_up": to_follow_up,
}


def made_of(course: Course) -> Link:
    jobs_giving.run_due()
    post.run_due()
    return Link.objects.get(occasion__course=course)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_each_set_is_somewhere(
    course: Course, clock: StoppedClock, world: World, settings: Any, way: str, kind: str
) -> None:
    settings.MAIL_IS_SET_UP = way == "email"
    if way == "own_pages":
        join(world.maya, world.ada)
    GO[kind](course, clock)
    link = made_of(course)
    assert Occasion.objects.get().key.partition(":")[0] == kind
    assert way_to(world.maya).id == way
    today = text(cast.signed_in(world.ada).get("/today"))
    assert ("Questions to hand over when you meet" in today) == (way == "session" and kind == "session")
    assert (ALONE in today) == (way == "session" and kind != "session")
    if way == "own_pages":
        own = sign_in()
        asked = text(own.get("/d/"))
        assert "10 short questions" in asked
        assert ("before you meet next" in asked) == (kind == "session")
        first = asked.partition('class="one-thing')[2].partition("</section>")[0]
        assert "Ada Whitfield" in first, "who asked for it reads it, also after the ending"
        assert text(own.post("/d/go-on", follow=True)).count("Ada Whitfield") > 0
    elif way == "email":
        assert [queries.address_of(link) in it.body for it in mail.outbox] == [True]

    clock.forward(days=16)
    jobs_giving.run_due()
    jobs.run_due()
    assert Flag.objects.exists() == (way != "session"), "of what nobody saw nothing was left out"
    assert ALONE not in text(cast.signed_in(world.ada).get("/today"))


def test_what_stands_alone_says_until_when(course: Course, clock: StoppedClock, world: World) -> None:
    to_week(course, clock)
    made_of(course)
    said = text(cast.signed_in(world.ada).get("/today"))
    assert "PHQ-9. Ask by telephone or post where that is safe; open until the end of Sun 22 Mar." in said
    assert ALONE not in text(cast.signed_in(world.ben).get("/today"))


def test_own_pages_that_are_over_bring_nothing(
    course: Course, clock: StoppedClock, world: World, settings: Any
) -> None:
    """Their last day has passed: a notice goes out, or it waits for somebody to ask."""
    join(world.maya, world.ada)
    to_follow_up(course, clock)
    people.set_open_until(client=world.maya, until=date(2026, 4, 1), by=world.maya)
    clock.forward(days=2)
    link = made_of(course)
    assert way_to(world.maya).id == "session"
    assert was_never_shown(link)
    settings.MAIL_IS_SET_UP = True
    assert way_to(world.maya).id == "email"


def test_what_lay_on_their_pages_for_a_while_was_shown(
    course: Course, clock: StoppedClock, world: World
) -> None:
    join(world.maya, world.ada)
    to_follow_up(course, clock)
    link = made_of(course)
    people.set_open_until(client=world.maya, until=clock.now.date(), by=world.maya)
    clock.forward(days=2)
    assert way_to(world.maya).id == "session"
    assert not was_never_shown(link)
