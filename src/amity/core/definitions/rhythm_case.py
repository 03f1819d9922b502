"""A worked week of a rhythm diary: what the clock said each day, and what comes out."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Source, Text, Version
from amity.core.definitions.rhythm import Clock

Exact = int | Annotated[str, Field(pattern=r"^\d{1,3}/\d{1,3}$")]  # 5, or "26/5"


class ExpectedWeek(Shape):
    """What the week says. score, adherence: exact; left out means that there is none, and why.

    hits: of each activity that counts, and of no other. habitual: their usual times where named.
    nights: minutes in bed after each day but the last, None where not known; left out means not looked at.
    """

    score: Exact | None = None
    reason: Literal["nothing_recorded", "too_few_times"] | None = None
    hits: dict[Id, Annotated[int, Field(ge=0, le=7)]] = {}
    habitual: dict[Id, Clock] = {}
    incomplete: bool = False
    adherence: Exact | None = None
    nights: Many[int | None] | None = None


class RhythmCase(Shape):
    """One week. times: by activity, what the clock said on each day lived; None where nothing was noted.

    A time before the day start belongs to the night after that day; of what opens a day, to the night before.
    targets: by activity. versions: those it holds for; else all.
    """

    name: Text
    source: Source
    day_start: Clock | None = None
    times: dict[Id, Annotated[Many[Clock | None], Field(max_length=7)]]
    targets: dict[Id, Clock] = {}
    expect: ExpectedWeek
    versions: Many[Version] = ()


class RhythmCases(Shape):
    """The worked weeks of one rhythm diary."""

    id: Id
    cases: Annotated[Many[RhythmCase], Field(min_length=2)]


def exact(written: Exact | None) -> int | Fraction | None:
    """A number as a case writes it.

    >>> exact("26/5"), exact(5)
    (Fraction(26, 5), 5)
    """
    return Fraction(written) if isinstance(written, str) else written
