"""The fit of an expected response on a service's finished courses. Needs `amity[analytics]`."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from amity.core.analytics import growth, rows, simulation
from amity.core.analytics.asking import asked
from amity.core.analytics.course_frames import Courses
from amity.core.analytics.cross_validation import LEAST_COURSES
from amity.core.errors import StatisticError
from amity.web.base.errors import Refused
from amity.web.outcomes import queries
from amity.web.outcomes.models import ExpectedResponse
from amity.web.outcomes.queries import batches, expecting
from amity.web.people.models import Service

NEEDS: Final = f"It needs {LEAST_COURSES} finished courses with three scores or more after the first."
LEAST_AT_SESSION: Final = 20  # Amity decision 62: scores of fewer courses say nothing of a session


def fitted(row: ExpectedResponse) -> tuple[dict[str, Any], dict[str, Any]]:
    """The model and how often it would have been wrong, in plain values.

    Raises Refused, with the reason, where the courses there are do not bear a model.
    """
    courses = made_up(row.made_up) if row.made_up is not None else _records(row.service, row.asked_at)
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


def _records(service: Service, until: datetime) -> Courses:
    ids = queries.ids_to_count(service, until)
    if not ids:
        raise Refused("There are no courses here yet.")
    keys = {id: number for number, id in enumerate(ids, start=1)}
    parts = [
        batches.of_records(ids[at : at + queries.BATCH], until, keys)
        for at in range(0, len(ids), queries.BATCH)
    ]
    return rows.together(parts)


def made_up(courses: int) -> Courses:
    return rows.together(
        [it.seen for it in simulation.simulate(courses, seed=batches.SEED, truth=batches.TRUTH)]
    )
