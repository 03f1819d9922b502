"""By when a flag is to be responded to."""

from datetime import datetime, time

from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.safety.models import Flag


def due_at(client: Client, level: str, at: datetime) -> datetime:
    """By when somebody should have responded to an answer received at `at`.

    Amber: the end of the working day, the next one's if this one is over. Red: the end of the same
    working day, or of the same calendar day when the service is closed. Emergency: at once.
    """
    if level == Flag.Level.EMERGENCY:
        return at
    service = client.service
    working = people.end_of_working_day(service, at)
    if level != Flag.Level.RED:
        return working
    today = at.astimezone(service.zone).date()
    return min(working, datetime.combine(today, time(23, 59), service.zone))
