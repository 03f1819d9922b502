"""Millions of forms of one questionnaire at once: totals, bands and flags, as its definition says.

`core.scoring.score` and `core.safety.flags` say the same of one form; this is held against them. What it
cannot do of a definition, it refuses: such forms are scored one at a time.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from typing import Any, Final

from amity.core.analytics import scoring_kernel
from amity.core.change.expected_response import NEEDED
from amity.core.definitions.instrument import Instrument, Item
from amity.core.errors import StatisticError
from amity.core.safety import SERIOUS
from amity.core.scoring import band_of

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
MISSING: Final = -1  # not answered
HIGHEST: Final = 100  # of one answer, so that an answer and what is computed from it fit into eight bits
CHUNK: Final = 2**17  # forms looked at together, so that what is in between stays near the processor
NUMBA: Final = "The kernel needs numba. Install it with: pip install 'amity[fast]'"
KINDS: Final = (np.float32, np.int8, np.uint8)
LEVELS: Final = (None, *SERIOUS)


@dataclass(frozen=True, slots=True)
class Scored:
    """What very many forms say, one place a form.

    total: float32, the exact total rounded once; not a number where there is none. band: int8, its place
    among the bands of the definition; -1 for none. level: uint8, the most serious flag of a finished form, as
    its place in LEVELS: 0 none, 1 amber, 2 red, 3 emergency.
    """

    total: Array
    band: Array
    level: Array


@dataclass(frozen=True, slots=True)
class Plan:
    """A definition as numbers, from `plan`. items: the ids of the rows of answers, in this order.

    lowest, highest: what may be chosen. straight: the rows whose answers count as they are. turned: rows
    that count the other way round, and what an answer is taken from. alarms: row, the least answer that
    reaches it (MISSING: not answered), level. totals, bands: by how many scored items are not answered, and
    by the sum of the others.
    """

    items: tuple[str, ...]
    lowest: Array
    highest: Array
    straight: Array
    turned: Array
    alarms: Array
    totals: Array
    bands: Array

    def counts(self, forms: int) -> tuple[Array, Array]:
        """Room to count points and missing answers in, as narrow as the definition lets it be."""
        narrow = self.totals.shape[1] + len(self.items) < 2**7
        room = np.zeros((2, forms), dtype=np.int8 if narrow else np.int16)
        return room[0], room[1]


def plan(instrument: Instrument) -> Plan:
    """What scoring needs of a definition.

    Raises StatisticError for a definition that has no total, leaves items out by other answers, looks at
    subscales before the total, or has answers that are "does not apply", not neighbours, or not 0 to HIGHEST.

    >>> from amity.core import library
    >>> plan(library.instrument("phq9")).items[-1]
    'self_harm'
    """
    watched = {alert.item for alert in instrument.alerts}
    items = [item for item in instrument.items if item.scored or item.id in watched]
    if why := next(_unfit(instrument, items), None):
        raise StatisticError(f"{instrument.id} {why}. Score its forms one at a time, with core.scoring.")
    row = {item.id: place for place, item in enumerate(items)}
    alarms = [
        (row[it.item], MISSING if it.at_least is None else max(0, it.at_least), SERIOUS[it.level])
        for it in instrument.alerts
        if it.kind == "not_answered" or it.at_least is not None
    ]
    turned = [(row[it.id], min(it.values) + max(it.values)) for it in instrument.scored_items if it.reverse]
    totals, bands = _tables(instrument)
    return Plan(
        items=tuple(row),
        lowest=np.array([min(it.values) for it in items], dtype=np.int8),
        highest=np.array([max(it.values) for it in items], dtype=np.int8),
        straight=np.array([row[it.id] for it in instrument.scored_items if not it.reverse], dtype=np.intp),
        turned=np.array(turned, dtype=np.intp).reshape(-1, 2),
        alarms=np.array(alarms, dtype=np.intp).reshape(-1, 3),
        totals=totals,
        bands=bands,
    )


def _unfit(instrument: Instrument, items: list[Item]) -> Iterator[str]:
    """Why a definition is refused, each reason in words that follow its name."""
    if instrument.scoring.method == "none":
        yield "has no total"
    if instrument.scoring.skips:
        yield "leaves items out by other answers"
    if instrument.scoring.missing.each_subscale:
        yield "has a total only where each subscale has one"
    for item in instrument.items:
        if item.values != item.allowed:
            yield f'has an answer that is "does not apply" ({item.id})'
    for item in items:
        lowest, highest = min(item.values), max(item.values)
        if sorted(item.values) != list(range(lowest, highest + 1)) or lowest < 0 or highest > HIGHEST:
            yield f"has answers that are not neighbours from 0 to {HIGHEST} ({item.id})"


def _tables(instrument: Instrument) -> tuple[Array, Array]:
    """Total and band, by how many are missing and by the sum of what was answered."""
    items, rule = instrument.scored_items, instrument.scoring
    factor = rule.times * len(items) if rule.method == "sum" else 1
    shape = len(items) + 1, 1 + sum(max(it.values) for it in items)
    totals, bands = np.full(shape, np.nan, dtype=np.float32), np.full(shape, -1, dtype=np.int8)
    for missing in range(min(rule.missing.max_missing, len(items) - 1) + 1):
        for points in range(shape[1]):
            total = Fraction(points * factor, len(items) - missing)
            band = band_of(instrument, total)
            totals[missing, points] = float(total)
            bands[missing, points] = -1 if band is None else instrument.bands.index(band)
    return totals, bands


def score(
    rules: Plan,
    answers: Array,
    *,
    into: Scored | None = None,
    threads: int | None = None,
    fast: bool | None = None,
) -> Scored:
    """Score very many forms, all of them finished.

    answers: int8, items × forms, each item's answers side by side in memory; the rows are rules.items.
    MISSING is "not answered". into: what an earlier call gave for as many forms, to be written over, which
    is quicker than asking for memory. threads: as many as there are processors unless told. fast: with the
    kernel of `amity[fast]`; None: where numba is installed. Compiling it takes seconds, once in a process.
    Raises StatisticError for an array of another shape or kind, and for an answer that is no option;
    ModuleNotFoundError where the kernel is asked for and numba is not there.

    >>> from amity.core import library
    >>> nine = np.array([[3, 0, 1, 2, 0, 0, 1, 0, 3], [2, 3, 1, 1, 2, 3, 3, 3, -1]], dtype=np.int8)
    >>> found = score(plan(library.instrument("phq9")), nine.T.copy(), fast=False)
    >>> found.total.tolist(), found.band.tolist(), [LEVELS[it] for it in found.level]
    ([10.0, 20.25], [2, 4], ['red', 'amber'])
    """
    if answers.dtype != np.int8 or answers.ndim != 2 or len(answers) != len(rules.items):
        raise StatisticError(
            f"answers are int8, one row for each of {', '.join(rules.items)}; got {answers.dtype} of shape "
            f"{answers.shape}. Turn them, or leave out what is not scored."
        )
    forms, workers = answers.shape[1], threads or os.cpu_count() or 1
    found = into or Scored(*(np.empty(forms, dtype=kind) for kind in KINDS))
    if len(found.total) != forms:
        raise StatisticError(f"into holds {len(found.total)} forms, and answers {forms}. Leave it out.")
    if fast and not scoring_kernel.IS_THERE:
        raise ModuleNotFoundError(NUMBA, name="numba")
    work = _plain if fast is False or not scoring_kernel.IS_THERE else _fast
    edges = [forms * it // workers for it in range(workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda *ends: work(rules, answers, found, *ends), edges, edges[1:]))
    return found


def _plain(rules: Plan, answers: Array, found: Scored, start: int, stop: int) -> None:
    """Some of the forms, with numpy: what is not answered counts -1 at first, and is put right at the end."""
    width = rules.totals.shape[1]
    totals, bands = rules.totals.ravel(), rules.bands.ravel()
    for at in range(start, stop, CHUNK):
        here = slice(at, min(at + CHUNK, stop))
        points, missing = rules.counts(here.stop - at)
        for row in range(len(answers)):
            _check(rules, row, answers[row, here])
        for row in rules.straight:
            points += answers[row, here]
            missing += answers[row, here] < 0
        for row, turned in rules.turned:
            absent = answers[row, here] < 0
            points += np.where(absent, MISSING, turned - answers[row, here]).astype(np.int8)
            missing += absent
        place = missing * np.intp(width + 1) + points
        np.take(totals, place, out=found.total[here], mode="clip")
        np.take(bands, place, out=found.band[here], mode="clip")
        level = found.level[here]
        level[:] = 0
        for row, least, grade in rules.alarms:
            reached = answers[row, here] < 0 if least == MISSING else answers[row, here] >= least
            np.maximum(level, reached * np.uint8(grade), out=level)


def _check(rules: Plan, row: int, answer: Array) -> None:
    lowest, highest = rules.lowest[row], rules.highest[row]
    wrong = answer.max() > highest or answer.min() < MISSING
    if wrong or (lowest > 0 and ((answer > MISSING) & (answer < lowest)).any()):
        raise StatisticError(
            f"An answer to {rules.items[row]} is not {MISSING} (not answered) and not from {lowest} to "
            f"{highest}. Correct it, and score again."
        )


def _fast(rules: Plan, answers: Array, found: Scored, start: int, stop: int) -> None:
    """The same in one pass over memory, compiled where numba is installed."""
    wrong = scoring_kernel.fill(
        answers,
        (rules.lowest, rules.highest, rules.straight, rules.turned, rules.alarms),
        (rules.totals.ravel(), rules.bands.ravel(), rules.totals.shape[1]),
        (found.total, found.band, found.level),
        np.stack(rules.counts(scoring_kernel.BLOCK)),
        start,
        stop,
    )
    if wrong >= 0:
        _check(rules, wrong, answers[wrong, start:stop])
