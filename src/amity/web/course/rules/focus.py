"""What may be done in the work on a focus: a stage, a rating, what speaks for an area."""

from collections.abc import Collection
from datetime import date

from amity.core.definitions.protocol import Area
from amity.web.base.errors import Refused
from amity.web.course import queries
from amity.web.course.models import CRITERIA, Course, ProblemArea, Resolution
from amity.web.course.rules.courses import check_is_open
from amity.web.course.rules.formulation import check_said_on

HIGHEST = 3  # of a criterion, domain handbook section 3
Occasion = Resolution.Occasion


def check_can_choose_problem_area(
    course: Course, area: str, runner_up: str, stage: str, secondary: str = ""
) -> None:
    """An area of the protocol, others as runner-up and beside it, a stage of that area."""
    check_is_open(course)
    areas = {it.id: it for it in queries.protocol_of(course).areas}
    if any(id not in areas for id in (area, runner_up or area, secondary or area)):
        raise Refused("The protocol has no such problem area.")
    if runner_up == area:
        raise Refused("The runner-up is another area than the one chosen.")
    if secondary == area:
        raise Refused("The area kept in mind is another one than the one chosen.")
    if stage:
        check_stage(areas[area], stage)


def check_stage(area: Area, stage: str) -> None:
    """A stage of that area."""
    if stage not in {it.id for it in area.stages}:
        raise Refused(f"{area.title} has no such stage.")


def check_can_note_area(course: Course, area: str, ratings: dict[str, int | None]) -> None:
    """For an area of the protocol, while the course is open; a criterion goes from 0 to 3 or is not rated."""
    check_is_open(course)
    if area not in {it.id for it in queries.protocol_of(course).areas}:
        raise Refused("The protocol has no such problem area.")
    if any(ratings[name] not in (None, *range(HIGHEST + 1)) for name in CRITERIA):
        raise Refused("A criterion is rated from 0 to 3, or not at all.")


def check_can_record_stage(problem_area: ProblemArea, stage: str, on: date) -> None:
    """In the area worked on at present, on a day of this course."""
    check_is_open(problem_area.course)
    if problem_area.replaced_at:
        raise Refused("Another focus was chosen since. Its history stays as it is.")
    check_stage(queries.area_named(problem_area.course, problem_area.area), stage)
    check_said_on(problem_area.course, on)


def check_can_rate_resolution(
    problem_area: ProblemArea, occasion: str, holds: Collection[int], said: Collection[object], on: date
) -> None:
    """At any time in the course, and afterwards as what it is; something has to be said."""
    course = problem_area.course
    if course.closed_at and occasion != Occasion.FOLLOW_UP:
        raise Refused("This course is closed. What is rated now is rated as “afterwards”.")
    lines = queries.area_named(course, problem_area.area).resolved_when
    if not set(holds) <= set(range(len(lines))):
        raise Refused("The area has no such line.")
    if not any(it not in ("", None) for it in said) and not holds:
        raise Refused("Nothing was said yet: give a rating, the distress, or a line of evidence.")
    check_said_on(course, on)
