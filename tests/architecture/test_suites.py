"""`dev.py test` leaves nothing out unsaid: a suite, a browser, a database, a failure."""

from collections import Counter
from pathlib import Path

import pytest

import dev
from tests import together
from tests.architecture.source import plant
from tools import browser, check, suites

JUNIT = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3" /></testsuites>'


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine where the checks pass, without browser and without PostgreSQL."""
    monkeypatch.setattr(check, "main", lambda: 0)
    monkeypatch.setattr(browser, "find_or_install", lambda: None)
    monkeypatch.setattr(suites, "quietly", lambda *_: (False, ""))
    monkeypatch.setattr(suites, "suites", lambda **_: [suites.Suite("core", [])])
    monkeypatch.setattr(suites, "passed", lambda suite, report: bool(report.write_text(JUNIT)))
    monkeypatch.setattr(suites, "IN_CI", False)
    return monkeypatch


def test_what_is_left_out_is_said(bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert suites.everything() == 0
    assert capsys.readouterr().out.count("LEFT OUT, NOT TESTED") == 2


def test_in_ci_nothing_may_be_left_out(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(suites, "IN_CI", True)
    assert suites.everything() == 1


def test_a_failing_suite_or_check_fails_the_whole(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(suites, "passed", lambda *_: False)
    assert suites.everything() == 1
    bare.setattr(suites, "passed", lambda *_: True)
    bare.setattr(check, "main", lambda: 1)
    assert suites.everything() == 1


def test_the_last_line_counts_every_suite(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.setattr(suites, "suites", lambda **_: [suites.Suite("one", []), suites.Suite("two", [])])
    suites.everything()
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last.startswith("===== 2 failed, 6 passed, 6 skipped, 4 errors in ")


def test_where_the_time_went_is_said(bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    cases = "".join(f'<testcase classname="tests.a" name="test_{n}" time="{n}.25" />' for n in range(40))
    ran = JUNIT.replace(" />", f">{cases}</testsuite>")
    bare.setattr(suites, "passed", lambda suite, report: bool(report.write_text(ran)))
    suites.everything()
    said = capsys.readouterr().out
    assert "   39.2 s tests.a::test_39\n" in said
    assert said.count(" s tests.a::") == suites.SLOWEST
    assert "core: 1 failed, 3 passed, 3 skipped, 2 errors in 0 s" in said


def test_a_run_that_died_counts_nothing(tmp_path: Path) -> None:
    assert suites.tally(tmp_path / "none.xml") == Counter()
    assert suites.in_words(Counter()) == "no tests ran"


def test_every_folder_of_tests_belongs_to_a_suite() -> None:
    said = " ".join(str(part) for s in suites.suites(chromium="x", postgresql=True) for part in s.command)
    for folder in {path.relative_to(dev.ROOT).parts[1] for path in dev.ROOT.glob("tests/*/**/test_*.py")}:
        assert f"tests/{folder}" in said


def test_a_check_that_fails_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = [dev.PYTHON, "-c", "print('here is why'); raise SystemExit(1)"]
    monkeypatch.setattr(check, "CHECKS", {"good": [dev.PYTHON, "-c", ""], "bad": fails})
    assert check.main() == 1
    said = capsys.readouterr().out
    assert "here is why" in said
    assert "Failed: bad." in said


def test_the_named_browser_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plant(tmp_path, "chromium", "")
    monkeypatch.setenv("AMITY_CHROMIUM", str(tmp_path / "chromium"))
    assert browser.find() == str(tmp_path / "chromium")


def test_what_is_slow_to_build_is_built_by_one_worker() -> None:
    clinics = {together.scope_of(f"tests/web/demo/{name}::test_it[1]") for name in ("test_a.py", "test_b.py")}
    assert clinics == {"the synthetic clinic"}
    assert (
        together.scope_of("tests/web/people/test_cast.py::test_it")
        == "tests/web/people/test_cast.py::test_it"
    )
    assert all((dev.ROOT / place).exists() for place in together.SHARED)


def test_what_runs_on_one_store_only_is_there_and_left_out() -> None:
    [command] = [
        [str(part) for part in suite.command]
        for suite in suites.suites(chromium=None, postgresql=True)
        if "tests.postgres" in suite.command
    ]
    for place in suites.ON_ONE_STORE:
        assert (dev.ROOT / place).exists()
        assert f"--ignore={place}" in command
        assert place not in command, f"pytest runs what is named, ignored or not: {place}"
