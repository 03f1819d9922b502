"""Splits told side by side: a reader who knows which words never go together subtracts rows from each other.

All of IPT-A may be young, so that the young without IPT-A are a difference of two rows. Every service is made
that has the same rows and no other words together, whatever the rule would tell of it; of each small number
of people with two words, one of these services has to have a large one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pytest

from amity.core import disclosure
from amity.core.disclosure import Told, Word, decide, is_small
from amity.core.errors import StatisticError
from tests.core.test_disclosure import NAMES, OUTCOMES, Numbers, Splits, counted, crossed, shared_out, told

Place = tuple[str, ...]  # a word of each split, and what kind of people
Both = dict[Any, Numbers]  # of whoever has several words, by these
View = tuple[tuple[int, ...], ...]


def places(groups: Sequence[int], kinds: Sequence[str]) -> list[Place]:
    """Every word of each split with every other."""
    found: list[Place] = [()]
    for words in (*([str(it) for it in range(n)] for n in groups), kinds):
        found = [(*it, word) for it in found for word in words]
    return found


class Service:
    """So many people in each place, and what may be told of them."""

    def __init__(self, cells: dict[Place, int], words: list[list[str]], least: int) -> None:
        splits, self.words = len(words), words
        self.everybody: Numbers = counted(cells)[None]
        self.splits: Splits = {f"split {at}": counted(cells, at) for at in range(splits)}
        self.both: Both = crossed(cells, splits)
        self.pairs = frozenset(words for words in self.both if len(words) - words.count(None) == 2)
        self.may = decide(
            self.everybody,
            self.splits,
            sizes=["people"],
            bases=["known"],
            outcomes=OUTCOMES,
            there=sorted({place[:-1] for place in cells}),
            least=least,
            share=0,
        )

    def rows(self, may: Told, shown: Sequence[str]) -> View:
        """What would be told where this may be; of a group in which nobody is, 0 of everything."""
        view = [tuple(self.everybody[name] for name in told(may.of_all))]
        for words, (column, pool) in zip(self.words, may.together.items(), strict=True):
            if pool is not None:
                groups = self.splits[column]
                for row in (*({it} for it in words if it not in pool), pool):
                    here = [groups[word] for word in row if word in groups]
                    view.append(tuple([sum(it[name] for it in here) for name in shown]))
        return tuple(view)


def search(where: Sequence[Place], people: int, *, least: int = 2) -> tuple[int, int, list[Any]]:
    """Of how many services splits are told side by side, how many small numbers of people with two words
    these have, and which of them are given away."""
    *words, _ = (sorted(set(column)) for column in zip(*where, strict=True))
    every = [
        Service({place: n for place, n in zip(where, sizes, strict=True) if n}, words, least)
        for sizes in shared_out(people, len(where))
    ]
    # names of the same numbers in all of them are one; the first of them is told wherever another is
    names = [*{tuple(it.everybody[name] for it in every): name for name in reversed(NAMES)}.values()]
    alike: dict[str, list[Service]] = defaultdict(list)
    for it in every:
        if it.may and sum(pool is not None for pool in it.may.together.values()) > 1:
            alike[repr(it.may)].append(it)
    wrong: list[Any] = []
    small = 0
    for own in alike.values():
        assert own[0].may is not None
        shown = [name for name in told(own[0].may.by_group) if name in names]
        for held in given_away(own[0].may, shown, own, every, least):
            small += 1
            wrong += held
    return sum(map(len, alike.values())), small, wrong


def given_away(
    may: Told, shown: Sequence[str], own: Sequence[Service], every: Sequence[Service], least: int
) -> Iterator[list[Any]]:
    """For each small number in one of these services: where it is given away, what gives it away."""
    views = [it.rows(may, shown) for it in own]
    alike: dict[View, list[Service]] = {view: [] for view in views}
    for it in every:
        alike.get(it.rows(may, shown), []).append(it)
    known: dict[Any, Both] = {}
    for view, service in zip(views, own, strict=True):
        key = view, service.pairs
        if key not in known:
            known[key] = largest([it.both for it in alike[view] if it.pairs <= service.pairs], shown)
        for pair, numbers in service.both.items():
            for name in shown:
                if is_small(numbers[name], least=least):
                    could = known[key][pair][name]
                    yield [(may, view, service.both, pair, name)] if could < least else []


def largest(services: Collection[Both], shown: Sequence[str]) -> Both:
    """The largest number of each kind there is of people with two words."""
    found: Both = defaultdict(lambda: dict.fromkeys(shown, 0))
    for both in services:
        for pair, numbers in both.items():
            most = found[pair]
            for name in shown:
                if numbers[name] > most[name]:
                    most[name] = numbers[name]
    return found


STAIRS = [(*two, "same") for two in ("00", "10", "11", "21", "22", "32")]  # no row around the middle alone
AROUND = [(*three, "same") for three in ("011", "101", "110", "111")]  # no two of the groups 0 go together
SEARCHED: dict[str, tuple[list[Place], int, int]] = {
    "two splits": (places((2, 2), ("same",)), 12, 2),
    "groups told together": (places((3, 2), ("same",)), 9, 2),
    "an outcome": (places((2, 2), ("same", "improved")), 8, 2),
    "another least": (places((2, 2), ("same",)), 14, 3),
    "three splits": (places((2, 2, 2), ("same",)), 7, 2),
    "three around few": (AROUND, 12, 2),
    "stairs": (STAIRS, 12, 2),
}


@pytest.mark.parametrize("case", SEARCHED)
def test_no_difference_of_rows_gives_a_small_number_back(case: str) -> None:
    where, people, least = SEARCHED[case]
    side_by_side, small, wrong = search(where, people, least=least)
    assert side_by_side > 100
    assert small > 100
    assert wrong == []


# --- the search finds what is wrong

LEAVE_FEW = disclosure._leave_few
Rows = Sequence[disclosure._Row]


def _side_by_side_anyway(everybody: disclosure.Numbers, rows: Rows, least: int) -> bool:
    """Left out."""
    return False


def _around_one(everybody: disclosure.Numbers, rows: Rows, least: int) -> bool:
    """All rows of a split that lie inside one of another are taken from it, and from no two together."""
    return any(
        (inside := [it for it in inner if not it.who & ~row.who])
        and any(
            is_small(row.numbers[name] - sum(it.numbers[name] for it in inside), least=least)
            for name in row.numbers
        )
        for outer in _by_split(rows)
        for inner in _by_split(rows)
        for row in outer
        if outer is not inner
    )


def _two_splits_at_a_time(everybody: disclosure.Numbers, rows: Rows, least: int) -> bool:
    """Rows of three splits are never put together."""
    *others, last = _by_split(rows)
    return any(LEAVE_FEW(everybody, [*other, *last], least) for other in others)


def _by_split(rows: Rows) -> list[list[disclosure._Row]]:
    """Rows stand split by split, and those of each are everybody."""
    found: list[list[disclosure._Row]] = [[]]
    everybody = 0
    for it in rows:
        everybody |= it.who
    for it in rows:
        found[-1].append(it)
        if sum(row.who for row in found[-1]) == everybody:
            found.append([])
    return found[:-1]


@pytest.mark.parametrize(
    ("what", "instead", "case"),
    [
        ("_leave_few", _side_by_side_anyway, "two splits"),
        ("_leave_few", _side_by_side_anyway, "an outcome"),
        ("_leave_few", _around_one, "stairs"),
        ("_leave_few", _two_splits_at_a_time, "three around few"),
    ],
)
def test_a_rule_that_is_wrong_is_found(
    what: str, instead: Any, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, people, least = SEARCHED[case]
    monkeypatch.setattr(disclosure, what, instead)
    assert search(where, people, least=least)[2]


# --- the rule itself

YOUNG: Splits = {
    "protocol": {"ipt": {"courses": 62}, "ipt_a": {"courses": 48}},
    "age": {"young": {"courses": 50}, "adult": {"courses": 60}},
}


def together(splits: Splits, there: Sequence[Sequence[Word]], people: int = 110) -> dict[str, Any]:
    may = decide({"courses": people}, splits, sizes=["courses"], there=there)
    assert may is not None
    return may.together


def test_of_two_splits_that_leave_few_the_later_one_is_not_told() -> None:
    nested = [("ipt", "young"), ("ipt", "adult"), ("ipt_a", "young")]
    assert together(YOUNG, nested) == {"protocol": frozenset(), "age": None}
    turned = {column: YOUNG[column] for column in reversed(YOUNG)}
    assert together(turned, [it[::-1] for it in nested]) == {"age": frozenset(), "protocol": None}
    assert together(YOUNG, [*nested, ("ipt_a", "adult")]) == {"protocol": frozenset(), "age": frozenset()}


def test_what_comes_after_a_split_that_is_not_told_is_told_beside_those_before() -> None:
    third: Splits = YOUNG | {"gender": {"woman": {"courses": 70}, "man": {"courses": 40}}}
    there = [
        (*it, of)
        for it in (("ipt", "young"), ("ipt", "adult"), ("ipt_a", "young"))
        for of in ("woman", "man")
    ]
    assert together(third, there) == {"protocol": frozenset(), "age": None, "gender": frozenset()}


def test_of_several_splits_a_group_needs_one_more() -> None:
    splits: Splits = {
        "protocol": {"ipt": {"courses": 55}, "ipc": {"courses": 50}, "mit": {"courses": 5}},
        "age": YOUNG["age"],
    }
    there = [(one, other) for one in splits["protocol"] for other in splits["age"]]
    assert together(splits, there)["protocol"] == frozenset({"ipc", "mit"})
    assert together({"protocol": splits["protocol"]}, ()) == {"protocol": frozenset()}


def test_where_too_much_is_to_be_looked_through_nothing_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [(one, other) for one in YOUNG["protocol"] for other in YOUNG["age"]]
    monkeypatch.setattr(disclosure, "MOST", 2)  # either split is a family that is everybody
    assert together(YOUNG, there) == {"protocol": frozenset(), "age": frozenset()}
    monkeypatch.setattr(disclosure, "MOST", 1)
    assert together(YOUNG, there) == {"protocol": frozenset(), "age": None}


@pytest.mark.parametrize(
    "there",
    [(), [("ipt", "young"), ("ipt", "adult")], [("ipt", "young"), ("ipt_a", "adult"), ("mit", "adult")]],
)
def test_every_group_is_in_a_combination(there: Any) -> None:
    with pytest.raises(StatisticError, match=r"there names every combination .* for protocol, age\."):
        together(YOUNG, there)
