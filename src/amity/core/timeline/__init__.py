"""Things placed on a time axis as exactly as they are known: dates, spans, ticks, rows, what is near what."""

from amity.core.timeline.axis import Tick, Window, ticks
from amity.core.timeline.dates import PRECISIONS, Approximate, Precision, in_words, period_in_words
from amity.core.timeline.near import NEAR_DAYS, days_apart, is_near
from amity.core.timeline.reading import UnreadableDate, read, read_period
from amity.core.timeline.spans import Span, span_of
from amity.core.timeline.stacking import stack

__all__ = [
    "NEAR_DAYS",
    "PRECISIONS",
    "Approximate",
    "Precision",
    "Span",
    "Tick",
    "UnreadableDate",
    "Window",
    "days_apart",
    "in_words",
    "is_near",
    "period_in_words",
    "read",
    "read_period",
    "span_of",
    "stack",
    "ticks",
]
