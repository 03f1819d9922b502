"""The arithmetic of daily rhythm (IPSRT): regularity, targets, nights, the day an instant belongs to."""

from amity.core.rhythms.lived import DAY_START, Lived, clock_forward, clock_of, lived, minutes_of
from amity.core.rhythms.regularity import (
    ALGORITHM_VERSION,
    ALGORITHMS,
    COMPLETE_FROM,
    DAYS,
    LEAST_TIMES,
    WINDOW,
    Activity,
    SocialRhythm,
    Week,
    srm,
)
from amity.core.rhythms.signs import SOURCES, Sign, activity_rose, feeling_rose, most_usual, sleep_fell
from amity.core.rhythms.sleep import Night, night, nights
from amity.core.rhythms.targets import LONGEST_STEP, STEP, Adherence, steps_to, target_adherence
from amity.core.rhythms.weekends import EVENINGS_BEFORE, WEEKEND, Middle, WeekdayWeekend, weekday_weekend

__all__ = [
    "ALGORITHMS",
    "ALGORITHM_VERSION",
    "COMPLETE_FROM",
    "DAYS",
    "DAY_START",
    "EVENINGS_BEFORE",
    "LEAST_TIMES",
    "LONGEST_STEP",
    "SOURCES",
    "STEP",
    "WEEKEND",
    "WINDOW",
    "Activity",
    "Adherence",
    "Lived",
    "Middle",
    "Night",
    "Sign",
    "SocialRhythm",
    "Week",
    "WeekdayWeekend",
    "activity_rose",
    "clock_forward",
    "clock_of",
    "feeling_rose",
    "lived",
    "minutes_of",
    "most_usual",
    "night",
    "nights",
    "sleep_fell",
    "srm",
    "steps_to",
    "target_adherence",
    "weekday_weekend",
]
