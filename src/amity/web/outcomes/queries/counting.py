"""Counts of a service's courses: a batch as text, and all of them as what may be shown.

Needs `amity[analytics]`: whoever only reads what was counted does not load this.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, Final

from amity.core.analytics import bands, case_mix, funnel, outcomes, published, rows, stored
from amity.core.analytics.asking import asked
from amity.core.analytics.course_frames import Courses, check
from amity.core.analytics.published import Row, Split
from amity.core.analytics.rates import LEVEL
from amity.core.analytics.report import Effect, Report

INSTRUMENTS: Final = ("phq9", "gad7")
SPLITS: Final = ("protocol", "problem_area", "age_band")
ASKED: Final = asked(INSTRUMENTS, "gad7", SPLITS)
CASES: Final = "first_phq9"  # what recovery by group is adjusted for, in the bands of the PHQ-9
EDGES: Final = (10, 15, 20)  # moderate, moderately severe, severe: Kroenke 2001, as in the definition
COUNTED: Final = replace(ASKED, by=(*SPLITS, CASES))
FUNNEL_OF: Final = "talking_therapies.recovery"
LEAST_GROUPS: Final = 3  # for a funnel: two groups are read in the table


def partial(batch: Courses) -> str:
    """One batch, counted. Raises ValueError for frames that hold no courses."""
    check(batch, ASKED)
    return stored.text(outcomes.partial(bands.banded(batch, "phq9", EDGES), COUNTED))


def shown(partials: Iterable[str], *, synthetic: bool) -> dict[str, Any]:
    """Everything that the pages show of all batches together, in plain values: small groups are held back.

    Returns level (of intervals), least (the smallest number told), everybody (a row, None where there are too
    few), splits (each column with its rows and its funnel), synthetic.
    A row: groups (its words), courses, finished, treated; rates, effects and spreads by name; held_back; of a
    split also adjusted, as `_adjusted` has it.
    """
    nobody = outcomes.partial(bands.banded(rows.courses([], []), "phq9", EDGES), COUNTED)
    counted = outcomes.combine([nobody, *map(stored.read, partials)])
    told = published.tables(counted, COUNTED, SPLITS)
    return {
        "synthetic": synthetic,
        "level": LEVEL,
        "least": told.least,
        "everybody": _row(told.everybody) if told.everybody else None,
        "splits": [
            {"column": it.column, "rows": _of_split(counted, it), "funnel": _funnel(it)} for it in told.splits
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    found: Report = row.report
    return {
        "groups": list(row.groups),
        "courses": found.courses,
        "finished": found.finished,
        "treated": found.treated,
        "rates": {it.name: asdict(it) for it in found.rates},
        "effects": {it.measure: _effect(it) for it in found.effects},
        "spreads": {it.what: asdict(it) for it in found.spreads},
        "held_back": list(row.held_back),
    }


def _of_split(counted: outcomes.Partial, split: Split) -> list[dict[str, Any]]:
    """Its rows, each with its recovery as it would be with everybody's first scores, where that is told.

    Groups told together are adjusted together: nothing of the adjusting tells them apart either. Strata are
    bands of a score, never another split, whose small groups they would tell.
    """
    found = []
    for row in split.rows:
        one = _row(row)
        if FUNNEL_OF in one["rates"] and len(split.rows) > 1:
            one["adjusted"] = _adjusted(counted, split.column, row)
        found.append(one)
    return found


def _adjusted(counted: outcomes.Partial, column: str, row: Row) -> dict[str, Any] | None:
    """Its share, interval, and how many known courses are in strata too thin to compare; None for nobody."""
    alone = case_mix.between(counted, COUNTED, FUNNEL_OF, column=column, words=row.groups, strata=(CASES,))
    if not alone.ratio or alone.adjusted is None or alone.lower is None or alone.upper is None:
        return None  # nobody recovered, or nobody is expected to
    everybody = alone.adjusted / alone.ratio
    lower, upper = (min(1.0, end * everybody) for end in (alone.lower, alone.upper))
    return {"share": alone.adjusted, "lower": lower, "upper": upper, "of": alone.of, "thin": alone.thin}


def _effect(it: Effect) -> dict[str, Any]:
    sizes = it.sizes
    return {
        "of": sizes.people if sizes else None,
        "d_pre": sizes.d_pre if sizes else None,
        "lower": it.lower,
        "upper": it.upper,
        "missing": it.missing,
        "why": it.why,
    }


def _funnel(split: Split) -> dict[str, Any] | None:
    """Recovery of groups that are told one by one, beside what chance alone would give."""
    groups = [
        funnel.Group(str(row.groups[0] or ""), rate.count, rate.of)
        for row in split.rows
        if len(row.groups) == 1
        for rate in row.report.rates
        if rate.name == FUNNEL_OF and rate.of
    ]
    return asdict(funnel.funnel(groups)) if len(groups) >= LEAST_GROUPS else None
