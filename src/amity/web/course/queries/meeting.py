"""Everything the session page shows, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from amity.core.definitions.protocol import Area, Task
from amity.core.phases import SessionPlan
from amity.web.course.models import Course, Practice, ProblemArea, Session
from amity.web.course.offered import SafetySaid, forms_tell
from amity.web.course.queries.conversation import Conversation, conversation_of
from amity.web.course.queries.facts import Extent, extent_of, protocol_of, sessions_of
from amity.web.course.queries.followed import tasks_named
from amity.web.course.queries.safety_rows import assessed_since
from amity.web.course.queries.sessions import (
    area_of,
    area_shape,
    last_asked_on,
    next_appointment,
    plan_of,
    practices_of,
    session_lines,
    step_at_hand,
)
from amity.web.course.queries.stages import stage_title


@dataclass(frozen=True)
class SessionPage:
    """One session with what came before it and what it is for."""

    session: Session
    number: int | None
    plan: SessionPlan
    extent: Extent
    phase: str
    before: Session | None
    last_practice: Practice | None
    practices: list[Practice]
    area: ProblemArea | None
    shape: Area | None
    change: str
    last_asked: date | None
    assessed: date | None
    safety_said: tuple[SafetySaid, ...]
    planned: Session | None
    next_at: datetime | None
    done: list[Task]
    caught: Conversation
    remote_before: Session | None
    days_left: int | None

    @property
    def stage(self) -> str:
        """Where the work in the focus stands, in words; "" while it is not recorded."""
        return stage_title(self.shape, self.area)

    @property
    def has_areas(self) -> bool:
        """Whether the protocol has areas, of which one is chosen."""
        return bool(protocol_of(self.session.course).areas)

    @property
    def is_planned(self) -> bool:
        return self.session.attendance == Session.Attendance.PLANNED


def session_page(session: Session) -> SessionPage:
    """Everything about one session that was already opened through the one door."""
    course, sessions = session.course, sessions_of([session.course])[session.course_id]
    lines = session_lines(course, sessions)
    number = next(line.number for line in lines if line.session.id == session.id)
    extent, told = extent_of(course, sessions), forms_tell([course])[course.id]
    practices, area = practices_of([course.id])[course.id], area_of(course)
    earlier = [it for it in sessions if it.planned_at < session.planned_at]
    planned = _next_planned(session, sessions)
    plan = plan_of(course, number or extent.session, _step_in(session, sessions))
    return SessionPage(
        session=session,
        number=number,
        plan=plan,
        extent=extent,
        phase=protocol_of(course).phase(plan.phase).title,
        before=_last_recorded(earlier),
        last_practice=_agreed_before(practices, session, earlier),
        practices=[it for it in practices if it.session_id == session.id],
        area=area,
        shape=area_shape(course, area),
        change=told.change,
        last_asked=last_asked_on(earlier),
        assessed=assessed_since(course, last_asked_on(earlier)),
        safety_said=told.safety_said,
        planned=planned,
        next_at=_likely_next(session, course, sessions, planned, extent),
        done=tasks_named(course, session.tasks_done),
        caught=conversation_of(session),
        remote_before=_last_remote(earlier),
        days_left=_days_left(session, extent),
    )


def _step_in(session: Session, sessions: Sequence[Session]) -> str | None:
    """The step at hand, in the newest session alone: in earlier ones stands what was ticked then."""
    held = (it.planned_at for it in sessions if it.attendance != Session.Attendance.PLANNED)
    return (
        step_at_hand(session.course) if session.planned_at >= max(held, default=session.planned_at) else None
    )


def number_to_plan(course: Course, sessions: Sequence[Session]) -> int:
    """The number the next appointment that is planned will have."""
    return 1 + max((line.number or 0 for line in session_lines(course, sessions)), default=0)


def _last_recorded(earlier: Sequence[Session]) -> Session | None:
    held = [it for it in earlier if it.attendance != Session.Attendance.PLANNED]
    return max(held, key=lambda it: it.planned_at, default=None)


def _days_left(session: Session, extent: Extent) -> int | None:
    """Days from this session to the end as it is projected; None where no end can be worked out."""
    if extent.projected_end is None:
        return None
    return max((extent.projected_end - session.planned_at.astimezone(session.local).date()).days, 0)


def _last_remote(earlier: Sequence[Session]) -> Session | None:
    """The last session by video or phone in which it was said whom to ring."""
    said = [it for it in earlier if it.emergency_contact or it.dropped_call or it.meeting_link]
    return max(said, key=lambda it: it.planned_at, default=None)


def _agreed_before(
    practices: Sequence[Practice], session: Session, earlier: Sequence[Session]
) -> Practice | None:
    ids = {it.id for it in earlier}
    return next((it for it in practices if it.session_id in ids), None)


def _next_planned(session: Session, sessions: Sequence[Session]) -> Session | None:
    ahead = [
        it
        for it in sessions
        if it.attendance == Session.Attendance.PLANNED and it.planned_at > session.planned_at
    ]
    return min(ahead, key=lambda it: it.planned_at, default=None)


def _likely_next(
    session: Session,
    course: Course,
    sessions: Sequence[Session],
    planned: Session | None,
    extent: Extent,
) -> datetime | None:
    """Local time at which the next appointment is likely; None where one is planned or none is left."""
    is_last = extent.left <= (1 if session.attendance == Session.Attendance.PLANNED else 0)
    if planned or course.closed_at or is_last:
        return None
    moment, zone, _ = next_appointment(course, sessions)
    return moment.astimezone(zone)
