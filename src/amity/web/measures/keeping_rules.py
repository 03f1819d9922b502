"""When a client may keep their answers from everybody of the service, or show them; and why not."""

from django.utils.translation import gettext as _

from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.measures.models import Response
from amity.web.measures.queries import kept_back


def check_is_the_clients(response: Response, by: Actor) -> None:
    """The client's choice alone: no clinician's, and not the program's."""
    if (by.actor_kind, by.actor_id) != ("client", response.client_id):
        raise Refused(_("Only the client this was given to can choose who sees it."))


def check_can_keep_back(response: Response) -> None:
    """What they answered themself and sent, where its questions allow it, until it may have been read.

    The sentence says no more than that: no page of a client is a receipt (goal G39).
    """
    if not kept_back.may_be_kept(response):
        raise Refused(_("These answers are read by the people here who work with you."))
    if response.submitted_at is None and response.lapsed_at is None:
        raise Refused(_("You choose who sees these answers when you send them."))
    if kept_back.was_looked_at(response):
        raise Refused(
            _("They may have been read by now, so they cannot be kept back. You can say it when you meet.")
        )


def check_can_show(response: Response) -> None:
    """What was sent, or was looked at as it was left: until then the choice stands where it is sent."""
    if response.submitted_at is None and response.lapsed_at is None:
        raise Refused(_("You choose who sees these answers when you send them."))


def check_is_shown(response: Response) -> None:
    """Nobody of the service marks what they cannot read."""
    if response.kept_back_at is not None:
        raise Refused("The client keeps these answers, so there is nothing to mark as read.")
