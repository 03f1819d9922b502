"""What a client may see of their course: an allow-list, read field by field into shapes of its own.

Nothing else of a row reaches a client's page. Words of the protocol are its `client_words`; an area that no
protocol explains is left out, never shown by the clinician's name for it (domain handbook, section 10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import clock
from amity.web.base.once import once
from amity.web.base.templatetags.amity import day
from amity.web.base.words import Words
from amity.web.course.models import Contract, Course, Formulation, FormulationAnswer, Goal, Practice, Session
from amity.web.course.offered import PracticeLink
from amity.web.course.queries.agreements import agreed_contracts, rhythm_agreed
from amity.web.course.queries.facts import count_of
from amity.web.course.queries.find import courses_of
from amity.web.course.queries.followed import protocols_followed
from amity.web.course.queries.formulation import given_formulation
from amity.web.course.queries.practices import (
    PracticeLine,
    is_for_client_to_tell,
    own_practice_row,
    practice_lines,
    when_with,
)
from amity.web.course.queries.sessions import area_of, practices_of, session_lines
from amity.web.people.models import Client

HOW = {
    Session.Mode.IN_PERSON: gettext_lazy("in person"),
    Session.Mode.VIDEO: gettext_lazy("by video"),
    Session.Mode.PHONE: gettext_lazy("by phone"),
}
TRIED: dict[str, Words] = {
    Practice.Result.DONE: gettext_lazy("You tried it"),
    Practice.Result.PARTLY: gettext_lazy("You tried it in part"),
    Practice.Result.NOT_TRIED: gettext_lazy("Not tried"),
}


@dataclass(frozen=True)
class OwnMeeting:
    """The next appointment, in the hours of the place it was made for."""

    number: int | None
    at: datetime
    zone: ZoneInfo
    minutes: int
    how: str
    link: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether the client's clock shows another hour just then."""
        return self.at.utcoffset() != self.at.astimezone(self.zone).utcoffset()

    @property
    def place(self) -> str:
        return self.zone.key.rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True)
class OwnPractice:
    """What was agreed to try; who: by name only where the client sees this person on their own pages.

    result, said, told_at: what the client told themself, never what was recorded when they met. may_tell:
    whether they may say what came of it, or say it otherwise.
    """

    id: UUID
    text: str
    if_then: str
    agreed_at: datetime
    who: str
    day: date | None
    result: str
    said: str
    told_at: datetime | None
    may_tell: bool
    links: Sequence[PracticeLink]

    @property
    def when_with(self) -> str:
        return when_with(self.who, self.day)

    @property
    def result_words(self) -> str:
        return str(TRIED.get(self.result, ""))


@dataclass(frozen=True)
class OwnSummary:
    """What was written for the client after a session, since it was shared."""

    on: date
    text: str


@dataclass(frozen=True)
class OwnAgreement:
    """Number, rhythm and dates, as agreed."""

    sessions: int
    rhythm: str
    minutes: int
    ends_about: date | None
    focus: str
    arrangements: str
    agreed_on: date


@dataclass(frozen=True)
class OwnAnswer:
    """What the client said to it last; `at` only where they said it here themself."""

    answer: str
    words: str
    on: date
    at: datetime | None


@dataclass(frozen=True)
class OwnUnderstanding:
    """How we understand it: the newest version given, and what the client made of it since."""

    number: int
    illness: str
    onset: str
    suggestion: str
    text: str
    given_on: date
    answer: OwnAnswer | None
    own_text: str  # how the client would say it
    own_text_at: datetime | None


@dataclass(frozen=True)
class OwnCourse:
    """One course, as its client sees it."""

    is_closed: bool
    closed_on: date | None
    met: int
    number: int
    of: int
    left: int
    meeting: OwnMeeting | None
    area: str
    words: str
    understanding: OwnUnderstanding | None
    practices: tuple[OwnPractice, ...]
    goals: tuple[str, ...]
    agreement: OwnAgreement | None
    summaries: tuple[OwnSummary, ...]

    @property
    def has_begun(self) -> bool:
        return self.met > 0

    @property
    def way(self) -> list[str]:
        """A stroke for each session: met, now, or still to come."""
        now = self.number if self.left else self.of + 1
        return ["met" if n < now else "now" if n == now else "" for n in range(1, self.of + 1)]


@once
def own_course_row(client: Client) -> Course | None:
    """The course under way, else the newest."""
    courses = courses_of(client)
    return next((course for course in courses if course.closed_at is None), next(iter(courses), None))


@once
def own_course(client: Client) -> OwnCourse | None:
    """Everything the client's pages say about the course; None before there is one."""
    course = own_course_row(client)
    if course is None:
        return None
    sessions = list(course.sessions.all())
    count = count_of(course, sessions)
    area = area_of(course)
    return OwnCourse(
        is_closed=course.closed_at is not None,
        closed_on=course.closed_at.astimezone(client.zone).date() if course.closed_at else None,
        met=count.held,
        number=min(count.session, count.of),  # never "session 17 of 16"
        of=count.of,
        left=count.left,
        meeting=None if course.closed_at else _meeting(course, sessions),
        area=_area_words(course, area.area) if area else "",
        words=area.words if area else "",
        understanding=own_understanding(course),
        practices=tuple(
            _practice(it) for it in practice_lines(client, course, practices_of([course.id])[course.id])
        ),
        goals=tuple(it.words for it in course.goals.all() if it.state == Goal.State.OPEN),
        agreement=_agreement(agreed_contracts(course)),
        summaries=_summaries(sessions),
    )


def reads_again(course: Course) -> str:
    """After the ending: from when on somebody reads again, where meeting now and then was agreed; else ""."""
    agreed = course.maintenance_contracts.filter(began=None).order_by("-at").first()
    if agreed is None:
        return ""
    return _("You meet again about %(day)s. From then on %(who)s reads again what you show.") % {
        "day": day(agreed.starts_on),
        "who": course.clinician.name,
    }


def own_meeting(client: Client) -> OwnMeeting | None:
    """The next appointment of the course under way."""
    course = own_course_row(client)
    return _meeting(course, list(course.sessions.all())) if course and course.closed_at is None else None


def own_practice(client: Client, id: UUID) -> tuple[Practice, OwnPractice] | None:
    """One of what was agreed, as a row for the action and as its client sees it."""
    row = own_practice_row(client, id)
    if row is None:
        return None
    [line] = practice_lines(client, row.course, [row])
    return row, _practice(line)


def own_understanding(course: Course) -> OwnUnderstanding | None:
    """What was given, never a draft; with the client's answer to that very version."""
    given = given_formulation(course)
    if given is None or given.given_on is None:
        return None
    suggested = _own_version(course, given)
    return OwnUnderstanding(
        number=given.number,
        illness=given.illness,
        onset=given.onset,
        suggestion=given.suggestion,
        text=given.text,
        given_on=given.given_on,
        answer=_answer(given.answers.order_by("-at", "-id").first()),
        own_text=suggested.text if suggested else "",
        own_text_at=suggested.written_at if suggested else None,
    )


def was_received(course: Course, id: str) -> bool:
    """Whether an answer with this id came in before."""
    try:
        known = FormulationAnswer.objects.filter(pk=UUID(id))
    except ValueError:
        return False
    return known.filter(formulation__course=course, by_kind="client").exists()


def _practice(line: PracticeLine) -> OwnPractice:
    it, own = line.practice, line.told_by_client
    return OwnPractice(
        id=it.id,
        text=it.text,
        if_then=it.if_then,
        agreed_at=it.agreed_at,
        who=line.who,
        day=it.day,
        result=it.result if own else "",
        said=it.result_said if own else "",
        told_at=it.result_at if own else None,
        may_tell=is_for_client_to_tell(it),
        links=line.links,
    )


def _own_version(course: Course, given: Formulation) -> Formulation | None:
    """The client's own wording of what they were given, the newest."""
    later = course.formulations.filter(written_by_kind="client", number__gt=given.number)
    return later.order_by("-number").first()


def _answer(found: FormulationAnswer | None) -> OwnAnswer | None:
    if found is None:
        return None
    here = found.by_kind == "client"
    return OwnAnswer(found.answer, found.words, found.on, found.at if here else None)


def _meeting(course: Course, sessions: list[Session]) -> OwnMeeting | None:
    """The first that is planned and not over."""
    now = clock.now()
    for line in session_lines(course, sessions):
        it = line.session
        ends_at = it.planned_at + timedelta(minutes=it.minutes)
        if it.attendance == Session.Attendance.PLANNED and ends_at > now:
            link = it.meeting_link if it.mode == Session.Mode.VIDEO else ""
            at = it.planned_at.astimezone(course.client.zone)
            number = line.number if (line.number or 0) <= course.planned_sessions else None
            return OwnMeeting(number, at, it.local, it.minutes, str(HOW[Session.Mode(it.mode)]), link)
    return None


def _area_words(course: Course, id: str) -> str:
    """What the protocol calls the area when it speaks to a client; nothing where none explains it."""
    known = (area.client_words for it in protocols_followed(course) for area in it.areas if area.id == id)
    return next(known, "")


def _agreement(contracts: list[Contract]) -> OwnAgreement | None:
    if not contracts:
        return None
    newest = contracts[0]
    return OwnAgreement(
        sessions=newest.sessions,
        rhythm=rhythm_agreed(newest),
        minutes=newest.minutes,
        ends_about=newest.ends_about,
        focus=newest.focus,
        arrangements=newest.arrangements,
        agreed_on=newest.agreed_on,
    )


def _summaries(sessions: list[Session]) -> tuple[OwnSummary, ...]:
    """Those that were shared, the newest first."""
    shared = [it for it in sessions if it.summary_shared_at is not None and it.summary]
    shared.sort(key=lambda it: it.planned_at, reverse=True)
    return tuple(OwnSummary(it.planned_at.astimezone(it.local).date(), it.summary) for it in shared)
