"""Who may bring a questionnaire, release it, withdraw it; and why not, in a sentence."""

from collections.abc import Sequence

from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.measures.models import ImportedInstrument
from amity.web.measures.queries import brought
from amity.web.people import queries as people
from amity.web.people.models import Service, Staff

WHO = frozenset({Staff.Role.CLINICIAN, Staff.Role.SITE_ADMIN})


def check_can_bring(service: Service, by: Actor) -> None:
    """A site administrator or a clinician, for their own service."""
    if not _is_one_of(service, by):
        raise Refused("Only a site administrator or a clinician of this service can do this.")


def check_can_release(row: ImportedInstrument, by: Actor) -> None:
    """Once, by another person than who brought it, where there is one (hazard H41)."""
    check_can_bring(row.service, by)
    if row.withdrawn_at is not None:
        raise Refused("It was withdrawn. Bring it again, and it is a new version.")
    if row.released_at is not None:
        raise Refused("It was released already.")
    others = row.service.staff.filter(role__in=WHO, user__is_active=True).exclude(user=row.licensed_by)
    if row.licensed_by == by.actor_id and others.exists():
        raise Refused("You brought it, so somebody else compares it with the original and releases it.")


def check_can_withdraw(row: ImportedInstrument, by: Actor) -> None:
    """By either of them, once."""
    check_can_bring(row.service, by)
    if row.withdrawn_at is not None:
        raise Refused("It was withdrawn already.")


def check_are_theirs(service: Service, instruments: Sequence[str]) -> None:
    """What another service brought is licensed to that service alone."""
    for id in instruments:
        if not brought.is_of(service, id):
            raise Refused(f"There is no questionnaire {id!r} that is given here.")


def _is_one_of(service: Service, by: Actor) -> bool:
    staff = people.staff_of(by)
    return staff is not None and staff.role in WHO and staff.service_id == service.id
