"""What is known about a course when it is looked at together: each a sentence, or that it is not recorded."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amity.core.change import early_response
from amity.core.definitions.protocol import Area
from amity.web.base.models import User
from amity.web.course.models import Course, Practice, ProblemArea, Session
from amity.web.course.offered import (
    AreaEvidence,
    SafetySaid,
    evidence_given,
    facts_given,
    forms_tell,
)
from amity.web.course.queries.agreements import first_weeks
from amity.web.course.queries.facts import protocol_of
from amity.web.course.queries.goals import GoalLine, goals_of
from amity.web.course.queries.sessions import area_of, area_shape, practices_of

CAME = (  # in the order in which they are said
    (Session.Attendance.ATTENDED, "attended"),
    (Session.Attendance.LATE, "came late"),
    (Session.Attendance.DNA, "did not attend"),
    (Session.Attendance.CANCELLED, "cancelled"),
)


@dataclass(frozen=True)
class Evidence:
    """Before a review: what the scores, the sessions, the practice, the goals and the focus say."""

    change: str
    attendance: str
    practice: str
    goals: Sequence[GoalLine]
    area: ProblemArea | None
    shape: Area | None
    stage: str
    talk: early_response.Reading | None


def evidence_of(course: Course) -> Evidence:
    """Everything one looks at first, read once."""
    given = facts_given([course])[course.id]
    area = area_of(course)
    shape = area_shape(course, area)
    return Evidence(
        change=forms_tell([course])[course.id].change,
        attendance=attendance_said(course.sessions.all()),
        practice=practice_said(practices_of([course.id])[course.id]),
        goals=goals_of(course),
        area=area,
        shape=shape,
        stage=_stage(shape, area),
        talk=first_weeks(course, given),
    )


def said_of_areas(user: User, course: Course) -> list[AreaEvidence]:
    """What higher slices know that speaks for one of the protocol's areas."""
    areas = {it.id for it in protocol_of(course).areas}
    return [it for it in evidence_given(user, course) if it.area in areas]


def said_of_safety(course: Course) -> tuple[SafetySaid, ...]:
    """The newest answer to each question about safety."""
    return forms_tell([course])[course.id].safety_said


def attendance_said(sessions: Iterable[Session]) -> str:
    """ "6 attended, 1 did not attend"; "" when nothing is recorded yet."""
    counted = Counter(session.attendance for session in sessions)
    return ", ".join(f"{counted[kind]} {words}" for kind, words in CAME if counted[kind])


def practice_said(practices: Iterable[Practice]) -> str:
    """ "2 done, 1 partly, 1 not recorded"; "" when nothing was agreed."""
    counted = Counter(practice.result for practice in practices)
    said = [f"{counted[kind]} {label.lower()}" for kind, label in Practice.Result.choices if counted[kind]]
    return ", ".join([*said, f"{counted['']} not recorded"] if counted[""] else said)


def _stage(shape: Area | None, area: ProblemArea | None) -> str:
    found = [it.title for it in shape.stages if area and it.id == area.stage] if shape else []
    return next(iter(found), "")
