"""What courses ask when: the protocol, what differs in the course, its appointments, laid out by the core."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from amity.core import giving
from amity.core.definitions.protocol_parts import Measure
from amity.core.errors import UnknownContentError
from amity.core.phases import CLOSED, Attendance
from amity.web.base import clock
from amity.web.course import queries as course_queries
from amity.web.course.models import Course, PhaseMove, Session
from amity.web.course.queries.pauses import days_away
from amity.web.measures.models import Notice, Occasion, PlanLine, PlanPause, Response
from amity.web.measures.queries.brought import stand_ins
from amity.web.measures.queries.instruments import newest, offered
from amity.web.people.models import Client, Consent

LAST_FOLLOW_UP: Final = timedelta(days=400)  # a course that ended longer ago asks nothing any more
BY_HAND: Final = timedelta(days=3)  # a form given so shortly before the set opened is not asked again
BEGUN: Final = Response.objects.filter(link=OuterRef("link"), first_answer_at__isnull=False)
REVIVABLE: Final = Q(link__finished_at=None, link__withdrawn_at=F("withdrawn_at")) & ~Q(Exists(BEGUN))
"""Of a row: it was withdrawn by itself, and nothing of it was answered. What somebody took back stays so."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What one course asks, and when."""

    course: Course
    asked: tuple[giving.Asked, ...]
    times: giving.Times
    occasions: tuple[giving.Occasion, ...]
    made: frozenset[str]  # keys that there is a row of, withdrawn or not
    revivable: frozenset[str]  # of these, what was withdrawn before anything of it was answered

    def occasion(self, key: str) -> giving.Occasion | None:
        """The one of this key, if the course asks it."""
        return next((it for it in self.occasions if it.key == key), None)

    def open_now(self) -> list[giving.Occasion]:
        """What may be given at this instant, made or not."""
        now = clock.now()
        if giving.is_paused(self.times, now):
            return []
        return [it for it in self.occasions if it.opens_at <= now < it.closes_at]


def planned(course: Course) -> Planned:
    """What this course asks."""
    return plans_of([course])[0]


def plans_of(courses: Sequence[Course]) -> list[Planned]:
    """The same for many courses, in a fixed number of queries."""
    ids = [course.id for course in courses]
    sessions, away, pauses, lines = _sessions(ids), days_away(ids), _pauses(ids), _lines(ids)
    made, revivable = _made(ids)
    services = {course.client.service_id: course.client.service for course in courses}
    offers = {id: offered(service) for id, service in services.items()}
    cut_short = _cut_short(courses)
    found = []
    for course in courses:
        protocol, here = course_queries.protocol_of(course), offers[course.client.service_id]
        asked = giving.plan(
            protocol,
            course.planned_sessions,
            lines[course.id],
            brought=stand_ins(here, (it.instrument for it in protocol.named_measures)),
            follows_up=course.id not in cut_short,
        )
        times = giving.Times(
            planned_sessions=course.planned_sessions,
            counts=frozenset(protocol.counting.counts),
            begun_at=course.created_at,
            zone=course.client.zone,
            sessions=tuple(sessions[course.id]),
            away=away[course.id],
            pauses=tuple(pauses[course.id]),
            closed_at=course.closed_at,
        )
        may_be_given = {it.id for it in here}
        laid_out = giving.occasions(
            asked, times, may_be_given=may_be_given, made=made[course.id], now=clock.now()
        )
        keys = frozenset(made[course.id]), frozenset(revivable[course.id])
        found.append(Planned(course, asked, times, laid_out, *keys))
    return found


def courses_that_ask() -> list[Course]:
    """Courses under way, and ended ones that still ask; of a client with a new course, the new one alone."""
    rows = Course.objects.filter(Q(closed_at=None) | Q(closed_at__gt=clock.now() - LAST_FOLLOW_UP))
    rows = rows.select_related("client__service").defer("close_reason").order_by("created_at")
    newest_of = {course.client_id: course for course in rows}
    return list(newest_of.values())


def open_occasions() -> list[Occasion]:
    """Everything that waits for an answer now, with its link and the notices about it."""
    rows = Occasion.objects.filter(withdrawn_at=None, closes_at__gt=clock.now(), link__isnull=False)
    rows = rows.filter(link__finished_at=None, link__withdrawn_at=None)
    return list(
        rows.select_related("course__client__service", "link").prefetch_related("link__responses", "notices")
    )


def notices_to_send() -> list[Notice]:
    """Notices that nobody has begun to send."""
    rows = Notice.objects.filter(message__claimed_at=None, message__sent_at=None, message__failed_at=None)
    return list(rows.select_related("message__client", "occasion__course__client__service", "occasion__link"))


def occasions_of(course: Course) -> list[Occasion]:
    """Everything this course asked, the newest first."""
    rows = course.occasions.select_related("link").prefetch_related("link__responses", "notices__message")
    return list(rows.order_by("-opens_at"))


def occasion_locked(occasion: Occasion) -> Occasion:
    """The occasion alone for the action that asks: two workers wait for each other."""
    course_queries.course_locked(occasion.course)
    rows = Occasion.objects.select_related("course__client__service", "link")
    return rows.get(pk=occasion.pk)


def as_laid_out(occasion: Occasion) -> giving.Occasion:
    """A row in the shape that the core knows."""
    return giving.Occasion(
        key=occasion.key,
        moments=(),
        instruments=(),
        not_given=(),
        opens_at=occasion.opens_at,
        due_at=occasion.due_at,
        closes_at=occasion.closes_at,
    )


def is_begun(occasion: Occasion) -> bool:
    """Whether anything on it was answered."""
    link = occasion.link
    if link is None:
        return False
    return link.finished_at is not None or any(it.first_answer_at for it in link.responses.all())


def may_be_revived(occasion: Occasion) -> bool:
    """Whether it was withdrawn with what it was for, and nothing of it was answered."""
    return Occasion.objects.filter(REVIVABLE, pk=occasion.pk).exists()


def given_already(client: Client, occasion: giving.Occasion) -> frozenset[str]:
    """What of it was given by hand since shortly before it opened, or answered on paper or in words."""
    rows = Response.objects.filter(client=client, link__occasion=None, instrument__in=occasion.instruments)
    rows = rows.exclude(link__withdrawn_at__isnull=False, first_answer_at=None)
    since = occasion.opens_at - BY_HAND
    typed_in = Q(submitted_at__isnull=False, written_on__gte=since.astimezone(client.zone).date())
    rows = rows.filter(Q(written_on=None, given_at__gte=since) | typed_in)  # by the day it was written
    return frozenset(rows.values_list("instrument", flat=True))


def answered_elsewhere(waiting: Sequence[Occasion]) -> frozenset[UUID]:
    """Those of which all was answered in another way since shortly before they opened."""
    if not waiting:
        return frozenset()
    rows = Response.objects.filter(client__in={it.course.client_id for it in waiting})
    rows = rows.filter(submitted_at__isnull=False, link__occasion=None)
    first = min(it.opens_at for it in waiting) - BY_HAND
    rows = rows.filter(Q(given_at__gte=first) | Q(written_on__gte=first.date()))
    answered: defaultdict[UUID, list[Response]] = defaultdict(list)
    for row in rows:
        answered[row.client_id].append(row)
    return frozenset(it.id for it in waiting if set() < _asked_by(it) <= _said_since(it, answered))


def needed(course: Course, instruments: Iterable[str]) -> list[str]:
    """Those for which a set is given; what is asked beside rides along, and alone only where it is all."""
    wanted = list(instruments)
    beside = {id for it in course_queries.protocol_of(course).beside for id in it.instruments}
    return [it for it in wanted if it not in beside] or wanted


def _asked_by(occasion: Occasion) -> set[tuple[str, UUID | None]]:
    assert occasion.link is not None
    rows = occasion.link.responses.all()
    wanted = needed(occasion.course, (it.instrument for it in rows))
    return {(it.instrument, it.about) for it in rows if it.instrument in wanted}


def _said_since(occasion: Occasion, answered: Mapping[UUID, list[Response]]) -> set[tuple[str, UUID | None]]:
    client, since = occasion.course.client, occasion.opens_at - BY_HAND
    first_on = since.astimezone(client.zone).date()
    return {
        (it.instrument, it.about)
        for it in answered[client.id]
        if (it.written_on >= first_on if it.written_on else it.given_at >= since)
    }


def without_consent(clients: Iterable[UUID]) -> frozenset[UUID]:
    """Those whose newest word about questionnaires by link is a no, or who never agreed."""
    clients = list(clients)
    rows = Consent.objects.filter(client__in=clients, kind=Consent.Kind.QUESTIONNAIRES)
    said = dict(rows.order_by("recorded_at", "id").values_list("client_id", "given"))
    return frozenset(id for id in clients if not said.get(id, False))


def lines_of(course: Course) -> list[PlanLine]:
    """What differs from the protocol, and why; the newest first."""
    return list(course.measure_lines.order_by("-at"))


def pause_of(course: Course) -> PlanPause | None:
    """The pause of asking that nobody ended yet."""
    return course.measure_pauses.filter(ended_at=None).first()


def short_of(instrument: str) -> str:
    """Its name, also where it is no longer there."""
    try:
        return newest(instrument).short
    except UnknownContentError:
        return instrument


def measures_asked(courses: Sequence[Course]) -> dict[UUID, tuple[Measure, ...]]:
    """What each course waits for by its plan, without its times: one or two queries for all of them."""
    lines = _lines([course.id for course in courses])
    needed = [it for it in courses if lines[it.id] or course_queries.protocol_of(it).named_measures]
    services = {it.client.service_id: it.client.service for it in needed}
    offers = {id: offered(service) for id, service in services.items()}
    found = {}
    for course in needed:
        protocol, here = course_queries.protocol_of(course), offers[course.client.service_id]
        asked = giving.plan(
            protocol,
            course.planned_sessions,
            lines[course.id],
            brought=stand_ins(here, (it.instrument for it in protocol.named_measures)),
        )
        titles = {it.id: it.short for it in here}
        found[course.id] = giving.as_measures(protocol, asked, lines[course.id], titles=titles)
    return found


def _cut_short(courses: Sequence[Course]) -> frozenset[UUID]:
    """Closed courses that were not in their last phase: nobody asks how it goes unless that was agreed."""
    closed = {it.id: course_queries.protocol_of(it).phase_ids[-1] for it in courses if it.closed_at}
    rows = PhaseMove.objects.filter(course__in=closed, to_phase=CLOSED).order_by("at") if closed else ()
    before = {row.course_id: row.from_phase for row in rows}
    return frozenset(id for id, last in closed.items() if before.get(id) != last)


def _sessions(ids: list[UUID]) -> defaultdict[UUID, list[giving.Appointment]]:
    found: defaultdict[UUID, list[giving.Appointment]] = defaultdict(list)
    rows = Session.objects.filter(course__in=ids).order_by("planned_at")
    for course, id, at, attendance in rows.values_list("course_id", "id", "planned_at", "attendance"):
        found[course].append(giving.Appointment(str(id), at, Attendance(attendance)))
    return found


def _pauses(ids: list[UUID]) -> defaultdict[UUID, list[tuple[datetime, datetime | None]]]:
    """From when until when nothing is asked; one that was ended early ends then."""
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    rows = PlanPause.objects.filter(course__in=ids).order_by("since")
    for course, since, until, ended_at in rows.values_list("course_id", "since", "until", "ended_at"):
        ends = [it for it in (until, ended_at) if it is not None]
        found[course].append((since, min(ends) if ends else None))
    return found


def _lines(ids: list[UUID]) -> defaultdict[UUID, dict[str, list[str]]]:
    """By course and instrument the newest line."""
    found: defaultdict[UUID, dict[str, list[str]]] = defaultdict(dict)
    rows = PlanLine.objects.filter(course__in=ids).order_by("at", "id")
    for course, instrument, moments in rows.values_list("course_id", "instrument", "moments"):
        found[course][instrument] = moments
    return found


def _made(
    ids: list[UUID],
) -> tuple[defaultdict[UUID, dict[str, giving.Made]], defaultdict[UUID, set[str]]]:
    """By course every row as the core knows it, and the keys of those that may be revived."""
    made: defaultdict[UUID, dict[str, giving.Made]] = defaultdict(dict)
    revivable: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = Occasion.objects.filter(course__in=ids).annotate(
        may_be_revived=REVIVABLE,
        is_answered=Exists(BEGUN) | Q(link__finished_at__isnull=False) | Q(why_not=Occasion.GIVEN_BY_HAND),
    )
    for course, key, moments, withdrawn_at, may_be_revived, is_answered in rows.values_list(
        "course_id", "key", "moments", "withdrawn_at", "may_be_revived", "is_answered"
    ):
        made[course][key] = giving.Made(tuple(moments), withdrawn_at is not None, is_answered)
        if may_be_revived:
            revivable[course].add(key)
    return made, revivable
