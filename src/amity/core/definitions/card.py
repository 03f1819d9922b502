"""A card of *what now*: one question about a course, what the record holds about it, what can be decided."""

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from amity.core.definitions.common import Id, Many, Reference, Shape, Source, Text, Version, Work

LEAVE: Final = "leave"  # the decision that every card offers: all stays as it is


class When(StrEnum):
    """What brings a card up, in the order in which it is said: reviews, then what the record says."""

    WEEK_4 = "week_4"
    WEEK_8 = "week_8"
    MIDPOINT = "midpoint"
    SAFETY_SAID = "safety_said"
    TOTAL_HIGH = "total_high"
    MOOD_RISING = "mood_rising"
    DETERIORATION = "deterioration"
    LITTLE_CHANGE = "little_change"
    ALLIANCE_LOW = "alliance_low"
    GOALS_UNMOVED = "goals_unmoved"
    PRACTICE_NOT_DONE = "practice_not_done"
    SESSIONS_MISSED = "sessions_missed"
    SUPPORT_THIN = "support_thin"
    RHYTHM_DISTURBED = "rhythm_disturbed"
    MEDICATION_NOT_RAISED = "medication_not_raised"
    MEDICATION_CHANGED = "medication_changed"


REVIEWS: Final = frozenset({When.WEEK_4, When.WEEK_8, When.MIDPOINT})


class Evidence(StrEnum):
    """What of the record a card shows."""

    SCORES = "scores"
    SESSIONS = "sessions"
    PRACTICE = "practice"
    GOALS = "goals"
    FOCUS = "focus"
    AREAS = "areas"
    FORMULATION = "formulation"
    ALLIANCE = "alliance"
    SUPPORT = "support"
    SLEEP = "sleep"
    MEDICATION = "medication"
    SAFETY = "safety"
    SAFETY_PLAN = "safety_plan"
    TOOK_PART = "took_part"
    PLAN_CHANGES = "plan_changes"


# Said in place of a gap: what is not recorded is itself something to talk about.
NOTHING: Final[dict[Evidence, str]] = {
    Evidence.SCORES: "Nothing is recorded about how the scores moved.",
    Evidence.SESSIONS: "Nothing is recorded about sessions held or missed.",
    Evidence.PRACTICE: "Nothing is recorded about anything tried between sessions.",
    Evidence.GOALS: "Nothing is recorded about goals.",
    Evidence.FOCUS: "Nothing is recorded about the focus: none is chosen.",
    Evidence.AREAS: "Nothing is recorded that speaks for a problem area.",
    Evidence.FORMULATION: "Nothing is recorded about a formulation.",
    Evidence.ALLIANCE: "Nothing is recorded about how well client and clinician work together.",
    Evidence.SUPPORT: "Nothing is recorded about who supports the client.",
    Evidence.SLEEP: "Nothing is recorded about sleep.",
    Evidence.MEDICATION: "Nothing is recorded about medication.",
    Evidence.SAFETY: "Nothing is recorded about what was said about safety.",
    Evidence.SAFETY_PLAN: "Nothing is recorded of a safety plan.",
    Evidence.TOOK_PART: "Nothing is recorded of anybody else in a session.",
    Evidence.PLAN_CHANGES: "Nothing is recorded of a change of plan.",
}


class Page(StrEnum):
    """A page about this course or this client that a card may lead to."""

    FOCUS = "focus"
    CHOICE_OF_AREA = "choice_of_area"
    PEOPLE = "people"
    LIFE_CHART = "life_chart"
    FORMULATION = "formulation"
    GOALS = "goals"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    NEXT_SESSION = "next_session"
    SUPERVISION = "supervision"
    MEASURES = "measures"
    SAFETY = "safety"
    SAFETY_PLAN = "safety_plan"
    VIOLENCE = "violence"


NamedWhen = Annotated[When, Field(strict=False)]
NamedEvidence = Annotated[Evidence, Field(strict=False)]
NamedPage = Annotated[Page, Field(strict=False)]


class Claim(Shape):
    """Why one looks at this, and who says so."""

    says: Text
    source: Source


class Opening(Shape):
    """What helps: the worksheet of a technique, or a page. Exactly one of the two."""

    words: Text
    technique: Id | None = None
    page: NamedPage | None = None


class Decision(Shape):
    """Something that can be decided."""

    id: Id
    words: Text


class Card(Shape):
    """One version of one card. place: cards lie in this order. when: what brings it up."""

    id: Id
    version: Version
    title: Text
    question: Text
    place: Annotated[int, Field(ge=1, le=99)]
    when: Annotated[Many[NamedWhen], Field(min_length=1)]
    shows: Annotated[Many[NamedEvidence], Field(min_length=1)]
    why: Annotated[Many[Claim], Field(min_length=1)]
    opens: Annotated[Many[Opening], Field(min_length=1)]
    decisions: Annotated[Many[Decision], Field(min_length=2)]
    source: Source
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    def decision(self, id: str) -> Decision | None:
        """One of its decisions, or None where it has no such."""
        return next((it for it in self.decisions if it.id == id), None)

    def references(self) -> tuple[Reference, ...]:
        """The techniques it opens."""
        return tuple(
            Reference(("opens", n, "technique"), "technique", it.technique)
            for n, it in enumerate(self.opens)
            if it.technique
        )
