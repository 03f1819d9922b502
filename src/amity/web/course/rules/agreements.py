"""What may be agreed and looked at: the contract of a course, and its reviews."""

from collections.abc import Sequence
from datetime import date

from amity.web.base.errors import Refused
from amity.web.course.models import Contract, Course, Review
from amity.web.course.rules.courses import check_is_open
from amity.web.course.rules.formulation import check_said_on

DISCUSSED = {  # domain handbook section 7: what a review talks about
    "frequency": "how often we meet",
    "focus": "the focus",
    "alliance": "how we work together",
    "medication": "medication",
    "referral": "another service beside this, or instead",
}
HOW = tuple(how for how, _ in Contract._meta.get_field("agreed_how").choices or ())


def check_can_agree_contract(course: Course, focus: str, how: str, on: date) -> None:
    """Number, dates and focus as they are now; agreed on a day of this course."""
    check_is_open(course)
    if not focus.strip():
        raise Refused("Write what you work on, in the client’s words.")
    if how not in HOW:
        raise Refused("Choose how it was agreed: spoken or written.")
    check_said_on(course, on)


def check_can_record_review(
    course: Course,
    kind: str,
    discussed: Sequence[str],
    alliance: int | None,
    focus_kept: bool | None,
    decision: str,
    on: date,
) -> None:
    """A look at the course with what was decided; half-way the focus is kept or changed."""
    check_is_open(course)
    if kind not in Review.Kind.values:
        raise Refused("Choose which review this is.")
    if not DISCUSSED.keys() >= set(discussed):
        raise Refused("Choose from what is listed.")
    if alliance is not None and alliance not in range(11):
        raise Refused("Choose a number from 0 to 10.")
    if not decision.strip():
        raise Refused("Say in a line what was decided, and why: also that all stays as it is.")
    if kind == Review.Kind.MIDPOINT and focus_kept is None:
        raise Refused("Half-way the focus is kept or changed. Choose one.")
    check_said_on(course, on)
