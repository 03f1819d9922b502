"""An occasion keeps the moments it stands for, wherever its session goes: none comes twice, none is lost."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from amity.web.course import actions as course_actions
from amity.web.course.models import Course, Session
from amity.web.measures import actions
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Occasion
from amity.web.people import actions as people
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record, start

FIRST = datetime(2026, 3, 2, 14, tzinfo=UTC)  # its first week begins on this Monday, its fourth on 23 March


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    """Maya's course, from before its first session."""
    return start(world.maya, world.ada)


@pytest.fixture
def begun(course: Course, clock: StoppedClock) -> Course:
    """Its first session was held."""
    first = plan(course, FIRST)
    clock.to(FIRST + timedelta(hours=1))
    record(first)
    return course


def turn(clock: StoppedClock, day: int, hour: int = 10) -> None:
    clock.to(datetime(2026, 3, day, hour, tzinfo=UTC))
    jobs_giving.run_due()


def on(course: Course, day: int) -> Session:
    return plan(course, datetime(2026, 3, day, 14, tzinfo=UTC))


def move(session: Session, day: int) -> None:
    session.refresh_from_db()
    course_actions.move_session(
        session=session, version=session.version, planned_at=datetime(2026, 3, day, 14, tzinfo=UTC),
        zone="Europe/London", minutes=50, mode="in_person", by=session.course.clinician.user,
    )  # fmt: skip


def set_of(session: Session) -> tuple[list[str], set[str]]:
    """For which moments it was given, and whether what weeks and the beginning ask is among it."""
    row = Occasion.objects.get(key=f"session:{session.id}")
    assert row.link is not None
    return row.moments, {it.instrument for it in row.link.responses.all()} & {"own_roles"}


def test_it_keeps_its_moments_and_the_number_of_its_session(begun: Course, clock: StoppedClock) -> None:
    session = on(begun, 23)
    turn(clock, 20)
    assert set_of(session) == (["each_session", "week:4", "number:2"], {"own_roles"})


def test_a_week_is_not_asked_again_when_its_session_moves_out_of_it(
    begun: Course, clock: StoppedClock
) -> None:
    moved = on(begun, 23)
    turn(clock, 20)
    move(moved, 31)
    other = on(begun, 26)
    turn(clock, 24)
    assert set_of(other) == (["each_session", "number:2"], set())
    turn(clock, 29)
    assert Occasion.objects.count() == 2


def test_a_week_is_asked_when_a_session_moves_into_it_that_was_given_before(
    begun: Course, clock: StoppedClock
) -> None:
    session = on(begun, 20)
    turn(clock, 17)
    move(session, 25)
    turn(clock, 23)
    assert set_of(session) == (["each_session", "number:2"], set())
    assert Occasion.objects.get(key="week:4").moments == ["week:4"]


def test_a_week_is_asked_in_the_same_turn_in_which_its_session_falls_away(
    begun: Course, clock: StoppedClock
) -> None:
    session = on(begun, 24)
    turn(clock, 23)
    record(session, "cancelled", cancelled_by="client", safety_asked=None)
    turn(clock, 23, 12)
    assert Occasion.objects.exclude(withdrawn_at=None).get().key == f"session:{session.id}"
    assert Occasion.objects.get(withdrawn_at=None).key == "week:4"


@pytest.mark.parametrize("is_answered", [True, False])
def test_what_a_missed_first_session_asked(
    course: Course, clock: StoppedClock, world: World, is_answered: bool
) -> None:
    missed = on(course, 3)
    turn(clock, 2, 11)
    assert set_of(missed) == (["each_session", "assessment", "number:1"], {"own_roles"})
    if is_answered:
        link = Occasion.objects.get().link
        assert link is not None
        for response in link.responses.all():
            actions.submit(response=response, by=world.maya)
    clock.to(datetime(2026, 3, 3, 15, tzinfo=UTC))
    record(missed, "dna", safety_asked=None)
    following = on(course, 9)
    turn(clock, 6)
    if is_answered:
        assert set_of(following) == (["each_session", "number:1"], set())
    else:
        assert set_of(following) == set_of(missed)


def test_what_is_given_again_stands_for_what_it_asks_now(
    begun: Course, clock: StoppedClock, world: World
) -> None:
    session = on(begun, 20)
    turn(clock, 17)
    for day, given in ((18, False), (19, True)):
        people.record_consent(
            client=world.maya, kind="questionnaires", given=given, how="spoken", on=clock.now.date(), note="",
            by=world.ada.user,
        )  # fmt: skip
        turn(clock, day)
        if not given:
            move(session, 23)
    turn(clock, 20)
    assert set_of(session) == (["each_session", "week:4", "number:2"], {"own_roles"})


def test_rows_from_before_say_by_their_key_what_they_stood_for(begun: Course, clock: StoppedClock) -> None:
    keys = ("session:1", "week:4", "follow_up:90")
    for key in keys:
        Occasion.objects.create(
            course=begun, key=key, opens_at=FIRST, due_at=FIRST, closes_at=FIRST, made_at=FIRST
        )
    migration = import_module("amity.web.measures.migrations.0005_what_an_occasion_stands_for")
    migration.take_from_the_key(apps, None)
    found = dict(Occasion.objects.values_list("key", "moments"))
    assert found == {"session:1": [], "week:4": ["week:4"], "follow_up:90": ["follow_up:90"]}
