"""Who may open a tool, put something off, and choose reminders."""

from datetime import time

from django.utils.translation import gettext as _

from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.companion import tools
from amity.web.people import queries as people
from amity.web.people import rules as people_rules
from amity.web.people.models import Client


def check_can_open_tool(client: Client, tool: str, by: Actor) -> None:
    """The care team, in front of the client; something that there is."""
    people_rules.check_can_change_record(client, by)
    if tools.tool_by_id(tool) is None:
        raise Refused("There is no such thing to open. Open the page again.")


def check_can_close_tool(client: Client, by: Actor) -> None:
    people_rules.check_can_change_record(client, by)


def check_can_put_off(client: Client, by: Actor) -> None:
    """The client alone: nobody else says when it suits them."""
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        raise Refused(_("Only the client says that something is not for today."))


def check_can_choose_reminders(client: Client, by: Actor) -> None:
    """The client, or their care team when the client says so in the session."""
    if by.actor_kind == "client":
        check_can_put_off(client, by)
    else:
        people_rules.check_can_change_record(client, by)


def check_can_switch_on(client: Client) -> None:
    """Reminders go by e-mail, and only where that is safe."""
    own = people.sign_in_of(client)
    if own is None or own.closed_at is not None:
        raise Refused(_("Reminders lead to the own pages, and these are not open."))
    if people.has_small_footprint(client):
        raise Refused(_("Somebody else uses the phone or the mailbox, or may: then nothing is sent."))
    people_rules.check_can_mail(client)


def can_switch_on(client: Client) -> bool:
    return not why_not(check_can_switch_on, client)


def check_is_the_program(by: Actor) -> None:
    """What happens on a timer."""
    if by.actor_kind != "system":
        raise Refused("Only the client says whether they are reminded; the program alone does it.")


def check_hours(from_time: time | None, to_time: time | None) -> None:
    """Between two moments of one day."""
    if from_time is None or to_time is None or from_time >= to_time:
        raise Refused(_("Choose from when until when a message is safe, within one day."))
