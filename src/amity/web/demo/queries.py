"""What the demo's own pages look up. Nobody here is real, so nobody's leave is asked."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from amity.web.base import clock
from amity.web.course.models import Course, Session
from amity.web.demo import story
from amity.web.measures.models import Link, Response
from amity.web.people import queries as people
from amity.web.people.models import Client, OutgoingMessage, Staff
from amity.web.safety.models import Flag

ICONS = {"clinician": "note", "supervisor": "people", "coordinator": "calendar", "service_lead": "list"}
FIRST = "new_city"  # the story whose phone opens first, and whose session is always due soon


@dataclass(frozen=True)
class Phone:
    """What a client's phone shows: whose it is, and the message that waits."""

    client: Client
    link: Link | None
    name: str  # by which this client signs in; none where nobody joined


@dataclass(frozen=True)
class Way:
    """Somebody to step in as, and what one sees then."""

    staff: Staff
    sees: str
    icon: str


def people_to_step_in_as() -> list[Way]:
    """The first of each role, in the order of `clinic.yaml`."""
    told = {somebody.email: somebody for somebody in story.clinic().staff}
    return [Way(staff, told[staff.user.email].step_in, ICONS[staff.role]) for staff in first_of_each_role()]


def first_of_each_role() -> list[Staff]:
    """In the order of `clinic.yaml`."""
    emails = {somebody.role: somebody.email for somebody in reversed(story.clinic().staff)}
    there = Staff.objects.select_related("user", "service").filter(user__email__in=emails.values())
    found = {staff.role: staff for staff in there}
    return [found[role] for role in dict.fromkeys(one.role for one in story.clinic().staff) if role in found]


def staff_in(role: str) -> Staff | None:
    """Somebody to step in as: the first with this role."""
    return next((staff for staff in first_of_each_role() if staff.role == role), None)


def client_of_story(id: str) -> Client | None:
    """Names are sealed, so the few there are are read."""
    name = next(each.name for each in story.stories() if each.id == id)
    clients = Client.objects.select_related("service")
    return next((client for client in clients if client.name == name), None)


def phone_of(client: Client) -> Phone:
    """The newest link that still opens."""
    links = Link.objects.filter(
        client=client, finished_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    )
    own = people.sign_in_of(client)
    name = own.name if own and own.closed_at is None else ""
    return Phone(client, links.order_by("-made_at").first(), name)


def next_session(client: Client) -> Session | None:
    """The first that is planned in the open course."""
    planned = Session.objects.filter(course__client=client, course__closed_at=None)
    waiting = planned.filter(attendance=Session.Attendance.PLANNED)
    return waiting.select_related("course__client__service", "course__clinician__user").first()


def outbox() -> list[OutgoingMessage]:
    """Everything that would have been mailed, newest first."""
    return list(OutgoingMessage.objects.select_related("client").order_by("-queued_at"))


def client_of_page(given: dict[str, Any]) -> UUID | None:
    """The client that a page's address leads to."""
    if "client_id" in given:
        return UUID(str(given["client_id"]))
    for name, rows in (
        ("course_id", Course.objects.values_list("client_id")),
        ("session_id", Session.objects.values_list("course__client_id")),
        ("flag_id", Flag.objects.values_list("client_id")),
        ("response_id", Response.objects.values_list("client_id")),
        ("link_id", Link.objects.values_list("client_id")),
    ):
        if name in given:
            found = rows.filter(pk=given[name]).first()
            return found[0] if found else None
    return None
