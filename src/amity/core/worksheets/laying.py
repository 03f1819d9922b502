"""One answer laid at its place among the others."""

from collections.abc import Iterable, Mapping
from typing import Any

from amity.core.worksheets.cleaning import Misfit
from amity.core.worksheets.values import places, rows_in


def laid_at(values: Mapping[str, Any], place: str, value: Any) -> dict[str, Any]:
    """The answers with `value` at `place`: `goal`, or `lines.r1.said`, whose row is made if it is not there.

    >>> laid_at({"lines": [{"id": "r1", "said": "No."}]}, "lines.r1.meant", "Help me.")
    {'lines': [{'id': 'r1', 'said': 'No.', 'meant': 'Help me.'}]}
    """
    field, _, rest = place.partition(".")
    if not rest:
        return {**values, field: value}
    id, _, inner = rest.rpartition(".")
    rows = values.get(field)
    there = list(rows) if rows_in(rows) else []
    if all(row["id"] != id for row in there):
        there.append({"id": id})
    return {**values, field: [{**row, inner: value} if row["id"] == id else row for row in there]}


def left_as_it_was(
    values: Mapping[str, Any], base: Mapping[str, Any], misfits: Iterable[Misfit]
) -> dict[str, Any]:
    """The answers, with those of `base` wherever what was sent did not fit and nothing of it is kept."""
    was = dict(places(base))
    for misfit in misfits:
        if misfit.place in was and misfit.place not in dict(places(values)):
            values = laid_at(values, misfit.place, was[misfit.place])
    return dict(values)
