"""When a course asks: examples, a slow twin on random courses, and what must hold for every course."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.core import giving, library
from amity.core.definitions.anchor import FollowUp, Week
from amity.core.definitions.protocol_parts import Measure
from amity.core.giving import Appointment, Asked, Made, Occasion, Times
from amity.core.giving.layout import Span
from amity.core.phases import Attendance
from amity.core.phases.lengths import phase_spans
from tests.core import slow_giving
from tests.counts import count

LONDON = ZoneInfo("Europe/London")
ZONES = [
    ZoneInfo(it)
    for it in (
        "Europe/London", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo",
        "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu",
    )
]  # fmt: skip
COUNTS = frozenset({Attendance.ATTENDED, Attendance.LATE})
BEGUN = datetime(2026, 3, 2, 10, tzinfo=UTC)
FIRST = datetime(2026, 3, 9, 14, tzinfo=UTC)
BOTH = (Asked("phq9", ("each_session",)), Asked("gad7", ("assessment", "week:4", "midpoint", "end")))
ALL = frozenset({"phq9", "gad7", "own"})
MANY = settings(
    max_examples=min(count(30), 3_000), deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


def weekly(held: int, planned: int, **changes: object) -> Times:
    sessions = [
        Appointment(
            f"s{n}", FIRST + timedelta(weeks=n), Attendance.ATTENDED if n < held else Attendance.PLANNED
        )
        for n in range(held + planned)
    ]
    return replace(Times(12, COUNTS, BEGUN, LONDON, tuple(sessions)), **changes)  # type: ignore[arg-type]


def of(times: Times, asked: tuple[Asked, ...] = BOTH, made: tuple[str, ...] = ()) -> dict[str, Occasion]:
    known = {key: Made() for key in made}
    return {it.key: it for it in giving.occasions(asked, times, may_be_given=ALL, made=known)}


def local(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d %b %H:%M}"


def test_the_questions_of_a_session_open_days_before_it_and_close_after_it() -> None:
    second = of(weekly(1, 1))["session:s1"]
    assert second.instruments == ("phq9",)
    assert [local(it) for it in (second.opens_at, second.due_at, second.closes_at)] == [
        "13 Mar 00:00", "16 Mar 14:00", "19 Mar 00:00",
    ]  # fmt: skip


def test_the_first_set_opens_a_week_before_and_not_before_the_course() -> None:
    assert of(weekly(0, 1))["session:s0"].opens_at == BEGUN
    later = weekly(0, 1, begun_at=BEGUN - timedelta(days=30))
    assert local(of(later)["session:s0"].opens_at) == "02 Mar 00:00"


def test_a_set_closes_when_the_next_one_opens() -> None:
    days = [FIRST, FIRST + timedelta(days=2)]
    times = weekly(0, 0, sessions=tuple(Appointment(f"s{n}", it) for n, it in enumerate(days)))
    found = of(times)
    assert found["session:s0"].closes_at == found["session:s1"].opens_at
    assert local(found["session:s1"].opens_at) == "10 Mar 00:00", "not on the day of the session before it"


def test_two_appointments_on_one_day_ask_once() -> None:
    days = [FIRST, FIRST + timedelta(hours=2)]
    times = weekly(0, 0, sessions=tuple(Appointment(f"s{n}", it) for n, it in enumerate(days)))
    assert list(of(times)) == ["session:s0"]


def test_first_middle_and_last_session() -> None:
    found = of(weekly(0, 12))
    assert found["session:s0"].moments == ("each_session", "assessment")
    assert found["session:s5"].moments == ("each_session", "midpoint")
    assert found["session:s11"].instruments == ("phq9", "gad7")


def test_what_a_week_asks_rides_with_a_session_in_it() -> None:
    found = of(weekly(3, 1))
    assert found["session:s3"].moments == ("each_session", "week:4")
    assert "week:4" not in found


def test_without_a_session_the_week_asks_by_itself() -> None:
    found = of(weekly(3, 0))["week:4"]
    assert (found.instruments, local(found.opens_at), local(found.closes_at)) == (
        ("gad7",), "30 Mar 00:00", "06 Apr 00:00",
    )  # fmt: skip


def test_what_a_week_asked_stays_where_it_was_given() -> None:
    alone = of(weekly(3, 1), made=("week:4",))
    assert "week:4" in alone
    assert alone["session:s3"].moments == ("each_session",)
    earlier = Appointment("early", FIRST + timedelta(days=21, hours=-5))
    other = replace(
        weekly(3, 0),
        sessions=(*weekly(3, 0).sessions, earlier, Appointment("later", FIRST + timedelta(days=24))),
    )
    assert of(other)["session:early"].moments == ("each_session", "week:4")
    assert of(other, made=("session:later",))["session:later"].moments == ("each_session", "week:4")


def test_a_missed_appointment_takes_no_number_and_a_cancelled_one_asks_nothing() -> None:
    one, two = weekly(0, 2).sessions
    found = of(weekly(0, 0, sessions=(replace(one, attendance=Attendance.DNA), two)))
    assert found["session:s1"].moments == ("each_session", "assessment")
    found = of(weekly(0, 0, sessions=(replace(one, attendance=Attendance.CANCELLED), two)))
    assert list(found) == ["session:s1"]


def test_nothing_of_a_closed_course_but_what_follows_it() -> None:
    asked = (*BOTH, Asked("own", ("follow_up:30", "follow_up:90")))
    found = of(weekly(3, 1, closed_at=FIRST), asked)
    assert list(found) == ["follow_up:30", "follow_up:90"]
    first = found["follow_up:30"]
    assert [local(it) for it in (first.opens_at, first.due_at, first.closes_at)] == [
        "08 Apr 00:00", "15 Apr 00:00", "22 Apr 00:00",
    ]  # fmt: skip


def test_it_opens_after_a_pause_or_never() -> None:
    times = weekly(1, 1)
    noon = datetime(2026, 3, 14, 12, tzinfo=UTC)
    begins = datetime(2026, 3, 12, tzinfo=UTC)
    assert of(replace(times, pauses=((begins, noon),)))["session:s1"].opens_at == noon
    assert "session:s1" not in of(replace(times, pauses=((begins, None),)))
    assert "session:s1" not in of(replace(times, away=((date(2026, 3, 12), date(2026, 3, 20)),)))
    assert "session:s1" not in of(replace(times, away=((date(2026, 3, 12), None),)))


def test_weeks_behind_a_pause_without_an_end_are_not_laid_out() -> None:
    assert "week:4" not in of(weekly(3, 0, away=((date(2026, 3, 25), None),)))


def test_paused_or_not() -> None:
    times = weekly(
        1, 1, away=((date(2026, 3, 12), date(2026, 3, 12)),), pauses=((FIRST, FIRST + timedelta(hours=1)),)
    )
    said = [giving.is_paused(times, FIRST + timedelta(hours=it)) for it in (-1, 0, 1, 24 * 3)]
    assert said == [False, True, False, True]


def test_what_cannot_be_given_is_said_and_never_due() -> None:
    asked = (Asked("phq9", ("each_session",)), Asked("licensed", ("each_session",)))
    found = giving.occasions(asked, weekly(0, 1), may_be_given={"phq9"})
    assert [(it.instruments, it.not_given) for it in found] == [(("phq9",), ("licensed",))]
    assert giving.occasions(asked, weekly(0, 1), may_be_given=()) == ()


def test_the_protocol_and_what_differs_in_this_course() -> None:
    ipt = library.protocol("ipt")
    own = giving.plan(ipt, 12, {})
    after = ("follow_up:90", "follow_up:180", "follow_up:365")
    assert {it.instrument: it.moments for it in own}["phq9"] == ("each_session", *after)
    changed = giving.plan(ipt, 12, {"phq9": ["week:4"], "own": ["follow_up:90"]})
    said = {it.instrument: it.moments for it in changed}
    assert (said["phq9"], said["own"]) == (("week:4",), ("follow_up:90",))
    with pytest.raises(ValueError, match="'month:1' is not a moment of a course; it is one of each_session"):
        giving.plan(ipt, 12, {"own": ["month:1"]})


def test_every_place_of_a_protocol_is_a_moment_of_its_courses() -> None:
    for protocol in library.protocols():
        for of in protocol.layouts:
            moments = {it for asked in giving.plan(protocol, of, {}) for it in asked.moments}
            giving.check_moments(moments)
            assert all(giving.in_words(it) for it in moments)
    adolescents = giving.plan(library.protocol("ipt_a"), 12, {})
    assert any(it.startswith("number:") for asked in adolescents for it in asked.moments)
    middle = (
        library.protocol("ipt")
        .measures[1]
        .model_copy(update={"at": library.protocol("eating").named_measures[0].at})
    )
    other = library.protocol("ipt").model_copy(update={"measures": (middle,)})
    assert giving.plan(other, 12, {})[0].moments == ("assessment", "midpoint", "end")


def test_after_an_early_ending_only_what_was_agreed_is_asked() -> None:
    found = giving.plan(library.protocol("ipt"), 12, {"gad7": ["end", "follow_up:30"]}, follows_up=False)
    said = {it.instrument: it.moments for it in found}
    assert (said["phq9"], said["gad7"]) == (("each_session",), ("end", "follow_up:30"))
    assert said["own_roles"] == ("assessment", "week:4", "week:8", "end")


def test_a_form_that_was_brought_is_asked_where_the_protocol_names_it() -> None:
    perinatal = library.protocol("perinatal")
    assert not any("epds" in it.instrument for it in giving.plan(perinatal, 12, {}))
    brought = {"epds": "brought_epds", "mfq": "brought_mfq"}
    said = {it.instrument: it.moments for it in giving.plan(perinatal, 12, {}, brought=brought)}
    assert said["brought_epds"] == ("assessment", "week:4", "week:8", "end")
    assert said["phq9"][0] == "each_session", "it is no other form for the same weeks"
    assert "brought_mfq" not in said
    line = {"brought_epds": ["each_session"]}
    changed = {it.instrument: it.moments for it in giving.plan(perinatal, 12, line, brought=brought)}
    assert changed["brought_epds"] == ("each_session",)


def test_two_forms_for_the_same_are_not_both_asked_in_every_session() -> None:
    found = giving.plan(library.protocol("ipt_a"), 12, {}, brought={"phq_a": "brought_phq_a"})
    said = {it.instrument: it.moments for it in found}
    assert said["brought_phq_a"] == ("each_session",)
    assert said["phq9"] == ("follow_up:90", "follow_up:180", "follow_up:365")


TITLES = {"phq9": "PHQ-9", "gad7": "GAD-7", "own_mood": "Mood", "who5": "WHO-5", "own_roles": "Daily life"}


def test_what_a_course_waits_for_is_what_it_asks() -> None:
    ipt = library.protocol("ipt")

    def measures(lines: dict[str, list[str]], titles: dict[str, str] = TITLES) -> dict[str, Measure]:
        found = giving.as_measures(ipt, giving.plan(ipt, 12, lines), lines, titles=titles)
        return {it.instrument: it for it in found}

    assert tuple(measures({}).values()) == ipt.measures, "what is asked beside waits for nobody"
    assert [*measures({}, {"phq9": "PHQ-9"})] == ["phq9"], "nothing is due that cannot be given"
    moments = ["each_session", "assessment", "week:3", "midpoint", "number:7", "end", "follow_up:30"]
    changed = measures({"phq9": [], "gad7": moments, "who5": ["follow_up:30"], "own_mood": ["week:4"]})
    assert [*changed] == ["gad7"]
    gad7 = changed["gad7"]
    assert gad7.every_session
    within = phase_spans(ipt, 12)
    asked_at = [it for it in gad7.at if not isinstance(it, FollowUp)]
    assert asked_at == list(gad7.at), "a follow-up is never due within the course"
    assert [it.week if isinstance(it, Week) else it.number(within) for it in asked_at] == [1, 3, 6, 7, 12]
    assert gad7.why.startswith("Asked in this course before each session and before the first session and in")
    assert [*measures({"who5": ["week:2"]})] == ["phq9", "gad7", "who5"]


def test_moments_in_words() -> None:
    said = [giving.in_words(it) for it in ("each_session", "end", "number:7")]
    assert said == ["before each session", "before the last session", "before session 7"]


def test_items_together() -> None:
    assert giving.items_of(["phq9", "gad7"], {"phq9": 10, "gad7": 8, "own": 3}) == 18


# Clocks -------------------------------------------------------------------------------------------
def test_an_hour_that_is_left_out_begins_when_the_clocks_have_gone_forward() -> None:
    assert giving.instant(date(2026, 3, 29), time(1, 30), LONDON) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    apia = ZoneInfo("Pacific/Apia")  # 30 December 2011 was left out
    assert giving.instant(date(2011, 12, 30), time(9), apia) == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_meant_the_first_time() -> None:
    assert giving.instant(date(2026, 10, 25), time(1, 30), LONDON) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@MANY
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.times(), st.sampled_from(ZONES))
def test_the_clock_against_its_twin(on: date, at: time, zone: ZoneInfo) -> None:
    at = at.replace(second=0, microsecond=0)
    assert giving.instant(on, at, zone) == slow_giving.shows(on, at, zone)


# Notices ------------------------------------------------------------------------------------------
ONE = of(weekly(1, 1))["session:s1"]
HOURS = timedelta(hours=1)


def test_one_notice_at_first_and_one_the_day_before() -> None:
    at = ONE.opens_at
    assert giving.notice_due(ONE, said_at=(), now=at - HOURS) is None
    assert giving.notice_due(ONE, said_at=(), now=at) == 1
    assert giving.notice_due(ONE, said_at=(at,), now=ONE.due_at - 25 * HOURS) is None
    assert giving.notice_due(ONE, said_at=(at,), now=ONE.due_at - 24 * HOURS) == 2
    assert giving.notice_due(ONE, said_at=(ONE.due_at - 30 * HOURS,), now=ONE.due_at - 20 * HOURS) is None
    assert giving.notice_due(ONE, said_at=(at,), now=ONE.due_at) is None
    assert giving.notice_due(ONE, said_at=(at, at), now=ONE.due_at - HOURS) is None
    assert giving.notice_due(ONE, said_at=(), now=ONE.due_at) == 1
    assert giving.notice_due(ONE, said_at=(), now=ONE.closes_at) is None


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-03-29T07:59", None),
        ("2026-03-29T08:00", "2026-03-29T16:00"),
        ("2026-10-25T09:00", "2026-10-25T17:00"),
        ("2026-10-25T17:00", None),
    ],
)
def test_safe_hours_are_those_on_the_wall(at: str, until: str | None) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = giving.safe_until(now, time(9), time(17), LONDON)
    assert found == (datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None)


# Every course -------------------------------------------------------------------------------------
moments = st.lists(
    st.sampled_from(
        [
            "each_session",
            "assessment",
            "midpoint",
            "end",
            "week:1",
            "week:2",
            "week:4",
            "number:2",
            "follow_up:30",
            "follow_up:90",
        ]
    ),
    max_size=4,
    unique=True,
)
stretches = st.one_of(st.none(), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))


@st.composite
def courses(draw: st.DrawFn) -> tuple[tuple[Asked, ...], Times]:
    """Any plan, any appointments, across a change of the clocks."""
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 60 * 24 * 330)))
    ats = draw(st.lists(st.integers(-24 * 60, 60 * 24 * 60), max_size=8))
    sessions = [
        Appointment(f"s{n}", start + timedelta(minutes=it), draw(st.sampled_from(Attendance)))
        for n, it in enumerate(ats)
    ]
    asked = [Asked(id, tuple(draw(moments)), draw(st.integers(0, 9))) for id in sorted(ALL)]
    away = [
        (
            start.date() + timedelta(days=it),
            None if long is None else start.date() + timedelta(days=it + long),
        )
        for it, long in draw(st.lists(st.tuples(st.integers(0, 60), stretches), max_size=2))
    ]
    pauses: list[Span] = [
        (start + timedelta(hours=it), None if long is None else start + timedelta(hours=it + 9 * long))
        for it, long in draw(st.lists(st.tuples(st.integers(0, 1000), stretches), max_size=2))
    ]
    closed = draw(st.one_of(st.none(), st.none(), st.integers(0, 60)))
    times = Times(
        draw(st.integers(1, 12)),
        COUNTS,
        start,
        draw(st.sampled_from(ZONES)),
        tuple(sessions),
        tuple(away),
        tuple(pauses),
        closed_at=None if closed is None else start + timedelta(days=closed),
    )
    return tuple(asked), times


@MANY
@given(courses())
def test_twin(course: tuple[tuple[Asked, ...], Times]) -> None:
    found = giving.occasions(*course, may_be_given=ALL)
    got = [(it.key, frozenset(it.instruments), it.opens_at, it.due_at, it.closes_at) for it in found]
    assert got == slow_giving.slow(*course)


@MANY
@given(courses())
def test_what_holds_for_every_course(course: tuple[tuple[Asked, ...], Times]) -> None:
    asked, times = course
    found = giving.occasions(asked, times, may_be_given=ALL)
    assert len({it.key for it in found}) == len(found)
    for it in found:
        assert it.opens_at < it.due_at <= it.closes_at
        assert it.opens_at >= times.begun_at or times.closed_at or it.key.startswith("week")
        assert len(set(it.instruments)) == len(it.instruments)
        assert not giving.is_paused(times, it.opens_at)
    sessions = sorted((it for it in found if it.key.startswith("session")), key=lambda it: it.due_at)
    assert all(one.closes_at <= other.opens_at for one, other in pairwise(sessions)), "one set at a time"
    turned = replace(times, sessions=times.sessions[::-1])
    assert giving.occasions(asked, turned, may_be_given=ALL) == found
    for each in found:
        said = tuple(
            it
            for it in giving.occasions(asked, times, may_be_given=ALL, made={each.key: Made()})
            if it.key == each.key
        )
        assert said
        assert (said[0].opens_at, said[0].due_at, said[0].closes_at) == (
            each.opens_at,
            each.due_at,
            each.closes_at,
        )
