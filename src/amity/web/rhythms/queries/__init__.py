"""What is in a rhythm diary."""

from amity.web.rhythms.queries.clocks import clocks_asked, days_asked, place
from amity.web.rhythms.queries.diary import (
    ENERGY,
    MOOD,
    SHORT,
    Told,
    diaries_of,
    diary_of,
    disrupted_of,
    form_of,
    is_paused_on,
    open_diary_of,
    prescriber_of,
    today_of,
    today_told,
    told_between,
    told_on,
)

__all__ = [
    "ENERGY",
    "MOOD",
    "SHORT",
    "Told",
    "clocks_asked",
    "days_asked",
    "diaries_of",
    "diary_of",
    "disrupted_of",
    "form_of",
    "is_paused_on",
    "open_diary_of",
    "place",
    "prescriber_of",
    "today_of",
    "today_told",
    "told_between",
    "told_on",
]
