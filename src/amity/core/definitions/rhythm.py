"""A rhythm diary: what is noted with its time each day, who was there, how the day was, how a week counts."""

import re
from datetime import time
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from amity.core.definitions.common import Id, Licence, Many, Shape, Source, Text, Version, Work

Algorithm = Literal["srm_1"]  # keys of `core.rhythms.ALGORITHMS`
Place = Literal["opens", "between", "closes"]
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _clock(value: object) -> object:
    """ "07:05", and nothing shorter: 7:05 could be read as something else by somebody else."""
    return time.fromisoformat(value) if isinstance(value, str) and _CLOCK.fullmatch(value) else value


Clock = Annotated[time, BeforeValidator(_clock)]


class DailyActivity(Shape):
    """Something that has a time on most days.

    name: in a few words, for tables and charts. asks: the question for its time.
    place: the activity opens a day (getting up), closes it (going to bed), or lies between; one that opens a
    day and is noted before the day start opens the day to come.
    own: what it is, is chosen and named by the client.
    """

    id: Id
    name: Text
    asks: Text
    help: Text | None = None
    place: Place = "between"
    own: bool = False


class Level(Shape):
    """How much others had to do with it."""

    id: Id
    value: Annotated[int, Field(ge=0, le=9)]
    says: Text


class People(Shape):
    """What may be said of those who were there."""

    asks: Text
    levels: Annotated[Many[Level], Field(min_length=2)]
    source: Source


class DayRating(Shape):
    """How a whole day was, in whole numbers; `middle` is the usual, in between."""

    id: Id
    asks: Text
    lowest: int
    highest: int
    low: Text
    middle: Text
    high: Text
    source: Source


class DayStart(Shape):
    """Where one day lived ends and the next begins, unless somebody lives otherwise."""

    at: Clock
    source: Source


class Counting(Shape):
    """The named rule that a week is scored by."""

    algorithm: Algorithm
    source: Source


class Known(Shape):
    """Something that is known about it, for clinicians. Never a line that a score is compared with."""

    says: Text
    source: Source


class Rhythm(Shape):
    """One version of a rhythm diary."""

    id: Id
    version: Version
    title: Text
    short: Text
    client_title: Text
    lead: Text
    activities: Annotated[Many[DailyActivity], Field(min_length=2)]
    people: People
    ratings: Many[DayRating] = ()
    day_start: DayStart
    scoring: Counting
    known: Annotated[Many[Known], Field(min_length=1)]
    licence: Licence
    source: Source
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    def activity(self, id: str) -> DailyActivity:
        """One activity. Raises KeyError for an id that is none of its activities'."""
        found = next((it for it in self.activities if it.id == id), None)
        if found is None:
            raise KeyError(
                f"{id!r} is no activity of {self.id}: {', '.join(it.id for it in self.activities)}"
            )
        return found

    @property
    def opens(self) -> DailyActivity:
        """The one that opens a day: getting up."""
        return next(it for it in self.activities if it.place == "opens")

    @property
    def closes(self) -> DailyActivity:
        """The one that closes a day: going to bed."""
        return next(it for it in self.activities if it.place == "closes")
