"""What may be recorded about the assessment. The therapist decides; no rule weighs anything."""

from collections.abc import Mapping
from typing import Any

from amity.web.base.errors import Refused
from amity.web.course.models import Assessment, Course, MedicationChange
from amity.web.course.rules.courses import check_is_open
from amity.web.people.rules import check_day_has_come

DAYS = ("decided_on", "diagnosis_given_on", "sick_role_given_on")


def check_can_record_assessment(course: Course, said: Mapping[str, Any]) -> None:
    """While the course is open; a decision to adapt or to refer says why."""
    check_is_open(course)
    for name in DAYS:
        check_day_has_come(course.client, said.get(name))
    given, review = said.get("sick_role_given_on"), said.get("sick_role_review_on")
    if review and not given:
        raise Refused("Say on which day the sick role was given, beside the day to look at it again.")
    if review and given and review < given:
        raise Refused("It is looked at again after the day on which it was given.")
    if said.get("diagnosis_given_on") and not said.get("diagnosis"):
        raise Refused("Write the name that was given, in the words you used, beside the day.")
    decision = said.get("decision") or ""
    if decision and decision != Assessment.Decision.SUITS and not said.get("decision_why"):
        raise Refused("Say in a line what has to change, or what comes first.")


def check_can_record_medication_change(course: Course, medicine: str, on: Any) -> None:
    """While the course is open, with a name and a day that has been."""
    check_is_open(course)
    if not medicine.strip():
        raise Refused("Write which medicine.")
    check_day_has_come(course.client, on)


def check_can_withdraw_medication_change(change: MedicationChange) -> None:
    """While the course is open."""
    check_is_open(change.course)
