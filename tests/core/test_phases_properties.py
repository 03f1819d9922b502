"""The engine against a slow and obvious twin on random courses, and what must hold for every course."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from amity.core.phases import NOT_RECORDED, Attendance, SessionFact, ribbon, standing
from amity.core.phases.dates import week_begins
from tests.core import slow_phases
from tests.core.phases_cast import MONDAY
from tests.core.phases_strategies import MANY, Course, courses, days, pauses

UTC = ZoneInfo("UTC")
ZONES = ("Europe/London", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo")
HOURS = (time(0, 30), time(1, 30), time(2, 30), time(23, 30))  # some are skipped, some come twice
missed = st.sampled_from([Attendance.DNA, Attendance.CANCELLED])


@MANY
@given(courses(), days)
def test_twin(course: Course, today: date) -> None:
    found = standing(*course, today=today)
    allowed = frozenset(move.to for move in found.moves if move.allowed)
    got = slow_phases.Slow(found.session, found.left, found.projected_end, found.ending_to_be_named, allowed)
    assert got == slow_phases.slow(*course, today)


@MANY
@given(courses(), days)
def test_what_holds_for_every_course(course: Course, today: date) -> None:
    found = standing(*course, today=today)
    assert found.held + found.left == found.of + found.beyond
    assert found.left == 0 or found.beyond == 0
    assert 1 <= found.session <= found.held + 1
    states = {gate.id: gate for gate in found.gates}
    for move in found.moves:
        assert move.allowed == (move.reason == "")
        assert not (move.allowed and move.overridable)
        if move.gate and states[move.gate].state == "held":
            assert not move.allowed
            assert not move.overridable
    for gate in found.gates:
        assert (gate.state == "passed") == (gate.missing == ())
        assert (gate.state == "held") == any(need.holds for need in gate.missing)
    assert sum(step.state == "now" for step in found.steps) <= 1


@MANY
@given(courses(), days)
def test_what_waits_is_said_once_and_is_not_of_the_future(course: Course, today: date) -> None:
    found = standing(*course, today=today)
    items = (*found.due, *found.overdue)
    said = [(item.kind, item.id) for item in items if item.kind != "appointment"]
    assert len(said) == len(set(said))
    assert all(item.why and item.title for item in items)
    held_by = max((it.on for it in course.facts.sessions if it.on), default=today)
    latest = max(today, held_by, course.facts.started_on or today)
    assert all(item.since is None or item.since <= latest for item in items)


@MANY
@given(courses(), days, st.lists(missed, max_size=5), st.data())
def test_what_does_not_count_never_changes_the_count(
    course: Course, today: date, words: list[Attendance], data: st.DataObject
) -> None:
    words = [word for word in words if word not in course.protocol.counting.counts]
    more = tuple(SessionFact(data.draw(days), word) for word in words)
    before = standing(*course, today=today)
    facts = replace(course.facts, sessions=(*course.facts.sessions, *more))
    after = standing(course.protocol, facts, today=today)
    assert (after.session, after.left, after.held) == (before.session, before.left, before.held)


@MANY
@given(courses(), days, days, st.integers(0, 30))
def test_moving_an_appointment_never_changes_the_count(
    course: Course, today: date, to: date, which: int
) -> None:
    if not course.facts.sessions:
        return
    place = which % len(course.facts.sessions)
    moved = [replace(it, on=to) if n == place else it for n, it in enumerate(course.facts.sessions)]
    before = standing(*course, today=today)
    after = standing(course.protocol, replace(course.facts, sessions=tuple(moved)), today=today)
    assert (after.session, after.left) == (before.session, before.left)


@MANY
@given(courses(), days)
def test_the_ribbon_agrees_with_the_standing(course: Course, today: date) -> None:
    found, cells = standing(*course, today=today), ribbon(*course)
    planned = sum(it.attendance == "planned" for it in course.facts.sessions)
    numbers = [cell.n for cell in cells if cell.n is not None]
    assert numbers == list(range(1, max(found.of, found.held + planned) + 1))
    assert sum(cell.state == "done" for cell in cells) == found.held
    assert sum(cell.state == "missed" for cell in cells) == sum(
        it.attendance not in ("planned", *course.protocol.counting.counts) for it in course.facts.sessions
    )
    now = [cell.n for cell in cells if cell.state == "now"]
    assert now == ([found.session] if found.session > found.held else [])


@MANY
@given(courses(), days, st.data())
def test_being_better_or_measured_plays_no_part_in_the_ending(
    course: Course, today: date, data: st.DataObject
) -> None:
    ids = st.sampled_from([it.instrument for it in course.protocol.measures])
    answered = data.draw(st.dictionaries(ids, st.lists(days, max_size=5).map(tuple)))
    other = replace(course.facts, measures_answered=answered, totals={})
    assert (
        standing(*course, today=today).ending_to_be_named
        == standing(course.protocol, other, today=today).ending_to_be_named
    )


@MANY
@given(courses(), days)
def test_not_recorded_is_the_same_as_absent(course: Course, today: date) -> None:
    absent = {name: value for name, value in course.facts.named.items() if value is not NOT_RECORDED}
    other = replace(course.facts, named=absent)
    assert standing(course.protocol, other, today=today) == standing(*course, today=today)


@MANY
@given(days, st.integers(1, 40), st.lists(pauses, max_size=3), courses())
def test_weeks_across_holidays_and_pauses(
    first: date, week: int, gone: list[tuple[date, date | None]], course: Course
) -> None:
    facts = replace(course.facts, pauses=tuple(gone))
    assert week_begins(first, week, facts.pauses) == slow_phases.week_begins(first, week, facts)


@MANY
@given(courses(), st.sampled_from(ZONES), st.sampled_from(HOURS), st.integers(0, 60), st.integers(1, 12))
def test_a_change_of_the_clocks_moves_nothing(
    course: Course, zone: str, hour: time, weeks: int, held: int
) -> None:
    """At one local hour, kept as instants and read back on the local day, they stand as plain days do."""
    first = MONDAY + timedelta(weeks=weeks)
    plain = [first + timedelta(weeks=n) for n in range(held)]
    instants = [datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC) for day in plain]
    read_back = [moment.astimezone(ZoneInfo(zone)).date() for moment in instants]
    stands = [
        standing(
            course.protocol,
            replace(course.facts, sessions=tuple(SessionFact(day, Attendance.ATTENDED) for day in those)),
            today=those[-1] + timedelta(days=3),
        )
        for those in (plain, read_back)
    ]
    assert stands[0] == stands[1]
