"""Who may write in a rhythm diary, and what, with the reason where not."""

from amity.web.rhythms.rules.diary import (
    ACROSS,
    LATE,
    can_begin,
    can_tell,
    can_tell_late,
    check_can_begin,
    check_can_change,
    check_can_tell,
    check_can_tell_late,
    check_can_write,
    check_company,
    check_day,
    check_pause,
    check_rating,
    check_time,
    check_words,
)

__all__ = [
    "ACROSS",
    "LATE",
    "can_begin",
    "can_tell",
    "can_tell_late",
    "check_can_begin",
    "check_can_change",
    "check_can_tell",
    "check_can_tell_late",
    "check_can_write",
    "check_company",
    "check_day",
    "check_pause",
    "check_rating",
    "check_time",
    "check_words",
]
