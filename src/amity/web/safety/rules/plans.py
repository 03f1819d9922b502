"""When a version of the safety plan may be kept."""

from collections.abc import Mapping
from datetime import date

from amity.web.base.errors import Refused
from amity.web.people.models import Client
from amity.web.people.rules import check_day_has_come


def check_can_save_plan(
    client: Client, steps: Mapping[str, str], made_on: date, review_on: date | None
) -> None:
    """At least one line of it, made on a day that has come, looked at again after that day."""
    if not any(text.strip() for text in steps.values()):
        raise Refused("Write at least one line of the plan; the rest can follow another time.")
    check_day_has_come(client, made_on)
    if review_on is not None and review_on < made_on:
        raise Refused("The plan would be looked at again before it was made. Check the dates.")
