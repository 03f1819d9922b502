"""The Social Rhythm Metric of one week: how often things were done near their usual time.

Monk 1990 and 1991, with the open points settled here, so that two people count alike:
the standard deviation is that of a sample (n - 1), a time exactly 1.5 of them away is kept, a time exactly
45 minutes from the habitual one is a hit, and nothing is rounded before it is compared. Whoever changes one
of these changes `ALGORITHM_VERSION` with it, and leaves the old rule in `ALGORITHMS` under its own name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from amity.core.errors import StatisticError

ALGORITHM_VERSION: Final = "srm_1"
DAYS: Final = 7
LEAST_TIMES: Final = 3  # in a week, for an activity to count: Monk 1990
WINDOW: Final = (
    45  # minutes either side of the habitual time, inclusive: Monk 1990; inclusive: Amity decision
)
# Monk 1990: times further than 1.5 standard deviations from the mean are left out of the habitual time.
# Squared, (3/2)² = 9/4, so that whole numbers are compared: `_kept`.
COMPLETE_FROM: Final = 5  # of seven days: Amity decision
EARLIEST: Final = -24 * 60  # minutes; a day early and a day late, for days lived across midnight
LATEST: Final = 2 * 24 * 60 - 1

Reason = Literal["nothing_recorded", "too_few_times"]
Minutes = int | Fraction
Week = Mapping[str, Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity in one week.

    times: on how many days a time is recorded. habitual_minutes: its usual time, exact; None with fewer than
    three times. hits: how many of all its times, those left out of the usual time among them, are near it;
    None with fewer than three times, for then there is nothing to be near to.
    left_out: the days, counted from 0, whose times are left out of the usual time.
    """

    times: int
    habitual_minutes: Minutes | None
    hits: int | None
    left_out: tuple[int, ...]

    @property
    def qualifies(self) -> bool:
        """Whether it counts in the score."""
        return self.hits is not None


@dataclass(frozen=True, slots=True)
class SocialRhythm:
    """The score of a week, or the reason there is none.

    value: hits for each activity that counts, exact, 0 to 7, higher is more regular; None with a `reason`.
    hits: of all activities that count; None where none does. qualifying: how many count.
    days_recorded: on how many days anything at all is recorded.
    """

    value: Minutes | None
    reason: Reason | None
    activities: Mapping[str, Activity]
    hits: int | None
    qualifying: int
    days_recorded: int
    algorithm_version: str = ALGORITHM_VERSION

    @property
    def is_incomplete(self) -> bool:
        """Whether fewer than five of the seven days are recorded; the score stands, and says so."""
        return self.days_recorded < COMPLETE_FROM


def srm(week: Week) -> SocialRhythm:
    """The regularity of one week lived.

    week: by activity, its time on each day in the order of days, in whole minutes after the start of the day
        lived (`lived.lived`), None where it was not done or not noted. Up to seven entries; days that are
        not there yet are not recorded. Any other zero does, as long as the whole week has the same: 00:30
        after a day that began at midnight is 1470.
    Returns hits for each activity that counts, 0 to 7; never 0 for a week of which nothing can be said.
    Raises StatisticError for more than seven days, or a time that is no whole number within a day of its day.
    Source: Monk et al. 1990, J Nerv Ment Dis 178(2):120-126; Monk et al. 1991, Psychiatry Res 36(2):195-207.
        The divisor, the sample's standard deviation and the inclusive bounds: Amity decision.

    >>> dinner = [1110, 1140, 1125, 1230, 1110, 1120]  # 18:30, 19:00, 18:45, 20:30, 18:30, 18:40
    >>> found = srm({"dinner": dinner, "nap": [840, None, 845]})
    >>> found.value, found.activities["dinner"].habitual_minutes, found.activities["nap"].hits
    (5, 1121, None)
    >>> srm({"nap": [840, None, 845]}).reason
    'too_few_times'
    """
    checked = {id: check_times(id, times) for id, times in week.items()}
    activities = {id: _activity(times) for id, times in checked.items()}
    hits = [it.hits for it in activities.values() if it.hits is not None]
    days = {day for times in checked.values() for day, time in enumerate(times) if time is not None}
    return SocialRhythm(
        value=whole(Fraction(sum(hits), len(hits))) if hits else None,
        reason=None if hits else "too_few_times" if days else "nothing_recorded",
        activities=activities,
        hits=sum(hits) if hits else None,
        qualifying=len(hits),
        days_recorded=len(days),
    )


ALGORITHMS: Final[dict[str, Callable[[Week], SocialRhythm]]] = {ALGORITHM_VERSION: srm}
"""Each rule that a week was ever scored by, by its name: a diary's form says which (`scoring.algorithm`)."""


def check_times(name: str, times: Sequence[int | None]) -> tuple[int | None, ...]:
    """The times of one activity, once they are known to be times of one week.

    Raises StatisticError as `srm` does, naming the activity.
    """
    if isinstance(times, str) or not isinstance(times, Sequence):
        raise StatisticError(f"{name} is a list of times, one a day; got {times!r}. Give None for a day off.")
    if len(times) > DAYS:
        raise StatisticError(
            f"{name} has {len(times)} entries; a week has {DAYS} days. Give one entry a day, None where it "
            "was not done."
        )
    return tuple(None if it is None else check_time(name, it) for it in times)


def check_time(name: str, minutes: object) -> int:
    """One time in whole minutes, once it is known to be within a day of the day lived.

    Raises StatisticError otherwise.
    """
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not EARLIEST <= minutes <= LATEST:
        raise StatisticError(
            f"{name}: {minutes!r} is no time of a day lived. Give whole minutes after its start, {EARLIEST} "
            f"to {LATEST}, or None for not recorded."
        )
    return minutes


def whole(exact: Fraction) -> Minutes:
    """An int when whole, else the fraction.

    >>> whole(Fraction(10, 2)), whole(Fraction(26, 5))
    (5, Fraction(26, 5))
    """
    return exact.numerator if exact.denominator == 1 else exact


def _activity(times: Sequence[int | None]) -> Activity:
    noted = {day: time for day, time in enumerate(times) if time is not None}
    if len(noted) < LEAST_TIMES:
        return Activity(len(noted), None, None, ())
    kept = _kept(noted)
    habitual = Fraction(sum(noted[day] for day in kept), len(kept))
    hits = sum(abs(time - habitual) <= WINDOW for time in noted.values())
    return Activity(len(noted), whole(habitual), hits, tuple(day for day in noted if day not in kept))


def _kept(noted: Mapping[int, int]) -> list[int]:
    """The days whose times lie within 1.5 standard deviations of the mean. There is always one.

    With d = n·t - Σt, |t - mean| > 1.5·sd says d²/n² > 9/4 · Σd² / (n²·(n - 1)): no root and no division.
    """
    n, total = len(noted), sum(noted.values())
    away = {day: (n * time - total) ** 2 for day, time in noted.items()}
    most = 9 * sum(away.values())
    return [day for day, squared in away.items() if 4 * (n - 1) * squared <= most]
