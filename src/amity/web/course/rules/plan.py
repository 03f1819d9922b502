"""What may be noted as a change of the plan in words."""

from datetime import date

from amity.web.base.errors import Refused
from amity.web.course.models import Course, PlanChange
from amity.web.course.rules.courses import check_is_open
from amity.web.course.rules.formulation import check_said_on

IN_WORDS = tuple(
    kind
    for kind in PlanChange.Kind
    if kind not in (PlanChange.Kind.PROTOCOL, PlanChange.Kind.LENGTH, PlanChange.Kind.FREQUENCY)
)


def check_can_note_plan_change(
    course: Course, kind: str, what: str, reason: str, on: date | None = None
) -> None:
    """While the course is open: what is otherwise, and why."""
    check_is_open(course)
    if kind not in IN_WORDS:
        raise Refused("Choose focus, medication, another service, or something else.")
    if not what.strip():
        raise Refused("Say in a line what is otherwise from now on.")
    if not reason.strip():
        raise Refused("Say in a line why. It stays with the course and is read again at every review.")
    if on is not None:
        check_said_on(course, on)
