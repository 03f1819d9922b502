"""Each question of a measure over time: small steps, and the words of the first and the latest answer.

No colour says whether a step is for the better; the words do, and whoever reads knows the question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from amity.core.definitions.instrument import Item
from amity.web.base.chart_picture import line, text
from amity.web.base.chart_words import day_of
from amity.web.measures.queries.instruments import label_of
from amity.web.measures.queries.responses import Given
from amity.web.measures.queries.series import Series

WIDTH, HEIGHT, TOP, FOOT, FLOOR = 360.0, 46.0, 14.0, 40.0, 44.0
WIDEST, ROOM_FOR_A_DIGIT = 40.0, 14.0


@dataclass(frozen=True)
class ItemHistory:
    """One question. changed: whether the latest answer differs from the first; None without two answers."""

    item: Item
    first: str
    latest: str
    changed: bool | None
    steps: SafeString


@dataclass(frozen=True)
class ItemHistories:
    """Every question in printed order, and in a sentence which ones have changed."""

    lines: Sequence[ItemHistory]
    sentence: str


def items_of(series: Series) -> ItemHistories | None:
    """Forms of the version of the latest, those without a total too; None where fewer than two are there."""
    forms = [each for each in series.compared if each.answers]
    if len(forms) < 2:
        return None
    lines = [_history(item, forms) for item in forms[-1].instrument.items]
    return ItemHistories(lines, _sentence(lines))


def _history(item: Item, forms: Sequence[Given]) -> ItemHistory:
    values = [each.answers.get(item.id) for each in forms]
    there = [value for value in values if value is not None]
    steps = SafeString("".join(_drawn(item, forms, values)))
    if not there:
        return ItemHistory(item, label_of(item, None), label_of(item, None), None, steps)
    changed = there[0] != there[-1] if len(there) > 1 else None
    return ItemHistory(item, label_of(item, there[0]), label_of(item, there[-1]), changed, steps)


def _sentence(lines: Sequence[ItemHistory]) -> str:
    """ "3 of 9 answers differ from the first time: questions 1, 2 and 8."."""
    known = [it for it in lines if it.changed is not None]
    moved = [str(it.item.number) for it in known if it.changed]
    if not known:
        return "No question was answered twice yet."
    if not moved:
        return f"All {len(known)} answers are the same as the first time."
    listed = moved[0] if len(moved) == 1 else f"{', '.join(moved[:-1])} and {moved[-1]}"
    named = "question" if len(moved) == 1 else "questions"
    return f"{len(moved)} of {len(known)} answers differ from the first time: {named} {listed}."


def _drawn(item: Item, forms: Sequence[Given], values: Sequence[int | None]) -> Iterator[str]:
    """A tread for each form at the height of its answer, risers between them, a dotted line for none."""
    levels = sorted(option.value for option in item.options)
    heights = {value: FOOT - at / max(len(levels) - 1, 1) * (FOOT - TOP) for at, value in enumerate(levels)}
    wide = min(WIDEST, WIDTH / len(values))
    pairs = zip(forms, values, strict=True)
    said = escape(", ".join(f"{day_of(it.on)}: {label_of(item, value)}" for it, value in pairs))
    box = (
        f'viewBox="0 0 {wide * len(values):g} {HEIGHT:g}" width="{wide * len(values):g}" height="{HEIGHT:g}"'
    )
    yield f'<svg class="item-steps" {box} role="img" aria-label="{said}">'
    yield line(0, FLOOR, wide * len(values), FLOOR, ' class="foot"')
    for place, value in enumerate(values):
        middle = wide * (place + 0.5)
        if value is None:
            yield line(middle, TOP, middle, FOOT, ' class="gap"')
            continue
        y = heights[value]
        yield line(wide * place, y, wide * (place + 1), y, ' class="tread"')
        if wide >= ROOM_FOR_A_DIGIT:
            yield text(middle, y, str(value), 'dy="-4" text-anchor="middle"')
    for place, (one, other) in enumerate(pairwise(values), start=1):
        if one is not None and other is not None and one != other:
            yield line(wide * place, heights[one], wide * place, heights[other], ' class="riser"')
    yield "</svg>"
