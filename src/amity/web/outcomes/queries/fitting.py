"""The fit of an expected response on a service's finished courses. Needs `amity[analytics]`."""

from dataclasses import asdict
from typing import Any, Final

from amity.core.analytics import growth, stored
from amity.core.analytics.asking import asked
from amity.core.analytics.cross_validation import LEAST_COURSES
from amity.core.errors import StatisticError
from amity.web.base.errors import Refused
from amity.web.outcomes.models import ExpectedResponse
from amity.web.outcomes.queries import expecting

NEEDS: Final = f"It needs {LEAST_COURSES} finished courses with three scores or more after the first."
LEAST_AT_SESSION: Final = 20  # Amity decision 62: scores of fewer courses say nothing of a session


def fitted(row: ExpectedResponse) -> tuple[dict[str, Any], dict[str, Any]]:
    """The model of what was read and put away, and how often it would have been wrong, in plain values.

    Raises Refused, with the reason, where the courses there are do not bear a model.
    """
    courses = stored.read_scores(expecting.scores_of(row), row.measure)
    (measure,) = asked((row.measure,), "gad7", ()).measures
    try:
        checked = growth.cross_validate(courses, measure)
        model = growth.fit(courses, row.measure)
    except StatisticError as problem:
        raise Refused(f"{NEEDS} {str(problem)[0].upper()}{str(problem)[1:]}") from problem
    told = expecting.checked(checked)
    enough = (it for it in told["sessions"] if it["of"] >= LEAST_AT_SESSION)
    told["sessions"] = [it for it in enough if it["share"] is not None]
    return asdict(model), told
