"""`dev.py test`: the checks, then every suite, on both stores and in a browser; one line at the end."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dev import PYTHON, ROOT, quietly, run, say

from tools import browser, check

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
PYTEST: list[str | Path] = [PYTHON, "-m", "pytest"]
ON_POSTGRESQL: list[str | Path] = [PYTHON, "-m", "tests.postgres"]
WITHOUT_DJANGO = ["-c", "tests/core.ini", "--rootdir=.", "-p", "tests.no_django"]
NOT_WEB = {"core", "content", "spec", "architecture", "browser"}


class Suite(NamedTuple):
    """One pytest run: its name, its command line, and what it needs in its environment."""

    name: str
    command: list[str | Path]
    needs: dict[str, str]


def web_folders() -> list[str]:
    """Every folder of tests that no other suite names, so that none is forgotten."""
    folders = sorted(p for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name not in NOT_WEB)
    return [f"tests/{folder.name}" for folder in folders if any(folder.rglob("test_*.py"))]


def suites(*, chromium: str | None, postgresql: bool) -> Iterator[Suite]:
    """The suites that can run here, quickest first."""
    web = web_folders()
    bare = [*PYTEST, *WITHOUT_DJANGO, "tests/core", "tests/content", "tests/spec"]
    yield Suite("core, without Django", bare, {})
    yield Suite("architecture", [*PYTEST, "tests/architecture", "-n2"], {})
    yield Suite("web on encrypted SQLite", [*PYTEST, *web, "-n2"], {"AMITY_TEST_STORE": "sqlite"})
    if postgresql:
        yield Suite("web on PostgreSQL", [*ON_POSTGRESQL, *PYTEST, *web, "-n2"], {})
    if chromium:
        yield Suite("browser", [*PYTEST, "tests/browser"], {"AMITY_CHROMIUM": chromium})


def tally(report: Path) -> Counter[str]:
    """What a junit file counts, in pytest's own words."""
    if not report.exists():
        return Counter()
    suite = next(ET.parse(report).iter("testsuite"))  # noqa: S314 - our own run wrote it a moment ago
    tests, failed, errors, skipped = (
        int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
    )
    return Counter(failed=failed, passed=tests - failed - errors - skipped, skipped=skipped, errors=errors)


def in_words(counts: Counter[str]) -> str:
    """As pytest says it, for instance "3 failed, 812 passed"."""
    return ", ".join(f"{number} {word}" for word, number in counts.items() if number) or "no tests ran"


def left_out(*, chromium: str | None, postgresql: bool) -> list[str]:
    """What this machine cannot test, said loudly; in CI each is a failure."""
    return [
        *(["the browser tests (no Chromium)"] if not chromium else []),
        *(["the web tests on PostgreSQL (it does not start here)"] if not postgresql else []),
    ]


def everything() -> int:
    """The checks and every suite, one after the other, whatever failed before."""
    began = time.monotonic()
    bad = ["checks"] if check.main() else []
    chromium, postgresql = browser.find_or_install(), quietly(*ON_POSTGRESQL, PYTHON, "-c", "")[0]
    total: Counter[str] = Counter(failed=0, passed=0, skipped=0, errors=0)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for number, suite in enumerate(suites(chromium=chromium, postgresql=postgresql)):
            say(f"\n--- {suite.name}")
            report = Path(folder) / f"{number}.xml"
            bad += [suite.name] if run(*suite.command, f"--junit-xml={report}", **suite.needs) else []
            counts = tally(report)
            total.update(counts)
            lines.append(f"{suite.name}: {in_words(counts)}")
    missing = left_out(chromium=chromium, postgresql=postgresql)
    bad += missing if IN_CI else []
    say("\n" + "\n".join([*lines, *(f"!!! LEFT OUT, NOT TESTED: {what}" for what in missing)]))
    say(f"Not passed: {'; '.join(bad)}" if bad else "All suites passed.")
    say(f"===== {in_words(total)} in {time.monotonic() - began:.2f}s =====")
    return int(bool(bad))


def some(arguments: Sequence[str]) -> int:
    """Just pytest, with these arguments, on the store that AMITY_TEST_STORE names."""
    launcher = ON_POSTGRESQL if os.environ.get("AMITY_TEST_STORE") == "postgresql" else []
    return run(*launcher, *PYTEST, *arguments, AMITY_CHROMIUM=browser.find() or "")


if __name__ == "__main__":
    sys.exit(some(sys.argv[1:]) if sys.argv[1:] else everything())
