"""The one door to a client's record.

Every page about a client comes through `client()` or begins its query with `visible_to()`. Who may
pass depends on the purpose; somebody for whom the client is not there gets the answer that a client
who does not exist would get.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from amity.web.base import audit
from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.people.models import CareTeamMember, Client, Device, Grant, Staff

CARE = "care"  # read and write the record: the care team
READ = "read"  # read the record: the care team, and a supervisor while a grant runs
CONTACT = "contact"  # names, contact, dates: the care team, and the service's coordinators
PURPOSES = (CARE, READ, CONTACT)


def client(user: User, id: UUID, purpose: str) -> Client:
    """The client, if this person may open the record for this purpose; writes the read row.

    Raises Http404 otherwise, whether or not there is such a client.
    """
    found = visible_to(user, purpose).filter(pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.id, purpose=purpose)
    return found


def client_of(request: HttpRequest) -> Client:
    """The client who signed in, on a page whose rule asks for it: `rule("client", signed_in=True)`.

    No read row: nobody keeps a list of when somebody looked at their own pages (goal G39).
    """
    found = getattr(request, "client", None)
    if not isinstance(found, Client):
        raise TypeError("this page's rule does not say signed_in=True")
    return found


def device_of(request: HttpRequest) -> Device:
    """The device on which they signed in, as the door found it; `client` of it is theirs."""
    device: Device = request.device  # type: ignore[attr-defined]
    return device


def visible_to(user: User, purpose: str) -> QuerySet[Client]:
    """The clients whose record this person may open for this purpose."""
    return Client.objects.filter(pk__in=ids_visible_to(user, purpose)).select_related("service")


def may_open(user: User, id: UUID, purpose: str) -> bool:
    """Whether this person may open this client's record for this purpose, for the parts of a page."""
    asked = (user, id, purpose)
    return _may_open([asked])[asked]


@once_each
def _may_open(asked: Collection[tuple[User, UUID, str]]) -> dict[tuple[User, UUID, str], bool]:
    return {it: visible_to(it[0], it[2]).filter(pk=it[1]).exists() for it in asked}


def ids_visible_to(user: User, purpose: str) -> QuerySet[Client, UUID]:
    """Their ids, as a subquery for other slices: `filter(client__in=ids_visible_to(…))`."""
    if purpose not in PURPOSES:
        raise ValueError(f"{purpose!r} is no purpose; there are {', '.join(PURPOSES)}")
    staff = _staff(user)
    if staff is None:
        return Client.objects.none().values_list("pk", flat=True)
    return Client.objects.filter(_passes(staff, purpose)).values_list("pk", flat=True)


def _passes(staff: Staff, purpose: str) -> Q:
    if staff.role == Staff.Role.CLINICIAN:
        return Q(pk__in=_working_with(staff).values("client_id"))
    if staff.role == Staff.Role.SUPERVISOR and purpose == READ:
        return Q(pk__in=_running(staff).values("client_id"))
    if staff.role == Staff.Role.COORDINATOR and purpose == CONTACT:
        return Q(service=staff.service_id)
    return Q(pk__in=[])


def _working_with(staff: Staff) -> QuerySet[CareTeamMember]:
    return CareTeamMember.objects.filter(staff=staff).current()


def _running(staff: Staff) -> QuerySet[Grant]:
    return Grant.objects.filter(staff=staff).running()


def _staff(user: User) -> Staff | None:
    if not user.is_authenticated or not user.is_active:
        return None
    return getattr(user, "staff", None)
