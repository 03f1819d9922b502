"""Many circles at once: the frames count what one circle at a time counts, twice over."""

import importlib
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields, replace
from fractions import Fraction
from itertools import combinations, islice, pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import analytics, network
from amity.core.analytics import circle_frames, networks
from amity.core.analytics.networks import Frames, frames_of
from amity.core.network import Circle, Description, Part, Placement
from tests.core import slow_network
from tests.core.network_strategies import circles
from tests.counts import count

FEW = settings(max_examples=min(count(40), 5_000), deadline=None)  # each of several circles, in 20 ms
MANY = st.lists(circles(), max_size=6)
NOTHING_SAID = Circle((Placement("inge", ring=1), Placement("rui")))
KNOWN = frozenset({frozenset({"inge", "rui"})})


def described(found: pl.DataFrame) -> list[Description]:
    """Each row as the description it flattens."""
    return [
        Description(**{name: _field(name, row) for name in networks.MEASURES}) for row in found.to_dicts()
    ]


def _field(measure: str, row: dict[str, Any]) -> Any:
    values = [row[measure + end] for end in networks.MEASURES[measure]]
    if measure == "by_ring":
        return tuple(values)
    if networks.MEASURES[measure] == networks.PART:
        return Part(*values)
    if len(values) == 2:
        assert (values[0] is None) == (values[1] is None)
        return None if values[0] is None else Fraction(*values)
    return values[0]


def plain(found: Description) -> dict[str, Any]:
    return {name: tuple(it.values()) if isinstance(it, dict) else it for name, it in asdict(found).items()}


def assert_same(many: list[Circle]) -> None:
    found = networks.describe(frames_of(many)).collect()
    assert found.columns == list(networks.COLUMNS)
    assert found["circle"].to_list() == list(range(len(many)))
    for one, it in zip(many, described(found), strict=True):  # one by one: a diff of all takes minutes
        assert it == network.describe(one)
        assert plain(it) == slow_network.describe(one)


# --- the same as one at a time


@FEW
@given(MANY)
def test_every_measure_is_what_both_one_at_a_time_versions_count(many: list[Circle]) -> None:
    assert_same(many)


def at_random(number: int) -> Iterator[Circle]:
    """Circles of up to fourteen people, of every missingness, some with ties to people who are not there."""
    chance = random.Random(20260302)
    choices: dict[str, Any] = {"ring": (1, 2, 3, 4), "expectations_met": ("yes", "partly", "no")}
    choices |= dict.fromkeys(circle_frames.SCALES, range(11))
    choices |= dict.fromkeys(("confides", "lost_since_onset"), (True, False))
    for _ in range(number):
        blank, dense = chance.random() ** 2, chance.random()
        ids = [str(person) for person in range(chance.randrange(15))]
        people = []
        for id in ids:
            said: dict[str, Any] = {
                name: chance.choice(of) for name, of in choices.items() if chance.random() > blank
            }
            people.append(Placement(id, is_dead=chance.random() < 0.1, **said))
        pairs = combinations([*ids, "elsewhere"], 2)
        ties = frozenset(frozenset(pair) for pair in pairs if chance.random() < dense)
        yield Circle(tuple(people), None if chance.random() < 0.2 else ties)


def test_a_great_many_circles_at_random() -> None:
    number, seen = count(2000), 0
    circles_ = at_random(number)
    while many := list(islice(circles_, 20_000)):
        assert_same(many)
        seen += len(many)
    assert seen == number


@pytest.mark.parametrize(
    "many",
    [
        [],
        [Circle()],
        [Circle((), frozenset())],
        [NOTHING_SAID],
        [Circle(), NOTHING_SAID, replace(NOTHING_SAID, ties=KNOWN)],
    ],
    ids=["none", "nobody", "nobody, asked about ties", "nothing said", "three of them"],
)
def test_the_small_ones(many: list[Circle]) -> None:
    assert_same(many)


@FEW
@given(st.lists(circles(), min_size=1, max_size=4), st.data())
def test_a_change_is_what_one_at_a_time_tells(many: list[Circle], data: st.DataObject) -> None:
    key = st.integers(0, len(many) - 1)
    pairs = data.draw(st.lists(st.tuples(key, key), max_size=6))
    frame = pl.DataFrame(pairs, schema={"before": pl.Int64, "after": pl.Int64}, orient="row").lazy()
    found = networks.change(frames_of(many), frame).collect()
    assert found.columns == ["before", "after", *networks.CHANGES]
    assert found.rows() == [
        (before, after, *counted(network.change(many[before], many[after]))) for before, after in pairs
    ]


def in_a_row(number: int) -> pl.LazyFrame:
    """Each of so many circles and the next one."""
    pairs = [(before, before + 1) for before in range(number - 1)]
    return pl.LazyFrame(pairs, schema={"before": pl.Int64, "after": pl.Int64}, orient="row")


def test_a_great_many_changes_at_random() -> None:
    many = list(at_random(min(count(1000), 20_000)))
    found = networks.change(frames_of(many), in_a_row(len(many))).select(networks.CHANGES).collect()
    expected = [counted(network.change(*pair)) for pair in pairwise(many)]
    assert found.rows() == expected
    assert min(map(sum, zip(*expected, strict=True))) > 0


def counted(it: network.Change) -> tuple[int, ...]:
    closer = sum(one.is_closer for one in it.moved)
    tray = (len(it.placed), len(it.unplaced))
    return len(it.came), len(it.left), *tray, closer, len(it.moved) - closer, len(it.died)


def test_a_pair_with_a_circle_that_is_not_there_has_no_counts() -> None:
    pairs = pl.LazyFrame({"before": [0, 9, 0], "after": [9, 0, 0]})
    found = networks.change(frames_of([NOTHING_SAID]), pairs).collect().rows()
    nothing = [None] * len(networks.CHANGES)
    assert found == [(0, 9, *nothing), (9, 0, *nothing), (0, 0, *[0] * len(nothing))]


# --- what makes no difference


@FEW
@given(MANY, st.integers(0, 3599), st.integers(0, 10**6))
def test_names_order_and_rotation_change_no_measure(many: list[Circle], turn: int, seed: int) -> None:
    frames, key = frames_of(many), pl.format("circle {}", "circle").alias("circle")
    one, other, id = (pl.format("{} by another name", it).alias(it) for it in ("one", "other", "id"))
    turned = (pl.col("angle") + turn) % network.TURN
    changed = Frames(
        shuffled(frames.circles.with_columns(key), seed),
        shuffled(frames.placements.with_columns(key, id, turned), seed),
        shuffled(frames.ties.with_columns(key, one, other), seed),
    )
    there = networks.describe(changed).collect()
    assert there["circle"].to_list() == changed.circles.collect()["circle"].to_list()
    here = networks.describe(frames).with_columns(key).collect()
    assert there.sort("circle").equals(here.sort("circle"))


def shuffled(frame: pl.LazyFrame, seed: int) -> pl.LazyFrame:
    return frame.collect().sample(fraction=1, shuffle=True, seed=seed).lazy()


@FEW
@given(MANY, st.randoms(use_true_random=False))
def test_batches_their_order_and_the_partitions_change_no_measure(many: list[Circle], chance: Any) -> None:
    frames = frames_of(many)
    whole = networks.describe(frames).collect()
    batches: list[list[int]] = [[] for _ in range(chance.randint(1, 4))]
    for number in range(len(many)):
        chance.choice(batches).append(number)
    chance.shuffle(batches)
    parts = []
    for numbers in batches:
        mine = [
            rows.filter(pl.col("circle").is_in(numbers))
            for rows in (frames.circles, frames.placements, frames.ties)
        ]
        parts.append(networks.describe(Frames(*mine)).collect())
    assert pl.concat(parts).sort("circle").equals(whole)


@FEW
@given(MANY)
def test_a_tie_told_twice_and_the_other_way_round_is_one(many: list[Circle]) -> None:
    frames = frames_of(many)
    back = frames.ties.select("circle", one="other", other="one")
    twice = replace(frames, ties=pl.concat([frames.ties, back, frames.ties]))
    assert networks.describe(twice).collect().equals(networks.describe(frames).collect())


def test_files_read_in_a_stream_count_the_same(tmp_path: Path) -> None:
    frames = frames_of(at_random(300))
    for name in ("circles", "placements", "ties"):
        getattr(frames, name).sink_parquet(tmp_path / f"{name}.parquet")
    files = Frames(
        *(pl.scan_parquet(tmp_path / f"{name}.parquet") for name in ("circles", "placements", "ties"))
    )
    networks.check(files)
    streamed = networks.describe(files).collect(engine="streaming")
    assert streamed.equals(networks.describe(frames).collect(engine="in-memory"))
    pairs = in_a_row(300)
    streamed = networks.change(files, pairs).collect(engine="streaming")
    assert streamed.equals(networks.change(frames, pairs).collect(engine="in-memory"))


def test_columns_of_nulls_and_of_text_are_read_too() -> None:
    frames = frames_of([NOTHING_SAID])
    untyped = pl.LazyFrame(
        {"circle": [0, 0], "id": ["inge", "rui"], "is_dead": [False, False], "ring": [1, None]}
        | {name: [None, None] for name in (*circle_frames.SCALES, "confides", "lost_since_onset")}
        | {"expectations_met": ["partly", None]}
    )
    given_ = replace(frames, placements=untyped)
    networks.check(given_)
    found = described(networks.describe(given_).collect())
    inge = replace(NOTHING_SAID.placements[0], expectations_met="partly")
    assert found == [network.describe(Circle((inge, NOTHING_SAID.placements[1])))]


# --- names


def test_every_field_has_its_columns() -> None:
    assert list(networks.MEASURES) == [one.name for one in fields(Description)]
    assert set(circle_frames.PLACEMENT) == {one.name for one in fields(Placement)}


def test_the_results_are_whole_numbers_with_a_sign() -> None:
    for found in (
        networks.describe(frames_of([NOTHING_SAID])),
        networks.change(frames_of([]), in_a_row(0)),
    ):
        assert set(found.collect_schema().dtypes()) == {pl.Int64}


# --- what holds no circles


@FEW
@given(MANY)
def test_frames_of_circles_pass(many: list[Circle]) -> None:
    networks.check(frames_of(many))


NO_ANSWER, NO_TEXT = pl.lit(None, pl.Boolean), pl.lit(None, pl.String)
WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "ring is not a whole number from 1 to 4 (rows: 4)": ("placements", {"ring": 5}),
    "desired_ring is not a whole number from 1 to 4": ("placements", {"desired_ring": 0}),
    "angle is not a whole number from 0 to 3599": ("placements", {"angle": 3600}),
    "conflict is not a whole number from 0 to 10": ("placements", {"conflict": -1}),
    "received_practical is not a whole number from 0 to 10": ("placements", {"received_practical": 11}),
    "expectations_met is none of yes, partly, no": ("placements", {"expectations_met": "often"}),
    "direction is none of towards, stable, away": ("placements", {"direction": "up"}),
    "circle, id or is_dead is null": ("placements", {"is_dead": NO_ANSWER}),
    "is_dead cannot be Null": ("placements", {"is_dead": None}),
    "a person stands on a circle more than once (rows: 2)": ("placements", {"id": "inge"}),
    "placements: the circle is not among the circles": ("placements", {"circle": 7}),
    "circle or ties_asked is null": ("circles", {"ties_asked": NO_ANSWER}),
    "a circle has more than one row": ("circles", {"circle": 0}),
    "somebody is tied to themself": ("ties", {"one": "rui", "other": "rui"}),
    "circle, one or other is null": ("ties", {"one": NO_TEXT}),
    "ties: the circle is not among those with ties asked": ("ties", {"circle": 1}),
    "conflict cannot be Float64": ("placements", {"conflict": 1.0}),
    "confides cannot be Int32": ("placements", {"confides": 1}),
    "expectations_met cannot be Int32": ("placements", {"expectations_met": 1}),
}


@pytest.mark.parametrize(("told", "changed"), WRONG.items(), ids=list(WRONG))
def test_what_no_circle_holds(told: str, changed: tuple[str, dict[str, Any]]) -> None:
    frames = frames_of([replace(NOTHING_SAID, ties=KNOWN), NOTHING_SAID])
    networks.check(frames)
    name, values = changed
    columns = [_column(value).alias(column) for column, value in values.items()]
    wrong = getattr(frames, name).with_columns(*columns)
    with pytest.raises(ValueError, match="These frames hold no circles") as refused:
        networks.check(replace(frames, **{name: wrong}))
    assert told in str(refused.value)


def _column(value: Any) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value)


def test_every_missing_column_is_told_but_those_nobody_counts() -> None:
    frames = frames_of([NOTHING_SAID])
    networks.check(replace(frames, placements=frames.placements.drop("angle", "desired_ring", "direction")))
    with pytest.raises(
        ValueError, match=r"placements: there is no column conflict; ties: .* no column one\."
    ):
        networks.check(
            replace(frames, placements=frames.placements.drop("conflict"), ties=frames.ties.drop("one"))
        )


def test_without_polars_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'amity\[analytics\]'"):
        importlib.reload(analytics)


# --- planted faults: what the properties above are for

Fault = Callable[[pytest.MonkeyPatch], None]


def _no_and_not_answered_is_no(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(networks, "_both", lambda one, other: (pl.col(one) > 0) & (pl.col(other) > 0))


def _not_answered_is_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(networks, "_added", lambda one, other: pl.sum_horizontal(one, other))


def _ties_of_the_dead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(networks, "_known_ties", lambda frames, people: frames.ties.lazy())


def _half_answered_is_not_answered(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(networks, "_added", lambda one, other: pl.col(one) + pl.col(other))


@pytest.mark.parametrize(
    "fault",
    [_no_and_not_answered_is_no, _not_answered_is_nothing, _half_answered_is_not_answered, _ties_of_the_dead],
)
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        test_a_great_many_circles_at_random()


def test_a_change_that_takes_the_tray_for_a_ring_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = networks._side
    in_tray = {side: pl.col(f"ring_{side}").fill_null(5) for side in ("before", "after")}
    monkeypatch.setattr(networks, "_side", lambda *asked: real(*asked).with_columns(in_tray[asked[2]]))
    with pytest.raises(AssertionError):
        test_a_great_many_changes_at_random()
