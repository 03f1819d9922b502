"""The sessions of a course with their numbers, what was agreed in them, and the next appointment."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from amity.core import phases
from amity.core.definitions.protocol import Area
from amity.core.phases import SessionPlan
from amity.web.base import clock
from amity.web.base.once import once_each
from amity.web.course.local_time import same_time_after
from amity.web.course.models import Course, Practice, ProblemArea, Session
from amity.web.course.queries.facts import protocol_of, session_fact, standing_of
from amity.web.course.queries.followed import area_named
from amity.web.course.queries.stages import areas_of


@dataclass(frozen=True)
class SessionLine:
    """A session and its number by the counting rule; `number` is None for one that takes none."""

    session: Session
    number: int | None


def session_lines(course: Course, sessions: Iterable[Session] | None = None) -> list[SessionLine]:
    """Every appointment in order of time, numbered by the counting rule; planned ones come after."""
    rows = sorted(sessions if sessions is not None else course.sessions.all(), key=lambda it: it.planned_at)
    counts = protocol_of(course).counting.counts
    held = [it.id for it in rows if it.attendance in counts]
    ahead = [it.id for it in rows if it.attendance == Session.Attendance.PLANNED]
    numbers = {id: number for number, id in enumerate([*held, *ahead], start=1)}
    return [SessionLine(it, numbers.get(it.id)) for it in rows]


def plan_of(course: Course, number: int, step: str | None = None) -> SessionPlan:
    """What the protocol foresees for this session of this course. step: whose tasks stand with its own."""
    return phases.plan(protocol_of(course), number, course.planned_sessions, step=step)


def step_at_hand(course: Course) -> str | None:
    """The step at hand, in a protocol that goes on by criteria; None where it has none, or all are taken."""
    if not protocol_of(course).steps:
        return None
    return next((it.id for it in standing_of(course).steps if it.state == "now"), None)


@once_each
def practices_of(courses: Collection[UUID]) -> dict[UUID, list[Practice]]:
    """What was agreed, by course, the newest first."""
    found: dict[UUID, list[Practice]] = {id: [] for id in courses}
    for practice in Practice.objects.filter(course__in=courses).order_by("-agreed_at"):
        found[practice.course_id].append(practice)
    return found


def area_of(course: Course) -> ProblemArea | None:
    """The focus chosen at present."""
    return areas_of([course.id]).get(course.id)


def area_shape(course: Course, chosen: ProblemArea | None) -> Area | None:
    """What the protocol says about the area chosen; an earlier one, where the present does not know it."""
    return area_named(course, chosen.area) if chosen else None


def last_asked_on(sessions: Iterable[Session]) -> date | None:
    """The local day on which safety was last asked about in a session; None: not recorded."""
    asked = [it for it in sessions if it.safety_asked]
    last = max(asked, key=lambda it: it.planned_at, default=None)
    return last.planned_at.astimezone(last.local).date() if last else None


def _pace(course: Course, sessions: Iterable[Session]) -> int:
    facts = phases.CourseFacts(
        course.phase,
        course.planned_sessions,
        interval_days=course.interval_days,
        sessions=tuple(map(session_fact, sessions)),
    )
    return phases.pace(protocol_of(course), facts)


def next_appointment(
    course: Course, sessions: Sequence[Session]
) -> tuple[datetime, ZoneInfo, Session | None]:
    """When the next session is likely (the same local time, one interval on, not past), and the last one."""
    last = max(sessions, key=lambda it: it.planned_at, default=None)
    if last is None:
        return clock.now(), course.client.service.zone, None
    days, moment = _pace(course, sessions), last.planned_at
    while moment <= clock.now() or moment == last.planned_at:
        moment = same_time_after(moment, days, last.local)
    return moment, last.local, last
