"""Small numbers stay hidden: searched through, on small services, for everything that fits what is shown."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from amity.core.disclosure import Shown, suppress, suppress_outcomes
from amity.core.errors import StatisticError
from tests.counts import count

Table = tuple[tuple[int, ...], ...]


def one(table: Any, least: int = 5) -> Shown:
    return suppress({"protocol": table}, least=least)["protocol"]


def splits(total: int, ways: int) -> Iterator[tuple[int, ...]]:
    """Every way of sharing a whole number out."""
    if ways == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, ways - 1):
            yield (first, *rest)


def fitting(shown: Shown) -> Iterator[Table]:
    """Every table that fits what is shown, found by trying all that have the totals."""
    columns = [list(splits(total or 0, len(shown.of))) for total in shown.totals]
    for chosen in product(*columns):
        table = tuple(zip(*chosen, strict=True))
        if all(_fits(sum(row), of) for row, of in zip(table, shown.of, strict=True)) and all(
            _fits(n, cell)
            for row, cells in zip(table, shown.cells, strict=True)
            for n, cell in zip(row, cells, strict=True)
        ):
            yield table


def _fits(n: int, shown: int | None) -> bool:
    return shown is None or shown == n


def assert_hidden(table: Table, shown: Shown, tables: list[Table], least: int) -> int:
    """What is shown is true, and every number held back could be another; returns how many were held back."""
    held = 0
    assert table in tables
    for row, cells in enumerate(table):
        for column, n in enumerate((*cells, sum(cells))):
            said = (*shown.cells[row], shown.of[row])[column]
            if said is not None:
                assert said == n
                assert n == 0 or n >= least
                continue
            held += 1
            could = {(*it[row], sum(it[row]))[column] for it in tables}
            assert len(could) > 1
            if 0 < n < least:
                assert could >= set(range(1, least + 1))
    return held


SMALL = [
    pytest.param(2, 2, (0, 1, 2, 3, 4, 5), 3, id="two groups, two answers"),
    pytest.param(3, 1, (0, 1, 2, 3, 4, 5, 6), 4, id="three groups alone"),
    pytest.param(4, 1, (0, 1, 2, 3, 5), 3, id="four groups alone"),
    pytest.param(3, 2, (0, 1, 2, 3), 2, id="three groups, two answers, least 2"),
    pytest.param(3, 2, (0, 1, 3, 4), 3, id="three groups, two answers"),
    pytest.param(2, 3, (0, 1, 2, 3), 3, id="two groups, three answers"),
]


@pytest.mark.parametrize(("rows", "columns", "values", "least"), SMALL)
def test_nothing_shown_gives_a_small_number_back(
    rows: int, columns: int, values: tuple[int, ...], least: int
) -> None:
    """All tables of the size where they are few, else so many of them at random."""
    every = len(values) ** (rows * columns)
    if every <= max(1_500, count(300)):
        tables: Iterator[tuple[int, ...]] = product(values, repeat=rows * columns)
    else:
        chance = random.Random(20260302)
        tables = (tuple(chance.choices(values, k=rows * columns)) for _ in range(count(300)))
    held = looked = nothing = 0
    for flat in tables:
        table = tuple(flat[row * columns : (row + 1) * columns] for row in range(rows))
        shown = one(table, least)
        looked += 1
        if shown.everybody is None:
            nothing += 1
            assert {*shown.of, *shown.totals, *(it for row in shown.cells for it in row)} == {None}
            assert any(0 < sum(column) < least for column in zip(*table, strict=True))
            continue
        held += assert_hidden(table, shown, list(fitting(shown)), least)
    assert looked >= min(every, count(300))
    assert held
    assert nothing < looked


def test_two_tables_of_the_same_people_give_no_more_than_each() -> None:
    """Searched over the people: how many are in each protocol, area and answer at once."""
    least, looked = 3, 0
    cells = list(product((0, 1), repeat=3))  # protocol, area, answer
    chance = random.Random(20260302)
    for _ in range(count(12)):
        people = dict(zip(cells, chance.choices((0, 0, 1, 2, 3), k=8), strict=True))
        protocol, area = _margins(people)
        shown = suppress({"protocol": protocol, "area": area}, least=least)
        if shown["area"].everybody is None:
            continue
        looked += 1
        fit = [set(fitting(shown[name])) for name in ("protocol", "area")]
        together = {
            pair for pair in _populations(shown["area"].totals) if pair[0] in fit[0] and pair[1] in fit[1]
        }
        assert_hidden(protocol, shown["protocol"], [it for it, _ in together], least)
        assert_hidden(area, shown["area"], [it for _, it in together], least)
    assert looked > count(12) // 4


def _margins(people: dict[tuple[int, ...], int]) -> tuple[Table, Table]:
    protocol = tuple(tuple(sum(people[p, a, c] for a in (0, 1)) for c in (0, 1)) for p in (0, 1))
    area = tuple(tuple(sum(people[p, a, c] for p in (0, 1)) for c in (0, 1)) for a in (0, 1))
    return protocol, area


def _populations(totals: tuple[int | None, ...]) -> Iterator[tuple[Table, Table]]:
    for one, other in product(*(list(splits(total or 0, 4)) for total in totals)):
        people: dict[tuple[int, ...], int] = {
            (p, a, c): (one, other)[c][2 * p + a] for p, a, c in product((0, 1), repeat=3)
        }
        yield _margins(people)


def _with_sizes(fit: list[Table]) -> dict[tuple[int, ...], list[Table]]:
    found: dict[tuple[int, ...], list[Table]] = {}
    for table in fit:
        found.setdefault(tuple(map(sum, table)), []).append(table)
    return found


@pytest.mark.parametrize(("rows", "values"), [(2, (0, 1, 2, 3, 5)), (3, (0, 1, 2, 4))])
def test_outcomes_of_the_same_groups_give_no_more_together(rows: int, values: tuple[int, ...]) -> None:
    """Two outcomes; searched over all pairs of tables that fit and have the same sizes."""
    least, looked, held = 3, 0, 0
    chance = random.Random(20260302)
    for _ in range(count(150)):
        one = tuple(tuple(chance.choices(values, k=2)) for _ in range(rows))
        other = tuple((n := chance.randint(0, sum(row)), sum(row) - n) for row in one)
        both = {"recovery": one, "completed": other}
        shown = suppress_outcomes(both, least=least)
        assert shown["recovery"].of == shown["completed"].of
        if None in {it.totals[0] for it in shown.values()}:
            continue
        looked += 1
        fit = {name: _with_sizes(list(fitting(it))) for name, it in shown.items()}
        sizes = set(fit["recovery"]) & set(fit["completed"])
        for name, table in both.items():
            tables = [it for size in sizes for it in fit[name][size]]
            assert table in tables
            for row, cells in enumerate(table):
                if shown[name].of[row] is None:
                    could = {sum(it[row]) for it in tables}
                    assert could >= set(range(1, least + 1)) if sum(cells) < least else len(could) > 1
                for column, n in enumerate(cells):
                    if shown[name].cells[row][column] is not None:
                        assert shown[name].cells[row][column] == n
                        assert n == 0 or n >= least
                    elif n:
                        held += 1
                        could = {it[row][column] for it in tables}
                        assert could >= set(range(n, least + 1))
                        assert len(could) > 1
    assert looked > count(150) // 5
    assert held


def test_an_outcome_that_is_small_in_all_is_held_back_whole_and_the_others_are_not() -> None:
    shown = suppress_outcomes({"deteriorated": [[2, 28], [0, 30]], "recovered": [[12, 18], [9, 21]]})
    assert shown["deteriorated"] == Shown(((None, None), (None, None)), (30, 30), (None, None), 60)
    assert shown["recovered"].cells == ((12, 18), (9, 21))


def test_where_the_sizes_leave_no_way_down_there_is_one_up() -> None:
    """Sizes and totals say that it is 2 or more, and leave open how many."""
    shown = suppress_outcomes({"recovered": [[2, 8], [30, 0]]})["recovered"]
    assert shown.cells == ((None, None), (None, None))
    assert shown.of == (10, 30)


def test_a_service_that_is_small_itself_shows_no_outcome() -> None:
    shown = suppress_outcomes({"recovered": [[2, 1], [0, 0]]})["recovered"]
    assert (shown.of, shown.everybody) == ((None, None), None)


def test_outcomes_of_groups_of_other_sizes_are_refused() -> None:
    with pytest.raises(StatisticError, match="the sizes of groups in recovery, completed differ"):
        suppress_outcomes({"recovery": [[5, 5]], "completed": [[5, 6]]})
    with pytest.raises(StatisticError, match="recovery is a table of whole numbers"):
        suppress_outcomes({"recovery": [[5, -5]]})
    with pytest.raises(StatisticError, match="least is a whole number"):
        suppress_outcomes({}, least=1)


def test_a_single_small_group_takes_another_with_it() -> None:
    assert one([[30], [3], [12]]).of == (30, None, None)


def test_large_numbers_are_all_shown() -> None:
    shown = one([[12, 9], [20, 6]])
    assert shown == Shown(((12, 9), (20, 6)), (21, 26), (32, 15), 47)


def test_nobody_is_shown_as_0() -> None:
    assert one([[0, 0], [20, 6]]).cells == ((0, 0), (20, 6))
    assert one([[0], [0]]).everybody == 0


def test_a_service_that_is_small_itself_shows_nothing() -> None:
    assert one([[3, 40], [0, 12]]) == Shown(((None, None), (None, None)), (None, None), (None, None), None)


def test_little_is_held_back_of_a_large_service() -> None:
    chance = random.Random(7)
    table = [[chance.randint(5, 900) for _ in range(3)] for _ in range(40)]
    table[3][1] = table[17][2] = 2
    shown = one(table)
    held = sum(it is None for row in shown.cells for it in row) + sum(it is None for it in shown.of)
    assert held <= 8
    assert shown.everybody == sum(map(sum, table))


def test_a_table_that_is_all_small_shows_its_totals_alone() -> None:
    shown = one([[2], [2], [2]])
    assert (shown.of, shown.everybody) == ((None, None, None), 6)


@pytest.mark.parametrize(
    "table", [[], [[]], [[1, 2], [3]], [[-1, 8]], [[1.0, 8]], [[True, 8]], [["1", 8]], [[None, 8]]]
)
def test_what_is_no_table_of_counts_is_refused(table: Any) -> None:
    with pytest.raises(StatisticError, match="protocol is a table of whole numbers from 0 on"):
        one(table)


@pytest.mark.parametrize("least", [1, 0, 2.5, True, None])
def test_another_least_is_refused(least: Any) -> None:
    with pytest.raises(StatisticError, match="least is a whole number from 2 on"):
        one([[9]], least)


def test_tables_of_different_people_are_refused() -> None:
    with pytest.raises(StatisticError, match="the totals of protocol, area differ"):
        suppress({"protocol": [[10, 9]], "area": [[10, 8]]})
    assert suppress({}) == {}
