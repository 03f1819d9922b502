"""What *Today* shows a clinician: the next session, the day, what is to finish and what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from amity.core.definitions.protocol import Area
from amity.core.phases import Due, Standing
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.course.models import Course, FormulationAnswer, ProblemArea, Session
from amity.web.course.offered import Given, TodayRow, facts_given, forms_tell, rows_given
from amity.web.course.queries.assessment import sick_role_review
from amity.web.course.queries.facts import facts_of, protocol_of, sessions_of, standings_of
from amity.web.course.queries.formulation import answers_to_read
from amity.web.course.queries.practices import PracticeLine, practice_lines, told_at_home, told_when
from amity.web.course.queries.safety_rows import assessed_on, courses_in_care, safety_rows
from amity.web.course.queries.sessions import area_shape, practices_of, session_lines
from amity.web.course.queries.stages import areas_of, stage_title
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client, Staff

AT_MOST = 5  # lines under "to finish", and under "due"
WORTH_A_LINE = ("ending", "gate")  # tasks and questionnaires are on the course's own page
# Where these stand among the lines of other slices.
ANSWERED, TRIED, UNRECORDED, NO_APPOINTMENT, SICK_ROLE = 25, 26, 30, 60, 70


@dataclass(frozen=True)
class Meeting:
    """One session on *Today*."""

    session: Session
    number: int | None
    of: int
    is_mine: bool

    @property
    def client(self) -> Client:
        return self.session.course.client

    @property
    def ends_at(self) -> datetime:
        return self.session.planned_at + timedelta(minutes=self.session.minutes)

    @property
    def is_recorded(self) -> bool:
        return self.session.attendance != Session.Attendance.PLANNED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()


@dataclass(frozen=True)
class Brief:
    """The next session, and what one wants to know before it."""

    meeting: Meeting
    phase: str
    area: ProblemArea | None
    shape: Area | None
    change: str
    agreed: PracticeLine | None

    @property
    def stage(self) -> str:
        return stage_title(self.shape, self.area)

    @property
    def has_areas(self) -> bool:
        """Whether the protocol has areas, of which one is chosen."""
        return bool(protocol_of(self.meeting.session.course).areas)


@dataclass(frozen=True)
class Line:
    """One line to finish, with whose it is, and how many more of its kind this client has."""

    row: TodayRow
    client: Client
    more: int


@dataclass(frozen=True)
class DueLine:
    """What is due in one course: the first thing, and how many more."""

    course: Course
    due: Due
    more: int
    standing: Standing


@dataclass(frozen=True)
class Desk:
    """A clinician's open courses with all their sessions: read once for everything on the page."""

    staff: Staff
    user: User
    courses: list[Course]
    sessions: dict[UUID, list[Session]]  # of these, and of closed ones of clients with an agreed follow-up
    assessed: dict[UUID, list[date]]  # by client, the day of the newest structured assessment

    @cached_property
    def areas(self) -> dict[UUID, ProblemArea]:
        return areas_of([course.id for course in self.courses])

    @cached_property
    def given(self) -> dict[UUID, Given]:
        """What higher slices know about these courses."""
        return facts_given(self.courses)

    @property
    def meetings(self) -> list[Meeting]:
        """Every appointment, in order of time."""
        found = [
            Meeting(line.session, line.number, course.planned_sessions, course.clinician_id == self.staff.id)
            for course in self.courses
            for line in session_lines(course, self.sessions[course.id])
        ]
        return sorted(found, key=lambda it: it.session.planned_at)


def desk_of(staff: Staff, user: User) -> Desk:
    """The open courses of the clients this clinician works with."""
    found = courses_in_care(user)
    sessions = sessions_of(found)
    for course in found:
        for session in sessions[course.id]:
            session.course = course
    assessed = {it.client_id: [on] for it in found if (on := assessed_on(it))}
    return Desk(staff, user, [it for it in found if it.closed_at is None], sessions, assessed)


def next_meeting(meetings: Sequence[Meeting]) -> Meeting | None:
    """The first of this clinician's appointments that is not over and not recorded, on whatever day."""
    return next((it for it in meetings if it.is_mine and not it.is_recorded and not it.is_over), None)


def meetings_on(meetings: Sequence[Meeting], day: date, staff: Staff) -> list[Meeting]:
    """The appointments of one day at the clinician's service."""
    zone = staff.service.zone
    return [it for it in meetings if it.session.planned_at.astimezone(zone).date() == day]


def brief_of(desk: Desk, meeting: Meeting) -> Brief:
    """What stands beside the next session."""
    course = meeting.session.course
    area = desk.areas.get(course.id)
    agreed = practices_of(it.id for it in desk.courses)[course.id]
    practices = [it for it in agreed if it.session_id != meeting.session.id]
    phase = protocol_of(course).phase(course.phase).title if course.phase != "not_begun" else "Not begun"
    return Brief(
        meeting=meeting,
        phase=phase,
        area=area,
        shape=area_shape(course, area),
        change=forms_tell(desk.courses)[course.id].change,
        agreed=next(iter(practice_lines(desk.user, course, practices[:1])), None),
    )


def to_finish(desk: Desk, meetings: Sequence[Meeting]) -> list[Line]:
    """New answers, sessions nobody recorded, courses without a next appointment; first things first."""
    ids = list(access.ids_visible_to(desk.user, access.CARE))
    rows = [
        *rows_given(desk.user, ids),
        *safety_rows(ids, desk.sessions, desk.assessed, clock.today(desk.staff.service.zone)),
        *_unrecorded(meetings),
        *_without_appointment(desk),
        *_sick_role_reviews(desk),
        *_formulation_answers(desk),
        *_tried(desk),
    ]
    rows.sort(key=lambda row: (row.order, -row.at.timestamp()))
    names = {it.course.client_id: it.course.client for held in desk.sessions.values() for it in held}
    names |= {course.client_id: course.client for course in desk.courses}
    unknown = {row.client_id for row in rows} - set(names)
    names |= people.names_of(unknown) if unknown else {}
    return [Line(same[0], names[same[0].client_id], len(same) - 1) for same in _alike(rows)]


def _alike(rows: Sequence[TodayRow]) -> list[list[TodayRow]]:
    """Lines of one kind about one client stand together, under the first of them."""
    found: dict[tuple[UUID, str], list[TodayRow]] = {}
    for row in rows:
        found.setdefault((row.client_id, row.kind), []).append(row)
    return list(found.values())


def due_lines(desk: Desk) -> list[DueLine]:
    """Reviews and endings that are due, a line for each course; those longest due first."""
    held = [session for sessions in desk.sessions.values() for session in sessions]
    standings = standings_of(
        desk.courses, facts_of(desk.courses, given=desk.given, held=held, areas=desk.areas)
    )
    found = []
    for course in desk.courses:
        standing = standings[course.id]
        due = [it for it in [*standing.due, *standing.overdue] if it.kind in WORTH_A_LINE]
        if due:
            found.append(DueLine(course, due[0], len(due) - 1, standing))
    return sorted(found, key=lambda line: (line.due.since or date.max, line.course.created_at))


def _unrecorded(meetings: Sequence[Meeting]) -> list[TodayRow]:
    return [
        TodayRow(
            client_id=it.client.id,
            at=it.session.planned_at,
            kind="session",
            title=f"Session {it.number} is not recorded",
            detail="attended, late, did not attend or cancelled?",
            url=reverse("session", args=[it.session.id]),
            order=UNRECORDED,
        )
        for it in meetings
        if it.is_over and not it.is_recorded
    ]


def _without_appointment(desk: Desk) -> list[TodayRow]:
    return [
        TodayRow(
            client_id=course.client_id,
            at=max((it.planned_at for it in desk.sessions[course.id]), default=course.created_at),
            kind="appointment",
            title="No next appointment",
            detail="",
            url=reverse("plan_session", args=[course.id]),
            order=NO_APPOINTMENT,
        )
        for course in desk.courses
        if not any(it.attendance == Session.Attendance.PLANNED for it in desk.sessions[course.id])
    ]


def _formulation_answers(desk: Desk) -> list[TodayRow]:
    """A client said on their own page whether it fits; one that does not fit stands first."""
    clients = {course.id: course.client_id for course in desk.courses}
    return [
        TodayRow(
            client_id=clients[answer.formulation.course_id],
            at=answer.at,
            kind="formulation",
            title="Answered the formulation",
            detail=f"{answer.get_answer_display()}; received {_when(answer.at, desk)}",
            url=reverse("formulation", args=[answer.formulation.course_id]),
            order=ANSWERED - (answer.answer == FormulationAnswer.Answer.NO),
        )
        for answer in answers_to_read(clients)
    ]


def _tried(desk: Desk) -> list[TodayRow]:
    """A client told what came of a practice; it stands until a session is recorded, where it is spoken of."""
    clients = {course.id: course.client_id for course in desk.courses}
    return [
        TodayRow(
            client_id=clients[it.course_id],
            at=it.result_at,
            kind="practice",
            title="Told what came of the practice",
            detail="; ".join(one for one in (it.get_result_display(), told_when(it)) if one),
            url=f"{reverse('course', args=[it.course_id])}#agreed-h",
            order=TRIED,
        )
        for it in told_at_home(clients)
        if it.result_at and not _spoken_since(it.result_at, desk.sessions[it.course_id])
    ]


def _spoken_since(moment: datetime, sessions: Sequence[Session]) -> bool:
    return any(it.recorded_at and it.recorded_at > moment for it in sessions)


def _when(moment: datetime, desk: Desk) -> str:
    here = moment.astimezone(desk.staff.service.zone)
    return f"{here.day} {here:%B}, {here:%H:%M}"


def _sick_role_reviews(desk: Desk) -> list[TodayRow]:
    """It was given for a while; the day to look at it again has come."""
    return [
        TodayRow(
            client_id=course.client_id,
            at=datetime.combine(review_on, time.min, desk.staff.service.zone),
            kind="sick_role",
            title="Look at the sick role again",
            detail="what was eased for a while, and what is taken up again",
            url=f"{reverse('assessment', args=[course.id])}#sick_role",
            order=SICK_ROLE,
        )
        for course in desk.courses
        if (review_on := sick_role_review(course))
    ]
