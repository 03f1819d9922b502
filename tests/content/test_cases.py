"""Every worked example of every questionnaire, and what every file must hold beyond its shape."""

from typing import Any

import pytest

from amity.core import library
from amity.core.definitions.case import Case
from amity.core.definitions.instrument import Instrument
from amity.core.library import examples
from tests.core import made

ALL = library.instruments()
EVERY_CASE = [
    pytest.param(instrument, case, id=f"{instrument.id}: {case.name}")
    for instrument in ALL
    for case in library.cases("instrument", instrument.id).cases
]


@pytest.mark.parametrize(("instrument", "case"), EVERY_CASE)
def test_case(instrument: Instrument, case: Case) -> None:
    assert list(examples.differences(instrument, case)) == []


def test_all_content_is_right() -> None:
    assert "\n".join(map(str, library.check())) == ""


GIVEN = {  # with their wording
    *("asq", "cesd", "gad2", "gad7", "k10", "k6", "pc_ptsd5", "pcl5", "pcl5_weekly"),
    *("phq15", "phq2", "phq4", "phq8", "phq9"),
    *("own_alliance", "own_closeness", "own_goal", "own_goals", "own_loneliness", "own_mood", "own_problem"),
    *("own_relationship", "own_roles", "own_self_blame", "own_self_esteem"),
}
SCORED_ONLY = {
    *("asrm", "audit", "core10", "csi4", "ecr_rs", "ede_qs", "epds", "isi", "mspss", "pg13r", "phq_a"),
    *("scoff", "smfq", "ucla3", "wai_sr", "who5", "whodas12", "wsas"),
}


def test_they_are_there() -> None:
    assert {it.id for it in ALL if it.has_wording} == GIVEN
    assert {it.id for it in ALL if not it.has_wording} == SCORED_ONLY


@pytest.mark.parametrize("instrument", ALL, ids=lambda it: it.id)
def test_wording_is_here_only_where_its_owner_asks_for_no_permission(instrument: Instrument) -> None:
    assert (instrument.licence.class_ == "ship") == instrument.has_wording
    words = [item.text for item in instrument.items] + [o.label for i in instrument.items for o in i.options]
    if instrument.id in SCORED_ONLY:
        assert set(words) == {None}
        assert instrument.stem is instrument.wording is None
    else:
        assert instrument.wording
        assert instrument.licence.notice or instrument.id.startswith("own_")


def test_only_the_one_that_is_asked_in_the_room_is_a_clinicians() -> None:
    assert [it.id for it in ALL if it.filled_by == "clinician"] == ["asq"]


@pytest.mark.parametrize("instrument", ALL, ids=lambda it: it.id)
def test_every_safety_item_has_a_case_at_each_level(instrument: Instrument) -> None:
    shown = {
        (flag.rule, flag.level)
        for case in library.cases("instrument", instrument.id).cases
        for flag in case.expect.flags
    }
    assert shown == {(alert.rule, alert.level) for alert in instrument.alerts}


def case(**parts: Any) -> Case:
    whole = {"name": "a case", "answers": [1, 4, 1, 1, 1], "expect": {"total": 10, "subscales": {"tone": 8}}}
    return Case.model_validate(whole | parts)


@pytest.mark.parametrize(
    ("expect", "place"),
    [
        ({"total": 9, "subscales": {"tone": 8}}, "total"),
        ({"total": 10}, "subscales"),
        ({"total": 10, "subscales": {"tone": 8}, "band": "low"}, "band"),
        ({"total": 10, "subscales": {"tone": 8}, "reason": "no_answers"}, "reason"),
        (
            {
                "total": 10,
                "subscales": {"tone": 8},
                "flags": [{"rule": "x", "kind": "positive", "level": "red"}],
            },
            "flags",
        ),
    ],
)
def test_a_case_that_expects_something_else_is_found(expect: dict[str, Any], place: str) -> None:
    assert list(examples.differences(made.instrument(), case())) == []
    found = list(examples.differences(made.instrument(), case(expect=expect)))
    assert [finding.place for finding in found] == [("expect", place)]


@pytest.mark.parametrize("answers", [[1, 4, 1, 1, 1, 1], [1, 3, 1, 1, 1]])
def test_a_case_that_cannot_be_answered_is_found(answers: list[int]) -> None:
    assert [f.place for f in examples.differences(made.instrument(), case(answers=answers))] == [("answers",)]


def test_what_no_case_shows_is_found() -> None:
    lacking = " ".join(finding.found for finding in examples.lacking(made.instrument(), []))
    for words in ("total of 4", "total of 16", "one answer missing", "too many", "fear_high at level red"):
        assert words in lacking
    assert "reversed item coldness" in lacking
    middle = made.instrument(bands=[{"from": 4, "id": "low", "label": "Low", "source": "Made 2026"}])
    assert "total of 3" not in " ".join(finding.found for finding in examples.lacking(middle, [case()]))
    assert "reversed" not in " ".join(finding.found for finding in examples.lacking(middle, [case()]))
