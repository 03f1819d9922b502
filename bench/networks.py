"""Times `core.analytics.networks.describe`, as a ratio to `core.network.describe` one circle after the other.

`python bench/networks.py [CIRCLES]`: 200,000 circles of twelve people by default. The loop runs over a sample
of the same circles, already built, and must count the same. The ratio compares the processor time of a
circle, all processors together; by the clock the frames gain more where there are several.
"""

import json
import resource
import sys
from collections import defaultdict
from itertools import combinations

import polars as pl
from timing import timed

from amity.core import network
from amity.core.analytics import networks
from amity.core.analytics.circle_frames import KEY, SCALES, TIE
from amity.core.network import Circle, Placement

SEED = 20260302
PEOPLE = [f"person {number}" for number in range(12)]
SAMPLE = 5_000
MET = ("yes", "partly", "no")


def made(circles: int) -> networks.Frames:
    """Random circles in memory: one answer in five blank, three ties in ten drawn, a tenth not asked."""
    keys = pl.LazyFrame({"circle": range(circles)}, schema=KEY)
    asked = (pl.col("circle") % 10 > 0).alias("ties_asked")
    pairs = pl.LazyFrame(list(combinations(PEOPLE, 2)), schema=TIE, orient="row")
    drawn = pl.struct("circle", "one", "other").hash(SEED) % 10 < 3
    frames = (
        keys.with_columns(asked),
        keys.join(pl.LazyFrame({"id": PEOPLE}), how="cross").with_columns(*answers()),
        keys.filter(asked).join(pairs, how="cross").filter(drawn),
    )
    return networks.Frames(*(frame.collect().lazy() for frame in frames))


def answers() -> list[pl.Expr]:
    """What is said of a person; every column by a hash of its own."""
    met = pl.Enum(MET)
    return [
        (number(1, 4) + 1).alias("ring"),
        *(number(column, 11).alias(name) for column, name in enumerate(SCALES, 2)),
        (number(10, 2) == 0).alias("confides"),
        (number(11, 2) == 0).alias("lost_since_onset"),
        number(12, 3).replace_strict(range(3), MET, return_dtype=met).alias("expectations_met"),
        (number(13, 10).fill_null(1) == 0).alias("is_dead"),
    ]


def number(column: int, below: int) -> pl.Expr:
    """A random whole number, or nothing one time in five."""
    drawn = pl.struct("circle", "id").hash(SEED + column)
    return pl.when(drawn % 5 > 0).then(drawn // 5 % below).cast(pl.Int16)


def some(frames: networks.Frames, circles: int) -> list[Circle]:
    """The first of the circles, one by one."""
    people: dict[int, list[Placement]] = defaultdict(list)
    ties: dict[int, set[network.Tie]] = defaultdict(set)
    for row in frames.placements.filter(pl.col("circle") < circles).collect().to_dicts():
        people[row.pop("circle")].append(Placement(**row))
    for circle, *pair in frames.ties.filter(pl.col("circle") < circles).collect().rows():
        ties[circle].add(frozenset(pair))
    asked = frames.circles.head(circles).collect().rows()
    return [Circle(tuple(people[key]), frozenset(ties[key]) if told else None) for key, told in asked]


def compare(found: pl.DataFrame, described: list[network.Description]) -> None:
    """Stop where the two count differently."""
    counted = found.head(len(described)).select("confidants_people", "isolates", "conflict_points").rows()
    if counted != [(it.confidants.people, it.isolates, it.conflict_points) for it in described]:
        raise SystemExit("The frames and the loop count differently.")


def main() -> None:
    """Print the result as JSON."""
    circles = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    frames = made(circles)
    sample = some(frames, min(SAMPLE, circles))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, framed, framed_clock = timed(lambda: networks.describe(frames).collect(engine="streaming"))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    described, looped, looped_clock = timed(lambda: [network.describe(one) for one in sample])
    compare(found, described)
    result = {
        "name": "networks",
        "circles": circles,
        "people": len(PEOPLE),
        "seed": SEED,
        "seconds": round(framed, 2),
        "seconds_by_the_clock": round(framed_clock, 2),
        "loop_circles": len(sample),
        "loop_seconds": round(looped, 2),
        "ratio": round(looped / len(sample) / (framed / circles), 1),
        "ratio_by_the_clock": round(looped_clock / len(sample) / (framed_clock / circles), 1),
        "memory_grown_mib": round(grown / 1024, 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
