"""Nights, from going to bed and getting up the next day.

It is the time in bed, which is not all asleep: longer than sleep by what it takes to fall asleep and by lying
awake. Pages that show it say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from amity.core.errors import StatisticError
from amity.core.rhythms.lived import DAY
from amity.core.rhythms.regularity import Minutes, check_time, whole

NoNight = Literal["not_recorded", "not_in_order", "longer_than_a_day"]


@dataclass(frozen=True, slots=True)
class Night:
    """The night after one day lived, or the reason there is none.

    minutes: from going to bed to getting up, as they went by. mid_sleep: the middle between the two, in
    minutes after the start of the day before, by that day's clock.
    """

    minutes: int | None
    mid_sleep: Minutes | None
    reason: NoNight | None = None


def night(to_bed: int | None, out_of_bed: int | None, *, clock_forward: int = 0) -> Night:
    """One night.

    to_bed: minutes after the start of the day lived before it. out_of_bed: minutes after the start of the
    next day, the same time by the clock; negative for getting up before that. None: not recorded.
    clock_forward: by how many minutes clocks went forward in between (`lived.clock_forward`).
    Raises StatisticError for a time more than a day from its day, or a clock_forward of more than a day.
    Source: Amity decision. Times that are not in order are told and never put right by guessing.

    >>> night(19 * 60, 3 * 60)  # 23:00 to 07:00, of days that start at 04:00
    Night(minutes=480, mid_sleep=1380, reason=None)
    >>> night(19 * 60, 3 * 60, clock_forward=60).minutes
    420
    """
    gone_forward = check_time("clock_forward", clock_forward)
    if to_bed is None or out_of_bed is None:
        return Night(None, None, "not_recorded")
    began = check_time("to_bed", to_bed)
    minutes = DAY + check_time("out_of_bed", out_of_bed) - gone_forward - began
    if minutes <= 0:
        return Night(None, None, "not_in_order")
    if minutes > DAY:
        return Night(None, None, "longer_than_a_day")
    return Night(minutes, whole(began + Fraction(minutes, 2)))


def nights(
    to_bed: Sequence[int | None],
    out_of_bed: Sequence[int | None],
    *,
    clocks_forward: Sequence[int] | None = None,
) -> tuple[Night, ...]:
    """Every night between days lived one after the other: one fewer than there are days.

    to_bed, out_of_bed: one entry a day, as for `night`; the first getting up and the last going to bed belong
    to nights that are not looked at. clocks_forward: one entry a night, all 0 when left out.
    Raises StatisticError as `night` does, and for rows of unequal length.

    >>> [it.minutes for it in nights([1140, None, 1170], [180, 200, 190])]
    [500, None]
    """
    count = max(0, len(to_bed) - 1)
    forward = [0] * count if clocks_forward is None else clocks_forward
    if len(out_of_bed) != len(to_bed) or len(forward) != count:
        raise StatisticError(
            f"{len(to_bed)} times to bed, {len(out_of_bed)} times out of bed and {len(forward)} nights do "
            "not belong together. Give one entry a day, None where nothing was noted, and one night fewer."
        )
    return tuple(
        night(bed, up, clock_forward=by)
        for bed, up, by in zip(to_bed[:-1], out_of_bed[1:], forward, strict=True)
    )
