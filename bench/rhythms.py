"""Times `core.analytics.rhythms.srm`, as a ratio to `core.rhythms.srm` one week after the other.

`python bench/rhythms.py [WEEKS]`: a million weeks of five activities by default, for which the frames take
less than LIMIT seconds of processor time, or the run fails. The loop runs over a sample of the same weeks and
must count the same. The ratio compares the processor time of a week, all processors together.
"""

import json
import resource
import sys

import polars as pl
from timing import timed

from amity.core import rhythms as one_at_a_time
from amity.core.analytics import rhythms
from amity.core.analytics.rhythms import DAY_COLUMNS, ENTRIES

SEED = 20261123
ACTIVITIES = ("out_of_bed", "first_contact", "start_work", "dinner", "to_bed")
SAMPLE = 20_000
LIMIT = 3.0  # seconds of processor time for a million weeks
Weeks = list[one_at_a_time.Week]


def made(weeks: int) -> pl.DataFrame:
    """Random weeks in memory: one time in five not noted, the others within four hours, one in ten beyond."""
    keys = pl.LazyFrame({"week": range(weeks)}, schema={"week": pl.Int64})
    names = pl.LazyFrame({"activity": ACTIVITIES}, schema={"activity": pl.Enum(ACTIVITIES)})
    drawn = {day: pl.struct("week", "activity").hash(SEED + n) for n, day in enumerate(DAY_COLUMNS)}
    within = {day: it // 50 % pl.when(it // 5 % 10 > 0).then(120).otherwise(600) for day, it in drawn.items()}
    return (
        keys.join(names, how="cross")
        .with_columns(
            pl.when(it % 5 > 0).then(600 + within[day]).cast(ENTRIES[day]).alias(day)
            for day, it in drawn.items()
        )
        .collect()
    )


def some(entries: pl.DataFrame, weeks: int) -> Weeks:
    """The first of the weeks, one by one."""
    found: list[dict[str, tuple[int | None, ...]]] = [{} for _ in range(weeks)]
    for week, activity, *times in entries.filter(pl.col("week") < weeks).rows():
        found[week][activity] = tuple(times)
    return list(found)


def compare(found: pl.DataFrame, scored: list[one_at_a_time.SocialRhythm]) -> None:
    """Stop where the two count differently."""
    counted = found.sort("week").head(len(scored)).select("hits", "qualifying", "days_recorded").rows()
    if counted != [(it.hits, it.qualifying, it.days_recorded) for it in scored]:
        raise SystemExit("The frames and the loop count differently.")


def main() -> None:
    """Print the result as JSON; fail over the limit."""
    weeks = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    entries = made(weeks)
    sample = some(entries, min(SAMPLE, weeks))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, framed, framed_clock = timed(lambda: rhythms.srm(entries.lazy()).collect(engine="streaming"))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    scored, looped, looped_clock = timed(lambda: [one_at_a_time.srm(week) for week in sample])
    compare(found, scored)
    result = {
        "name": "rhythms",
        "weeks": weeks,
        "activities": len(ACTIVITIES),
        "seed": SEED,
        "seconds": round(framed, 2),
        "seconds_by_the_clock": round(framed_clock, 2),
        "loop_weeks": len(sample),
        "loop_seconds": round(looped, 2),
        "ratio": round(looped / len(sample) / (framed / weeks), 1),
        "ratio_by_the_clock": round(looped_clock / len(sample) / (framed_clock / weeks), 1),
        "memory_grown_mib": round(grown / 1024, 1),
    }
    print(json.dumps(result))
    if framed > LIMIT * max(1.0, weeks / 1_000_000):
        raise SystemExit(f"{weeks} weeks took {framed:.2f} s; the limit is {LIMIT} s for a million.")


if __name__ == "__main__":
    main()
