"""The closed list of facts about a course that a protocol's gates may ask for, and how each is said.

A file chooses among these names and never holds an expression. A new fact is a member here, and its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Attendance(StrEnum):
    """What came of one appointment."""

    PLANNED = "planned"
    ATTENDED = "attended"
    LATE = "late"
    DNA = "dna"
    CANCELLED = "cancelled"


class Fact(StrEnum):
    """One thing that is recorded about a course, or not."""

    CONSENT = "consent"
    SAFETY_ASKED = "safety_asked"
    SUITABILITY_DECIDED = "suitability_decided"
    BASELINE_MEASURE = "baseline_measure"
    DIAGNOSIS_GIVEN = "diagnosis_given"
    SICK_ROLE_GIVEN = "sick_role_given"
    RELATIONSHIPS_REVIEWED = "relationships_reviewed"
    TIMELINE_REVIEWED = "timeline_reviewed"
    PROBLEM_AREA = "problem_area"
    FORMULATION_AGREED = "formulation_agreed"
    CONTRACT = "contract"
    GOALS = "goals"
    WEEK4_REVIEW = "week4_review"
    MIDPOINT_REVIEW = "midpoint_review"
    ENDING_NEAR = "ending_near"
    ENDING_NAMED = "ending_named"
    PROGRESS_REVIEWED = "progress_reviewed"
    ENDING_FEELINGS = "ending_feelings"
    RELAPSE_PLAN = "relapse_plan"
    OUTCOME_MEASURES = "outcome_measures"
    DISPOSITION = "disposition"
    ASSENT = "assent"
    GUARDIAN_CONSENT = "guardian_consent"
    CONFIDENTIALITY_TOLD = "confidentiality_told"
    VIOLENCE_ASKED = "violence_asked"
    MEDICAL_RISK_CHECKED = "medical_risk_checked"
    GROUP_SUITABILITY = "group_suitability"
    GROUP_ORIENTED = "group_oriented"
    REMISSION = "remission"
    RELAPSE_SIGNS = "relapse_signs"
    ACUTE_REVIEW = "acute_review"
    STEPS_TAKEN = "steps_taken"
    PRESCRIBER_KNOWN = "prescriber_known"
    RHYTHM_WEEKS = "rhythm_weeks"
    MOOD_STEADY = "mood_steady"
    RHYTHM_STEADIER = "rhythm_steadier"
    ELEVATED_SIGNS = "elevated_signs"
    PRESCRIBER_CONTACTED = "prescriber_contacted"


@dataclass(frozen=True, slots=True)
class Words:
    """How a fact is said to a clinician.

    when: goes on from "The middle phase opens when …".
    no: what is said when it is recorded that it is not so.
    by_tick: the task that records it may be the only record; otherwise the fact has a page of its own.
    counted: the engine works it out from the sessions; nobody records it.
    many: recorded as a number, of which a gate may ask for more than one.
    answers: what it is done about. Ticked on an earlier day than the newest sign of that, it settles nothing.
    """

    when: str
    no: str
    by_tick: bool = False
    counted: bool = False
    many: bool = False
    answers: Fact | None = None


WORDS: Final[Mapping[Fact, Words]] = {
    Fact.CONSENT: Words("the client has consented", "the client has not consented"),
    Fact.SAFETY_ASKED: Words("safety has been asked about and acted on", "something is still to be acted on"),
    Fact.SUITABILITY_DECIDED: Words(
        "it has been decided whether this treatment suits the client", "the decision is still open"
    ),
    Fact.BASELINE_MEASURE: Words("a first measure has been answered", "none is complete yet"),
    Fact.DIAGNOSIS_GIVEN: Words(
        "the diagnosis has been said in plain words", "it has not been said yet", by_tick=True
    ),
    Fact.SICK_ROLE_GIVEN: Words("the sick role has been given", "it has not been given yet", by_tick=True),
    Fact.RELATIONSHIPS_REVIEWED: Words(
        "the client's relationships have been reviewed", "the review is not finished", by_tick=True
    ),
    Fact.TIMELINE_REVIEWED: Words(
        "symptoms and events have been set beside each other in time",
        "the timeline is not finished",
        by_tick=True,
    ),
    Fact.PROBLEM_AREA: Words("a problem area has been chosen", "none is chosen"),
    Fact.FORMULATION_AGREED: Words(
        "the client has agreed to the formulation", "the client has not agreed to it, or not yet"
    ),
    Fact.CONTRACT: Words("number, dates and focus have been agreed", "they are not agreed yet"),
    Fact.GOALS: Words("at least one goal has been written", "none is written yet", many=True),
    Fact.WEEK4_REVIEW: Words(
        "the first weeks have been reviewed and the decision recorded", "no decision is recorded"
    ),
    Fact.MIDPOINT_REVIEW: Words(
        "goals, focus and working together have been rated again and the focus kept or changed",
        "the review is not finished",
    ),
    Fact.ENDING_NEAR: Words("the number of sessions left is {at} or less", "it is {left} now", counted=True),
    Fact.ENDING_NAMED: Words(
        "the ending has been named and its date said", "it has not been named yet", by_tick=True
    ),
    Fact.PROGRESS_REVIEWED: Words(
        "what changed, and what did not, has been looked at together",
        "it has not been looked at yet",
        by_tick=True,
    ),
    Fact.ENDING_FEELINGS: Words(
        "feelings about ending have been talked about", "they have not been talked about yet", by_tick=True
    ),
    Fact.RELAPSE_PLAN: Words(
        "there is a plan for early signs and whom to turn to", "the plan is not finished", by_tick=True
    ),
    Fact.OUTCOME_MEASURES: Words("the measures at the end have been answered", "they are not complete yet"),
    Fact.DISPOSITION: Words("what happens next has been decided together", "it is not decided yet"),
    Fact.ASSENT: Words(
        "the young person has said yes in their own words", "the young person has not said yes"
    ),
    Fact.GUARDIAN_CONSENT: Words(
        "a guardian has consented, where the law asks for it", "no guardian has consented"
    ),
    Fact.CONFIDENTIALITY_TOLD: Words(
        "it has been said what stays in the room, and what cannot", "it has not been said yet", by_tick=True
    ),
    Fact.VIOLENCE_ASKED: Words(
        "violence and control have been asked about in private", "it has not been possible in private yet"
    ),
    Fact.MEDICAL_RISK_CHECKED: Words(
        "physical health has been checked and acted on", "something is still to be acted on", by_tick=True
    ),
    Fact.GROUP_SUITABILITY: Words(
        "it has been decided that a group suits the client",
        "a group does not suit, or not yet",
        by_tick=True,
    ),
    Fact.GROUP_ORIENTED: Words(
        "this member knows how the group works and what stays in it",
        "this member has not heard it yet",
        by_tick=True,
    ),
    Fact.REMISSION: Words(
        "it has been written down how well the client is, and since when",
        "the client is not well enough yet",
        by_tick=True,
    ),
    Fact.RELAPSE_SIGNS: Words("there are signs of the illness coming back", "there are none"),
    Fact.ACUTE_REVIEW: Words(
        "it has been decided whether acute treatment begins again", "the decision is still open"
    ),
    Fact.STEPS_TAKEN: Words("the steps before it have been taken", "{steps} still to be taken", counted=True),
    Fact.PRESCRIBER_KNOWN: Words(
        "it is known who prescribes and how to reach them", "it is not known yet", by_tick=True
    ),
    Fact.RHYTHM_WEEKS: Words(
        "the number of weeks kept in the rhythm diary is {asked} or more",
        "it has not been kept for so long yet",
        by_tick=True,
        many=True,
    ),
    Fact.MOOD_STEADY: Words(
        "mood has held steady, neither low nor too high", "it has not held yet", by_tick=True
    ),
    Fact.RHYTHM_STEADIER: Words("the days have become more regular", "they have not yet", by_tick=True),
    Fact.ELEVATED_SIGNS: Words("there are signs of a mood that is too high", "there are none", by_tick=True),
    Fact.PRESCRIBER_CONTACTED: Words(
        "the prescriber has been contacted since these signs were seen",
        "they have not been contacted yet",
        by_tick=True,
        answers=Fact.ELEVATED_SIGNS,
    ),
}
