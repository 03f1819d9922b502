"""Response and remission, by the numbers that the definition of a measure gives."""

from amity.core.change import exact
from amity.core.change.clinical_significance import is_clinical
from amity.core.change.exact import HigherIs, Number
from amity.core.errors import StatisticError


def responded(first: Number, now: Number, *, percent: Number, higher_is: HigherIs) -> bool | None:
    """Whether a score is better by so many per cent of the first one, or more.

    first, now: totals in points, from 0 on. percent: above 0, to 100; 50 for the PHQ-9.
    higher_is: "worse" or "better".
    Returns None when the first score was 0: no part of it can be counted.
    Raises StatisticError for what is no number, a score below 0, per cents outside, and other directions.
    Source of the PHQ-9's 50: Löwe 2004, Med Care 42(12):1194-1201.

    >>> [responded(18, now, percent=50, higher_is="worse") for now in (9, 10)]
    [True, False]
    """
    start, end = exact.total("first", first), exact.total("now", now)
    better, least = exact.sign(higher_is), exact.number("percent", percent)
    if not 0 < least <= 100:
        raise StatisticError(
            f"percent lies above 0 and at most at 100; got {percent!r}. A half is 50, not 0.5."
        )
    return 100 * better * (end - start) >= least * start if start else None


def remitted(now: Number, *, cutoff: Number, higher_is: HigherIs) -> bool:
    """Whether a score lies beyond the cut-off for remission; one that equals it does not.

    now, cutoff: totals in points; for the PHQ-9 the cut-off is 5, and 4.5 lies beyond it.
    higher_is: "worse" or "better".
    Raises StatisticError for what is no number, a score below 0, and other directions.
    Source of the PHQ-9's 5: Löwe 2004, Med Care 42(12):1194-1201.

    >>> [remitted(now, cutoff=5, higher_is="worse") for now in (4, 4.5, 5)]
    [True, True, False]
    """
    return not is_clinical(exact.total("now", now), cutoff=cutoff, higher_is=higher_is)
