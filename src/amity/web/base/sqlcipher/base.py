"""Django on SQLCipher: the stock SQLite backend over an encrypted connection.

Settings are read back after they are set; a store that does not obey is refused. WAL with
`synchronous=FULL`, because NORMAL loses acknowledged commits when the power fails.
"""

import datetime
import decimal
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]
from django.utils import dateparse
from django.utils.asyncio import async_unsafe
from sqlcipher3 import dbapi2 as Database  # noqa: N812 - the name Django's backends use

from amity.web.base import keys
from amity.web.base.errors import Unsafe

OLDEST = (3, 51, 3)  # first release without the WAL-reset corruption bug, sqlite.org/wal.html
PRAGMAS: dict[str, tuple[str, Any]] = {  # name: (what to set, what must be read back)
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "legacy_alter_table": ("OFF", 0),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
}

Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", stock.decoder(dateparse.parse_date))
Database.register_converter("time", stock.decoder(dateparse.parse_time))
Database.register_converter("datetime", stock.decoder(dateparse.parse_datetime))
Database.register_converter("timestamp", stock.decoder(dateparse.parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, stock.adapt_date)
Database.register_adapter(datetime.datetime, stock.adapt_datetime)


class Cursor(Database.Cursor):  # type: ignore[misc]
    """The stock cursor's parameter style, on SQLCipher's cursor."""

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self._converted(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        rows = iter(param_list)
        first = next(rows, None)
        if first is None:
            return None
        names = list(first) if isinstance(first, Mapping) else None
        every = [first, *rows]
        return super().executemany(self._converted(query, names), every)

    def _converted(self, query: str, names: list[str] | None) -> str:
        return stock.SQLiteCursorWrapper.convert_query(self, query, param_names=names)


class DatabaseWrapper(stock.DatabaseWrapper):
    """SQLite, encrypted at rest with a key that is not in the database."""

    Database = Database

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = Database.connect(**conn_params)
        unlock(connection)
        try:
            _obey(connection)  # the first read: a wrong key shows here
            register(connection)
        except Database.DatabaseError:
            raise Unsafe(
                f"The key does not open {self.settings_dict['NAME']}. "
                "The key file belongs to another database: put the right one back."
            ) from None
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor


def unlock(connection: Any) -> None:
    """Give the raw 32-byte key first, before anything else is read."""
    connection.execute(f"PRAGMA key = \"x'{keys.derived('database').hex()}'\"")


def _obey(connection: Any) -> None:
    if Database.sqlite_version_info < OLDEST:
        raise Unsafe(f"SQLite {Database.sqlite_version} has a known corruption bug: update sqlcipher3.")
    for name, (wanted, expected) in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}").fetchall()
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise Unsafe(f"The database answers {name}={found!r} where {expected!r} was set. Not started.")
