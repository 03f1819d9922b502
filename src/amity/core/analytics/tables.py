"""A report as rows of plain values, for JSON, CSV and a page; the meaning stands in `report`."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from amity.core.analytics.report import Report

NOT_RECORDED: Final = "not recorded"
FIELDS: Final = (
    "split",
    "group",
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
Row = dict[str, Any]


def rows(reports: Iterable[Report]) -> Iterator[Row]:
    """One row for each number of each group; what a number does not have is None.

    split, group: the column that tells groups apart and its word; empty for everybody. value: a share from 0
    to 1, an effect size (d_pre), or days or sessions. lower, upper: the interval.
    """
    for report in reports:
        columns = ", ".join(report.group)
        words = ", ".join(NOT_RECORDED if word is None else word for word in report.group.values())
        for row in _of_group(report):
            yield dict.fromkeys(FIELDS) | {"split": columns, "group": words} | row


def _of_group(report: Report) -> Iterator[Row]:
    for name in ("courses", "finished", "treated"):
        yield {"what": name, "count": getattr(report, name)}
    for rate in report.rates:
        said = asdict(rate)
        yield {"what": said.pop("name"), "value": said.pop("share")} | said
    for effect in report.effects:
        row: Row = {"what": f"{effect.measure}.d_pre", "missing": effect.missing, "note": effect.why}
        if effect.sizes is not None:
            row |= {"of": effect.sizes.people, "value": effect.sizes.d_pre}
        yield row | {"lower": effect.lower, "upper": effect.upper}
    for spread in report.spreads:
        known = {"of": spread.of, "missing": spread.missing}
        yield {"what": f"{spread.what}.mean", "value": spread.mean} | known
        for name, value in zip(
            ("quarter", "half", "three_quarters"), spread.quartiles or (None,) * 3, strict=True
        ):
            yield {"what": f"{spread.what}.{name}", "value": value} | known
