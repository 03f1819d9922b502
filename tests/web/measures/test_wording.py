"""How a total is made, said of every questionnaire that is carried."""

import pytest

from amity.core import library
from amity.web.measures import queries


@pytest.mark.parametrize(
    ("id", "says"),
    [
        (
            "phq9",
            "The sum of 9 questions, 0 to 27. "
            "Up to 2 may be left out: the mean of the others stands in for them.",
        ),
        ("phq2", "The sum of 2 questions, 0 to 6. With one left out there is no total."),
        ("who5", "The sum of 5 questions, times 4, 0 to 100. With one left out there is no total."),
        (
            "ecr_rs",
            "There is no total: the questions are read in 2 parts, each with a score of its own.",
        ),
    ],
)
def test_the_rule_is_said_as_it_is(id: str, says: str) -> None:
    assert queries.rule_of(library.instrument(id)) == says


def test_what_may_be_passed_over_and_what_every_part_needs_is_said() -> None:
    every = {it.id: queries.rule_of(it) for it in library.instruments()}
    passed = {it.id for it in library.instruments() if it.scoring.skips}
    parts = {it.id for it in library.instruments() if it.scoring.missing.each_subscale}
    assert passed
    assert parts
    assert {id for id, says in every.items() if "lets one pass over" in says} == passed
    assert {id for id, says in every.items() if "There is one only where all of its" in says} == parts
