"""What is known about a course when it is looked at. Nothing here reads a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from amity.core.definitions.card import When
from amity.core.definitions.facts import Attendance
from amity.core.phases import NOT_RECORDED, NotRecorded
from amity.core.phases.facts import Pause

Number = int | Fraction
Missing = Literal[NotRecorded.NOT_RECORDED]
Result = Literal["done", "partly", "not_tried"]


@dataclass(frozen=True, slots=True)
class Rated:
    """A number somebody gave, on its local day. ref: the record it comes from, by its id."""

    on: date
    value: Number
    ref: str


@dataclass(frozen=True, slots=True)
class Scores:
    """The totals of one questionnaire in this course.

    reliable_points: its reliable change, None where none is known. higher_is: what a higher total says.
    review_at: the total from which a clinician looks before the next session, None where there is none;
    pole: the end of mood that such a total speaks of. talk_at: the total from which the two talk about how
    they work together, None where there is none.
    """

    instrument: str
    short: str
    totals: tuple[Rated, ...]
    reliable_points: int | None
    higher_is: Literal["worse", "better"]
    review_at: int | None = None
    pole: Literal["low", "high"] = "low"
    talk_at: int | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one practice, on the day it was agreed."""

    on: date
    result: Result
    ref: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of one appointment."""

    on: date
    attendance: Attendance
    ref: str


@dataclass(frozen=True, slots=True)
class SafetyAnswer:
    """Something said about safety that a person looks at: the newest answer to its question."""

    on: date
    words: str
    ref: str


@dataclass(frozen=True, slots=True)
class Counted:
    """On the newest circle: who is told how the client feels, of those about whom it was asked."""

    people: int
    of: int
    on: date
    ref: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A medicine was begun, changed or stopped."""

    on: date
    ref: str


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """Everything the rules look at. What is left out is not recorded: never a no.

    began: the day of the first session held. due: the reviews the protocol says are due, since when (None:
    not known). reviewed: the days on which it was looked at. goals: the ratings of each open goal, of one of
    the two who rate. alliance: the one number on working together of each review. practices, sessions: those
    whose outcome is recorded. sleep: the newest answer to a question about sleep, 0 to 3. medication_raised:
    it was talked about in a review. away: the pauses, whose days belong to no week of the course.
    Of two things of one day the one that is handed over later counts as later.
    """

    today: date
    began: date | Missing = NOT_RECORDED
    due: Mapping[When, date | None] = field(default_factory=dict)
    reviewed: tuple[date, ...] = ()
    scores: tuple[Scores, ...] = ()
    goals: tuple[tuple[Rated, ...], ...] = ()
    alliance: tuple[Rated, ...] = ()
    practices: tuple[Tried, ...] = ()
    sessions: tuple[Kept, ...] = ()
    safety: tuple[SafetyAnswer, ...] = ()
    sleep: Rated | Missing = NOT_RECORDED
    told: Counted | Missing = NOT_RECORDED
    medication: tuple[Changed, ...] = ()
    medication_raised: bool | Missing = NOT_RECORDED
    away: tuple[Pause, ...] = ()
