"""A date as exactly as it is known: a day, a month, a season or a year, and whether it is only about then.

Seasons are the meteorological ones of the north: spring is March to May (Met Office, "When does spring
start?"); winter 2018/19 is December 2018 to February 2019.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from amity.core.words import say

Precision = Literal["day", "month", "season", "year"]
PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SEASONS: Final = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}  # by the month in which each begins
LONG: Final[dict[Precision, int]] = {"month": 1, "season": 3, "year": 12}  # in months
ABOUT_A_DAY: Final = timedelta(days=7)  # "about 12 March": a week either way; Amity decision


@dataclass(frozen=True, slots=True)
class Approximate:
    """When something was. first: the first day of what is known; is_about: one such unit either way as well.

    Raises ValueError when `first` does not begin a unit of this precision.
    """

    first: date
    precision: Precision = "day"
    is_about: bool = False

    def __post_init__(self) -> None:
        begins = {
            "day": True,
            "month": self.first.day == 1,
            "season": self.first.day == 1 and self.first.month in SEASONS,
            "year": (self.first.month, self.first.day) == (1, 1),
        }
        if not begins[self.precision]:
            raise ValueError(f"{self.first} begins no {self.precision}")

    @property
    def last(self) -> date:
        """The last day of what is known, `is_about` left aside."""
        if self.precision == "day":
            return self.first
        return _months_on(self.first, LONG[self.precision]) - timedelta(days=1)

    @property
    def earliest(self) -> date:
        """The first day on which it may have been."""
        if not self.is_about:
            return self.first
        if self.precision == "day":
            return self.first - ABOUT_A_DAY
        return _months_on(self.first, -LONG[self.precision])

    @property
    def latest(self) -> date:
        """The last day on which it may have been."""
        if not self.is_about:
            return self.last
        if self.precision == "day":
            return self.first + ABOUT_A_DAY
        return _months_on(self.first, 2 * LONG[self.precision]) - timedelta(days=1)


def in_words(when: Approximate) -> str:
    """As one says it, and as `read` reads it.

    >>> in_words(Approximate(date(2019, 3, 1), "season", is_about=True))
    'about spring 2019'
    >>> in_words(Approximate(date(2018, 12, 1), "season")), in_words(Approximate(date(2021, 3, 12)))
    ('winter 2018/19', '12 March 2021')
    """
    plainly = _plainly(when)
    return say("about {date}", date=plainly) if when.is_about else plainly


def period_in_words(began: Approximate, ended: Approximate | None) -> str:
    """ "2015 to about 2019", or the one date alone."""
    if ended is None:
        return in_words(began)
    return say("{began} to {ended}", began=in_words(began), ended=in_words(ended))


def _plainly(when: Approximate) -> str:
    year, month = when.first.year, when.first.month
    if when.precision == "year":
        return str(year)
    if when.precision == "season":
        return f"{say(SEASONS[month])} {year}" + (f"/{(year + 1) % 100:02}" if month == 12 else "")
    in_month = f"{say(MONTHS[month - 1])} {year}"
    return in_month if when.precision == "month" else f"{when.first.day} {in_month}"


def _months_on(first: date, months: int) -> date:
    """The first day of a month, so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
