"""What an open page knew, and one answer laid at its place."""

from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from amity.core import worksheets
from amity.core.worksheets import Edit, Misfit, laid_at, left_as_it_was, places
from tests.core.made_technique import worksheets as kept

MINE, OTHER = UUID(int=1), UUID(int=2)


@given(st.lists(st.tuples(st.sampled_from([MINE, OTHER]), kept()), max_size=6), st.integers(0, 7))
def test_a_page_knows_what_was_there_and_what_it_sent_since(states: list[Any], version: int) -> None:
    """The slow twin keeps every state whole: that of `version`, and on it what this page changed since."""
    edits: list[Edit] = []
    before: dict[str, Any] = {}
    for number, (page, after) in enumerate(states, start=1):
        changed = worksheets.edited(before, after)
        edits.append(Edit(number, page, changed, changed))
        before = after
    expected: dict[str, Any] = dict(states[version - 1][1]) if 0 < version <= len(states) else {}
    if version > len(states) and states:
        expected = dict(states[-1][1])
    for edit in edits[version:]:
        if edit.page == MINE:
            expected.update(edit.sent)
    expected = {field: value for field, value in expected.items() if value is not None}
    assert worksheets.known_to(MINE, version, edits) == expected


def test_what_somebody_else_joined_to_it_is_not_known_to_the_page() -> None:
    rows = [{"id": "a", "words": "mine"}, {"id": "b", "words": "theirs"}]
    edits = [
        Edit(1, OTHER, {"lines": rows[1:]}, {"lines": rows[1:]}),
        Edit(2, MINE, {"lines": rows}, {"lines": rows[:1]}),
    ]
    assert worksheets.known_to(MINE, 0, edits) == {"lines": rows[:1]}
    assert worksheets.known_to(MINE, 1, edits) == {"lines": rows[:1]}
    assert worksheets.known_to(MINE, 2, edits) == worksheets.known_to(OTHER, 2, edits) == {"lines": rows}


@given(kept(), kept())
def test_edited_leads_from_one_to_the_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    changed = worksheets.edited(before, after)
    led = {id: value for id, value in (before | changed).items() if value is not None}
    assert led == after
    assert all(before.get(id) != after.get(id) for id in changed)


@given(kept(), kept())
def test_one_answer_is_laid_and_every_other_stays(values: dict[str, Any], other: dict[str, Any]) -> None:
    for place, value in places(other):
        laid = laid_at(values, place, value)
        assert dict(places(laid)) == dict(places(values)) | {place: value}


def test_what_does_not_fit_leaves_what_was_there() -> None:
    base = {"goal": "rest", "lines": [{"id": "r1", "said": "No.", "felt": "x"}], "why": "tired"}
    wrong = [Misfit(place, "…", "too long") for place in ("goal", "lines.r1.said", "step", "why")]
    mine = {"lines": [{"id": "r1", "felt": "y"}], "why": "new"}
    assert left_as_it_was(mine, base, wrong) == {
        "goal": "rest",
        "lines": [{"id": "r1", "felt": "y", "said": "No."}],
        "why": "new",
    }
    assert left_as_it_was(mine, base, ()) == mine
