"""Many closeness circles as three frames: the circles, who stands on them, who knows whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, get_args

import polars as pl

from amity.core.network import Circle
from amity.core.network.circle import Direction, Met

SCALES: Final = (
    "received_emotional",
    "received_practical",
    "given_emotional",
    "given_practical",
    "conflict",
)
YES_OR_NO: Final = ("is_dead", "confides", "lost_since_onset")
WORDS: Final = {"direction": get_args(Direction), "expectations_met": get_args(Met)}
UNCOUNTED: Final = {"angle", "desired_ring", "direction"}  # no measure reads them
ALWAYS_TOLD: Final = {"circle", "ties_asked", "id", "is_dead", "one", "other"}  # never null
KEY: Final[dict[str, Any]] = {"circle": pl.Int64}
CIRCLE: Final[dict[str, Any]] = {"ties_asked": pl.Boolean}
TIE: Final[dict[str, Any]] = {"one": pl.String, "other": pl.String}
PLACEMENT: Final[dict[str, Any]] = {
    "id": pl.String,
    "ring": pl.Int16,
    "angle": pl.Int16,
    "desired_ring": pl.Int16,
    **dict.fromkeys(SCALES, pl.Int16),
    **dict.fromkeys(YES_OR_NO, pl.Boolean),
    **{name: pl.Enum(words) for name, words in WORDS.items()},
}


@dataclass(frozen=True, slots=True)
class Frames:
    """Many circles, each frame in memory (`frame.lazy()`) or still to be read (`pl.scan_parquet`).

    circles: one row per circle; columns circle (its key, of any one type), ties_asked (bool). A circle
    with nobody on it has its row here and none elsewhere.
    placements: one row per person on a circle; columns circle, and the fields of `Placement`; null = not
    answered. angle, desired_ring and direction may be left out: nothing counts them.
    ties: one row per tie; columns circle, one, other (ids). The same two may stand there more than once
    and either way round.
    """

    circles: pl.LazyFrame
    placements: pl.LazyFrame
    ties: pl.LazyFrame


def frames_of(circles: Iterable[Circle]) -> Frames:
    """The frames of circles; their keys are their numbers, 0 for the first.

    >>> from amity.core.network import Placement
    >>> frames = frames_of([Circle((Placement("inge", ring=1), Placement("rui"))), Circle()])
    >>> frames.placements.select("circle", "id", "ring").collect().rows()
    [(0, 'inge', 1), (0, 'rui', None)]
    """
    numbered = list(enumerate(circles))
    people = [(number, one) for number, circle in numbered for one in circle.placements]
    columns = {name: [getattr(one, name) for _, one in people] for name in PLACEMENT}
    ties = [(number, *sorted(tie)) for number, circle in numbered for tie in circle.ties or ()]
    return Frames(
        circles=pl.DataFrame(
            [(number, circle.ties is not None) for number, circle in numbered],
            schema=KEY | CIRCLE,
            orient="row",
        ).lazy(),
        placements=pl.DataFrame(
            {"circle": [number for number, _ in people]} | columns, schema=KEY | PLACEMENT
        ).lazy(),
        ties=pl.DataFrame(ties, schema=KEY | TIE, orient="row").lazy(),
    )
