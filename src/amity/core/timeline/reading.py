"""A date as somebody writes it: "spring 2019", "about 2015", "12 March 2021", "3/2021". The day is first."""

import re
from datetime import date
from typing import Final

from amity.core.timeline.dates import MONTHS, SEASONS, Approximate
from amity.core.words import say

FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside lies a wrong key
HOW: Final = "Write it as 12 March 2021, March 2021, spring 2019, 2015 or about 2015."
# What people who use Amity in another language write, as `read` knows it; a page says dates in that language.
OTHER_WORDS: Final = {
    "januari": "january", "februari": "february", "maart": "march", "mrt": "march", "mei": "may",
    "juni": "june", "juli": "july", "augustus": "august", "oktober": "october", "okt": "october",
    "lente": "spring", "voorjaar": "spring", "zomer": "summer", "herfst": "autumn", "najaar": "autumn",
    "ongeveer": "about", "rond": "about", "omstreeks": "about", "tot": "to", "sinds": "since",
    "de": "the", "het": "the",
}  # fmt: skip
_KNOWN: Final = re.compile(rf"\b({'|'.join(OTHER_WORDS)})\b", re.IGNORECASE)
ABOUT: Final = re.compile(r"^(?:about|around|approximately|approx\.?|circa|ca?\.|roughly|~)\s*")
FILLING: Final = re.compile(r"\b(?:in|on|the|of|since)\b|(?<=\d)(?:st|nd|rd|th)\b|,")
WORD, YEAR = r"([a-z]+)\.?", r"(\d{4})"
BETWEEN: Final = re.compile(r"\s+(?:to|until|till)\s+|\s*[–—]\s*|\s+-\s+|(?<=^\d{4})-(?=\d{4}$)")


class UnreadableDate(ValueError):  # noqa: N818 - it is read by the person who wrote it
    """What was written is no date; says why and what can be written."""


def read(text: str) -> Approximate:
    """The date that `text` says, as exactly as it says it. Raises UnreadableDate with a sentence.

    >>> read("Spring 2019")
    Approximate(first=datetime.date(2019, 3, 1), precision='season', is_about=False)
    >>> read("about 2015").is_about, read("3/2021").precision
    (True, 'month')
    """
    said = _in_english(text).strip().lower()
    if not said:
        raise UnreadableDate(f"{say('Say when it was, as exactly as you know.')} {say(HOW)}")
    plain = ABOUT.sub("", said)
    plain = " ".join(FILLING.sub(" ", plain).split())
    found = _year(plain) or _numbers(plain) or _named(plain)
    if found is None:
        raise UnreadableDate(_why(plain))
    if not FIRST_YEAR <= found.first.year <= LAST_YEAR:
        raise UnreadableDate(say("{year} lies very far away. Check the year.", year=found.first.year))
    return Approximate(found.first, found.precision, is_about=ABOUT.match(said) is not None)


def read_period(text: str) -> tuple[Approximate, Approximate | None]:
    """One date, or two with "to" between them. Raises UnreadableDate also when the second lies first.

    >>> began, ended = read_period("2015 to March 2019")
    >>> began.first, ended.last
    (datetime.date(2015, 1, 1), datetime.date(2019, 3, 31))
    """
    parts = BETWEEN.split(_in_english(text).strip())
    if len(parts) > 2:
        raise UnreadableDate(say("Write one date, or two with “to” between them: 2015 to March 2019."))
    began = read(parts[0])
    if len(parts) == 1:
        return began, None
    ended = read(parts[1])
    if ended.last < began.first:
        raise UnreadableDate(say("The second date lies before the first. Write the earlier one first."))
    return began, ended


def _in_english(text: str) -> str:
    return _KNOWN.sub(lambda found: OTHER_WORDS[found[0].lower()], text)


def _year(text: str) -> Approximate | None:
    return Approximate(date(int(text), 1, 1), "year") if re.fullmatch(YEAR, text) and int(text) else None


def _numbers(text: str) -> Approximate | None:
    """2021-03-12 and 2021-03; 12/3/2021 and 3/2021, with points or hyphens as well."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text):
        return _day(found[1], int(found[2]), found[3])
    if found := re.fullmatch(r"(?:(\d{1,2})[/.-] ?)?(\d{1,2})[/.-] ?(\d{4})", text):
        return _day(found[3], int(found[2]), found[1])
    return None


def _named(text: str) -> Approximate | None:
    """A season or a month by its name; a day before the month or behind it."""
    if found := re.fullmatch(rf"{WORD} {YEAR}(?:[/-](\d{{2}}|\d{{4}}))?", text):
        return _season(found[1], int(found[2]), found[3]) or (
            None if found[3] else _day(found[2], _month(found[1]), None)
        )
    if found := re.fullmatch(rf"(\d{{1,2}})\.? {WORD} {YEAR}", text):
        return _day(found[3], _month(found[2]), found[1])
    if found := re.fullmatch(rf"{WORD} (\d{{1,2}}) {YEAR}", text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def _season(name: str, year: int, until: str | None) -> Approximate | None:
    name = "autumn" if name == "fall" else name
    begins = next((month for month, season in SEASONS.items() if season == name), None)
    if begins is None or not year:
        return None
    if until is not None and (begins != 12 or int(until) not in (year + 1, (year + 1) % 100)):
        raise UnreadableDate(
            say("Only a winter lies in two years, and they follow each other: winter 2018/19.")
        )
    return Approximate(date(year, begins, 1), "season")


def _month(name: str) -> int:
    """1 to 12 by a name or its first three letters or more; 0 for none."""
    fits = (month for month, word in enumerate(MONTHS, start=1) if word.lower().startswith(name))
    return next(fits, 0) if len(name) >= 3 else 0


def _day(year: str, month: int, day: str | None) -> Approximate | None:
    if not month:
        return None
    try:
        first = date(int(year), month, int(day or 1))
    except ValueError:
        raise UnreadableDate(
            f"{say('There is no such day in the calendar. The day stands before the month.')} {say(HOW)}"
        ) from None
    return Approximate(first, "day" if day else "month")


def _why(text: str) -> str:
    if not re.search(r"\d", text):
        return f"{say('The year is missing.')} {say(HOW)}"
    if not re.search(r"\d{4}", text):
        return f"{say('Write the year with four figures.')} {say(HOW)}"
    return f"{say('That cannot be read as a date.')} {say(HOW)}"
