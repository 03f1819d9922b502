"""Scores the worked weeks of a rhythm diary. For checks, never for a page."""

from collections.abc import Iterator, Sequence

from amity.core.definitions.common import Finding
from amity.core.definitions.rhythm import Rhythm
from amity.core.definitions.rhythm_case import RhythmCase, exact
from amity.core.rhythms.lived import clock_of, minutes_of
from amity.core.rhythms.regularity import ALGORITHMS, Week
from amity.core.rhythms.sleep import nights
from amity.core.rhythms.targets import target_adherence

REMEDY = "correct the diary, or the case with its source"


def scored_otherwise(rhythm: Rhythm, case: RhythmCase) -> Iterator[Finding]:
    """What comes out otherwise than the case says."""
    known = {it.id for it in rhythm.activities}
    if unknown := sorted({*case.times, *case.targets, *case.expect.habitual} - known):
        yield Finding(("times",), ", ".join(unknown), f"activities of {rhythm.id}", "correct the ids")
        return
    start = case.day_start or rhythm.day_start.at
    week, wanted = _week(rhythm, case), case.expect
    found, targets = ALGORITHMS[rhythm.scoring.algorithm](week), _targets(rhythm, case)
    yield from _unlike("score", exact(wanted.score), found.value)
    yield from _unlike("reason", wanted.reason, found.reason)
    hits = {id: it.hits for id, it in found.activities.items() if it.qualifies}
    yield from _unlike("hits", wanted.hits, hits)
    for id, clock in wanted.habitual.items():
        minutes = found.activities[id].habitual_minutes if id in week else None
        said = clock_of(minutes, start) if isinstance(minutes, int) else minutes
        yield from _unlike(f"habitual {id}", clock, said)
    yield from _unlike("incomplete", wanted.incomplete, found.is_incomplete)
    yield from _unlike("adherence", exact(wanted.adherence), target_adherence(week, targets).value)
    if wanted.nights is not None:
        rows = _side_by_side(week.get(rhythm.closes.id, ()), week.get(rhythm.opens.id, ()))
        yield from _unlike("nights", wanted.nights, tuple(it.minutes for it in nights(*rows)))


def _week(rhythm: Rhythm, case: RhythmCase) -> Week:
    start = case.day_start or rhythm.day_start.at
    return {
        id: tuple(
            None if clock is None else minutes_of(clock, start, opens=rhythm.activity(id).place == "opens")
            for clock in clocks
        )
        for id, clocks in case.times.items()
    }


def _targets(rhythm: Rhythm, case: RhythmCase) -> dict[str, int]:
    start = case.day_start or rhythm.day_start.at
    return {
        id: minutes_of(clock, start, opens=rhythm.activity(id).place == "opens")
        for id, clock in case.targets.items()
    }


def _side_by_side(*rows: Sequence[int | None]) -> list[tuple[int | None, ...]]:
    """Rows of one length, with nothing noted on the days that one of them does not have."""
    days = max(map(len, rows))
    return [(*row, *[None] * (days - len(row))) for row in rows]


def _unlike(place: str, wanted: object, got: object) -> Iterator[Finding]:
    if wanted != got:
        yield Finding(("expect", place), f"{got}", f"{wanted}, by the case", REMEDY)
