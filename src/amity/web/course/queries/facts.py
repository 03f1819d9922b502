"""What the phase engine is told about courses and what it answers: many at once, in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID

from amity.core import library, phases
from amity.core.definitions.protocol import Protocol
from amity.core.phases import Count, CourseFacts, Fact, SessionFact, Standing
from amity.web.base import clock
from amity.web.base.once import once_each
from amity.web.course.models import Course, PhaseMove, ProblemArea, Session
from amity.web.course.offered import Given, facts_given
from amity.web.course.queries.pauses import days_away
from amity.web.course.queries.recorded import FLAGGED, consented_of, recorded_of
from amity.web.course.queries.stages import areas_of

Row = TypeVar("Row")
MET = (phases.Attendance.ATTENDED, phases.Attendance.LATE)


def protocol_of(course: Course) -> Protocol:
    """The protocol, in the version the course began with."""
    return library.protocol(course.protocol, course.protocol_version)


def count_of(course: Course, sessions: Iterable[Session]) -> Count:
    """How far a course is; without anything else that its standing is made of. sessions: all of them."""
    return phases.count(protocol_of(course), map(session_fact, sessions), course.planned_sessions)


@dataclass(frozen=True, slots=True)
class Extent:
    """What of a `Standing` follows from the appointments and from what the course itself records."""

    session: int
    left: int
    projected_end: date | None
    ending_to_be_named: bool


def extent_of(course: Course, held: Iterable[Session]) -> Extent:
    """How far a course is and when it ends, without asking higher slices. held: all its appointments."""
    facts = facts_of([course], given={course.id: Given()}, held=held, areas={})
    found = standings_of([course], facts)[course.id]
    return Extent(found.session, found.left, found.projected_end, found.ending_to_be_named)


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
    sessions = sessions_of(courses) if held is None else _grouped(held)
    moves, consents = moves_of(ids), consented_of(ids)
    if areas is None:
        areas = areas_of(ids)
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
                **consents[course.id],
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


def sessions_of(courses: Iterable[Course]) -> dict[UUID, list[Session]]:
    """Every appointment, by course: those that came with the course; of the others in one query."""
    known = {course.id: course for course in courses}
    there = {id for id, it in known.items() if "sessions" in getattr(it, "_prefetched_objects_cache", ())}
    read = _sessions_of(known.keys() - there)
    return {id: list(it.sessions.all()) if id in there else read[id] for id, it in known.items()}


@once_each
def _sessions_of(course_ids: Collection[UUID]) -> dict[UUID, list[Session]]:
    found = _grouped(Session.objects.filter(course__in=course_ids))
    return {id: found[id] for id in course_ids}


@once_each
def moves_of(course_ids: Collection[UUID]) -> dict[UUID, list[PhaseMove]]:
    """How each of these courses went from phase to phase, in order, in one query."""
    found = _grouped(PhaseMove.objects.filter(course__in=course_ids).order_by("at"))
    return {id: found[id] for id in course_ids}


def session_fact(session: Session) -> SessionFact:
    """One appointment, on the day it has where it takes place."""
    return SessionFact(
        on=session.planned_at.astimezone(session.local).date(),
        attendance=phases.Attendance(session.attendance),
        tasks_done=frozenset(session.tasks_done),
    )


def began_on(course: Course) -> date | None:
    """The day of the first session held, from which the weeks of a course are counted."""
    facts = map(session_fact, sessions_of([course])[course.id])
    return min((it.on for it in facts if it.on and it.attendance in MET), default=None)


def scores_of(course: Course) -> Mapping[str, tuple[tuple[date, int | Fraction], ...]]:
    """By instrument the day and total of each form of this course, oldest first."""
    return facts_given([course])[course.id].scores


def _own(area: ProblemArea | None) -> dict[str, Any]:
    """What is recorded here; whatever is not is left out, never turned into a no."""
    return {} if area is None else {Fact.PROBLEM_AREA: area.area}


def _return(course: Course, recorded: dict[str, Any], given: Given, flagged: bool) -> dict[str, Any]:
    """What is recorded, and while the protocol watches for a return of the illness: whether it was looked at.

    A flag that stands open counts as a sign. An acute review settles the scores up to its day, none after.
    """
    watched = [
        it
        for it in protocol_of(course).watches
        if it.records is Fact.RELAPSE_SIGNS and course.phase in (it.phases or (course.phase,))
    ]
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


def _grouped(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.course_id].append(row)
    return found
