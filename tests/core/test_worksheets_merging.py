"""Two people on one worksheet: what differs, what is joined, and that no text is lost."""

import random
from itertools import count
from typing import Any

import pytest
from hypothesis import given

from amity.core import worksheets
from amity.core.worksheets import Kept, Merged, merge
from tests.core import slow_worksheets
from tests.core.made_technique import MAP
from tests.core.made_technique import worksheets as kept
from tests.counts import count as times


@given(kept(), kept(), kept())
def test_merging_is_what_leaf_by_leaf_says(base: Any, mine: Any, theirs: Any) -> None:
    merged = merge(base, mine, theirs)
    expected, clashes = slow_worksheets.merge(base, mine, theirs)
    assert slow_worksheets.leaves(merged.values) == expected
    fields = {".".join(path) for path in clashes if "felt" not in path}
    assert {it.place for it in merged.beside if "felt" not in it.place.split(".")} == fields
    felt = {".".join(path[: path.index("felt") + 1]) for path in clashes if "felt" in path}
    assert {it.place for it in merged.beside if it.place.split(".")[-1] == "felt"} == felt


@given(kept(), kept())
def test_an_edit_of_one_alone_is_taken_as_it_is(base: Any, edit: Any) -> None:
    for merged in (merge(base, edit, base), merge(base, base, edit), merge(base, edit, edit)):
        assert slow_worksheets.leaves(merged.values) == slow_worksheets.leaves(edit)
        assert merged.beside == ()


@given(kept(), kept(), kept())
def test_what_was_joined_fits(base: Any, mine: Any, theirs: Any) -> None:
    cleaned = worksheets.clean(MAP, merge(base, mine, theirs).values)
    assert all("room for" in it.says for it in cleaned.misfits)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "values", "beside"),
    [
        ({"a": "x"}, {"a": "y"}, {"a": "z"}, {"a": "z"}, [Kept("a", "y")]),
        ({}, {"a": "y"}, {"b": "z"}, {"b": "z", "a": "y"}, []),
        ({"a": "x"}, {}, {"a": "x"}, {}, []),
        ({"a": "x"}, {}, {"a": "z"}, {"a": "z"}, []),
        ({"a": "x"}, {"a": "z"}, {}, {"a": "z"}, []),
        ({"m": ["a", "b"]}, {"m": ["a", "c"]}, {"m": ["b", "d"]}, {"m": ["d", "c"]}, []),
        ({"m": ["a", "b"]}, {"m": ["a"]}, {"m": ["b"]}, {}, []),
    ],
)
def test_one_answer(base: Any, mine: Any, theirs: Any, values: Any, beside: list[Kept]) -> None:
    assert merge(base, mine, theirs) == Merged(values, tuple(beside))


def rows(*ids: str, **said: str) -> dict[str, Any]:
    return {"lines": [{"id": id, "words": said.get(id, id)} for id in ids]}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "order"),
    [
        (rows("a", "b"), rows("a", "x", "b"), rows("a", "b", "y"), "axby"),
        (rows("a", "b"), rows("x", "a", "b"), rows("y", "a", "b"), "yxab"),
        (rows("a", "b", "c"), rows("a", "b", "c", "x"), rows("c", "b", "a"), "cxba"),
        (rows("a", "b", "c"), rows("c", "b", "a"), rows("a", "b", "c", "y"), "cyba"),
        (rows("a", "b"), rows("b"), rows("a", "b"), "b"),
        (rows("a", "b"), rows("b"), rows("a", "b", a="changed"), "ab"),
        (rows("a", "b"), rows("a", "b", a="changed"), rows("b"), "ab"),
        (rows("a"), {}, {}, ""),
        (rows("a"), {}, rows("a", "y"), "y"),
    ],
)
def test_rows_keep_their_order_and_find_their_neighbours(
    base: Any, mine: Any, theirs: Any, order: str
) -> None:
    merged = merge(base, mine, theirs)
    assert "".join(row["id"] for row in merged.values.get("lines", [])) == order
    assert merged.beside == ()


def test_both_texts_of_one_row_are_kept() -> None:
    merged = merge(rows("a"), rows("a", a="mine"), rows("a", a="theirs"))
    assert merged == Merged(rows("a", a="theirs"), (Kept("lines.a.words", "mine"),))


def test_two_strengths_of_one_feeling_are_both_kept() -> None:
    felt = [{"felt": [{"word": "sad", "strength": n}]} for n in (1, 2, 3)]
    merged = merge(*felt)
    assert merged == Merged(felt[2], (Kept("felt", felt[1]["felt"]),))


class Editor:
    """Somebody with the worksheet open: what they began from, and what stands on their page."""

    def __init__(self, stored: dict[str, Any]) -> None:
        self.load(stored)

    def load(self, stored: dict[str, Any]) -> None:
        self.base = stored
        self.page = {key: _copy(value) for key, value in stored.items()}

    def write(self, chance: random.Random, token: str, alive: set[str]) -> None:
        """Write over something, add a row, or take one away. What is knowingly written over is dead."""
        lines = self.page.setdefault("lines", [])
        what = chance.choice(["field", "row", "new", "new", "gone"])
        if what == "field" or (what != "new" and not lines):
            place = chance.choice(["place", "story", "letter"])
            alive.discard(self.page.get(place, ""))
            self.page[place] = token
            alive.add(token)
        elif what == "gone":
            alive.discard(lines.pop(chance.randrange(len(lines)))["words"])
        elif what == "row":
            row = chance.choice(lines)
            alive.discard(row["words"])
            row["words"] = token
            alive.add(token)
        else:
            lines.insert(chance.randint(0, len(lines)), {"id": f"i{token}", "words": token})
            alive.add(token)
        if not lines:
            del self.page["lines"]


def _copy(value: Any) -> Any:
    return [dict(it) for it in value] if isinstance(value, list) else value


@pytest.mark.parametrize("editors", [2, 3, 8])
def test_random_interleavings_lose_no_text(editors: int) -> None:
    """G29: whatever order they write, take away and save in, each text stands in its place or beside it."""
    for seed in range(times(1000)):
        lost = _lost_in(random.Random(seed), editors)
        assert lost == set(), seed


def _lost_in(chance: random.Random, editors: int) -> set[str]:
    stored: dict[str, Any] = {}
    beside: list[Any] = []
    alive: set[str] = set()
    tokens = count()
    everybody = [Editor(stored) for _ in range(editors)]
    for turn in range(30 + editors):
        editor = everybody[turn - 30] if turn >= 30 else chance.choice(everybody)
        if turn < 30:
            editor.write(chance, f"t{next(tokens)}", alive)
        if turn >= 30 or chance.random() < 0.4:
            merged = merge(editor.base, editor.page, stored)
            stored = merged.values
            beside += [it.value for it in merged.beside]
            editor.load(stored)
    return alive - {*slow_worksheets.strings(stored), *slow_worksheets.strings(beside)}


@given(kept(), kept())
def test_what_differs_is_what_has_to_be_written(before: Any, after: Any) -> None:
    found = worksheets.changed(before, after)
    one, other = dict(worksheets.places(before)), dict(worksheets.places(after))
    assert {it.place for it in found} == {at for at in one | other if one.get(at) != other.get(at)}
    for change in found:
        assert (one.pop(change.place, None), change.after) == (change.before, other.pop(change.place, None))
    assert one == other
    assert worksheets.changed(before, before) == ()


@given(kept())
def test_a_client_sees_everything_but_what_is_private(values: dict[str, Any]) -> None:
    assert worksheets.seen_by(MAP, values, "clinician") == values
    seen = worksheets.seen_by(MAP, values, "client")
    hidden = {it.place for it in worksheets.changed(values, seen)}
    assert hidden == {
        at for at, _ in worksheets.places(values) if at == "working_view" or at.endswith(".note")
    }


@given(kept(), kept())
def test_an_edit_by_a_client_leaves_what_they_do_not_see(stored: Any, sent: Any) -> None:
    base = worksheets.seen_by(MAP, stored, "client")
    mine = worksheets.seen_by(MAP, sent, "client")
    merged = worksheets.merge_seen(MAP, base, mine, stored, "client")
    leaves, was = slow_worksheets.leaves(merged.values), slow_worksheets.leaves(stored)
    private = {at for at in was if at[0] == "working_view" or at[-1] == "note"}
    assert {at: leaves[at] for at in private} == {at: was[at] for at in private}
    assert worksheets.seen_by(MAP, merged.values, "client") == mine
    assert list(merged.values) == [it.id for it in MAP.fields if it.id in merged.values]


@given(kept(), kept(), kept())
def test_a_clinician_joins_everything(base: Any, mine: Any, theirs: Any) -> None:
    assert worksheets.merge_seen(MAP, base, mine, theirs, "clinician") == merge(base, mine, theirs)
