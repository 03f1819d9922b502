"""When the questionnaires of a course are asked: each occasion, from when it opens until it closes."""

from amity.core.giving.layout import Appointment, Occasion, Times, is_paused, occasions
from amity.core.giving.made import Made
from amity.core.giving.moments import (
    DAYS_BEFORE,
    EACH_SESSION,
    FOLLOW_UPS,
    MOST_ITEMS,
    Asked,
    as_measures,
    check_moments,
    in_words,
    items_of,
    plan,
)
from amity.core.giving.notices import notice_due, safe_until
from amity.core.giving.wall import instant

__all__ = [
    "DAYS_BEFORE",
    "EACH_SESSION",
    "FOLLOW_UPS",
    "MOST_ITEMS",
    "Appointment",
    "Asked",
    "Made",
    "Occasion",
    "Times",
    "as_measures",
    "check_moments",
    "in_words",
    "instant",
    "is_paused",
    "items_of",
    "notice_due",
    "occasions",
    "plan",
    "safe_until",
]
