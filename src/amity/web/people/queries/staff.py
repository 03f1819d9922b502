"""Services and the people who work in them."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.base.models import User
from amity.web.people import access
from amity.web.people.models import Client, Grant, Service, Staff
from amity.web.people.queries.record import care_team_of


def service() -> Service | None:
    """The service of this installation (the first, where there are several): for signed-out pages."""
    return Service.objects.order_by("name", "id").first()


def service_of(client_id: UUID) -> Service | None:
    """The service that a client belongs to."""
    return Service.objects.filter(clients=client_id).first()


def staff_of(by: Actor | User) -> Staff | None:
    """Who this sign-in is, with their service; read once per request."""
    if not isinstance(by, User):
        return None
    if not Staff.user.is_cached(by):
        found = Staff.objects.select_related("service").filter(user=by).first()
        Staff.user.field.remote_field.set_cached_value(by, found)
    return getattr(by, "staff", None)


def supervisors_of(service: Service) -> list[Staff]:
    """Supervisors of a service who can sign in, by name."""
    return list(service.staff.filter(role=Staff.Role.SUPERVISOR, user__is_active=True).order_by("name", "id"))


def colleagues_for(client: Client) -> list[Staff]:
    """Clinicians of the client's service who sign in and are not in the care team, by name."""
    team = [staff.id for staff in care_team_of(client)]
    clinicians = client.service.staff.filter(role=Staff.Role.CLINICIAN, user__is_active=True)
    return list(clinicians.exclude(pk__in=team).order_by("name", "id"))


def staff_names(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by sign-in, for "recorded by"."""
    return dict(Staff.objects.filter(user__in=set(user_ids)).values_list("user_id", "name"))


def grant_for(user: User, id: UUID) -> Grant:
    """A grant on a client in this person's care. Raises Http404 otherwise."""
    visible = Grant.objects.filter(client__in=access.ids_visible_to(user, access.CARE))
    found = visible.select_related("client__service", "staff").filter(pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=access.CARE)
    return found
