"""Which numbers of a service are told, so that nothing told gives back a small one.

Groups with small numbers are told together, as one; and an outcome that is small in all is not told by groups
at all. `docs/explanation/outcomes.md` says why nothing can be subtracted from that.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from amity.core.errors import StatisticError

LEAST: Final = 5  # Amity decision, after the practice of NHS Talking Therapies reports (unverified)
Numbers = Mapping[str, int]  # by name, each a whole number from 0 on
Word = str | None  # of a group; None where it was not recorded


@dataclass(frozen=True, slots=True)
class Outcome:
    """Numbers that are told together or not at all.

    of: the number of those of whom it is known. parts: the numbers told of them, with their opposites.
    inside: an outcome whose answers this one tells apart further, so that it is told only where that one is.
    """

    name: str
    of: str
    parts: tuple[str, ...]
    inside: str | None = None


def is_small(number: int, *, least: int = LEAST) -> bool:
    """Whether a number is held back; 0 is told.

    >>> [is_small(it) for it in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < number < least


def told(
    everybody: Numbers, outcomes: Iterable[Outcome], *, groups: int = 1, least: int = LEAST
) -> tuple[str, ...]:
    """The outcomes that are large enough in all, by the numbers of everybody alone.

    everybody: has what each outcome names. outcomes: each after the one it is inside of. groups: among how
        many groups the numbers are shared out; then each has to be so many times as large.
    An outcome is told where it is known of twice `least`, and where each of its parts is 0 or `least`, times
    the groups. (Of fewer than twice `least` one part or its opposite is small whatever it is.)
    Raises StatisticError for another least.

    >>> outcomes = [Outcome("worse", "paired", ("worse", "not worse"))]
    >>> everybody = {"paired": 90, "worse": 7, "not worse": 83}
    >>> told(everybody, outcomes), told(everybody, outcomes, groups=3)
    (('worse',), ())
    """
    _check(least)
    names: list[str] = []
    enough = least * groups
    for it in outcomes:
        large = not any(is_small(everybody[part], least=enough) for part in it.parts)
        if large and everybody[it.of] >= 2 * enough and it.inside in (None, *names):
            names.append(it.name)
    return tuple(names)


def together(groups: Mapping[Word, Numbers], size: str, *, least: int = LEAST) -> frozenset[Word] | None:
    """The groups of one split that are told together, as one; () where none has to be, None where all have.

    groups: of each every number that would be told of it, under the same names in all. size: the name of the
        number by which the smallest joins first.
    Groups with a small number are told together; others join, the smallest first and as large ones at once,
    until whatever is small in one of them is `least` or more in another. So the names of the two may be
    exchanged, and nothing that is told changes. Where nobody is left, the split is not told.
    Raises StatisticError for another least.

    >>> groups = {"ipt": 40, "ipc": 12, "ipt_a": 3}
    >>> sorted(together({name: {"courses": n} for name, n in groups.items()}, "courses"))
    ['ipc', 'ipt_a']
    """
    _check(least)
    joined = {name for name, numbers in groups.items() if _has_small(numbers, least)}
    while _alone([groups[name] for name in joined], least) and len(joined) < len(groups):
        smallest = min(numbers[size] for name, numbers in groups.items() if name not in joined)
        joined |= {name for name, numbers in groups.items() if numbers[size] == smallest}
    return None if joined and len(joined) == len(groups) else frozenset(joined)


def _has_small(numbers: Numbers, least: int) -> bool:
    return any(is_small(it, least=least) for it in numbers.values())


def _alone(members: Collection[Numbers], least: int) -> bool:
    """Whether a number is small in one of these and large in none."""
    names = {name for it in members for name, n in it.items() if is_small(n, least=least)}
    return any(max(it[name] for it in members) < least for name in names)


def _check(least: object) -> None:
    if isinstance(least, bool) or not isinstance(least, int) or least < 2:
        raise StatisticError(
            f"least is a whole number from 2 on; got {least!r}. Below 2 nothing is held back."
        )
