"""A course of therapy: its sessions, assessment, focus, formulation, goals, plan and ending."""

from amity.web.course.models.assessment import Assessment, MedicationChange
from amity.web.course.models.course import Course, PhaseMove
from amity.web.course.models.ending import Ending, MaintenanceContract
from amity.web.course.models.focus import CRITERIA, AreaCandidate, AreaStage, ProblemArea, Resolution
from amity.web.course.models.formulation import Contract, Formulation, FormulationAnswer
from amity.web.course.models.goals import AT_MOST, Goal, GoalRating
from amity.web.course.models.others import ShownToGuardian, SupervisionQuestion
from amity.web.course.models.pauses import Pause
from amity.web.course.models.plan import PlanChange, Review
from amity.web.course.models.session import (
    Attendee,
    Capture,
    MoodEvent,
    Practice,
    ProcessNote,
    Session,
    process_note_key,
)

__all__ = [
    "AT_MOST",
    "CRITERIA",
    "AreaCandidate",
    "AreaStage",
    "Assessment",
    "Attendee",
    "Capture",
    "Contract",
    "Course",
    "Ending",
    "Formulation",
    "FormulationAnswer",
    "Goal",
    "GoalRating",
    "MaintenanceContract",
    "MedicationChange",
    "MoodEvent",
    "Pause",
    "PhaseMove",
    "PlanChange",
    "Practice",
    "ProblemArea",
    "ProcessNote",
    "Resolution",
    "Review",
    "Session",
    "ShownToGuardian",
    "SupervisionQuestion",
    "process_note_key",
]
