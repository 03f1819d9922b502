"""The rhythms a second time: in floats and strings, one step after the other, from the words of the rule."""

import statistics
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

NEAR = 1e-9  # so that a time exactly on a line is on its inner side, however a float rounds


def srm(week: Mapping[str, Sequence[int | None]]) -> dict[str, Any]:
    """Hits and habitual times by activity, and the score as a float."""
    hits: dict[str, int] = {}
    habitual: dict[str, float] = {}
    for id, entries in week.items():
        times = []
        for entry in entries:
            if entry is not None:
                times.append(float(entry))
        if len(times) < 3:
            continue
        middle, spread = statistics.fmean(times), statistics.stdev(times)
        survivors = []
        for one in times:
            if not abs(one - middle) > 1.5 * spread + NEAR:
                survivors.append(one)
        habitual[id] = sum(survivors) / len(survivors)
        hits[id] = 0
        for one in times:
            if abs(one - habitual[id]) <= 45 + NEAR:
                hits[id] += 1
    longest = max((len(entries) for entries in week.values()), default=0)
    days = 0
    for day in range(longest):
        if any(day < len(entries) and entries[day] is not None for entries in week.values()):
            days += 1
    return {
        "hits": hits,
        "habitual": habitual,
        "value": sum(hits.values()) / len(hits) if hits else None,
        "days": days,
    }


def lived(instant: datetime, zone: tzinfo, day_start: time) -> tuple[str, int]:
    """What the clock on the wall shows, read as text, and then counted on one minute after the other."""
    shown = instant.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    day = datetime.strptime(shown[:10], "%Y-%m-%d")  # noqa: DTZ007 - a day on the wall has no zone
    if shown[11:] < day_start.strftime("%H:%M"):
        day -= timedelta(days=1)
    clock = day.replace(hour=day_start.hour, minute=day_start.minute)
    minutes = 0
    while clock.strftime("%Y-%m-%d %H:%M") != shown:
        jump = 60 if (datetime.strptime(shown, "%Y-%m-%d %H:%M") - clock) >= timedelta(hours=1) else 1  # noqa: DTZ007
        clock += timedelta(minutes=jump)
        minutes += jump
    return day.strftime("%Y-%m-%d"), minutes


def steps(now: float, goal: int, step: int) -> list[int]:
    """Walk from the goal towards now until it is near enough to be reached in one step."""
    found: list[int] = []
    target = goal
    while (now > target and now != target) if now > goal else now < target:
        found.insert(0, target)
        target += step if now > goal else -step
    return found
