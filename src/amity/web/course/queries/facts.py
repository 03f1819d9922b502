"""What the phase engine is told about courses and what it answers: many at once, in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID

from amity.core import library, phases
from amity.core.definitions.protocol import Protocol
from amity.core.phases import Count, CourseFacts, Fact, SessionFact, Standing
from amity.web.base import clock
from amity.web.course.models import Course, PhaseMove, ProblemArea, Session
from amity.web.course.offered import Given, facts_given
from amity.web.course.queries.pauses import days_away
from amity.web.course.queries.recorded import FLAGGED, recorded_of
from amity.web.people.models import Consent

Row = TypeVar("Row")
CONSENTS: dict[str, str] = {  # a kind of consent, and the fact that it settles
    Consent.Kind.TREATMENT: Fact.CONSENT,
    Consent.Kind.GUARDIAN: Fact.GUARDIAN_CONSENT,
    Consent.Kind.ASSENT: Fact.ASSENT,
}


def protocol_of(course: Course) -> Protocol:
    """The protocol, in the version the course began with."""
    return library.protocol(course.protocol, course.protocol_version)


def count_of(course: Course, sessions: Iterable[Session]) -> Count:
    """How far a course is; without anything else that its standing is made of. sessions: all of them."""
    return phases.count(protocol_of(course), map(session_fact, sessions), course.planned_sessions)


def standing_of(course: Course) -> Standing:
    """Where one course stands today."""
    return standings_of([course])[course.id]


def standings_of(
    courses: Sequence[Course], facts: dict[UUID, CourseFacts] | None = None
) -> dict[UUID, Standing]:
    """Where these courses stand, each on today's date at its own service."""
    known = facts_of(courses) if facts is None else facts
    return {
        course.id: phases.standing(
            protocol_of(course), known[course.id], today=clock.today(course.client.service.zone)
        )
        for course in courses
    }


def facts_of(
    courses: Sequence[Course],
    *,
    given: dict[UUID, Given] | None = None,
    held: Iterable[Session] | None = None,
    areas: dict[UUID, ProblemArea] | None = None,
) -> dict[UUID, CourseFacts]:
    """Everything the rules look at, by course.

    given, held, areas: what higher slices know, all sessions and the present focus of these courses, where
    the caller has read them already.
    """
    ids = [course.id for course in courses]
    clients = [course.client_id for course in courses]
    sessions = _grouped(Session.objects.filter(course__in=ids) if held is None else held)
    moves = _grouped(PhaseMove.objects.filter(course__in=ids).order_by("at"))
    if areas is None:
        areas = {area.course_id: area for area in _current_areas(ids)}
    consents = _consents(clients)
    recorded, away = recorded_of(ids), days_away(ids)
    flagged = {course.client_id for course in courses if recorded[course.id].pop(FLAGGED, False)}
    higher = facts_given(courses) if given is None else given
    return {
        course.id: CourseFacts(
            phase=course.phase,
            planned_sessions=course.planned_sessions,
            started_on=course.started_on,
            interval_days=course.interval_days,
            sessions=tuple(map(session_fact, sessions[course.id])),
            measures_answered=higher[course.id].measures_answered,
            measures=higher[course.id].measures,
            pauses=away[course.id],
            totals=higher[course.id].scores,
            named={
                **consents[course.client_id],
                **_own(areas.get(course.id)),
                **_return(course, recorded[course.id], higher[course.id], course.client_id in flagged),
                **_safety(course, sessions[course.id], recorded[course.id], course.client_id in flagged),
                **higher[course.id].named,
            },
            gates_passed_over={
                gate: move.reason for move in moves[course.id] for gate in move.gates_passed_over
            },
        )
        for course in courses
    }


def session_fact(session: Session) -> SessionFact:
    """One appointment, on the day it has where it takes place."""
    return SessionFact(
        on=session.planned_at.astimezone(session.local).date(),
        attendance=phases.Attendance(session.attendance),
        tasks_done=frozenset(session.tasks_done),
    )


def scores_of(course: Course) -> Mapping[str, tuple[tuple[date, int | Fraction], ...]]:
    """By instrument the day and total of each form of this course, oldest first."""
    return facts_given([course])[course.id].scores


def _own(area: ProblemArea | None) -> dict[str, Any]:
    """What is recorded here; whatever is not is left out, never turned into a no."""
    return {} if area is None else {Fact.PROBLEM_AREA: area.area}


def _return(course: Course, recorded: dict[str, Any], given: Given, flagged: bool) -> dict[str, Any]:
    """What is recorded, and where the protocol watches for a return of the illness: whether it was looked at.

    A flag that stands open counts as a sign. An acute review settles the scores up to its day, none after.
    """
    watched = protocol_of(course).watches
    reviewed = recorded.get(Fact.ACUTE_REVIEW)
    named = {fact: value for fact, value in recorded.items() if fact != Fact.ACUTE_REVIEW}
    last = [given.scores[it.instrument][-1][0] for it in watched if given.scores.get(it.instrument)]
    if reviewed and all(on <= reviewed for on in last):
        named[Fact.ACUTE_REVIEW] = True
    if watched and flagged:
        named[Fact.RELAPSE_SIGNS] = True
    return named


def _safety(
    course: Course, sessions: Iterable[Session], recorded: dict[str, Any], flagged: bool
) -> dict[str, Any]:
    """Asked in a session or an assessment and, before treatment begins, nothing said waits for somebody.

    Later a flag has its own owner and time; it takes back no phase.
    """
    asked = Fact.SAFETY_ASKED in recorded or any(session.safety_asked for session in sessions)
    return {Fact.SAFETY_ASKED: not (flagged and course.phase == phases.NOT_BEGUN)} if asked else {}


def _current_areas(ids: Sequence[UUID]) -> Iterable[ProblemArea]:
    return ProblemArea.objects.filter(course__in=ids, primary=True, replaced_at=None)


def _consents(clients: Sequence[UUID]) -> defaultdict[UUID, dict[str, Any]]:
    """By client, what was said to each consent that a gate asks for; the newest word holds."""
    found: defaultdict[UUID, dict[str, Any]] = defaultdict(dict)
    for it in Consent.objects.filter(client__in=clients, kind__in=CONSENTS).order_by("recorded_at", "id"):
        found[it.client_id][CONSENTS[it.kind]] = it.given
    return found


def _grouped(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.course_id].append(row)
    return found
