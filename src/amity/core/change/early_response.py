"""The first weeks: is so little different that it is worth talking about what to change?

A reason to talk, never a statement about how it goes on. Amity's own decision: nobody has tested it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

INSTRUMENT: Final = "phq9"
LEAST_FALL: Final = Fraction(20, 100)  # Amity decision, domain handbook section 7
STILL: Final = 10  # PHQ-9 caseness, domain handbook section 7
WEEKS: Final = (4, 7)  # a score counts for week 4 until the sixth week of the course is over
EARLY: Final = timedelta(
    days=3
)  # asked for the session of week 4, as the protocols ask: from three days before
SOURCE: Final = (
    "Amity decision, not tested. Nearest finding: in 63 adolescents in IPT-A a fall of less than 16.2 % on "
    "the HAM-D by week 4 went with not being well at the end (Gunlicks-Stoessel & Mufson 2011)."
)
Score = int | Fraction


@dataclass(frozen=True, slots=True)
class Reading:
    """The first score and the one of week 4, and whether the rule applies to them."""

    first: Score
    first_on: date
    now: Score
    now_on: date
    applies: bool

    @property
    def fall_percent(self) -> int | None:
        """How much lower in per cent of the first score, rounded half to even; None when that was 0."""
        return round(100 * Fraction(self.first - self.now) / self.first) if self.first else None


def reason_to_talk(first: Score, now: Score) -> bool:
    """Whether a PHQ-9 in week 4 fell by less than 20 % and still stands at 10 or above.

    first, now: totals in points, 0 to 27.
    Source: Amity decision (domain handbook section 7); see SOURCE.

    >>> reason_to_talk(20, 17), reason_to_talk(20, 16), reason_to_talk(11, 9)
    (True, False, False)
    """
    return now >= STILL and first - now < LEAST_FALL * first


def reading(scores: Sequence[tuple[date, Score]], week_4: date | None, week_7: date | None) -> Reading | None:
    """The rule on the scores of one course; None without one from before week 4 and one of week 4 to 6.

    scores: local day and total, in any order; of several in those weeks the newest counts. week_4, week_7:
    when these weeks of the course begin, None behind a pause whose end nobody knows. What was answered up to
    three days before week 4, for its session, is of that week.
    """
    if not scores or week_4 is None:
        return None
    first_on, first = min(scores, key=lambda it: it[0])
    opens = week_4 - EARLY
    within = [it for it in scores if opens <= it[0] and (week_7 is None or it[0] < week_7)]
    if first_on >= opens or not within:
        return None
    now_on, now = max(within, key=lambda it: it[0])
    return Reading(first, first_on, now, now_on, reason_to_talk(first, now))
