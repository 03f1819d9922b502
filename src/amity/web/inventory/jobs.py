"""Work on a timer: words about other people that are kept no longer."""

from django.conf import settings

from amity.web.base import audit
from amity.web.inventory import actions, queries


def run_due() -> int:
    """Let go of the words about everybody whose time is over; returns how many people."""
    due = list(queries.people_to_redact(settings.PEOPLE_DAYS)[:AT_ONCE])
    for person in due:
        actions.redact_person(person=person, by=audit.SYSTEM)
    return len(due)


AT_ONCE = 50  # in one round, so that other timed work comes to its turn
