"""The measures of very many circles at once, and of the changes between them, in frames.

A column begins with the field of `core.network.Description` that it holds: `core.network.SOURCES` says where
that comes from, and `core.network.describe` counts the same of one circle.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from amity.core.analytics.circle_frames import PLACEMENT, UNCOUNTED, Frames, frames_of
from amity.core.analytics.frame_checks import check
from amity.core.network import RINGS

__all__ = ["CHANGES", "COLUMNS", "MEASURES", "Frames", "change", "check", "describe", "frames_of"]

PART: Final = ("_people", "_of")  # so many, of so many answers
MEASURES: Final[dict[str, tuple[str, ...]]] = {  # each field of a Description, and how its columns end
    "by_ring": tuple(f"_{ring}" for ring in RINGS),
    "in_tray": ("",),
    "dead": ("",),
    "supporters": PART,
    "supported": PART,
    "reciprocal": PART,
    "confidants": PART,
    "multiplex": PART,
    "concentration": ("_points", "_of"),
    "density": ("_ties", "_of"),
    "isolates": ("",),
    "losses": PART,
    "conflict": PART,
    "conflict_points": ("",),
    "unmet": PART,
}
COLUMNS: Final = ("circle", *(f"{measure}{end}" for measure, ends in MEASURES.items() for end in ends))
MAY_BE_NULL: Final = ("concentration", "density", "isolates", "conflict_points")
COUNTS: Final = tuple(
    f"{measure}{end}" for measure, ends in MEASURES.items() if measure not in MAY_BE_NULL for end in ends
)
CHANGES: Final = ("came", "left", "placed", "unplaced", "moved_closer", "moved_away", "died")


def describe(frames: Frames) -> pl.LazyFrame:
    """Count every circle.

    frames: as `check` lets them pass.
    Returns one row per circle, in the order of `frames.circles`; the columns are COLUMNS, whole numbers
    (Int64: the difference of two may be negative). Of a part, _people is how many and _of how many were
    asked about; nobody asked is 0 of 0. Shares stay exact: concentration is _points, of the one who gives
    most, of all points received; density is _ties drawn of those possible. Both columns of a share that
    cannot be said are null, as are isolates and conflict_points when nobody was asked.

    >>> from amity.core.network import Circle, Placement
    >>> inge = Placement("inge", ring=1, received_emotional=6, confides=True)
    >>> found = describe(frames_of([Circle((inge, Placement("rui", ring=3, confides=False))), Circle()]))
    >>> found.select("by_ring_1", "confidants_people", "confidants_of", "density_of").collect().rows()
    [(1, 1, 2, None), (0, 0, 0, None)]
    """
    people = _people(frames)
    known = _known_ties(frames, people)
    found = frames.circles.select("circle", "ties_asked")
    for counted in (people.group_by("circle").agg(*_counts()), _drawn(known), _tied(known)):
        found = found.join(counted, on="circle", how="left", maintain_order="left")
    whole = pl.exclude("circle", "ties_asked").cast(pl.Int64)
    return found.with_columns(whole).with_columns(*_settled()).select(COLUMNS)


def change(frames: Frames, pairs: pl.LazyFrame) -> pl.LazyFrame:
    """Count what is different from one circle to a later one of the same client.

    pairs: one row per pair; columns before, after: keys of circles.
    Returns these rows in this order, with how many people came, left, were placed (from the tray) and
    unplaced (into it), moved_closer, moved_away and died, as `core.network.Change` tells them; null where one
    of the two is not among the circles.

    >>> from amity.core.network import Circle, Placement
    >>> then, now = Circle((Placement("rui", ring=3),)), Circle((Placement("rui", ring=1),))
    >>> pairs = pl.LazyFrame({"before": [0, 1], "after": [1, 0]})
    >>> found = change(frames_of([then, now]), pairs)
    >>> found.select("before", "after", "moved_closer", "moved_away").collect().rows()
    [(0, 1, 1, 0), (1, 0, 0, 1)]
    """
    numbered = pairs.select("before", "after").with_row_index("pair")
    there = frames.circles.select("circle", pl.lit(True).alias("there"))
    then, now = (_side(frames, numbered, side) for side in ("before", "after"))
    counted = (
        then.join(now, on=("pair", "id"), how="full", coalesce=True).group_by("pair").agg(*_differences())
    )
    return (
        numbered.join(there, left_on="before", right_on="circle", how="left", maintain_order="left")
        .join(there, left_on="after", right_on="circle", how="left", maintain_order="left", suffix="_after")
        .join(counted, on="pair", how="left", maintain_order="left")
        .select(
            "before",
            "after",
            *(
                pl.when("there", "there_after").then(pl.col(name).cast(pl.Int64).fill_null(0)).alias(name)
                for name in CHANGES
            ),
        )
    )


def _people(frames: Frames) -> pl.LazyFrame:
    """One row per person on a circle: the key, whether they stand there and live, what holds of them.

    What holds is true, false or null, and null of everybody whom the measure leaves out.
    """
    counted = [pl.col(name).cast(type_) for name, type_ in PLACEMENT.items() if name not in UNCOUNTED]
    placed, living = pl.col("ring").is_not_null(), pl.col("living")
    return (
        frames.placements.select("circle", *counted)
        .with_columns(
            (placed & ~pl.col("is_dead")).alias("living"),
            (placed & pl.col("is_dead")).alias("dead"),
            _added("received_emotional", "received_practical").alias("received"),
            _added("given_emotional", "given_practical").alias("given"),
        )
        .with_columns(
            pl.col("lost_since_onset").alias("losses"),
            *(pl.when(living).then(holds).alias(measure) for measure, holds in _holds()),
            *(
                pl.when(living).then(pl.col(name)).alias(f"{name}_points")
                for name in ("received", "conflict")
            ),
        )
    )


def _added(one: str, other: str) -> pl.Expr:
    """The sum of what was answered; null when nothing was."""
    return pl.coalesce(pl.col(one) + pl.col(other), one, other)


def _holds() -> Iterator[tuple[str, pl.Expr]]:
    """What the measures of the living ask of a person."""
    yield "supporters", pl.col("received") > 0
    yield "supported", pl.col("given") > 0
    yield "reciprocal", _both("received", "given")
    yield "confidants", pl.col("confides")
    yield "multiplex", _both("received_emotional", "received_practical")
    yield "conflict", pl.col("conflict") > 0
    yield "unmet", pl.col("expectations_met") != "yes"


def _both(one: str, other: str) -> pl.Expr:
    """Whether both are above 0; null unless both were answered (false & null would be false)."""
    answered = pl.col(one).is_not_null() & pl.col(other).is_not_null()
    return pl.when(answered).then((pl.col(one) > 0) & (pl.col(other) > 0))


def _counts() -> Iterator[pl.Expr]:
    """A circle's measures but for its ties; those that are no count still as they were added."""
    for ring in RINGS:
        yield (pl.col("ring") == ring).sum().alias(f"by_ring_{ring}")
    yield pl.col("ring").is_null().sum().alias("in_tray")
    yield pl.col("dead").sum()
    yield pl.col("living").sum()
    for measure, endings in MEASURES.items():
        if endings == PART:
            yield pl.col(measure).sum().alias(f"{measure}_people")
            yield pl.col(measure).count().alias(f"{measure}_of")
    yield pl.col("received_points").max().alias("concentration_points")
    yield pl.col("received_points").sum().alias("concentration_of")
    yield pl.col("conflict_points").sum()


def _known_ties(frames: Frames, people: pl.LazyFrame) -> pl.LazyFrame:
    """The ties between two of the living, each once: columns circle, one, other, in the order of the ids."""
    living = people.filter("living").select("circle", "id")
    return (
        frames.ties.join(living, left_on=("circle", "one"), right_on=("circle", "id"), how="semi")
        .join(living, left_on=("circle", "other"), right_on=("circle", "id"), how="semi")
        .select("circle", one=pl.min_horizontal("one", "other"), other=pl.max_horizontal("one", "other"))
        .unique()
    )


def _drawn(known: pl.LazyFrame) -> pl.LazyFrame:
    return known.group_by("circle").agg(pl.len().alias("drawn"))


def _tied(known: pl.LazyFrame) -> pl.LazyFrame:
    """How many people have a tie."""
    ends = pl.concat([known.select("circle", id="one"), known.select("circle", id="other")])
    return ends.unique().group_by("circle").agg(pl.len().alias("tied"))


def _settled() -> Iterator[pl.Expr]:
    """Who has no row is nobody; what was not asked about, or is a share of nothing, is null."""
    for name in COUNTS:
        yield pl.col(name).fill_null(0)
    for name in ("concentration_points", "concentration_of"):
        yield pl.when(pl.col("concentration_of") > 0).then(name)
    yield pl.when(pl.col("conflict_of") > 0).then("conflict_points")
    living, drawn, tied = (pl.col(name).fill_null(0) for name in ("living", "drawn", "tied"))
    possible = living * (living - 1) // 2
    yield pl.when(pl.col("ties_asked"), possible > 0).then(drawn).alias("density_ties")
    yield pl.when(pl.col("ties_asked"), possible > 0).then(possible).alias("density_of")
    yield pl.when("ties_asked").then(living - tied).alias("isolates")


def _side(frames: Frames, pairs: pl.LazyFrame, side: str) -> pl.LazyFrame:
    """Who is on one circle of each pair; columns pair, id, on_<side> (true), ring_<side>, is_dead_<side>."""
    people = frames.placements.select(
        "circle",
        "id",
        pl.lit(True).alias(f"on_{side}"),
        pl.col("ring").cast(PLACEMENT["ring"]).alias(f"ring_{side}"),
        pl.col("is_dead").alias(f"is_dead_{side}"),
    )
    return pairs.select("pair", pl.col(side).alias("circle")).join(people, on="circle").drop("circle")


def _differences() -> Iterator[pl.Expr]:
    before, after = pl.col("ring_before"), pl.col("ring_after")
    on_before, on_after = pl.col("on_before").is_not_null(), pl.col("on_after").is_not_null()
    on_both = on_before & on_after
    yield (~on_before).sum().alias("came")
    yield (~on_after).sum().alias("left")
    yield (on_both & before.is_null() & after.is_not_null()).sum().alias("placed")
    yield (on_both & before.is_not_null() & after.is_null()).sum().alias("unplaced")
    yield (after < before).sum().alias("moved_closer")
    yield (after > before).sum().alias("moved_away")
    yield (~pl.col("is_dead_before") & pl.col("is_dead_after")).sum().alias("died")
