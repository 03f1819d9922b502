"""What is open on a client's own pages, what they put off, and whether they are reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from amity.web.base.models import User
from amity.web.base.once import once
from amity.web.companion.models import OpenedTool, PutOff, Reminder, RemindersChosen
from amity.web.companion.tools import Tool, tools
from amity.web.people import access
from amity.web.people.models import Client, ClientSignIn


@dataclass(frozen=True, slots=True)
class ToolLine:
    """One tool on the clinician's page. since: when it was opened; None: it is not there for this client."""

    tool: Tool
    since: datetime | None


@once
def opened_for(client: Client) -> dict[str, datetime]:
    """What is open, by its id, with since when; the oldest first."""
    rows = OpenedTool.objects.filter(client=client, closed_at=None)
    return dict(rows.values_list("tool", "opened_at"))


def tool_lines(client: Client) -> list[ToolLine]:
    """Every tool there is, with whether it is open."""
    opened = opened_for(client)
    return [ToolLine(it, opened.get(it.id)) for it in tools()]


def put_off_by(client: Client, today: date) -> frozenset[str]:
    """What is not asked today."""
    rows = PutOff.objects.filter(client=client, until__gt=today)
    return frozenset(rows.values_list("what", flat=True))


def reminders_of(client: Client) -> RemindersChosen | None:
    """What was chosen last about reminders. None: nothing ever was, so there are none."""
    return RemindersChosen.objects.filter(client=client).order_by("-chosen_at").first()


def reminders_on() -> list[RemindersChosen]:
    """Everybody's newest choice, where it is that reminders come and they have not stopped."""
    rows = RemindersChosen.objects.select_related("client__service").order_by("client_id", "-chosen_at")
    newest = {it.client_id: it for it in reversed(rows)}
    return [it for it in newest.values() if it.are_on and it.stopped_at is None]


def unanswered(chosen: RemindersChosen) -> list[Reminder]:
    """The newest reminders in a row that led to nothing, oldest first."""
    found: list[Reminder] = []
    for it in chosen.reminders.order_by("-queued_at"):
        if it.answered_at is not None:
            break
        found.append(it)
    return found[::-1]


def stopped_for(user: User, client_ids: Collection[UUID]) -> list[RemindersChosen]:
    """Whose reminders stopped by themselves without a clinician having read it; of each the newest choice."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    rows = RemindersChosen.objects.filter(client__in=visible).select_related("client__service")
    newest = {it.client_id: it for it in rows.order_by("chosen_at")}
    return [it for it in newest.values() if it.stopped_at is not None and it.seen_at is None]


def sign_ins_without_a_last_day() -> list[ClientSignIn]:
    """Of clients whose courses are all over."""
    rows = _open_sign_ins().filter(open_until=None, client__courses__closed_at__isnull=False).distinct()
    return list(rows.exclude(client__courses__closed_at__isnull=True, client__courses__isnull=False))


def sign_ins_that_meet_again() -> list[ClientSignIn]:
    """Of clients with a last day, although a course is under way."""
    rows = _open_sign_ins().filter(open_until__isnull=False, client__courses__closed_at__isnull=True)
    return list(rows.filter(client__courses__isnull=False).distinct())


def _open_sign_ins() -> QuerySet[ClientSignIn]:
    return ClientSignIn.objects.filter(closed_at=None).select_related("client__service")
