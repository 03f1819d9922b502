"""A partial as text, to be put away until the others are counted."""

import json
from typing import Any

import polars as pl

from amity.core.analytics.outcomes import COUNTED
from amity.core.errors import InputError


def text(partial: pl.DataFrame) -> str:
    """A partial of `outcomes` as one line of JSON: its columns, and its rows as lists.

    >>> text(pl.DataFrame({"what": ["finished"], "at": [0], "n": [3]}))
    '{"columns":["what","at","n"],"rows":[["finished",0,3]]}'
    """
    held = {"columns": partial.columns, "rows": [list(row) for row in partial.rows()]}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> pl.DataFrame:
    """The partial again, to the last bit. Raises InputError for a text that holds none."""
    try:
        held = json.loads(text)
        columns = held["columns"]
        if tuple(columns[-len(COUNTED) :]) != COUNTED:
            raise KeyError(COUNTED)
        types: dict[str, Any] = dict.fromkeys(columns, pl.String) | {"at": pl.Int64, "n": pl.Int64}
        return pl.DataFrame(held["rows"], schema=types, orient="row")
    except (ValueError, TypeError, KeyError, AttributeError, pl.exceptions.PolarsError) as wrong:
        raise InputError("This text holds no counts of courses. Count them again.") from wrong
