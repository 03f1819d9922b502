"""A sharp fall in sleep, a rise in activity, mood or energy, as facts with their arithmetic. No diagnosis.

Either can go before a high, and either can be a new baby, a night shift or a diary kept with more care. So
what is said is what was counted, against this person's own days before, and where the line comes from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import Final, Literal

from amity.core.errors import StatisticError
from amity.core.rhythms.regularity import Minutes, whole

BEFORE: Final = 14  # nights or days that say what is usual: Amity decision
LEAST_BEFORE: Final = 7  # of them recorded: Amity decision
NEWEST: Final = 3  # nights or days together: Amity decision
LEAST_NEWEST: Final = 2  # of them recorded: Amity decision
ONE_NIGHT: Final = 180  # minutes, more than that: Bauer 2009
THREE_NIGHTS: Final = 120  # minutes, at least that: Amity decision
MORE_A_DAY: Final = 3  # activities, at least that: Amity decision
TIMES_AS_MANY: Final = Fraction(3, 2)  # at least that: Amity decision
POINTS_MORE: Final = 3  # of a scale from −5 to +5, at least that: Amity decision
POINTS_UP: Final = 2  # and at least so far above "as usual for me": Amity decision
LONGEST_NIGHT: Final = 24 * 60
MOST_ACTIVITIES: Final = 100  # a day
FURTHEST: Final = 5  # points from the middle of a scale

Kind = Literal["one_short_night", "short_nights", "more_activities", "energy_rose", "mood_rose"]
SOURCES: Final[dict[Kind, str]] = {
    "one_short_night": "Bauer M et al. 2009, J Affect Disord 116(3):170-175: more than 3 hours' change in "
    "sleep with bed rest may come before a change of mood. The usual night as the median of the 14 before: "
    "Amity decision.",
    "short_nights": "Amity decision, not tested: three nights together, 2 hours less than usual.",
    "more_activities": "Amity decision, not tested: three days together, half as many again and at least 3 "
    "more than usual.",
    "energy_rose": "Amity decision, not tested: three days together, at least 3 points above one's own usual "
    "and at least +2.",
    "mood_rose": "Amity decision, not tested: three days together, at least 3 points above one's own usual "
    "and at least +2.",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One fact that stands out.

    newest, usual: the two numbers compared, exact: minutes, activities a day, or points. of_newest, of_usual:
    how many recorded nights or days each is the median of. words: the same, said with its arithmetic.
    """

    kind: Kind
    newest: Minutes
    of_newest: int
    usual: Minutes
    of_usual: int
    words: str

    @property
    def source(self) -> str:
        """Where its line comes from."""
        return SOURCES[self.kind]


def sleep_fell(nights: Sequence[int | None], *, newest_on: date | None = None) -> tuple[Sign, ...]:
    """Whether one of the newest three nights, or all of them together, were much shorter than usual.

    nights: one entry a night, oldest first, the last is the newest; minutes (`sleep.Night.minutes`), None
        where none is known.
    newest_on: the day before the newest night, by which each is named.
    Usual is the median of the 14 nights before those looked at, of which at least 7 are recorded; with fewer,
    or for the three together with fewer than 2 of them, nothing is said. A short night is said until three
    later ones have gone by, told or not. Nothing said is never "sleep is as usual".
    Raises StatisticError for what is no number of minutes from 0 to 1440.
    Source: SOURCES.

    >>> sleep_fell([480] * 13 + [None, 280])[0].words
    'The newest night: 4 h 40 min. Usual before it: 8 h, the median of 13 nights. That is 3 h 20 min less.'
    """
    checked = [_checked("nights", it, 0, LONGEST_NIGHT, "minutes") for it in nights]
    return (*_one_short_night(checked, newest_on), *_short_nights(checked))


def activity_rose(activities: Sequence[int | None]) -> tuple[Sign, ...]:
    """Whether on the newest three days together many more activities were noted than usual.

    activities: how many a day, oldest first, the last is the newest; None for a day without any entry, which
        is not a day on which nothing was done.
    Usual is as for `sleep_fell`. It counts what was noted: somebody who notes more may do no more.
    Raises StatisticError for what is no number from 0 to 100.
    Source: SOURCES.

    >>> activity_rose([5] * 7 + [9, None, 10])[0].words
    'The newest 3 days: 9 1/2 a day, the median of 2 days. Usual before them: 5, the median of 7 days.'
    """
    checked = [_checked("activities", it, 0, MOST_ACTIVITIES, "activities") for it in activities]
    newest, usual = _noted(checked[-NEWEST:]), _noted(checked[:-NEWEST][-BEFORE:])
    if len(newest) < LEAST_NEWEST or len(usual) < LEAST_BEFORE:
        return ()
    now, before = _median(newest), _median(usual)
    if now - before < MORE_A_DAY or now < TIMES_AS_MANY * before:
        return ()
    words = (
        f"The newest {NEWEST} days: {_mixed(now)} a day, the median of {len(newest)} days. Usual "
        f"before them: {_mixed(before)}, the median of {len(usual)} days."
    )
    return (Sign("more_activities", whole(now), len(newest), whole(before), len(usual), words),)


def most_usual(of: int) -> int:
    """Of so many activities asked a day, how many may be usual so that `activity_rose` can still be met.

    of: 3 or more. Somebody whose usual number is higher cannot show a rise, whatever they do.

    >>> most_usual(5), most_usual(17)
    (2, 11)
    """
    return min(of - MORE_A_DAY, int(of / TIMES_AS_MANY))


def feeling_rose(kind: Literal["energy_rose", "mood_rose"], days: Sequence[int | None]) -> tuple[Sign, ...]:
    """Whether energy or mood of the newest three days together was well above one's own usual.

    days: what was said of each day, oldest first, −5 to +5, where 0 is as usual; None where nothing was.
    Usual is as for `sleep_fell`. Somebody who comes up from a low to their 0 is not met by it.
    Raises StatisticError for what is no number from −5 to 5.
    Source: SOURCES.

    >>> feeling_rose("energy_rose", [-1] * 7 + [3, None, 2])[0].words
    'Energy on the newest 3 days: +2 1/2, the median of 2 days. Usual before them: −1, the median of 7 days.'
    """
    checked = [_checked("days", it, -FURTHEST, FURTHEST, "points") for it in days]
    newest, usual = _noted(checked[-NEWEST:]), _noted(checked[:-NEWEST][-BEFORE:])
    if len(newest) < LEAST_NEWEST or len(usual) < LEAST_BEFORE:
        return ()
    now, before = _median(newest), _median(usual)
    if now - before < POINTS_MORE or now < POINTS_UP:
        return ()
    words = (
        f"{'Energy' if kind == 'energy_rose' else 'Mood'} on the newest {NEWEST} days: {_signed(now)}, the "
        f"median of {len(newest)} days. Usual before them: {_signed(before)}, the median of {len(usual)} "
        "days."
    )
    return (Sign(kind, whole(now), len(newest), whole(before), len(usual), words),)


def _one_short_night(nights: Sequence[int | None], newest_on: date | None) -> Iterator[Sign]:
    """Each of the newest against those before it, the newest first."""
    for ago, night in enumerate(reversed(nights[-NEWEST:])):
        usual = _noted(nights[: len(nights) - 1 - ago][-BEFORE:])
        if night is None or len(usual) < LEAST_BEFORE:
            continue
        before = _median(usual)
        if before - night > ONE_NIGHT:
            words = (
                f"{_named(ago, newest_on)}: {_hours(Fraction(night))}. Usual before it: {_hours(before)}, "
                f"the median of {len(usual)} nights. That is {_hours(before - night)} less."
            )
            yield Sign("one_short_night", night, 1, whole(before), len(usual), words)


def _named(ago: int, newest_on: date | None) -> str:
    """ "The night after 2 March"; without a day, "The newest night but one"."""
    if newest_on is None:
        return f"The newest night{('', ' but one', ' but two')[ago]}"
    on = newest_on - timedelta(days=ago)
    return f"The night after {on.day} {on:%B}"


def _short_nights(nights: Sequence[int | None]) -> Iterator[Sign]:
    newest, usual = _noted(nights[-NEWEST:]), _noted(nights[:-NEWEST][-BEFORE:])
    if len(newest) < LEAST_NEWEST or len(usual) < LEAST_BEFORE:
        return
    now, before = _median(newest), _median(usual)
    if before - now >= THREE_NIGHTS:
        words = (
            f"The newest {NEWEST} nights: {_hours(now)}, the median of {len(newest)} nights. Usual before "
            f"them: {_hours(before)}, the median of {len(usual)} nights. That is {_hours(before - now)} less."
        )
        yield Sign("short_nights", whole(now), len(newest), whole(before), len(usual), words)


def _noted(values: Sequence[int | None]) -> list[int]:
    return [it for it in values if it is not None]


def _median(values: Sequence[int]) -> Fraction:
    return Fraction(median([Fraction(it) for it in values]))


def _checked(name: str, value: object, least: int, most: int, unit: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise StatisticError(
            f"{name} are whole {unit} from {least} to {most}; got {value!r}. Give None where nothing is "
            "known: it is not 0."
        )
    return value


def _hours(minutes: Fraction) -> str:
    """ "7 h 30 min"; half a minute stays half a minute."""
    hours, left = divmod(minutes, 60)
    return f"{hours} h {_mixed(left)} min" if left else f"{hours} h"


def _signed(points: Fraction) -> str:
    """ "+2 1/2", "0" or "−1"."""
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{_mixed(abs(points))}"


def _mixed(number: Fraction) -> str:
    """ "9 1/2", "9" or "1/2"."""
    units, part = divmod(number, 1)
    return str(number) if not units or not part else f"{units} {part}"
