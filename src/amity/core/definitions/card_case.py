"""A worked example of a card: what is recorded about a course, and what brings the card up."""

from typing import Annotated, Literal

from pydantic import Field

from amity.core.definitions.card import NamedWhen
from amity.core.definitions.common import Day, Id, Many, Shape, Text, Version
from amity.core.definitions.facts import Attendance

KeptAttendance = Annotated[Attendance, Field(strict=False)]
OfTen = Annotated[int, Field(ge=0, le=10)]


class CardCase(Shape):
    """One course on one day. What is left out is not recorded.

    phq9, asrm, own_alliance: totals by day; reliable change and lines on a total as their definitions have
    them. alliance: the number of a review, by day.
    told: who knows, of how many asked about. expect: what brings the card up; empty: it does not come up.
    versions: those it holds for; else all.
    """

    name: Text
    today: Day
    began: Day | None = None
    due: Many[NamedWhen] = ()
    reviewed: Many[Day] = ()
    phq9: dict[Day, Annotated[int, Field(ge=0, le=27)]] = {}
    asrm: dict[Day, Annotated[int, Field(ge=0, le=20)]] = {}
    goals: Many[dict[Day, OfTen]] = ()
    alliance: dict[Day, OfTen] = {}
    own_alliance: dict[Day, OfTen] = {}
    practices: dict[Day, Literal["done", "partly", "not_tried"]] = {}
    sessions: dict[Day, KeptAttendance] = {}
    safety: Day | None = None
    sleep: Annotated[int, Field(ge=0, le=3)] | None = None
    told: tuple[int, int] | None = Field(default=None, strict=False)
    medication: Many[Day] = ()
    medication_raised: bool = False
    expect: Many[NamedWhen]
    versions: Many[Version] = ()


class CardCases(Shape):
    """The worked examples of one card."""

    id: Id
    cases: Annotated[Many[CardCase], Field(min_length=2)]
