"""A worked example of a questionnaire: what somebody answered, and what must come out."""

from typing import Annotated, Literal

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Source, Text, Version

Exact = Annotated[str, Field(pattern=r"^-?\d+/\d+$")]  # a fraction, as in 81/4


class ExpectedFlag(Shape):
    """One flag that must be raised."""

    rule: Id
    kind: Literal["positive", "not_answered"]
    level: Literal["amber", "red", "emergency"]


class Expected(Shape):
    """What must come out. `total` and `reason` exclude each other; flags left out means none.

    patterns: those that are met or not, null for undecided; left out, they are not looked at.
    review: whether the total alone asks for a clinician's review; talk: whether it is a reason to talk about
    how the two work together; left out, they are not looked at.
    """

    total: int | Exact | None = None
    reason: Literal["too_many_missing", "not_applicable", "no_answers", "no_total"] | None = None
    band: Id | None = None
    subscales: dict[Id, int | Exact | None] = {}
    patterns: dict[Id, bool | None] | None = None
    review: bool | None = None
    talk: bool | None = None
    flags: Many[ExpectedFlag] = ()


class Case(Shape):
    """One example. `answers` are in printed order, null for not answered; items left off the end are too.

    finished: whether the form was sent, so that an unanswered safety item counts.
    versions: the versions it holds for; all, when left out.
    """

    name: Text
    answers: Many[int | None]
    finished: bool = True
    expect: Expected
    versions: Many[Version] = ()
    source: Source | None = None


class Cases(Shape):
    """The worked examples of one instrument."""

    id: Id
    cases: Annotated[Many[Case], Field(min_length=1)]
