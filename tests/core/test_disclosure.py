"""Small numbers stay hidden: every small service, told as it may be, is searched for what gives one away.

Whoever reads knows the rule, the names of all groups and how outcomes contain one another. Two services that
are told alike cannot be told apart; so of each number that is held back for being small, another service that
is told alike has to have a large one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

import pytest

from amity.core import disclosure
from amity.core.disclosure import Outcome, Told, Word, decide, is_small
from amity.core.errors import StatisticError

Numbers = dict[str, int]
Splits = dict[str, dict[Word, Numbers]]
KINDS = {  # of people, by what holds of them: recovered is inside improved, worse and the same inside not
    "unknown": (),
    "worse": ("known", "not improved", "worse"),
    "same": ("known", "not improved", "same"),
    "improved": ("known", "improved"),
    "recovered": ("known", "improved", "recovered"),
}
BETTER = ("improved", "not improved", "recovered", "not recovered")
OUTCOMES = (
    Outcome("better", "known", BETTER),
    Outcome("bad", "not improved", ("worse", "same"), inside="better"),
)
ALWAYS = ("people", "known")
NAMES = (*ALWAYS, *BETTER, "worse", "same")


def shared_out(people: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way to share people out over places."""
    if places == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in shared_out(people - first, places - 1):
            yield (first, *rest)


def counted(cells: Mapping[tuple[Any, ...], int], place: int | None = None) -> dict[Any, Numbers]:
    """All numbers of everybody (by None), or of every group that is not empty; the kind stands last."""
    found: dict[Any, Numbers] = {}
    for cell, n in cells.items():
        if n:
            numbers = found.setdefault(None if place is None else cell[place], dict.fromkeys(NAMES, 0))
            for name in ("people", *KINDS[cell[-1]]):
                numbers[name] += n
    for numbers in found.values():
        numbers["not recovered"] = numbers["known"] - numbers["recovered"]
    return found


def crossed(cells: Mapping[tuple[Any, ...], int], splits: int) -> dict[Any, Numbers]:
    """All numbers of whoever is in groups of several splits at once, by their words; None for others."""
    found: dict[Any, Numbers] = {}
    for size in range(2, splits + 1):
        for some in combinations(range(splits), size):
            words = (
                tuple(word if at in some else None for at, word in enumerate(cell[:-1])) for cell in cells
            )
            found |= counted(
                {(word, *cell): n for word, (cell, n) in zip(words, cells.items(), strict=True)}, 0
            )
    return found


def told(outcomes: tuple[str, ...]) -> list[str]:
    """The names of all numbers told, with these outcomes."""
    return [*ALWAYS, *(part for it in OUTCOMES if it.name in outcomes for part in it.parts)]


def said(may: Told, everybody: Numbers, splits: Splits) -> tuple[dict[Any, int], Any]:
    """What is held back, by whose it is, and everything that is told."""
    of_all, shown = told(may.of_all), told(may.by_group)
    view: list[Any] = [shown, [(name, everybody[name]) for name in of_all]]
    held: dict[Any, int] = {("all", name): everybody[name] for name in NAMES if name not in of_all}
    for column, groups in splits.items():
        pool = may.together[column]
        for word, numbers in sorted(groups.items(), key=str):  # no order of their own tells anything
            gone = pool is None or word in pool
            held |= {(column, word, name): numbers[name] for name in NAMES if gone or name not in shown}
            if not gone:
                view.append((column, word, [numbers[name] for name in shown]))
        if pool:
            view.append(
                (column, sorted(pool, key=str), [sum(groups[word][name] for word in pool) for name in shown])
            )
    return held, view


def search(
    groups: tuple[int, ...],
    kinds: tuple[str, ...],
    people: int,
    *,
    least: int = 2,
    share: int = 0,
    said: Callable[[Told, Numbers, Splits], tuple[dict[Any, int], Any]] = said,
) -> tuple[int, int, list[Any]]:
    """Every service of so many people; how many small numbers were held back, how many groups were told
    together, and what can be concluded.

    groups: how many there are in each split.
    """
    places = [*product(*(map(str, range(n)) for n in groups), kinds)]
    alike: dict[str, dict[Any, set[int]]] = defaultdict(lambda: defaultdict(set))
    services: list[tuple[str, dict[Any, int], int]] = []
    pooled = 0
    for sizes in shared_out(people, len(places)):
        cells = dict(zip(places, sizes, strict=True))
        everybody = counted(cells)[None]
        splits = {f"split {at}": counted(cells, at) for at in range(len(groups))}
        may = decide(
            everybody,
            splits,
            sizes=["people"],
            bases=["known"],
            outcomes=OUTCOMES,
            there=sorted({cell[:-1] for cell, n in cells.items() if n}),
            least=least,
            share=share,
        )
        assert may is not None
        pooled += sum(bool(it) for it in may.together.values())
        held, told_of_it = said(may, everybody, splits)
        for both, numbers in crossed(cells, len(groups)).items():
            held |= {(both, name): numbers[name] for name in told(may.by_group)}
        view = repr(told_of_it)
        for key, n in held.items():
            alike[view][key].add(n)
        services.append((view, held, everybody["known"]))
    small = 0
    wrong = []
    for view, held, known in services:
        for key, n in held.items():
            if is_small(n, least=least):
                small += 1
                could = alike[view][key]
                if max(could) < min(least, known) or len(could) < 2:
                    wrong.append((view, key, could))
    return small, pooled, wrong


SMALL: list[Any] = [
    pytest.param((3,), ("same", "improved"), 8, {}, id="three groups"),
    pytest.param((4,), ("same", "improved"), 6, {}, id="four groups"),
    pytest.param((3,), ("same", "improved", "recovered"), 6, {}, id="outcomes inside one another"),
    pytest.param((3,), ("worse", "same", "recovered"), 6, {}, id="and one that is rare"),
    pytest.param((3,), ("unknown", "same", "recovered"), 6, {}, id="not known of everybody"),
    pytest.param((3,), ("same", "improved"), 12, {"share": 1}, id="rare in all is not told by group"),
    pytest.param((3,), ("same", "improved"), 10, {"least": 3}, id="another least"),
    pytest.param((3, 2), ("same",), 9, {}, id="two splits"),
    pytest.param((3, 2), ("same", "improved"), 6, {}, id="two splits and an outcome"),
    pytest.param((2, 2, 2), ("same",), 7, {}, id="three splits"),
    pytest.param((3, 2), ("worse", "same", "recovered"), 4, {}, id="two splits and a rare outcome"),
]


@pytest.mark.parametrize(("groups", "kinds", "people", "given"), SMALL)
def test_nothing_told_gives_a_small_number_back(
    groups: tuple[int, ...], kinds: tuple[str, ...], people: int, given: Any
) -> None:
    small, pooled, wrong = search(groups, kinds, people, **given)
    assert small > 100
    assert pooled > 100 or people < 8  # too few to be told together
    assert wrong == []


# --- the search finds what is wrong

TOGETHER = disclosure._together


def _none_alone(members: Any, least: int) -> bool:
    """One group will do."""
    return False


def _sum_will_do(members: Any, least: int) -> bool:
    """Together they are large, whatever each is."""
    return (
        any(is_small(sum(it[name] for it in members), least=least) for name in members[0])
        if members
        else False
    )


def _by_name(groups: dict[Word, Numbers], size: str, least: int) -> frozenset[Word] | None:
    """Of groups as large as each other, the first by its name joins."""
    joined = {word for word, it in groups.items() if any(is_small(n, least=least) for n in it.values())}
    while len(joined) < len(groups) and disclosure._alone([groups[word] for word in joined], least):
        joined.add(min(groups.keys() - joined, key=lambda word: (groups[word][size], word)))
    return None if joined and len(joined) == len(groups) else frozenset(joined)


def _of_exactly_least(groups: Any, size: str, least: int) -> frozenset[Word] | None:
    """Of several splits no group needs one more: side by side they say that not all of it is in another."""
    return TOGETHER(groups, size, least - 1)


def _once(everybody: Numbers, outcomes: Any, least: int, enough: int) -> Iterator[str]:
    """Known of as many as may be told, not of twice as many."""
    names = {None}
    for it in outcomes:
        if it.inside in names and not any(is_small(everybody[part], least=enough) for part in it.parts):
            names.add(it.name)
            yield it.name


@pytest.mark.parametrize(
    ("what", "instead", "case"),
    [
        ("_alone", _none_alone, ((3,), ("same", "improved"), 6, 2)),
        ("_alone", _sum_will_do, ((3,), ("same", "improved"), 6, 2)),
        ("_together", _by_name, ((3,), ("unknown",), 12, 3)),
        ("_large", _once, ((2,), ("same", "worse", "recovered"), 6, 2)),
        ("_together", _of_exactly_least, ((2, 2), ("same",), 10, 2)),
    ],
)
def test_a_rule_that_is_wrong_is_found(
    what: str, instead: Any, case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    *service, least = case
    assert search(*service, least=least)[2] == []
    monkeypatch.setattr(disclosure, what, instead)
    assert search(*service, least=least)[2]


def _with_sizes(may: Told, everybody: Numbers, splits: Splits) -> tuple[dict[Any, int], Any]:
    """Also how many people are in each of the groups that are told together."""
    held, view = said(may, everybody, splits)
    return held, [view, [[(word, it["people"]) for word, it in groups.items()] for groups in splits.values()]]


def _each_alone(may: Told, everybody: Numbers, splits: Splits) -> tuple[dict[Any, int], Any]:
    """Groups are told together outcome by outcome."""
    views = []
    held: dict[Any, int] = {}
    for number, part in enumerate(BETTER[::2]):
        one = Outcome(str(number), "known", (part,))
        of = decide(everybody, splits, sizes=["people"], outcomes=[one], least=2, share=0)
        assert of is not None
        for column, groups in splits.items():
            pool = of.together[column]
            for word, it in groups.items():
                if pool is None or word in pool:
                    held[column, word, part] = it[part]
                else:
                    views.append((part, column, word, it[part], it["people"]))
    return held, [views, sorted(everybody.items())]


def _cells(may: Told, everybody: Numbers, splits: Splits) -> tuple[dict[Any, int], Any]:
    """Small numbers are left out one by one."""
    held: dict[Any, int] = {}
    view = []
    for column, groups in splits.items():
        for word, it in groups.items():
            small = {name for name in NAMES if is_small(it[name], least=2)}
            held |= {(column, word, name): it[name] for name in small}
            view.append((column, word, [(name, it[name]) for name in NAMES if name not in small]))
    return held, [sorted(view), sorted(everybody.items())]


def _where_it_is_small(may: Told, everybody: Numbers, splits: Splits) -> tuple[dict[Any, int], Any]:
    """An outcome is left out of a split, alone, where it is small in one of its groups."""
    held: dict[Any, int] = {}
    view = []
    for column, groups in splits.items():
        for name in NAMES:
            if any(is_small(it[name], least=2) for it in groups.values()):
                held |= {(column, word, name): it[name] for word, it in groups.items()}
            else:
                view.append((column, name, [(word, it[name]) for word, it in sorted(groups.items())]))
    return held, [view, sorted(everybody.items())]


@pytest.mark.parametrize("wrong", [_with_sizes, _each_alone, _cells, _where_it_is_small])
def test_a_telling_that_is_wrong_is_found(wrong: Any) -> None:
    assert search((3,), ("same", "improved", "recovered"), 6, said=wrong)[2]


# --- the rule itself

SIZES = ["courses"]


def of(**sizes: int) -> frozenset[Word] | None:
    groups: Splits = {"protocol": {name: {"courses": n} for name, n in sizes.items()}}
    may = decide({"courses": sum(sizes.values())}, groups, sizes=SIZES)
    assert may is not None
    return may.together["protocol"]


def test_large_groups_are_told_each_by_itself() -> None:
    assert of(ipt=40, ipc=5) == frozenset()
    assert of(ipt=40) == frozenset()


def test_a_small_group_takes_the_smallest_large_one_with_it() -> None:
    assert of(ipt=40, ipc=12, mit=3) == frozenset({"ipc", "mit"})
    assert of(ipt=40, ipc=12, mit=3, ipt_a=4) == frozenset(
        {"ipc", "mit", "ipt_a"}
    )  # of 7 people, none could be of 5


def test_groups_as_large_as_each_other_join_together() -> None:
    assert of(ipt=40, ipc=12, ipt_a=12, mit=3) == frozenset({"ipc", "ipt_a", "mit"})


def test_where_nobody_is_left_the_split_is_not_told() -> None:
    assert of(ipt=40, mit=3) is None


def test_a_service_that_is_small_itself_is_told_nothing_of() -> None:
    assert decide({"courses": 4}, {}, sizes=SIZES) is None
    assert decide({"courses": 0}, {}, sizes=SIZES) == Told((), (), {})


WORSE = Outcome("worse", "known", ("worse", "not worse"))


@pytest.mark.parametrize(
    ("known", "worse", "of_all", "by_group"),
    [
        (90, 45, True, True),  # 3 times 5 people in each of 3 groups
        (90, 44, True, False),
        (90, 46, True, False),  # as few are not worse
        (90, 0, True, True),
        (90, 4, False, False),
        (90, 86, False, False),
        (9, 0, False, False),  # of 9, either or both are small, or one is 0: which, is not said
        (10, 5, True, False),
    ],
)
def test_an_outcome_that_is_rare_in_all(known: int, worse: int, of_all: bool, by_group: bool) -> None:
    everybody = {"courses": 100, "known": known, "worse": worse, "not worse": known - worse}
    groups: Splits = {"protocol": {name: dict.fromkeys(everybody, 20) for name in ("ipt", "ipc", "mit")}}
    may = decide(everybody, groups, sizes=SIZES, outcomes=[WORSE])
    assert may is not None
    assert (may.of_all, may.by_group) == (("worse",) * of_all, ("worse",) * by_group)


def test_the_longest_split_counts_for_all_of_them() -> None:
    everybody = {"courses": 100, "known": 100, "worse": 50, "not worse": 50}
    groups = {name: dict.fromkeys(everybody, 20) for name in ("one", "two", "three", "four")}
    both: Any = {"protocol": {"ipt": everybody}, "problem_area": groups}
    there = [("ipt", name) for name in groups]
    may = decide(everybody, both, sizes=SIZES, outcomes=[WORSE], there=there)
    assert may is not None
    assert (may.of_all, may.by_group) == (("worse",), ())


def test_what_tells_another_outcome_apart_goes_with_it() -> None:
    everybody = {"courses": 100, "known": 40, "worse": 3, "not worse": 37, "rest": 30, "a": 10, "b": 20}
    inside = Outcome("inside", "rest", ("a", "b"), inside="worse")
    for worse, found in ((3, ()), (5, ("worse", "inside"))):
        may = decide(everybody | {"worse": worse}, {}, sizes=SIZES, outcomes=[WORSE, inside])
        assert may is not None
        assert may.of_all == found


def test_a_base_or_an_outcome_makes_a_group_too_small() -> None:
    large = {"courses": 60, "paired": 60, "known": 60, "worse": 30, "not worse": 30}
    everybody = {name: 10 * n for name, n in large.items()}
    for name in ("paired", "known", "worse", "not worse"):
        groups: Splits = {"by": {"one": large | {name: 4}, "two": large, "three": large | {"courses": 70}}}
        may = decide(everybody, groups, sizes=SIZES, bases=["paired"], outcomes=[WORSE])
        assert may is not None
        assert may.together["by"] == frozenset({"one", "two"})


@pytest.mark.parametrize("wrong", [{"least": 1}, {"least": 2.5}, {"least": True}, {"share": -1}])
def test_another_least_is_refused(wrong: Any) -> None:
    with pytest.raises(StatisticError, match=rf"{next(iter(wrong))} is a whole number from"):
        decide({"courses": 9}, {}, sizes=SIZES, **wrong)
