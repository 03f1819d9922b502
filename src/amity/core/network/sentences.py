"""What a circle counts, as a therapist would say it, with the numbers behind it.

For the clinician's page; never on the circle itself. A sentence says what was answered and no more: where
nothing was asked there is none, and whoever was not asked is never one fewer: each names how many were asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from amity.core.network.changing import Change
from amity.core.network.circle import MOST
from amity.core.network.describing import Description, Part

WORDS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
MOST_OF_IT: Final = Fraction(1, 2)  # from one person; Amity decision, a reason for a sentence and no cut-off


@dataclass(frozen=True, slots=True)
class Words:
    """How a measure is said of people: of one, of several, of one of whom it does not hold.

    nobody: what holds instead, where "nobody" before a word for less would be said twice negative.
    """

    one: str
    several: str
    not_one: str
    nobody: str = ""


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
    ['One person stands in the inmost ring.', 'One of two people asked about knows how the client feels.']
    """
    return tuple(_said(found))


def of_change(found: Change) -> tuple[Sentence, ...]:
    """What is different between two circles; of answers only those about people asked about on both.

    >>> from amity.core.network.changing import change
    >>> from amity.core.network.circle import Circle, Placement
    >>> then = Circle(tuple(Placement(str(n), ring=2, confides=True) for n in range(5)))
    >>> now = Circle(tuple(Placement(str(n), ring=2, confides=n < 2) for n in range(5)))
    >>> of_change(change(then, now))[0].text
    'Of five people asked about both times, two know how the client feels; before, it was five.'
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


PARTS: Final = {
    "confidants": Words(
        "knows how the client feels", "know how the client feels", "does not know how the client feels"
    ),
    "supporters": Words("gives support", "give support", "gives no support"),
    "supported": Words(
        "is given support by the client", "are given support by the client", "is given none by the client"
    ),
    "multiplex": Words(
        "is there both to listen and to lend a hand",
        "are there both to listen and to lend a hand",
        "is not there both to listen and to lend a hand",
    ),
    "reciprocal": Words(
        "gives and is given support", "give and are given support", "does not both give and get support"
    ),
    "conflict": Words(
        "is in conflict with the client",
        "are in conflict with the client",
        "is in no conflict with the client",
    ),
    "unmet": Words(
        "does less than the client expects",
        "do less than the client expects",
        "does what the client expects",
        nobody="everybody does what the client expects",
    ),
    "losses": Words(
        "has died or gone since the illness began",
        "have died or gone since the illness began",
        "has neither died nor gone since the illness began",
    ),
}


def _said(found: Description) -> Iterator[Sentence]:
    if found.size:
        inmost, verb = found.by_ring[0], "stands" if found.by_ring[0] < 2 else "stand"
        behind = ", ".join(str(count) for count in found.by_ring) + " on rings 1 to 4"
        yield Sentence("by_ring", f"{_capital(people(inmost))} {verb} in the inmost ring.", behind)
    for measure, words in PARTS.items():
        part: Part = getattr(found, measure)
        if part.of:
            yield Sentence(measure, f"{_of_those_asked(part, words)}.", _of(part))
    if found.conflict_points:
        most = MOST * found.conflict.of
        yield Sentence(
            "conflict_points",
            f"Added up, conflict comes to {in_words(found.conflict_points)} of {in_words(most)} points.",
            f"{MOST} points a person at most, {found.conflict.of} asked about",
        )
    if found.concentration is not None and found.concentration > MOST_OF_IT:
        percent = round(100 * found.concentration)
        yield Sentence(
            "concentration",
            "More than half of the support comes from one person.",
            f"{percent} % of the points received",
        )
    yield from _who_knows_whom(found)


def _of_those_asked(part: Part, words: Words) -> str:
    """So many of so many, both said, with words of its own for none and for all."""
    if part.of == 1:
        return f"The one person asked about {words.one if part.people else words.not_one}"
    asked = f"{people(part.of)} asked about"
    if part.people == 0:
        return f"Of {asked}, {words.nobody or f'nobody {words.one}'}"
    if part.people == part.of:
        everybody = "Both people asked about" if part.of == 2 else f"All {asked}"
        return f"{everybody} {words.several}"
    return f"{_capital(in_words(part.people))} of {asked} {words.one if part.people == 1 else words.several}"


def _who_knows_whom(found: Description) -> Iterator[Sentence]:
    living = found.size - found.dead
    if found.density is not None:
        pairs = living * (living - 1) // 2
        knowing = int(found.density * pairs)
        yield Sentence("density", _pairs(living, knowing, pairs), f"{knowing} of {pairs} ties")
    if found.isolates and found.density != 0:  # nobody knows anybody: said already
        verb = "knows" if found.isolates == 1 else "know"
        yield Sentence(
            "isolates",
            f"{_capital(people(found.isolates))} {verb} nobody else on the circle.",
            f"{found.isolates} without a tie",
        )


def _pairs(living: int, knowing: int, pairs: int) -> str:
    if living == 2:
        return f"The two living people on the circle {'know' if knowing else 'do not know'} each other."
    among = f"Among the {in_words(living)} living people on the circle,"
    if knowing == 0:
        return f"{among} nobody knows anybody else."
    if knowing == pairs:
        return f"{among} everybody knows everybody else."
    verb = "knows" if knowing == 1 else "know"
    return f"{among} {in_words(knowing)} of {in_words(pairs)} pairs {verb} each other."


def _changed(found: Change) -> Iterator[Sentence]:
    for measure, words in PARTS.items():
        then, now = found.common[measure]
        if then.people != now.people:
            behind = f"{_of(now)} both times; before, {then.people}"
            yield Sentence(measure, f"{_of_those_asked_twice(then, now, words)}.", behind)
    for measure, ids, verb, behind in (
        ("came", found.came, "came", "not on the circle before"),
        ("left", found.left, "left", "no longer on the circle"),
    ):
        if ids:
            yield Sentence(measure, f"{_capital(people(len(ids)))} {verb}.", f"{len(ids)} {behind}")
    for measure, ids, told in (
        ("placed", found.placed, "placed now, and not before"),
        ("unplaced", found.unplaced, "not placed this time"),
    ):
        if ids:
            verb = "is" if len(ids) == 1 else "are"
            yield Sentence(
                measure,
                f"{_capital(people(len(ids)))} {verb} {told}.",
                f"{len(ids)} in the tray of one circle",
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


def _of_those_asked_twice(then: Part, now: Part, words: Words) -> str:
    """Then and now over the same people, who are as many both times."""
    if now.of == 1:
        said = words.one if now.people else words.not_one
        return f"The one person asked about both times {said}; before, it was otherwise"
    asked = f"Of {people(now.of)} asked about both times,"
    before = "nobody" if then.people == 0 else in_words(then.people)
    if now.people == 0:
        return f"{asked} nobody {words.one}; before, it was {before}"
    verb = words.one if now.people == 1 else words.several
    return f"{asked} {in_words(now.people)} {verb}; before, it was {before}"


def _of(part: Part) -> str:
    return f"{part.people} of {part.of} asked about"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
