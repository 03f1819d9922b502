"""An answer to what was written above it: once that says something else, the question is asked again."""

from typing import Any

import pytest

from amity.core import library, worksheets
from tests.core.made_technique import technique

LINE = {"id": "a", "wish": "to belong", "other_response": "turned away"}
SCHEMA = library.technique("mit_schema")
YES = {"lines": [LINE], "fits": "yes", "fits_words": "All of it."}


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        ({**YES, "lines": [LINE | {"wish": "to be safe"}]}, False),
        ({**YES, "lines": [LINE, {"id": "b", "wish": "to be safe"}]}, False),
        ({"fits": "yes"}, False),
        ({**YES, "lines": [LINE | {"wish": "to be safe"}], "fits": "part"}, True),
        ({**YES, "lines": [LINE | {"area": "grief"}]}, True),
        ({**YES, "lines": [LINE, {"id": "b", "area": "grief"}]}, True),
        ({**YES, "healthy_self": "At the cello."}, True),
        (YES, True),
    ],
)
def test_a_yes_is_said_to_a_wording(after: dict[str, Any], stays: bool) -> None:
    """What only the clinician fills in is no part of the wording."""
    left = worksheets.asked_again(SCHEMA, YES, after)
    assert ("fits" in left) is stays
    assert left == {id: value for id, value in after.items() if id != "fits" or stays}


def test_a_first_answer_stays_with_what_it_is_written_with() -> None:
    assert worksheets.asked_again(SCHEMA, {}, YES) == YES


def test_an_answer_about_one_line_goes_with_that_line() -> None:
    it = technique(fields=[_said_to(it) for it in technique().model_dump(by_alias=True)["fields"]])
    before = {"place": "here", "story": "It was so."}
    assert worksheets.asked_again(it, before, before | {"place": "there"}) == {"place": "there"}


def _said_to(field: dict[str, Any]) -> dict[str, Any]:
    return field | ({"said_to": "place"} if field["id"] == "story" else {})


def test_what_a_page_could_not_have_read_was_not_answered() -> None:
    other = {"lines": [LINE | {"wish": "to be safe"}]}
    asked = {"lines": [LINE]}
    assert worksheets.answered_unread(SCHEMA, asked, YES, other) == ("fits",)
    assert worksheets.answered_unread(SCHEMA, asked, YES, asked) == ()
    assert worksheets.answered_unread(SCHEMA, asked, asked, other) == ()
    assert worksheets.answered_unread(SCHEMA, YES, asked, other) == ()
