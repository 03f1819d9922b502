"""The parts of a story that belong to a rhythm diary. `at` is a slot; times are by the client's clock."""

from typing import Annotated

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Text

Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]


class Prescribes(Shape):
    """Who looks after the medicine, named in this slot."""

    at: int
    name: Text
    reach: str = ""


class AimedAt(Shape):
    """A time agreed in this slot, on the way to another, in steps of so many minutes."""

    at: int
    activity: Id
    now: Clock
    towards: Clock
    step: int = 30


class OutOfRhythm(Shape):
    """A day so many days before this slot, noted in it. person, event: by their words in the story."""

    at: int
    days_before: int
    words: Text
    person: str = ""
    event: str = ""


class Rhythm(Shape):
    """A diary, begun in slot `at`. days: from that day on one line each.

    A line has an answer for each activity of the form, then mood and energy: "07:10", "18:30/1" with who
    was there, "x" for what did not happen that day, "-" for what was not told; an empty line tells nothing.
    """

    at: int
    form: Id = "srm5"
    prescriber: Prescribes | None = None
    days: Many[str] = ()
    aims: Many[AimedAt] = ()
    out: Many[OutOfRhythm] = ()
