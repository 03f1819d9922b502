"""Every technique: its worked examples, its words, and that protocols find the worksheets they name."""

import pytest

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_case import TechniqueCase
from amity.core.library import examples

ALL = library.techniques()
EVERY_CASE = [
    pytest.param(technique, case, id=f"{technique.id}: {case.name}")
    for technique in ALL
    for case in library.cases("technique", technique.id).cases
]
every = pytest.mark.parametrize("technique", ALL, ids=lambda it: it.id)


@pytest.mark.parametrize(("technique", "case"), EVERY_CASE)
def test_case(technique: Technique, case: TechniqueCase) -> None:
    assert list(examples.filled_otherwise(technique, case)) == []


@every
def test_cases_show_an_empty_a_half_filled_a_whole_and_a_wrong_one(technique: Technique) -> None:
    cases = library.cases("technique", technique.id).cases
    steps = {step.id for step in technique.steps}
    assert any(not case.sent for case in cases)
    assert any(case.sent and set(case.expect.complete) < steps and not case.expect.misfits for case in cases)
    assert any(set(case.expect.complete) == steps for case in cases)
    assert any(case.expect.misfits for case in cases)
