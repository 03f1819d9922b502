"""What the counts of courses say: rates with their intervals, effect sizes, and how values are spread."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from typing import Final

import polars as pl

from amity.core.analytics.course_frames import PARTS, RATINGS, Asked, Measure
from amity.core.analytics.outcomes import CATEGORIES, COUNTED, TALKING_THERAPIES
from amity.core.analytics.rates import LEVEL, Rate, rate, worth
from amity.core.change import effect_size
from amity.core.change.effect_size import PrePost
from amity.core.errors import StatisticError

RESOLVED: Final = (4, 5)  # of the rating of a problem area: much better, resolved
LEAST_PEOPLE: Final = 3  # for an effect size
QUARTERS: Final = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
Counts = Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Effect:
    """Effect sizes of one measure, with the interval of d_pre; above 0 the scores fell.

    sizes, lower, upper: None where there are none, and why says so. missing: how many treated courses have
    no pair of scores.
    """

    measure: str
    sizes: PrePost | None
    lower: float | None
    upper: float | None
    missing: int
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How values are spread over courses. quartiles: the smallest value that a quarter, a half and three
    quarters of them do not exceed; None, like mean, where there are no values. missing: of how many more it
    is not known."""

    what: str
    of: int
    missing: int
    mean: float | None
    quartiles: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Report:
    """One group. group: its words by column, None where not recorded; empty for everybody.

    courses, finished, treated: how many; treated are finished with two sessions or more.
    rates, effects, spreads: in one order for every group. Every rate says how many are missing from it, and
    the first, paired outcomes, is read before any other.
    """

    group: dict[str, str | None]
    courses: int
    finished: int
    treated: int
    rates: tuple[Rate, ...]
    effects: tuple[Effect, ...]
    spreads: tuple[Spread, ...]


def report(counted: pl.DataFrame, asked: Asked, *, level: float = LEVEL) -> list[Report]:
    """Read the counts of `outcomes.combine`: a report for each group, in the order of their words.

    asked: as it was given to `outcomes.partial`. level: of all intervals, above 0 and below 1.
    Nothing is held back here: `published.tables` does that.
    """
    groups: dict[tuple[str | None, ...], dict[tuple[str, int], int]] = {}
    for *words, what, at, n in counted.select(*asked.by, *COUNTED).rows():
        groups.setdefault(tuple(words), {})[what, at] = n
    if not asked.by and not groups:
        groups[()] = {}
    return [
        _of_group(dict(zip(asked.by, words, strict=True)), counts, asked, level)
        for words, counts in groups.items()
    ]


def _of_group(group: dict[str, str | None], counts: Counts, asked: Asked, level: float) -> Report:
    courses, finished, treated = (counts.get((name, 0), 0) for name in ("courses", "finished", "treated"))
    return Report(
        group=group,
        courses=courses,
        finished=finished,
        treated=treated,
        rates=tuple(_rates(counts, asked, level)),
        effects=tuple(_effect(counts, measure, level) for measure in asked.measures),
        spreads=(
            _spread(counts, "waiting_days", courses),
            _spread(counts, "dose", finished),
        ),
    )


def _rates(counts: Counts, asked: Asked, level: float) -> Iterator[Rate]:
    def of(name: str) -> int:
        return counts.get((name, 0), 0)

    treated, finished = of("treated"), of("finished")
    if asked.anxiety is not None:
        paired = of("talking_therapies.paired")
        yield rate("talking_therapies.paired", paired, treated, level=level)
        for name in TALKING_THERAPIES[1:]:
            whole = of("talking_therapies.case_at_start") if name.endswith("recovery") else paired
            yield rate(
                f"talking_therapies.{name}",
                of(f"talking_therapies.{name}"),
                whole,
                missing=treated - paired,
                level=level,
            )
    for measure in asked.measures:
        id = measure.id
        paired = of(f"{id}.paired")
        yield rate(f"{id}.paired", paired, treated, level=level)
        for name in CATEGORIES:
            yield rate(f"{id}.{name}", of(f"{id}.{name}"), paired, missing=treated - paired, level=level)
        if measure.gain is not None:
            looked = of(f"{id}.gains_of")
            yield rate(f"{id}.gains", of(f"{id}.gains"), looked, missing=treated - looked, level=level)
            yield rate(f"{id}.gains_reversed", of(f"{id}.gains_reversed"), of(f"{id}.gains"), level=level)
    for rating in RATINGS:
        values = _values(counts, rating)
        resolved, answered = sum(values.get(it, 0) for it in RESOLVED), sum(values.values())
        yield rate(rating, resolved, answered, missing=finished - answered, level=level)
    known = of("completed_of")
    yield rate("completed", of("completed"), known, missing=finished - known, level=level)
    attended = of("sessions_attended")
    due = attended + of("sessions_missed")
    one = worth(
        attended,
        due,
        parts_squared=of("sessions.attended_squared"),
        wholes_squared=of("sessions.due_squared"),
        products=of("sessions.product"),
        people=of("sessions.people"),
    )
    yield rate("sessions_attended", attended, due, level=level, worth=one)
    planned = due + of("sessions_cancelled")
    yield rate("sessions_cancelled", of("sessions_cancelled"), planned, level=level)


def _effect(counts: Counts, measure: Measure, level: float) -> Effect:
    def of(name: str) -> int:
        return counts.get((f"{measure.id}.{name}", 0), 0)

    people = of("paired")
    missing = counts.get(("treated", 0), 0) - people
    if people < LEAST_PEOPLE:
        why = f"{people} of at least {LEAST_PEOPLE} people with two scores"
        return Effect(measure.id, None, None, None, missing, why)
    first, last = Fraction(of("first"), PARTS), Fraction(of("last"), PARTS)

    def moment(name: str, one: Fraction, other: Fraction) -> Fraction:
        return (Fraction(of(name), PARTS**2) - one * other / people) / (people - 1)

    try:
        sizes = effect_size.of_moments(
            people,
            fall=(first - last) / people,
            before=moment("first_squared", first, first),
            after=moment("last_squared", last, last),
            shared=moment("product", first, last),
        )
    except StatisticError as none:
        return Effect(measure.id, None, None, None, missing, str(none))
    reach = NormalDist().inv_cdf((1 + level) / 2) * sizes.standard_error
    return Effect(measure.id, sizes, sizes.d_pre - reach, sizes.d_pre + reach, missing)


def _spread(counts: Counts, what: str, everybody: int) -> Spread:
    values = _values(counts, what)
    of = sum(values.values())
    if not of:
        return Spread(what, 0, everybody, None, None)
    mean = sum(value * n for value, n in values.items()) / of
    one, two, three = (_reached(values, math.ceil(part * of)) for part in QUARTERS)
    return Spread(what, of, everybody - of, mean, (one, two, three))


def _reached(values: Mapping[int, int], rank: int) -> int:
    """The value of whoever stands at this place, counted from 1, when all stand in the order of theirs."""
    seen = 0
    *lower, highest = sorted(values)
    for value in lower:
        seen += values[value]
        if seen >= rank:
            return value
    return highest


def _values(counts: Counts, what: str) -> dict[int, int]:
    return {at: n for (name, at), n in counts.items() if name == what}
