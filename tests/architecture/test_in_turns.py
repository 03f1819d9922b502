"""In turns nothing is left out: each file has a store, each walk a width, what is of the store both."""

from pathlib import Path

import pytest

from tests import in_turns
from tests.in_turns import STORES, is_left_out, is_other_width
from tools import suites

ROOT = Path(__file__).resolve().parents[2]
FILES = {it.relative_to(ROOT).as_posix(): it.read_text() for it in (ROOT / "tests/web").rglob("test_*.py")}


def test_each_file_is_on_a_store_and_both_have_their_half() -> None:
    on = {
        store: {path for path, text in FILES.items() if not is_left_out(path, text, store)}
        for store in STORES
    }
    assert on["sqlite"] | on["postgresql"] == set(FILES)
    alone = [it for it in FILES if it.startswith(tuple(suites.ON_ONE_STORE))]
    assert alone
    assert set(alone) <= on["sqlite"]  # the other never runs them
    for some in on.values():
        assert len(FILES) * 0.4 < len(some) < len(FILES) * 0.8


@pytest.mark.parametrize(
    "path",
    [
        "tests/web/canaries/test_canaries.py",
        "tests/web/measures/test_two_workers.py",
    ],
)
def test_what_is_of_the_store_is_on_both(path: str) -> None:
    text = FILES.get(path, "from django.db import connection")
    assert not any(is_left_out(path, text, store) for store in STORES)


def test_a_word_of_the_store_puts_a_file_on_both() -> None:
    path = next(it for it in FILES if is_left_out(it, "", "postgresql"))
    assert not is_left_out(path, "with pytest.raises(IntegrityError):", "postgresql")
    assert not is_left_out(path, "# on_both_stores: the order of texts", "postgresql")
    counts = "from django.db import connection\n\nwith CaptureQueriesContext(connection) as asked:"
    assert is_left_out(path, counts, "postgresql")  # as many on either
    assert not is_left_out(path, f"{counts}\n    connection.cursor()", "postgresql")


def test_a_walk_goes_one_way_and_what_has_no_width_always_goes() -> None:
    for name in ("test_a", "test_b", "test_c"):
        widths = [is_other_width(f"{name}[{case}]") for case in ("phone", "desk")]
        assert sorted(widths) == [False, True]
        further = [is_other_width(f"{name}[{case}]") for case in ("ipt-phone", "ipt-desk")]
        assert sorted(further) == [False, True]
    assert not is_other_width("test_a")
    assert not is_other_width("test_a[ipt]")


def test_the_whole_run_takes_no_turns() -> None:
    def turns(*, whole: bool) -> list[bool]:
        found = suites.suites(chromium="/bin/true", postgresql=True, whole=whole)
        return ["--turn" in it.command for it in found]

    assert turns(whole=True) == [False] * 5
    assert turns(whole=False) == [False, False, True, True, True]


def test_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "everything", lambda *, whole: 20 + whole)
    monkeypatch.setattr(suites, "some", len)
    assert [suites.main(it) for it in ([], ["--whole"], ["tests/core", "-x"])] == [20, 21, 2]


def test_without_being_asked_nothing_is_left_out(pytestconfig: pytest.Config) -> None:
    assert not pytestconfig.pluginmanager.has_plugin("tests.in_turns")
    assert in_turns.WIDTHS == ("phone", "desk")
