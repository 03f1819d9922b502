"""The question put to courses, with the numbers that the definitions of its questionnaires give."""

from collections.abc import Iterable

from amity.core import library
from amity.core.analytics.course_frames import Asked, Measure
from amity.core.errors import InputError


def asked(measures: Iterable[str], anxiety: str | None, by: Iterable[str]) -> Asked:
    """The question, by the ids of questionnaires.

    anxiety, by: as `Asked` takes them.
    Raises InputError where a definition lacks what change is classed by, StatisticError as `Asked` does.

    >>> asked(["phq9"], "gad7", ["protocol"]).measures[0].cutoff
    10
    """
    return Asked(tuple(map(_measure, measures)), anxiety, tuple(by))


def _measure(id: str) -> Measure:
    definition = library.instrument(id)
    change, cutoffs = definition.reliable_change, definition.cutoffs
    if change is None or change.sd is None or change.reliability is None or not cutoffs:
        raise InputError(
            f"{id} has no spread, reliability or cut-off in its definition, so that its change cannot be "
            "classed. Leave it out."
        )
    worse = definition.higher_is == "worse"
    return Measure(
        id,
        sd=change.sd,
        reliability=change.reliability,
        cutoff=cutoffs[0].at,
        higher_is=definition.higher_is,
        gain=change.points if worse else None,
    )
