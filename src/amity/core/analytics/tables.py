"""What is told of a service as rows of plain values, for JSON and CSV; the meaning stands in `report`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from amity.core.analytics.published import Published, Row
from amity.core.analytics.report import Report

NOT_RECORDED: Final = "not recorded"
HELD_BACK: Final = "held back: small, or beside something small"
NOT_TOLD: Final = "held back: its groups could not be told without a small number"
TOO_FEW: Final = "held back: too few courses"
FIELDS: Final = (
    "split",
    "group",
    "groups",
    "what",
    "count",
    "of",
    "missing",
    "value",
    "lower",
    "upper",
    "at_least",
    "at_most",
    "note",
)
Line = dict[str, Any]


def lines(published: Published) -> Iterator[Line]:
    """One line for each number of each row, everybody first; what a number does not have is None.

    split, group: the column that tells groups apart and its word; empty for everybody. groups: how many are
    told together in the line, 0 for everybody. value: a share from 0 to 1, an effect size (d_pre), or days or
    sessions. lower, upper: the interval. note: why something is not told.
    """
    empty: Line = dict.fromkeys(FIELDS) | {"split": "", "group": "", "groups": 0}
    if published.everybody is None:
        yield empty | {"note": TOO_FEW}
    else:
        yield from (empty | line for line in _of_row(published.everybody))
    for split in published.splits:
        if not split.rows:
            yield empty | {"split": split.column, "note": NOT_TOLD}
        for row in split.rows:
            words = ", ".join(NOT_RECORDED if word is None else word for word in row.groups)
            own = {"split": split.column, "group": words, "groups": len(row.groups)}
            yield from (empty | own | line for line in _of_row(row))


def _of_row(row: Row) -> Iterator[Line]:
    yield from _told(row.report)
    yield from ({"what": name, "note": HELD_BACK} for name in row.held_back)


def _told(report: Report) -> Iterator[Line]:
    for name in ("courses", "finished", "treated"):
        yield {"what": name, "count": getattr(report, name)}
    for rate in report.rates:
        said = asdict(rate)
        yield {"what": said.pop("name"), "value": said.pop("share")} | said
    for effect in report.effects:
        line: Line = {"what": f"{effect.measure}.d_pre", "missing": effect.missing, "note": effect.why}
        if effect.sizes is not None:
            line |= {"of": effect.sizes.people, "value": effect.sizes.d_pre}
        yield line | {"lower": effect.lower, "upper": effect.upper}
    for spread in report.spreads:
        known = {"of": spread.of, "missing": spread.missing}
        yield {"what": f"{spread.what}.mean", "value": spread.mean} | known
        for name, value in zip(
            ("quarter", "half", "three_quarters"), spread.quartiles or (None,) * 3, strict=True
        ):
            yield {"what": f"{spread.what}.{name}", "value": value} | known
