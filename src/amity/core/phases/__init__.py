"""Where a course stands, what is due, which changes of phase are open and why not. Facts in, answer out."""

from amity.core.definitions.facts import Attendance, Fact
from amity.core.phases.engine import count, pace, standing
from amity.core.phases.facts import (
    CLOSED,
    NOT_BEGUN,
    NOT_RECORDED,
    CourseFacts,
    FactValue,
    NotRecorded,
    SessionFact,
)
from amity.core.phases.lengths import asked_at_end, layout, phase_of, plan
from amity.core.phases.results import Cell, Count, Due, Gate, Move, Need, SessionPlan, Standing, StepStanding
from amity.core.phases.ribbon import ribbon

__all__ = [
    "CLOSED",
    "NOT_BEGUN",
    "NOT_RECORDED",
    "Attendance",
    "Cell",
    "Count",
    "CourseFacts",
    "Due",
    "Fact",
    "FactValue",
    "Gate",
    "Move",
    "Need",
    "NotRecorded",
    "SessionFact",
    "SessionPlan",
    "Standing",
    "StepStanding",
    "asked_at_end",
    "count",
    "layout",
    "pace",
    "phase_of",
    "plan",
    "ribbon",
    "standing",
]
