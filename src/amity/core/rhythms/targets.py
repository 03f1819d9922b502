"""Times that somebody aims at: how many entries were near, and the way there in small steps.

How near to a target is never the Social Rhythm Metric: that asks how near somebody is to their own habit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from amity.core.errors import StatisticError
from amity.core.rhythms.regularity import WINDOW, Minutes, Week, check_time, check_times, whole

STEP: Final = 30  # minutes, unless a clinician chooses otherwise: Amity decision
LONGEST_STEP: Final = 240  # minutes; more is no step: Amity decision


@dataclass(frozen=True, slots=True)
class Adherence:
    """How many of the entries that had a target were near it; a part of them, 0 to 1, None of none."""

    within: int
    of: int

    @property
    def value(self) -> Minutes | None:
        return whole(Fraction(self.within, self.of)) if self.of else None


def target_adherence(week: Week, targets: Mapping[str, int | Sequence[int | None] | None]) -> Adherence:
    """How many entries were within 45 minutes of their target, both ends included.

    week: as for `srm`. targets: by activity, in the same minutes: one for the whole week, or one a day, None
    on days without one. An activity without a target, and one that is not in the week, count for nothing.
    Raises StatisticError as `srm` does.
    Source: Amity decision, with the width of a hit of Monk 1990.

    >>> target_adherence({"dinner": [870, 960, None], "nap": [600]}, {"dinner": 900})
    Adherence(within=1, of=2)
    """
    pairs = [
        (time, target)
        for id, times in week.items()
        for time, target in zip(check_times(id, times), _a_day(id, targets.get(id)), strict=False)
        if time is not None and target is not None
    ]
    return Adherence(sum(abs(time - target) <= WINDOW for time, target in pairs), len(pairs))


def steps_to(now: Minutes, goal: int, *, step: int = STEP) -> tuple[int, ...]:
    """The targets on the way from a time kept now to the goal, the last of them the goal.

    now, goal: minutes after the start of a day lived; `now` may be a habitual time and no whole number.
    step: the most that one target differs from the one before, in minutes, 1 to 240.
    Counted back from the goal, so that every target is a time one can remember, and the first step, which
    comes hardest, is the short one. Empty where the goal is kept already. It goes the straight way: for
    later around the clock give a goal past 1440.
    Raises StatisticError for a time more than a day from its day, or a step out of range.
    Source: Amity decision (at most 30 minutes a step unless a clinician chooses otherwise).

    >>> steps_to(352, 195)  # from 09:52 to 07:15: first 09:45
    (345, 315, 285, 255, 225, 195)
    """
    if isinstance(step, bool) or not isinstance(step, int) or not 1 <= step <= LONGEST_STEP:
        raise StatisticError(f"step is 1 to {LONGEST_STEP} whole minutes; got {step!r}. {STEP} is usual.")
    check_time("now", int(now) if isinstance(now, Fraction) else now)
    aim = check_time("goal", goal)
    way = Fraction(now) - aim
    count = -(-abs(way) // step)
    towards = step if way > 0 else -step
    return tuple(aim + towards * left for left in reversed(range(count)))


def _a_day(id: str, target: int | Sequence[int | None] | None) -> Sequence[int | None]:
    if target is None or isinstance(target, int):
        return check_times(f"the target of {id}", [target] * 7)
    return check_times(f"the target of {id}", target)
