"""docs/reference/performance.md: the figures in bench/figures/, each beside its peer of the same run."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table

FIGURES = Path(__file__).resolve().parents[2] / "bench" / "figures"
Told = dict[str, Any]


class Goal(NamedTuple):
    """One row. ours, peer, ratio: by their names in the figures of the benchmark.

    lowest: the least ratio that is asked; highest: the largest figure of ours. unit: of ours and of the peer.
    """

    bench: str
    what: str
    ours: str
    peer: str = ""
    peer_is: str = ""
    ratio: str = ""
    lowest: float | None = None
    highest: float | None = None
    unit: str = "s"


GOALS = (
    Goal("scoring", "PHQ-9 forms scored, numpy", "seconds", "pandas_seconds", "pandas", "ratio", 10),
    Goal(
        "scoring", "the same with `amity[fast]`", "fast_seconds", "pandas_seconds", "pandas", "fast_ratio", 40
    ),
    Goal(
        "scoring",
        "the same, of the bandwidth of a copy",
        "fast_seconds",
        "copy_seconds",
        "copying as many bytes, which moves twice as much",
        "fast_share_of_copy",
        0.3,
    ),
    Goal(
        "outcomes",
        "outcomes of courses",
        "seconds",
        "bare_seconds",
        "polars, bare first and last",
        "ratio",
        1,
    ),
    Goal("outcomes", "outcomes of courses", "seconds", "pandas_seconds", "pandas", "pandas_ratio", 10),
    Goal(
        "outcomes",
        "memory of the same",
        "memory_mib",
        "pandas_memory_mib",
        "pandas",
        highest=1024,
        unit="MiB",
    ),
    Goal(
        "expected_response",
        "fit of the expected response",
        "seconds",
        "statsmodels_seconds",
        "statsmodels, on 2,000 courses; the ratio is scaled",
        "ratio",
        50,
    ),
    Goal(
        "expected_response",
        "largest relative difference from statsmodels' fit",
        "largest_difference",
        highest=0.001,
        unit="",
    ),
    Goal(
        "expected_response",
        "fit of the expected response",
        "seconds",
        "lme4_seconds",
        "lme4",
        "lme4_ratio",
        5,
    ),
    Goal(
        "expected_response",
        "largest relative difference from lme4's fit",
        "lme4_difference",
        highest=0.001,
        unit="",
    ),
)


def page() -> str:
    """What was measured last, and what was asked."""
    names = dict.fromkeys(goal.bench for goal in GOALS)
    found: dict[str, Told] = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FIGURES.glob("*.json"))
        if path.stem in names
    }
    return whole_page(
        "Performance",
        "Each figure stands beside its peer, which did the same work, or less, on the same data in the same "
        "run of `python3 dev.py bench`; the figures are in `bench/figures/`. A ratio is how many times as "
        "quick ours is. What was not measured says so; lme4 needs R, with its package lme4. "
        "Seconds are by the clock: other work "
        "on the machine (its load) makes them longer.",
        table(
            ["what", "how many", "ours", "peer", "its figure", "ratio", "asked", "met"],
            (_row(goal, found.get(goal.bench, {})) for goal in GOALS),
        ),
        "## Where",
        table(["figures", "on", "machine", "load before", "versions"], _where(found)),
    )


def _row(goal: Goal, told: Told) -> tuple[str, ...]:
    ours, peer = told.get(goal.ours), told.get(goal.peer)
    reached = told.get(goal.ratio) if goal.ratio else ours
    if goal.lowest is not None:
        asked, met = f"at least {goal.lowest:g}", reached is not None and reached >= goal.lowest
    else:
        asked, met = f"at most {goal.highest:g}", reached is not None and reached <= (goal.highest or 0)
    return (
        goal.what,
        _many(told),
        _figure(ours, goal.unit),
        goal.peer_is,
        _figure(peer, goal.unit) if goal.peer else "",
        _figure(told.get(goal.ratio), "") if goal.ratio else "",
        asked,
        "not measured" if reached is None else "yes" if met else "no",
    )


def _many(told: Told) -> str:
    return next((f"{told[it]:,} {it}" for it in ("forms", "courses") if it in told), "")


def _figure(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:g} {unit}".rstrip()


def _where(found: dict[str, Told]) -> Iterator[tuple[object, ...]]:
    for name, told in found.items():
        it = told["machine"]
        versions = {"Python": it["python"]} | it["packages"]
        yield (
            name,
            it["on"],
            f"{it['processors']} processors, {it['processor']}, {it['system']}",
            it["busy"],
            ", ".join(f"{package} {number}" for package, number in versions.items()),
        )
