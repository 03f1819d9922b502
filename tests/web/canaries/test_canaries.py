"""Nothing that was written about anybody lies readable in the store, its log or the server's log."""

import base64
import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.web.canaries.scan import found_in

ROOT = Path(__file__).parents[3]
CONTROL = 0.95  # goal G13: with encryption off the same scan finds at least this part
Record = Callable[[str, Any], None]


@dataclass(frozen=True)
class Day:
    """What one run of the workflow left behind."""

    planted: list[str]
    dump: str
    files: dict[str, bytes]
    log: bytes


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return a_day(tmp_path_factory.mktemp("sealed"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return a_day(tmp_path_factory.mktemp("plain"), "plain")


def a_day(folder: Path, *how: str) -> Day:
    """Run the workflow on a store of its own."""
    data, report, log = folder / "data", folder / "report.json", folder / "log"
    env = {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")}
    env |= {"AMITY_DATA": str(data), "DJANGO_SETTINGS_MODULE": "amity.web.settings", "PYTHONPATH": "src:."}
    command = [sys.executable, "-m", "tests.web.canaries.workflow", str(report), *how]
    with log.open("wb") as out, _database(env) as address:
        env |= {"DATABASE_URL": address} if address else {}
        subprocess.run(command, env=env, cwd=ROOT, stdout=out, stderr=out, check=True, timeout=300)
    said = json.loads(report.read_text())
    files = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    return Day(said["planted"], said["dump"], files, log.read_bytes())


class _database:  # noqa: N801 - reads like the function it is
    """A PostgreSQL database of its own where the tests run on one, else nothing."""

    def __init__(self, env: dict[str, str]) -> None:
        self.address = env.get("DATABASE_URL", "")
        self.name = f"canaries_{os.getpid()}"

    def __enter__(self) -> str:
        if not self.address:
            return ""
        self._ask(f"CREATE DATABASE {self.name}")
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{self.name}"))

    def __exit__(self, *failure: object) -> None:
        if self.address:
            self._ask(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _ask(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(sql)


@pytest.mark.goal("G13")
def test_nothing_lies_readable_in_the_store(sealed: Day, record_property: Record) -> None:
    """The files of the store, and every table as a stolen dump shows it, sessions decoded."""
    in_files = {name: found_in(content, sealed.planted) for name, content in sealed.files.items()}
    in_tables = found_in(sealed.dump.encode(), sealed.planted)
    record_property("planted", len(sealed.planted))
    record_property("found_in_files", sum(map(len, in_files.values())))
    record_property("found_in_tables", len(in_tables))
    found = sum(map(len, in_files.values())) + len(in_tables)
    print(f"G13: {len(sealed.planted)} planted, {found} found in {len(in_files)} files and every table")
    assert len(sealed.planted) >= 200
    assert in_tables == set()
    assert {name: words for name, words in in_files.items() if words} == {}


@pytest.mark.goal("G14")
def test_nothing_lies_in_the_log(sealed: Day, record_property: Record) -> None:
    in_log = found_in(sealed.log, sealed.planted)
    record_property("planted", len(sealed.planted))
    record_property("found_in_log", len(in_log))
    assert b"RuntimeError" in sealed.log, "the bug of the workflow is on record"
    assert b"SyntaxWarning" not in sealed.log
    assert in_log == set()


@pytest.mark.goal("G13")
def test_with_encryption_off_the_same_scan_finds_them(plain: Day, record_property: Record) -> None:
    everything = b"".join(plain.files.values()) + plain.dump.encode()
    found = found_in(everything, plain.planted)
    record_property("planted", len(plain.planted))
    record_property("found", len(found))
    print(f"G13, encryption off: {len(found)} of {len(plain.planted)} found")
    assert len(found) >= CONTROL * len(plain.planted)


def test_the_write_ahead_log_was_there_to_be_looked_at(sealed: Day) -> None:
    if "amity.db" not in sealed.files:
        pytest.skip("PostgreSQL keeps its files elsewhere")
    assert len(sealed.files["amity.db-wal"]) > 100_000
    assert sealed.files["amity.db"][:16] != b"SQLite format 3\x00"


def dressed(word: bytes) -> Iterator[Any]:
    """What the scan must see through."""
    yield from (word, word.upper(), word.lower(), word[::-1], word.hex().encode())
    yield from (word.decode().encode("utf-16-le"), word.decode().encode("utf-16-be"))
    yield from (base64.b64encode(b"x" * n + word + b"yyy") for n in range(4))
    yield from (gzip.compress(word * 3, mtime=0), zlib.compress(word), b"..." + zlib.compress(b"a" + word))
    yield base64.urlsafe_b64encode(zlib.compress(b"session " + word + b" end" * 9)).rstrip(b"=")


DRESSED = list(dressed(b"Zqfirst0123456789abcdef"))


@pytest.mark.parametrize("hidden", DRESSED, ids=range(len(DRESSED)))
def test_the_scan_sees_through_every_dress(hidden: bytes) -> None:
    assert found_in(b"before|" + hidden + b"|after", ["Zqfirst0123456789abcdef"])
    assert not found_in(b"before|" + hidden + b"|after", ["Zqother0123456789abcdef"])
