"""Where in a course something belongs, said so that it holds for every length of the course."""

from typing import Annotated, Literal

from pydantic import Field

from amity.core.definitions.common import Id, Shape
from amity.core.definitions.facts import Fact


class Anchor(Shape):
    """One session, counted from the start, the middle or the end of the course or of one of its phases.

    `n` counts from 1: the first from the start, the last from the end, the middle one and those after it.
    In a phase too short for `n`, the nearest session of that phase is meant, so that nothing is left out.
    """

    phase: Id | None = None
    from_: Literal["start", "middle", "end"] = Field(alias="from")
    n: Annotated[int, Field(ge=1, le=400)]

    def number(self, spans: dict[str, tuple[int, int]]) -> int:
        """The number of the session meant, in a course whose phases run from and to these sessions."""
        first, last = spans[self.phase] if self.phase else (1, max(last for _, last in spans.values()))
        start = {"start": first, "middle": first - 1 + max(1, (last - first + 1) // 2), "end": last}[
            self.from_
        ]
        number = start - self.n + 1 if self.from_ == "end" else start + self.n - 1
        return min(max(number, first), last)


class Week(Shape):
    """A week of the course. The first begins with the first session held; days in a pause do not count."""

    week: Annotated[int, Field(ge=1, le=400)]


class FollowUp(Shape):
    """So many days after the ending, so that nothing in the course waits for it."""

    days_after_ending: Annotated[int, Field(ge=1, le=366)]


class Once(Shape):
    """From the time that a fact is so; while it is not, nothing is due."""

    once: Annotated[Fact, Field(strict=False)]


def spans(phases: tuple[str, ...], lengths: tuple[int, ...]) -> dict[str, tuple[int, int]]:
    """The first and the last session of each phase.

    >>> spans(("initial", "middle", "ending"), (4, 8, 4))
    {'initial': (1, 4), 'middle': (5, 12), 'ending': (13, 16)}
    """
    ends = [sum(lengths[: place + 1]) for place in range(len(lengths))]
    return {phase: (end - length + 1, end) for phase, length, end in zip(phases, lengths, ends, strict=True)}
