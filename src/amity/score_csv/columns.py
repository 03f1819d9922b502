"""Which column holds which item, and what the added columns are called."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from amity.core.definitions.instrument import Instrument, Item
from amity.core.errors import InputError


@dataclass(frozen=True, slots=True)
class Column:
    """One item and its column, counted from 0."""

    item: Item
    place: int
    name: str


def output_names(instrument: Instrument) -> list[str]:
    """The names of the added columns, in order."""
    parts = [part.id for part in instrument.scoring.subscales]
    return ["total", "total_reason", *parts, "band", "flags"]


def find_columns(instrument: Instrument, names: Sequence[str], chosen: Sequence[str]) -> list[Column]:
    """The column of every scored item, and of those unscored ones that are there.

    chosen: the names given with --columns; none means by item id or by 1 … n.
    Raises InputError for a missing, repeated or ambiguous column, and for one with an output's name.
    """
    _refuse_repeated("The file", [name for name in names if name])
    taken = [name for name in output_names(instrument) if name in names]
    if taken:
        raise InputError(f"The file already has a column {_list(taken)}; rename it, or leave it out.")
    wanted = _chosen(instrument, chosen) if chosen else _by_name(instrument, names)
    missing = [name for item, name in wanted if name not in names and (item.scored or chosen)]
    if missing:
        raise InputError(_missing(missing, names))
    return [Column(item, names.index(name), name) for item, name in wanted if name in names]


def counted(number: int, word: str) -> str:
    """A number with its word.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _in_order(instrument: Instrument) -> list[Item]:
    return [*instrument.scored_items, *(item for item in instrument.items if not item.scored)]


def _chosen(instrument: Instrument, chosen: Sequence[str]) -> list[tuple[Item, str]]:
    items, least = _in_order(instrument), len(instrument.scored_items)
    if not least <= len(chosen) <= len(items):
        most = f"{least}" if least == len(items) else f"{least}, or up to {len(items)} with the unscored ones"
        raise InputError(f"--columns names {counted(len(chosen), 'column')}; {instrument.id} has {most}.")
    _refuse_repeated("--columns", chosen)
    return list(zip(items, chosen, strict=False))


def _by_name(instrument: Instrument, names: Sequence[str]) -> list[tuple[Item, str]]:
    items = _in_order(instrument)
    by_id, by_number = [(i, i.id) for i in items], [(i, str(i.number)) for i in items]
    complete = [way for way in (by_id, by_number) if all(n in names for i, n in way if i.scored)]
    if len(complete) == 2:
        raise InputError("The file names the items both by id and by number; say which with --columns.")
    if complete:
        return complete[0]
    return max((by_id, by_number), key=lambda way: sum(name in names for _, name in way))


def _refuse_repeated(where: str, names: Sequence[str]) -> None:
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise InputError(
            f"{where} names a column more than once: {_list(repeated)}. Each name must be there once."
        )


def _missing(missing: Sequence[str], names: Sequence[str]) -> str:
    found = f"The file has no column {_list(missing)}."
    close = [match for name in missing for match in difflib.get_close_matches(name, names, n=1)]
    hint = f" Is it {_list(list(dict.fromkeys(close)))}?" if close else ""
    remedy = "Name the columns of the scored items, in order, with --columns."
    return f"{found}{hint} It has: {_list(names)}. {remedy}"


def _list(names: Sequence[str], most: int = 30) -> str:
    shown = ", ".join(repr(name[:60]) for name in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
