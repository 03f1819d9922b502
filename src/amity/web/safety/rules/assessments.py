"""When an assessment and its follow-up may be recorded: days and a decision; no answer is ever needed."""

from datetime import date

from amity.web.base.errors import Refused
from amity.web.people.models import Client
from amity.web.people.rules import check_day_has_come
from amity.web.safety.models import RiskAssessment


def check_can_assess_risk(client: Client, made_on: date, follow_up_on: date | None, decision: str) -> None:
    """A decision, a day that has come, and a follow-up that lies after it."""
    if not decision.strip():
        raise Refused("Write in a line what was decided; everything else may stay open.")
    check_day_has_come(client, made_on)
    if follow_up_on is not None and follow_up_on < made_on:
        raise Refused("The follow-up lies before the day of the assessment. Check the dates.")


def check_can_record_follow_up(assessment: RiskAssessment) -> None:
    """Once, where a follow-up was agreed."""
    if assessment.follow_up_on is None:
        raise Refused("No follow-up was agreed in this assessment.")
    if assessment.followed_up_at is not None:
        raise Refused("This follow-up is recorded already. Anything new belongs in a new assessment.")
