"""Which numbers of a service are told, so that nothing told gives back a small one.

Groups with small numbers are told together, as one; an outcome that is rare in all is not told by group at
all; and a split is not told where its rows and those of others, taken from everybody, leave few.
`docs/explanation/outcomes.md` says why nothing can be subtracted from that.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from amity.core.errors import StatisticError

# Amity decision. NHS Digital holds back 1 to 7 below the national level in hospital statistics (unverified).
LEAST: Final = 5
SHARE: Final = 3  # Amity decision: see the table in docs/explanation/outcomes.md
MOST: Final = (
    10_000  # ways to take rows from everybody that are looked through; a split with more is not told
)
Numbers = Mapping[str, int]  # by name, each a whole number from 0 on
Word = str | None  # of a group; None where it was not recorded


@dataclass(frozen=True, slots=True)
class Outcome:
    """Numbers that are told together or not at all.

    of: the number of those of whom it is known. parts: the numbers told of them, and their opposites.
    inside: an outcome one of whose parts this one tells apart further, and of is that part; so that it is
    told only where that one is.
    """

    name: str
    of: str
    parts: tuple[str, ...]
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told. of_all, by_group: names of outcomes. together: by split the groups that are told as
    one; () where each is told by itself, None where the split is not told at all."""

    of_all: tuple[str, ...]
    by_group: tuple[str, ...]
    together: dict[str, frozenset[Word] | None]


@dataclass(frozen=True, slots=True)
class _Row:
    """One group of a split, or those told together. who: the combinations of words in it, a bit for each."""

    who: int
    numbers: Numbers


def is_small(number: int, *, least: int = LEAST) -> bool:
    """Whether a number is held back; 0 is told.

    >>> [is_small(it) for it in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < number < least


def decide(
    everybody: Numbers,
    splits: Mapping[str, Mapping[Word, Numbers]],
    *,
    sizes: Sequence[str],
    bases: Sequence[str] = (),
    outcomes: Sequence[Outcome] = (),
    there: Collection[Sequence[Word]] = (),
    least: int = LEAST,
    share: int = SHARE,
) -> Told | None:
    """What may be told of a service, everything that is told of the same people at once.

    everybody: all numbers by name. splits: the same numbers of every group that is not empty, by column and
        word. sizes: the names of numbers told of everybody and of every row; by the first, the smallest group
        joins first. bases: of further numbers told of every row. outcomes: each after the one it is inside
        of. there: of two splits or more, every combination of words that anybody has, in the order of the
        splits. least: the smallest number that is told, from 2 on. share: an outcome is told by group where
        each of its parts in all is so many times `least` for every group of the longest split, or 0.
    Of splits that cannot be told side by side the later ones are not told.
    Returns None where a size of everybody is small: then nothing is told.
    Raises StatisticError for another least, for a share below 0, and where a group is in no combination.

    >>> by_protocol = {"ipt": {"courses": 40}, "ipc": {"courses": 12}, "mit": {"courses": 3}}
    >>> may = decide({"courses": 55}, {"protocol": by_protocol}, sizes=["courses"])
    >>> sorted(may.together["protocol"])
    ['ipc', 'mit']
    """
    _check(least, share)
    _check_there(splits, there)
    if any(is_small(everybody[size], least=least) for size in sizes):
        return None
    of_all = tuple(_large(everybody, outcomes, least, least))
    enough = least * max([1, *(share * len(groups) for groups in splits.values())])
    by_group = tuple(_large(everybody, outcomes, least, enough))
    names = {*sizes, *bases}
    for outcome in outcomes:
        if outcome.name in by_group:
            names |= {outcome.of, *outcome.parts}
    told = {
        column: {word: {name: numbers[name] for name in names} for word, numbers in groups.items()}
        for column, groups in splits.items()
    }
    return Told(of_all, by_group, _side_by_side(everybody, told, sizes[0], there, least))


def _large(everybody: Numbers, outcomes: Sequence[Outcome], least: int, enough: int) -> Iterator[str]:
    """The outcomes that are large enough in all, by the numbers of everybody alone.

    Of fewer than twice `least`, one part or its opposite is small whatever it is: that would say so.
    """
    names: set[str | None] = {None}
    for it in outcomes:
        if (
            it.inside in names
            and everybody[it.of] >= 2 * least
            and not any(is_small(everybody[part], least=enough) for part in it.parts)
        ):
            names.add(it.name)
            yield it.name


def _together(groups: Mapping[Word, Numbers], size: str, least: int) -> frozenset[Word] | None:
    """The groups with a small number; others join, the smallest first and as large ones at once, until
    whatever is small in one of them is large in another. None where nobody is left."""
    joined = {
        word for word, numbers in groups.items() if any(is_small(n, least=least) for n in numbers.values())
    }
    while len(joined) < len(groups) and _alone([groups[word] for word in joined], least):
        smallest = min(numbers[size] for word, numbers in groups.items() if word not in joined)
        joined |= {word for word, numbers in groups.items() if numbers[size] == smallest}
    return None if joined and len(joined) == len(groups) else frozenset(joined)


def _alone(members: Collection[Numbers], least: int) -> bool:
    """Whether a number is small in one of these and large in none."""
    names = {name for it in members for name, n in it.items() if is_small(n, least=least)}
    return any(max(it[name] for it in members) < least for name in names)


def _side_by_side(
    everybody: Numbers,
    splits: Mapping[str, Mapping[Word, Numbers]],
    size: str,
    there: Collection[Sequence[Word]],
    least: int,
) -> dict[str, frozenset[Word] | None]:
    """The groups of each split that are told together; None where it is not told, or not beside those before.

    Of several splits a group needs one more: that they are told side by side says of exactly `least` people
    that they are not all in one group of another split, if that would leave few of it.
    """
    if len(splits) == 1:
        return {column: _together(groups, size, least) for column, groups in splits.items()}
    pools: dict[str, frozenset[Word] | None] = {}
    found: list[_Row] = []
    for at, (column, groups) in enumerate(splits.items()):
        pool = _together(groups, size, least + 1)
        rows = [] if pool is None else [*found, *_rows(groups, pool, [words[at] for words in there])]
        if not rows or _leave_few(everybody, rows, least):
            pools[column] = None
        else:
            pools[column], found = pool, rows
    return pools


def _rows(groups: Mapping[Word, Numbers], pool: Collection[Word], words: Sequence[Word]) -> Iterator[_Row]:
    """The groups as they are told. words: of this split, one for each combination there is."""
    for row in (*({word} for word in groups if word not in pool), *([pool] if pool else [])):
        who = sum(1 << place for place, word in enumerate(words) if word in row)
        numbers = [groups[word] for word in row]
        yield _Row(who, {name: sum(it[name] for it in numbers) for name in numbers[0]})


def _leave_few(everybody: Numbers, rows: Sequence[_Row], least: int) -> bool:
    """Whether rows of any splits, no two of which share anybody, are all but few of everybody.

    The reader knows which words never go together. Where there are too many families to look through, one of
    them may be such.
    """
    every = range(len(rows))
    apart = [frozenset(it for it in every if not rows[it].who & row.who) for row in rows]
    families = list(islice(_families(apart, frozenset(every)), MOST + 1))
    return len(families) > MOST or any(
        is_small(everybody[name] - sum(rows[it].numbers[name] for it in family), least=least)
        for family in families
        for name in rows[0].numbers
    )


def _families(
    apart: Sequence[frozenset[int]],
    may: frozenset[int],
    seen: frozenset[int] = frozenset(),
    family: frozenset[int] = frozenset(),
) -> Iterator[frozenset[int]]:
    """Every family of rows that are apart from each other to which no other could be added.

    A row that could be added would not leave few, or has a 0, which leaves as many; so all that leave few are
    among them. Bron & Kerbosch 1973, Commun ACM 16(9):575-577, with a pivot.
    """
    if not may | seen:
        yield family
        return
    pivot = max(may | seen, key=lambda it: len(apart[it] & may))
    for it in may - apart[pivot]:
        yield from _families(apart, may & apart[it], seen & apart[it], family | {it})
        may, seen = may - {it}, seen | {it}


def _check(least: object, share: object) -> None:
    for name, value, lowest in (("least", least, 2), ("share", share, 0)):
        if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
            raise StatisticError(f"{name} is a whole number from {lowest} on; got {value!r}. Leave it out.")


def _check_there(splits: Mapping[str, Collection[Word]], there: Collection[Sequence[Word]]) -> None:
    if len(splits) > 1 and [set(groups) for groups in splits.values()] != [
        {words[at] for words in there} for at in range(len(splits))
    ]:
        raise StatisticError(
            "there names every combination of words that anybody has, so that each group of each split is in "
            f"one of them; got {len(there)} combinations for {', '.join(splits)}. Give it for several splits."
        )
