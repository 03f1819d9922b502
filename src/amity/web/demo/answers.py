"""Answers that add up to a story's total: the same for the same story, and alike from week to week."""

from random import Random

from amity.core.definitions.instrument import Instrument


def answers(instrument: Instrument, total: int, story: str, fixed: dict[str, int]) -> dict[str, int]:
    """An answer for every item, `total` over the scored ones; `fixed` items are as given."""
    scored = [item for item in instrument.items if item.scored]
    given = {item.id: fixed.get(item.id, 0) for item in scored}
    free = [item.id for item in scored if item.id not in fixed]
    leaning = Random(f"{story} {instrument.id}")  # noqa: S311 - a story, not a secret
    weights = {id: leaning.uniform(0.5, 2) for id in free}
    while sum(given.values()) < total:
        # the item furthest behind its share comes next, so that a person answers much alike each week
        id = min((id for id in free if given[id] < 3), key=lambda id: (given[id] + 0.5) / weights[id])
        given[id] += 1
    unscored = {item.id: min(3, total // 6) for item in instrument.items if not item.scored}
    return given | unscored
