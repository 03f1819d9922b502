"""The assessment and the focus of a course of the matrix, every text of them a canary."""

from collections.abc import Callable
from typing import Any

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.course import actions
from amity.web.course.forms.assessment import PARTS
from amity.web.course.models import Course, ProblemArea
from amity.web.course.models.assessment import TEXTS


def assessed(course: Course, by: Actor, canary: Callable[[], str]) -> tuple[set[str], dict[str, Any]]:
    """What was written, and the ids that fill addresses."""
    words = {name: canary() for name in (*TEXTS, "medicine", "detail")}
    for part in PARTS:
        said = {name: words[name] for name in part.fields if name in TEXTS}
        actions.record_assessment(course=course, part=part.id, version=0, said=said, by=by)
    today = clock.today(course.client.service.zone)
    change = actions.record_medication_change(
        course=course, kind="begun", medicine=words["medicine"], detail=words["detail"], on=today, by=by
    )
    chosen = _focused(course, by, words, canary)
    return set(words.values()), {"medication_change_id": change.id, "problem_area_id": chosen.id}


def _focused(course: Course, by: Actor, words: dict[str, str], canary: Callable[[], str]) -> ProblemArea:
    words |= {name: canary() for name in ("evidence", "stage", "rated")}
    chosen = course.problem_areas.get(primary=True, replaced_at=None)
    today = clock.today(course.client.service.zone)
    actions.note_area(course=course, area="grief", version=0, evidence=words["evidence"], by=by)
    actions.record_stage(problem_area=chosen, stage="mourn", note=words["stage"], on=today, by=by)
    actions.rate_resolution(
        problem_area=chosen, who="client", occasion="start", evidence=words["rated"], on=today, by=by
    )
    return chosen
