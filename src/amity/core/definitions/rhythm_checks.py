"""Rules across the keys of a rhythm diary."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from amity.core.definitions.common import Check, Finding, Path, check
from amity.core.definitions.rhythm import Rhythm


@check("activities", "people", "ratings")
def parts_are_told_apart(it: Rhythm) -> Iterator[Finding]:
    lists = {
        "activities": [name for one in it.activities for name in (one.id, one.name)],
        "people": [level.id for level in it.people.levels],
        "ratings": [one.id for one in it.ratings],
    }
    for key, names in lists.items():
        for name, count in Counter(names).items():
            if count > 1:
                yield Finding((key,), f"{name!r} {count} times", "each once", "rename the others")


@check("activities")
def a_day_is_opened_and_closed_once(it: Rhythm) -> Iterator[Finding]:
    """Nights lie between the one and the other."""
    for place, where in (("opens", 0), ("closes", -1)):
        found = [one.id for one in it.activities if one.place == place]
        if found != [it.activities[where].id]:
            allowed = f"{it.activities[where].id} alone, the {'last' if where else 'first'}"
            said = f"what {place} a day: {', '.join(found) or 'nothing'}"
            yield Finding(("activities",), said, allowed, "correct place, or the order")


@check("people")
def levels_rise_from_nobody(it: Rhythm) -> Iterator[Finding]:
    values = [level.value for level in it.people.levels]
    if values != list(range(len(values))):
        found, allowed = ", ".join(map(str, values)), "0, 1, 2 … in this order"
        yield Finding(("people", "levels"), found, allowed, "number them from 0, nobody there")


@check("ratings")
def ratings_have_two_sides(it: Rhythm) -> Iterator[Finding]:
    for n, one in enumerate(it.ratings):
        if not one.lowest < 0 < one.highest or one.lowest != -one.highest:
            found = f"{one.lowest} to {one.highest}"
            yield Finding(("ratings", n), found, "as far down as up from 0", "correct lowest or highest")


@check("people", "ratings", "day_start", "scoring", "known", "source", "sources")
def sources_are_listed(it: Rhythm) -> Iterator[Finding]:
    cited: list[tuple[Path, str]] = [
        (("source",), it.source),
        (("people", "source"), it.people.source),
        (("day_start", "source"), it.day_start.source),
        (("scoring", "source"), it.scoring.source),
        *((("ratings", n, "source"), one.source) for n, one in enumerate(it.ratings)),
        *((("known", n, "source"), one.source) for n, one in enumerate(it.known)),
    ]
    for place, source in cited:
        if not source.startswith(tuple(it.sources)):
            allowed = "beginning with one of: " + "; ".join(it.sources)
            yield Finding(place, source, allowed, "add the work to sources, or correct its name")


CHECKS: Final[tuple[Check, ...]] = (
    parts_are_told_apart,
    a_day_is_opened_and_closed_once,
    levels_rise_from_nobody,
    ratings_have_two_sides,
    sources_are_listed,
)
