"""Who opened a client's record, by whom it was opened and on which days: what the client may know of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import clock
from amity.web.base.models import AuditEvent
from amity.web.people.models import Client, Staff

WHY = {
    Staff.Role.CLINICIAN: gettext_lazy("works with you"),
    Staff.Role.SUPERVISOR: gettext_lazy("advises whoever works with you"),
    Staff.Role.COORDINATOR: gettext_lazy("looks after appointments and how to reach you"),
}
ROLES = {
    Staff.Role.CLINICIAN: gettext_lazy("clinician"),
    Staff.Role.SUPERVISOR: gettext_lazy("supervisor"),
    Staff.Role.COORDINATOR: gettext_lazy("reception"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One person who opened the record. who: "Anna M."; why: a clause; days: on the client's own calendar,
    the newest first."""

    who: str
    role: str
    why: str
    days: tuple[date, ...]

    @property
    def since(self) -> date:
        return self.days[-1]


def who_looked(client: Client) -> list[Looked]:
    """Everybody of the service who opened this record, whoever did so last first; in two queries.

    Days and no hours, and none of today: nobody can see by it that their record is open now, and what is
    done about something that was said this morning is not watched from a phone (hazard H40).
    """
    days: dict[UUID, list[date]] = {}
    for actor, on in _rows(client):
        days.setdefault(actor, []).append(on)
    staff = {it.user_id: it for it in Staff.objects.filter(user__in=days)}
    return [_looked(staff.get(actor), tuple(found)) for actor, found in days.items()]


def _rows(client: Client) -> Iterator[tuple[UUID, date]]:
    """Each person and day once, the newest day first."""
    read = AuditEvent.objects.filter(
        client=client.id, verb="read", actor_kind="staff", at__lt=_this_morning(client)
    )
    on = read.annotate(on=TruncDate("at", tzinfo=client.zone))
    yield from on.values_list("actor", "on").distinct().order_by("-on", "actor")


def _this_morning(client: Client) -> datetime:
    """Midnight of today, where the client is."""
    return datetime.combine(clock.today(client.zone), time(), client.zone)


def _looked(staff: Staff | None, days: tuple[date, ...]) -> Looked:
    if staff is None:
        return Looked(_("Somebody who no longer works here"), "", "", days)
    role = Staff.Role(staff.role)
    return Looked(_short(staff.name), str(ROLES.get(role, "")), str(WHY.get(role, "")), days)


def _short(name: str) -> str:
    """ "Anna M.": as much as one says to somebody one works with."""
    first, *others = name.split()
    return f"{first} {others[-1][0]}." if others else first
