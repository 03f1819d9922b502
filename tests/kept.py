"""What many tests begin with is made once in a process, through actions; after that its rows are put back."""

import pickle
from collections.abc import Callable, Hashable
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import connection, transaction

from amity.web.base import keys

Made = TypeVar("Made")
Rows = dict[str, list[tuple[Any, ...]]]
OF_THE_STORE = {"django_migrations", "django_content_type", "auth_permission"}  # there before any test


class Kept(NamedTuple):
    """What was made, pickled; by table the rows that came with it; the key of each of its clients."""

    made: bytes
    rows: Rows
    keys: dict[str, bytes]


_kept: dict[Hashable, Kept] = {}


def once(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, with its rows in the store: made at the first call with `key`, put back at others.

    `make` may only add rows. Whatever it makes anew at each call (ids, tokens) is the same each time, so
    that `key` holds all that the result depends on, for instance the moment at which the clock stands.
    """
    if key in _kept:
        _put_back(_kept[key].rows)
        _give_keys(_kept[key].keys)
    else:
        before, had = rows_of_all_tables(), set(_keys())
        made = make()
        new = {name: sealed for name, sealed in _keys().items() if name not in had}
        _kept[key] = Kept(pickle.dumps(made), _added(before, rows_of_all_tables()), new)
    again: Made = pickle.loads(_kept[key].made)
    return again


def rows_of_all_tables() -> Rows:
    """By table, as they are stored; nothing of an empty table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - OF_THE_STORE):
            cursor.execute(f"SELECT * FROM {_quoted(table)}")
            found[table] = [tuple(_bare(value) for value in row) for row in cursor.fetchall()]
    return {table: rows for table, rows in found.items() if rows}


def _bare(value: Any) -> Any:
    """Days and times as both stores take them back: SQLite's driver reads a time but does not write one."""
    return str(value) if isinstance(value, date | time) else value


def _added(before: Rows, after: Rows) -> Rows:
    changed = [table for table, rows in before.items() for row in rows if row not in after.get(table, [])]
    assert not changed, f"what is kept for other tests may not change rows: {changed}"
    added = {table: [it for it in rows if it not in before.get(table, [])] for table, rows in after.items()}
    return {table: rows for table, rows in added.items() if rows}


@transaction.atomic
def _put_back(kept: Rows) -> None:
    """One statement a table, in any order: both stores look at foreign keys when the transaction ends."""
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            row = f"({', '.join(['%s'] * len(rows[0]))})"
            places = ", ".join([row] * len(rows))
            values = [value for row in rows for value in row]
            cursor.execute(f"INSERT INTO {_quoted(table)} VALUES {places}", values)


def _keys() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(settings.AMITY_KEYS).glob("*.key")}


def _give_keys(kept: dict[str, bytes]) -> None:
    """A test may have thrown one away."""
    for name, sealed in kept.items():
        path = Path(settings.AMITY_KEYS) / name
        if not path.exists() or path.read_bytes() != sealed:
            path.unlink(missing_ok=True)
            keys.write_once(path, sealed)
            keys.forget()


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
