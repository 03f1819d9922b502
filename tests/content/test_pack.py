"""The pack of questionnaires with conditions of their own: sound, off until turned on, not in the wheel."""

import tomllib
from collections.abc import Iterator

import pytest

from amity.core import library
from amity.core.errors import UnknownContentError
from amity.core.library import examples
from amity.core.library.folders import OURS, shelf
from tests.architecture.source import ROOT
from tests.core.test_scoring import assert_twice, choices_of, vectors
from tests.counts import count

PACK = ROOT / "packs" / "with-conditions"
THERE = ["audit_c"]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AMITY_CONTENT", str(PACK))
    yield
    shelf.cache_clear()


def test_it_is_off() -> None:
    for id in THERE:
        with pytest.raises(UnknownContentError):
            library.instrument(id)


def test_it_holds_what_it_says(on: None) -> None:
    assert sorted(path.name for path in (PACK / "instruments").iterdir()) == THERE
    terms = (PACK / "LICENCE.md").read_text(encoding="utf-8")
    for id in THERE:
        form = library.instrument(id)
        assert form.licence.class_ == "separate"
        assert form.licence.notice
        assert form.has_wording
        assert f"| {form.short} |" in terms


@pytest.mark.parametrize("id", THERE)
def test_every_case_and_the_second_way_of_scoring(on: None, id: str) -> None:
    form = library.instrument(id)
    for case in library.cases("instrument", id).cases:
        assert list(examples.differences(form, case)) == []
    for vector in vectors(choices_of(form), count(700)):
        assert_twice(form, vector)


def test_all_content_is_right_with_it(on: None) -> None:
    assert [problem for problem in library.check() if "audit_c" in problem.file] == []


def test_the_wheel_does_not_carry_it() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"] == {"packages": ["src/amity"]}
    assert not PACK.is_relative_to(OURS.parent)
    assert not PACK.is_relative_to(ROOT / "src")
