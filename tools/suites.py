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
Commands = list[list[str | Path]]
PYTEST: list[str | Path] = [PYTHON, "-m", "pytest"]
COVERAGE: list[str | Path] = [PYTHON, "-m", "coverage"]
NOTHING_COVERED: Commands = [[*COVERAGE, "erase"]]  # what an earlier run left would count for this one
CORE_IS_COVERED: Commands = [
    [*COVERAGE, "combine", "--quiet"],
    [*COVERAGE, "report", "--include=*/amity/core/*", "--fail-under=100"],
]
ON_POSTGRESQL: list[str | Path] = [PYTHON, "-m", "tests.postgres"]
WITHOUT_DJANGO = ["-c", "tests/core.ini", "--rootdir=.", "-p", "tests.no_django"]
# On one store run only walks over all pages whose question does not go by the store (who may knock at which
# address, what stands on every page, what the stories tell), commands with an environment of their own, and
# that a walk which runs on both can fail.
# Whatever writes or asks a table runs on both: each action, page, constraint, lock, canary and migration has
# its own test outside these.
ON_ONE_STORE = [
    "tests/cli",
    "tests/web/demo",
    "tests/web/matrix/test_locked.py",
    "tests/web/matrix/test_matrix.py",
    "tests/web/matrix/test_safety_everywhere.py",
    "tests/web/measures/test_time_travel_faults.py",
]
IN_TURNS: list[str | Path] = ["-p", "tests.in_turns", "--turn"]  # and whose
SLOWEST = 15  # tests that are named at the end
SECOND = "passed at the second try"
SOME_FAILED, NONE_FOUND = 1, 5  # pytest's exit codes; any other says that tests were not run
ENDED = "crashed while running"  # what xdist says of a test whose process is gone
FEW = 3  # failed tests of a suite that may be tried again; more are no accident
NOT_WEB = {"core", "content", "spec", "architecture", "browser"}


class Suite(NamedTuple):
    """One pytest run: its name, its command, what its environment needs; what is run before and after.

    once_more: whether a few tests that failed are tried once more by themselves (decision 63).
    """

    name: str
    command: list[str | Path]
    needs: dict[str, str] = {}
    first: Commands = []
    then: Commands = []
    once_more: bool = False


def web_folders() -> list[str]:
    """Every folder of tests that no other suite names, so that none is forgotten."""
    folders = sorted(p for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name not in NOT_WEB)
    return [f"tests/{folder.name}" for folder in folders if any(folder.rglob("test_*.py"))]


def suites(*, chromium: str | None, postgresql: bool, whole: bool = False) -> Iterator[Suite]:
    """The suites that can run here, quickest first.

    whole: each web test on both stores and each walk at both widths; else each on one of the two in its turn
    (decision 61).
    """
    sqlite, other, widths = ([] if whole else [*IN_TURNS, it] for it in ("sqlite", "postgresql", "width"))
    web = web_folders()
    shared = ["-n2", "-p", "tests.together"]
    bare = ["-m", "pytest", *WITHOUT_DJANGO, "tests/core", "tests/content", "tests/spec", "-n2"]
    yield Suite(
        "core, without Django", [*COVERAGE, "run", *bare], first=NOTHING_COVERED, then=CORE_IS_COVERED
    )
    yield Suite("architecture", [*PYTEST, "tests/architecture", "-n2"])
    yield Suite("web on encrypted SQLite", [*PYTEST, *web, *shared, *sqlite], {"AMITY_TEST_STORE": "sqlite"})
    if postgresql:
        both = [folder for folder in web if folder not in ON_ONE_STORE]  # a named folder is never ignored
        left = [f"--ignore={path}" for path in ON_ONE_STORE]
        yield Suite("web on PostgreSQL", [*ON_POSTGRESQL, *PYTEST, *both, *left, *shared, *other])
    if chromium:
        in_order = "--no-loadscope-reorder"  # of names: no long walk is left for the end
        command = [*PYTEST, "tests/browser", *shared, in_order, *widths]
        limit = {"AMITY_TEST_PATIENCE": "300"}  # seconds; the longest walk takes a third
        yield Suite("browser", command, {"AMITY_CHROMIUM": chromium, **limit}, once_more=True)


def tally(report: Path, *, again: bool = False) -> Counter[str]:
    """What a junit file counts, in pytest's own words; again: what failed in it has passed since."""
    if not report.exists():
        return Counter()
    suite = next(ET.parse(report).iter("testsuite"))  # noqa: S314 - our own run wrote it a moment ago
    tests, wrong, errors, skipped = (
        int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
    )
    counted = Counter(failed=wrong, passed=tests - wrong - errors - skipped, skipped=skipped, errors=errors)
    if again:
        counted[SECOND] = counted.pop("failed") + counted.pop("errors")
    return counted


def slow(report: Path) -> list[tuple[float, str]]:
    """Seconds and name of each test in a junit file, so that a run says where its time went."""
    cases = ET.parse(report).iter("testcase") if report.exists() else ()  # noqa: S314 - as above
    return [
        (float(it.get("time", 0)), f"{it.get('file') or it.get('classname')}::{it.get('name')}")
        for it in cases
    ]


def in_words(counts: Counter[str]) -> str:
    """As pytest says it, for instance "3 failed, 812 passed"."""
    words = ("failed", "passed", SECOND, "skipped", "errors")
    return ", ".join(f"{counts[word]} {word}" for word in words if counts[word]) or "no tests ran"


def left_out(*, chromium: str | None, postgresql: bool) -> list[str]:
    """What this machine cannot test, said loudly; in CI each is a failure."""
    return [
        *(["the browser tests (no Chromium)"] if not chromium else []),
        *(["the web tests on PostgreSQL (it does not start here)"] if not postgresql else []),
    ]


def failed(report: Path) -> dict[str, bool]:
    """The tests in a junit file that did not pass, by the names that pytest takes; whether each was ended."""
    cases = ET.parse(report).iter("testcase") if report.exists() else ()  # noqa: S314 - as above
    said = [(it, [*it.findall("failure"), *it.findall("error")]) for it in cases]
    return {
        f"{it.get('file')}::{it.get('name')}": any(ENDED in one.get("message", "") for one in why)
        for it, why in said
        if why
    }


def passed(suite: Suite, report: Path) -> bool:
    """Run a suite, its counts going to `report`, and whatever must hold after it."""
    say(f"\n--- {suite.name}")
    tests = [*suite.command, f"--junit-xml={report}"]
    if not all(run(*command, **suite.needs) == 0 for command in suite.first):
        return False
    code = run(*tests, **suite.needs)
    if code == SOME_FAILED and suite.once_more:
        code = int(not passed_alone(suite, failed(report)))
    return code == 0 and all(run(*command, **suite.needs) == 0 for command in suite.then)


def passed_alone(suite: Suite, wrong: dict[str, bool]) -> bool:
    """Whether a few tests pass by themselves, with nothing beside them; said by name.

    wrong: as `failed` has it. A test of a goal of docs/safety that said no is not asked again.
    """
    said_no = [name for name, was_ended in wrong.items() if not was_ended]
    of_a_goal = ["--collect-only", "-m", "goal"]
    if not 0 < len(wrong) <= FEW or (said_no and run(*PYTEST, *said_no, *of_a_goal) != NONE_FOUND):
        return False
    if run(*PYTEST, *wrong, **suite.needs) != 0:
        return False
    for name in wrong:
        say(f"!!! {SECOND.upper()}, BY ITSELF: {name}")
    return True


def everything(*, whole: bool = False) -> int:
    """The checks and every suite, one after the other, whatever failed before; whole as `suites` takes it."""
    began = time.monotonic()
    bad = ["checks"] if check.main() else []
    chromium, postgresql = browser.find_or_install(), quietly(*ON_POSTGRESQL, PYTHON, "-c", "")[0]
    counts: dict[str, Counter[str]] = {}
    seconds: dict[str, float] = {}
    tests: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for suite in suites(chromium=chromium, postgresql=postgresql, whole=whole):
            report, started = Path(folder) / f"{len(counts)}.xml", time.monotonic()
            is_well = passed(suite, report)
            bad += [] if is_well else [suite.name]
            counts[suite.name] = tally(report, again=is_well and suite.once_more)
            seconds[suite.name] = time.monotonic() - started
            tests += slow(report)
    missing = left_out(chromium=chromium, postgresql=postgresql)
    bad += missing if IN_CI else []
    say_slowest(tests)
    sum_up(counts, seconds, missing, bad)
    say(f"===== {in_words(sum(counts.values(), Counter()))} in {time.monotonic() - began:.2f}s =====")
    return int(bool(bad))


def say_slowest(tests: list[tuple[float, str]]) -> None:
    """The tests that took longest, each in seconds."""
    say("\nSlowest:")
    for took, name in sorted(tests, reverse=True)[:SLOWEST]:
        say(f"{took:7.1f} s {name}")


def sum_up(
    counts: dict[str, Counter[str]], seconds: dict[str, float], missing: Sequence[str], bad: Sequence[str]
) -> None:
    """What each suite counted and took, what could not be tested here, what did not pass."""
    say()
    for name, counted in counts.items():
        say(f"{name}: {in_words(counted)} in {seconds[name]:.0f} s")
    for what in missing:
        say(f"!!! LEFT OUT, NOT TESTED: {what}")
    say(f"Not passed: {'; '.join(bad)}" if bad else "All suites passed.")


def some(arguments: Sequence[str]) -> int:
    """Just pytest, with these arguments, on the store that AMITY_TEST_STORE names."""
    launcher = ON_POSTGRESQL if os.environ.get("AMITY_TEST_STORE") == "postgresql" else []
    return run(*launcher, *PYTEST, *arguments, AMITY_CHROMIUM=browser.find() or "")


def main(arguments: Sequence[str]) -> int:
    """Everything in turns; everything twice with `--whole`; else just pytest."""
    if list(arguments) in ([], ["--whole"]):
        return everything(whole=bool(arguments))
    return some(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
