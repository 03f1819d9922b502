"""Flags and their stories, assessments, the safety plan, and whom a client can call."""

from amity.web.safety.queries.assessments import (
    AnswerLine,
    AssessmentShown,
    assessed_on,
    assessment_for,
    assessments_of,
)
from amity.web.safety.queries.due import due_at
from amity.web.safety.queries.flags import (
    FlagSummary,
    closed_before,
    flag_for,
    flags_of_client,
    flags_of_clients,
    last_flag_of,
    open_flag_of,
    open_flags_for,
    summaries,
)
from amity.web.safety.queries.help import HelpNumber, help_numbers, reading_sentence, service_of_session
from amity.web.safety.queries.joint import before_joint
from amity.web.safety.queries.plans import (
    PlanShown,
    StepShown,
    lines_of,
    own_plan_of,
    plan_of,
    plans_of,
    steps_of,
)
from amity.web.safety.queries.story import (
    EventLine,
    event_count,
    is_accompanied,
    is_responded_to,
    newest_said,
    positive_rules_of,
    shown_to_client,
    story_of,
    timing,
)
from amity.web.safety.queries.violence import ViolenceShown, last_violence_answer, violence_answers_of
from amity.web.safety.queries.waiting import (
    Waiting,
    is_followed_up,
    open_at_close,
    waiting_for,
)
from amity.web.safety.queries.wording import ANSWERS, QUESTIONS, STEPS, TEXTS, VIOLENCE, Question, Step

__all__ = [
    "ANSWERS",
    "QUESTIONS",
    "STEPS",
    "TEXTS",
    "VIOLENCE",
    "AnswerLine",
    "AssessmentShown",
    "EventLine",
    "FlagSummary",
    "HelpNumber",
    "PlanShown",
    "Question",
    "Step",
    "StepShown",
    "ViolenceShown",
    "Waiting",
    "assessed_on",
    "assessment_for",
    "assessments_of",
    "before_joint",
    "closed_before",
    "due_at",
    "event_count",
    "flag_for",
    "flags_of_client",
    "flags_of_clients",
    "help_numbers",
    "is_accompanied",
    "is_followed_up",
    "is_responded_to",
    "last_flag_of",
    "last_violence_answer",
    "lines_of",
    "newest_said",
    "open_at_close",
    "open_flag_of",
    "open_flags_for",
    "own_plan_of",
    "plan_of",
    "plans_of",
    "positive_rules_of",
    "reading_sentence",
    "service_of_session",
    "shown_to_client",
    "steps_of",
    "story_of",
    "summaries",
    "timing",
    "violence_answers_of",
    "waiting_for",
]
