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


def cases(*wrong: str, why: str = "assert 0") -> str:
    """A junit file of four tests, of which these failed."""
    failure = f'<failure message="{why}" />'
    named = "".join(
        f'<testcase file="tests/browser/test_a.py" name="{it}">{failure * (it in wrong)}</testcase>'
        for it in ("test_a[desk]", "test_b", "test_c", "test_d")
    )
    counted = f'tests="4" failures="{len(wrong)}" errors="0" skipped="0"'
    return f"<testsuites><testsuite {counted}>{named}</testsuite></testsuites>"


@pytest.mark.parametrize(
    ("wrong", "codes", "tried", "ends_well"),
    [
        ("a[desk] c", (1, 5, 0), True, True),
        ("c", (1, 5, 1), True, False),  # it fails again
        ("c", (1, 0), False, False),  # it is of a goal
        ("a[desk] b c d", (1,), False, False),  # so many are no accident
        ("", (1,), False, False),  # nobody says what failed
        ("c", (3,), False, False),  # pytest broke off: others were not run
        ("", (0,), False, True),
    ],
)
def test_a_few_tests_of_the_browser_have_a_second_try(
    wrong: str, codes: tuple[int, ...], tried: bool, ends_well: bool, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    names = [f"test_{it}" for it in wrong.split()]
    report, asked, codes_left = tmp_path / "0.xml", list[list[str]](), iter(codes)
    report.write_text(cases(*names))

    def ran(*command: object, **_: str) -> int:
        asked.append([str(it) for it in command])
        return next(codes_left)

    monkeypatch.setattr(suites, "run", ran)
    [suite] = [it for it in suites.suites(chromium="x", postgresql=False) if it.once_more]
    assert suite.name == "browser"
    assert suites.passed(suite, report) is ends_well
    assert len(asked) == len(codes)
    said = capsys.readouterr().out
    if tried:
        assert asked[2][-len(names) :] == [f"tests/browser/test_a.py::{it}" for it in names]
    assert (f"!!! {suites.SECOND.upper()}, BY ITSELF: tests/browser/test_a.py::test_c" in said) is (
        tried and ends_well
    )


def test_what_was_ended_has_said_nothing_and_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (report := tmp_path / "0.xml").write_text(cases("test_b", why="worker crashed while running 'test_b'"))
    codes = iter((1, 0))
    monkeypatch.setattr(suites, "run", lambda *_, **__: next(codes))
    [suite] = [it for it in suites.suites(chromium="x", postgresql=False) if it.once_more]
    assert suites.passed(suite, report)


def test_a_test_of_a_goal_is_known() -> None:
    """As pytest itself tells it, of one that has the mark and one that has not."""
    file, of_a_goal = "tests/browser/test_watch.py", ["--collect-only", "-qq", "-m", "goal"]
    for name, code in (
        ("test_a_planted_fault_is_complained_of", 0),
        ("test_a_page_without_faults_is_not", suites.NONE_FOUND),
    ):
        assert dev.run(*suites.PYTEST, f"{file}::{name}", *of_a_goal) == code


def test_a_second_try_is_counted_as_one(tmp_path: Path) -> None:
    (report := tmp_path / "0.xml").write_text(cases("test_b", "test_c"))
    assert suites.in_words(suites.tally(report)) == "2 failed, 2 passed"
    assert suites.in_words(suites.tally(report, again=True)) == "2 passed, 2 passed at the second try"


def test_no_other_suite_has_a_second_try(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (report := tmp_path / "0.xml").write_text(cases("test_b"))
    monkeypatch.setattr(suites, "run", lambda *_, **__: 1)
    asked = [it for it in suites.suites(chromium="x", postgresql=True) if not it.once_more]
    assert len(asked) == 4
    monkeypatch.setattr(suites, "passed_alone", lambda *_: True)
    assert not any(suites.passed(it._replace(first=[]), report) for it in asked)


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
    assert together.scope_of("tests/browser/test_a.py::test_it[desk]") == "tests/browser/test_a.py"


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
