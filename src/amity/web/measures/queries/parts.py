"""Scores of the parts of a measure, for those that are read in parts: a row a form, a column a part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.web.base.chart_words import as_text
from amity.web.measures.queries.series import Series


@dataclass(frozen=True)
class Parts:
    """titles: of the columns. rows: the day, and a score or why there is none for each part; newest first."""

    titles: Sequence[str]
    rows: Sequence[tuple[date, Sequence[tuple[str, bool]]]]


def parts_of(series: Series) -> Parts | None:
    """Forms of the newest version; None for a measure without parts."""
    instrument = series.instrument
    parts = instrument.scoring.subscales
    if not parts:
        return None
    forms = [it for it in reversed(series.inside) if it.instrument.version == instrument.version]
    rows = [(it.on, [_cell(it.scores.subscales[part.id].value) for part in parts]) for it in forms]
    return Parts([part.title for part in parts], rows)


def _cell(value: object) -> tuple[str, bool]:
    return ("no score", True) if value is None else (as_text(value), False)  # type: ignore[arg-type]
