"""What a circle counts, as a therapist would say it, with the numbers behind it.

For the clinician's page; never on the circle itself. A sentence says what was answered and no more: where
nothing was asked there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from amity.core.network.changing import Change
from amity.core.network.describing import Description, Part

WORDS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
MOST_OF_IT: Final = Fraction(1, 2)  # from one person; Amity decision, a reason for a sentence and no cut-off


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing a circle says. measure: its name in Description. text: plain words. behind: the figures."""

    measure: str
    text: str
    behind: str


def of_circle(found: Description) -> tuple[Sentence, ...]:
    """What one circle says, the most told first; empty for an empty circle.

    >>> from amity.core.network.circle import Circle, Placement
    >>> from amity.core.network.describing import describe
    >>> inge = Placement("inge", ring=1, confides=True)
    >>> [it.text for it in of_circle(describe(Circle((inge, Placement("rui", ring=3, confides=False)))))]
    ['One person stands in the inmost ring.', 'One person knows how the client feels.']
    """
    return tuple(_said(found))


def of_change(found: Change) -> tuple[Sentence, ...]:
    """What is different between two circles; only what was answered on both.

    >>> from amity.core.network.changing import change
    >>> from amity.core.network.circle import Circle, Placement
    >>> then = Circle(tuple(Placement(str(n), ring=2, confides=True) for n in range(5)))
    >>> now = Circle(tuple(Placement(str(n), ring=2, confides=n < 2) for n in range(5)))
    >>> of_change(change(then, now))[0].text
    'Two people know how the client feels; before, it was five.'
    """
    return tuple(_changed(found))


def people(number: int) -> str:
    """So many people, as one says it."""
    if number == 0:
        return "nobody"
    return "one person" if number == 1 else f"{in_words(number)} people"


def in_words(number: int) -> str:
    """A number up to twelve as a word."""
    return WORDS[number] if number < len(WORDS) else str(number)


def _said(found: Description) -> Iterator[Sentence]:
    if found.size:
        inmost, verb = found.by_ring[0], "stands" if found.by_ring[0] < 2 else "stand"
        behind = ", ".join(str(count) for count in found.by_ring) + " on rings 1 to 4"
        yield Sentence("by_ring", f"{_capital(people(inmost))} {verb} in the inmost ring.", behind)
    for measure, one, many in PARTS:
        part: Part = getattr(found, measure)
        if part.of:
            yield Sentence(measure, f"{_counted(part.people, one, many)}.", _of(part))
    if found.concentration is not None and found.concentration > MOST_OF_IT:
        percent = round(100 * found.concentration)
        yield Sentence(
            "concentration",
            "More than half of the support comes from one person.",
            f"{percent} % of the points received",
        )
    if found.isolates:
        yield Sentence(
            "isolates",
            f"{_counted(found.isolates, 'knows', 'know')} nobody else on the circle.",
            f"{found.isolates} without a tie",
        )


PARTS: Final = (  # the measure, and how it is said of one and of many
    ("confidants", "knows how the client feels", "know how the client feels"),
    ("supporters", "gives support", "give support"),
    (
        "multiplex",
        "is there both to listen and to lend a hand",
        "are there both to listen and to lend a hand",
    ),
    ("reciprocal", "gives and is given support", "give and are given support"),
    ("conflict", "is in conflict with the client", "are in conflict with the client"),
    ("unmet", "does not do all that the client expects", "do not do all that the client expects"),
    ("losses", "has died or gone since the illness began", "have died or gone since the illness began"),
)


def _changed(found: Change) -> Iterator[Sentence]:
    for measure, one, many in PARTS:
        then: Part = getattr(found.before, measure)
        now: Part = getattr(found.after, measure)
        if then.of and now.of and then.people != now.people:
            before = "nobody" if then.people == 0 else in_words(then.people)
            yield Sentence(
                measure,
                f"{_counted(now.people, one, many)}; before, it was {before}.",
                f"{_of(now)}; before, {_of(then)}",
            )
    if found.came:
        yield Sentence(
            "came", f"{_capital(people(len(found.came)))} came.", f"{len(found.came)} new on a ring"
        )
    if found.left:
        yield Sentence(
            "left", f"{_capital(people(len(found.left)))} left.", f"{len(found.left)} no longer on a ring"
        )
    closer = sum(one.is_closer for one in found.moved)
    for measure, number, where in (
        ("moved_in", closer, "closer"),
        ("moved_out", len(found.moved) - closer, "further away"),
    ):
        if number:
            verb = "stands" if number == 1 else "stand"
            yield Sentence(
                measure, f"{_capital(people(number))} {verb} {where}.", f"{number} on another ring"
            )


def _counted(number: int, one: str, many: str) -> str:
    return f"{_capital(people(number))} {one if number < 2 else many}"


def _of(part: Part) -> str:
    return f"{part.people} of {part.of} asked about"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
