"""Ids, texts, sources and codes as content files may write them."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from amity.core.definitions import common


def accepted(kind: Any, value: Any) -> bool:
    try:
        TypeAdapter(kind).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "source", ["n/a", "N/A", "n.a.", "none", "TBD", "unknown", "?", "-", "12", "as above", " x1 "]
)
def test_what_is_no_source(source: str) -> None:
    assert not accepted(common.Source, source)


@pytest.mark.parametrize("source", ["Kroenke 2001", "Decision 12 of this project", "Löwe 2004, Tab. 2"])
def test_what_is_a_source(source: str) -> None:
    assert accepted(common.Source, source)


@pytest.mark.parametrize("id", ["phq9", "role_dispute", "srm_5"])
def test_what_is_an_id(id: str) -> None:
    assert accepted(common.Id, id)


@pytest.mark.parametrize("id", ["PHQ9", "9phq", "a-b", "a__b", "_a", "a_", "", "a" * 65, "é"])
def test_what_is_no_id(id: str) -> None:
    assert not accepted(common.Id, id)


@pytest.mark.parametrize("text", [" a", "a ", "", "a\x1b[0m", "a\u202eb", "a\u2028b"])
def test_what_is_no_text(text: str) -> None:
    assert not accepted(common.Text, text)


@pytest.mark.parametrize("code", ["44249-1", "44261-6", "69722-7", "70274-6"])
def test_a_loinc_code_keeps_its_check_digit(code: str) -> None:
    assert accepted(common.Loinc, code)
    assert not accepted(common.Loinc, code[:-1] + str((int(code[-1]) + 1) % 10))


def test_a_loinc_code_with_two_digits_swapped_is_refused() -> None:
    assert not accepted(common.Loinc, "44294-1")


def test_a_day_is_read_from_its_text() -> None:
    day = TypeAdapter(common.Day)
    assert day.validate_python("2026-11-22") == date(2026, 11, 22)
    for wrong in ("22-11-2026", 20261122, True):
        assert not accepted(common.Day, wrong)


def test_a_shape_converts_nothing_and_ignores_nothing() -> None:
    with pytest.raises(ValidationError) as raised:
        common.Work.model_validate({"reference": 1, "checked": "seen", "pages": "3"})
    assert {error["loc"] for error in raised.value.errors()} == {("reference",), ("checked",), ("pages",)}
