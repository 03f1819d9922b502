"""Which counts of a service may be shown, so that no subtraction gives back a small one.

A small count is held back, and with it as many others as it takes: cells of its row and column, or the number
of people in a group. What is shown then fits every number from 1 up to the first that is not small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

from amity.core.errors import StatisticError

LEAST: Final = 5  # Amity decision, after the practice of NHS Talking Therapies reports (unverified)
Table = Sequence[Sequence[int]]
Place = tuple[int, int]  # row and column; the column after the last holds how many are in the row
Node = tuple[str, int]  # "row" or "column", and which; the column after the last adds up to everybody


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may be shown; None is held back, because it is small or would give a small one away.

    cells: a row for each group, a column for each answer. of: how many are in each group. totals: of each
    column; everybody: of them all.
    """

    cells: tuple[tuple[int | None, ...], ...]
    of: tuple[int | None, ...]
    totals: tuple[int | None, ...]
    everybody: int | None


def suppress(tables: Mapping[str, Table], *, least: int = LEAST) -> dict[str, Shown]:
    """Hold back what is small, and what would tell it.

    tables: by name, each a row for each group and a column for each answer, in whole numbers from 0 on; a
        course stands in one cell of every table, so that all have the same columns with the same totals.
        Where an outcome may be missing, missing is an answer. least: the smallest number that is shown, from
        2 on; 0 is shown as well.
    Returns every table with its margins. The totals are shown, or, where one of them is small itself,
    nothing. Of a small number that is held back, all that is shown in all of the tables together fits every
    value from 1 to `least`; of another that is held back, two values at least. Somebody who knows more, such
    as that they are in a cell themself, can tell more.
    Raises StatisticError for what is no table of counts, for totals that differ, and for another least.
    Sources: Cox 1980, J Am Stat Assoc 75(370):377-385 (complementary suppression); Cox 1995, J Am Stat Assoc
    90(432):1453-1462 (as flows in a network).

    >>> shown = suppress({"protocol": [[12, 9], [2, 8], [20, 6]]})["protocol"]
    >>> shown.cells
    ((None, None), (None, None), (20, 6))
    >>> shown.of, shown.totals
    ((21, 10, 26), (34, 23))
    """
    _check_least(least)
    totals = {name: _totals(name, table) for name, table in tables.items()}
    if len(set(totals.values())) > 1:
        raise StatisticError(
            f"the totals of {', '.join(totals)} differ: {'; '.join(map(str, totals.values()))}. Count the "
            "same courses in every table, those of whom a group is not known as a group of their own."
        )
    return {name: _shown(table, totals[name], least) for name, table in tables.items()}


def suppress_outcomes(tables: Mapping[str, Table], *, least: int = LEAST) -> dict[str, Shown]:
    """The same for several outcomes of the same groups, which share the numbers of people in each group.

    tables: by outcome, each a row for each group and a column for each of its answers, missing among them; a
        group has as many people in every table. least: as `suppress` takes it.
    Returns every table. Whether the size of a group is shown is decided once, for all of them; of a group
    whose size is held back, so is everything. Where a total of an outcome is small, the whole outcome is.
    Of a small number that is held back, all that is shown in all of the tables together fits every value from
    it up to `least`, so that nobody can tell that it is small; and of a size, every value from 1. Downwards
    it is as free as the sizes and totals leave it.
    One split at a time: outcomes by protocol and the same outcomes by area, shown side by side, may tell
    together what neither tells alone.
    Raises StatisticError for what is no table of counts, for sizes that differ, and for another least.

    >>> shown = suppress_outcomes({"recovery": [[12, 9], [2, 8]], "completed": [[11, 10], [5, 5]]})
    >>> shown["recovery"].cells, shown["completed"].cells
    (((None, None), (None, None)), ((11, 10), (5, 5)))
    """
    _check_least(least)
    for name, table in tables.items():
        _totals(name, table)
    sizes = {name: tuple(map(sum, table)) for name, table in tables.items()}
    if len(set(sizes.values())) > 1:
        raise StatisticError(
            f"the sizes of groups in {', '.join(sizes)} differ: {'; '.join(map(str, sizes.values()))}. Give "
            "everybody of a group an answer in every table, missing where there is none."
        )
    return {name: _of_outcome(table, sizes[name], least) for name, table in tables.items()}


def _of_outcome(table: Table, sizes: tuple[int, ...], least: int) -> Shown:
    (size,) = suppress({"": [[n] for n in sizes]}, least=least).values()
    totals, width = tuple(map(sum, zip(*table, strict=True))), len(table[0])
    if size.everybody is None or any(0 < it < least for it in totals):
        nothing = (None,) * width
        return Shown((nothing,) * len(table), size.of, nothing, size.everybody)
    gone = {row for row, n in enumerate(size.of) if n is None}
    values = {(row, column): n for row, cells in enumerate(table) for column, n in enumerate(cells)}
    values |= {(row, width): sizes[row] for row in gone}  # the sizes that are shown cannot move
    held = {place for place in values if place[0] in gone}
    hidden = _hidden(values, width, least, held)
    cells = tuple(
        tuple(None if (row, column) in hidden else n for column, n in enumerate(cells))
        for row, cells in enumerate(table)
    )
    return Shown(cells, size.of, totals, size.everybody)


def _check_least(least: object) -> None:
    if isinstance(least, bool) or not isinstance(least, int) or least < 2:
        raise StatisticError(
            f"least is a whole number from 2 on; got {least!r}. Below 2 nothing is held back."
        )


def _totals(name: str, table: Table) -> tuple[int, ...]:
    """The totals of the columns. Raises StatisticError for what is no table."""
    rows = [tuple(row) for row in table]
    whole = all(type(it) is int and it >= 0 for row in rows for it in row)
    if not whole or len({len(row) for row in rows}) != 1 or not rows[0]:
        raise StatisticError(
            f"{name} is a table of whole numbers from 0 on, with rows as long as each other; got {rows}. "
            "Give a row for each group, with 0 where there is nobody."
        )
    return tuple(map(sum, zip(*rows, strict=True)))


def _shown(table: Table, totals: tuple[int, ...], least: int) -> Shown:
    values = {(row, column): n for row, cells in enumerate(table) for column, n in enumerate(cells)}
    width = len(totals)
    values |= {(row, width): sum(cells) for row, cells in enumerate(table)}
    everybody = sum(totals)
    if any(0 < it < least for it in (*totals, everybody)):
        nothing = (None,) * width
        return Shown((nothing,) * len(table), (None,) * len(table), nothing, None)
    hidden = _hidden(values, width, least, set())

    def said(row: int, column: int) -> int | None:
        return None if (row, column) in hidden else values[row, column]

    return Shown(
        cells=tuple(tuple(said(row, column) for column in range(width)) for row in range(len(table))),
        of=tuple(said(row, width) for row in range(len(table))),
        totals=totals,
        everybody=everybody,
    )


def _hidden(values: Mapping[Place, int], width: int, least: int, held: set[Place]) -> set[Place]:
    """What is held back: that already, the small numbers, and what frees each of these from 1 to `least`."""
    small = sorted((n, place) for place, n in values.items() if 0 < n < least)
    hidden = held | {place for _, place in small}
    for n, place in small:
        row, column = ("row", place[0]), ("column", place[1])
        rising, falling = (column, row), (row, column)
        if place[1] == width:
            rising, falling = falling, rising
        hidden |= _freed(values, hidden, width, place, rising, least - n)
        hidden |= _freed(values, hidden, width, place, falling, n - 1)
    return hidden


def _freed(
    values: Mapping[Place, int],
    hidden: set[Place],
    width: int,
    held: Place,
    ends: tuple[Node, Node],
    need: int,
) -> set[Place]:
    """What to hold back as well, so that one number can move by `need` while all that is shown stays.

    A number that moves is made up for along a row of others, each of which rises or falls, from one of its
    ends to the other: the augmenting paths of a flow. The cheapest are taken first, and what is hidden
    already costs nothing.
    """
    at, more = dict(values), set[Place]()
    while need and (path := _path(at, hidden | more, width, held, ends)):
        step = min([need, *(at[place] for place, rises in path if not rises)])
        for place, rises in path:
            at[place] += step if rises else -step
            more.add(place)
        need -= step
    return more


def _path(
    at: Mapping[Place, int], hidden: set[Place], width: int, held: Place, ends: tuple[Node, Node]
) -> list[tuple[Place, bool]] | None:
    """The cheapest way from one end to the other: places, and whether each of them rises (Dijkstra 1959).

    None where there is none, as downwards in `suppress_outcomes`; else, with all but the totals held back,
    any row can take from any other.
    """
    start, goal = ends
    steps: dict[Node, list[tuple[Node, Place, bool]]] = {}
    for place, n in at.items():
        row, column = ("row", place[0]), ("column", place[1])
        up, down = (row, column), (column, row)
        if place[1] == width:  # how many are in a row rises with its cells, not against them
            up, down = down, up
        if place != held:
            steps.setdefault(up[0], []).append((up[1], place, True))
            if n:
                steps.setdefault(down[0], []).append((down[1], place, False))
    dear = 1 + sum(at.values())
    waiting: list[tuple[int, Node, list[tuple[Place, bool]]]] = [(0, start, [])]
    done: set[Node] = set()
    while waiting:
        cost, node, path = heappop(waiting)
        if node == goal:
            return path
        if node not in done:
            done.add(node)
            for there, place, rises in steps.get(node, ()):  # nobody's column leads nowhere
                margin = 2 if place[1] == width else 1
                price = 0 if place in hidden else margin * dear + at[place]
                heappush(waiting, (cost + price, there, [*path, (place, rises)]))
    return None
