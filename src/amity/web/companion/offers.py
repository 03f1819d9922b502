"""What the companion gives to lower pages."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.web.base.models import User
from amity.web.companion import queries
from amity.web.companion.tools import GUIDE, LIFE
from amity.web.course.offered import TodayRow
from amity.web.measures.offered import Wish
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.people.offered import OwnLink


def opened_tools(client: Client) -> frozenset[str]:
    """What client and clinician opened together."""
    return frozenset(queries.opened_for(client))


def reminders_wish(client: Client) -> Wish:
    """What a client with own pages said about reminders; those that stopped by themselves stay away."""
    own, chosen = people.sign_in_of(client), queries.reminders_of(client)
    if own is None or not people.is_open(own) or chosen is None:
        return ""
    return "wanted" if chosen.are_on and chosen.stopped_at is None else "not_wanted"


def own_links(client: Client) -> Sequence[OwnLink]:
    """What stands under *Course* beside the course itself: only what is there."""
    opened = queries.opened_for(client)
    links = [OwnLink(_("What you wrote"), _("by yourself and together"), reverse("client_worksheets"))]
    if LIFE in opened:
        links.append(
            OwnLink(_("What was when"), _("what happened, and how it was then"), reverse("client_life"))
        )
    if any(it.startswith(GUIDE) for it in opened):
        links.append(OwnLink(_("To read"), _("what you were given, a page each"), reverse("client_guides")))
    return links


def today_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Reminders that stopped by themselves. Nothing is said of what the client did or did not do."""
    return [
        TodayRow(
            client_id=it.client_id,
            at=it.stopped_at,
            kind="clock",
            title="Reminders have stopped",
            detail="Two went out and no more will. Ask when you meet whether they are any use.",
            url=reverse("own_tools", args=[it.client_id]),
            order=60,
        )
        for it in queries.stopped_for(user, client_ids)
        if it.stopped_at is not None
    ]


def call_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Who pressed "Something is wrong". Why is known to nobody but them."""
    return [
        TodayRow(
            client_id=it.client_id,
            at=it.asked_at,
            kind="phone",
            title="Asks you to call, about the device",
            detail="Ask first whether it is safe to speak.",
            url=reverse("own_pages", args=[it.client_id]),
            order=5,
        )
        for it in people.calls_asked_for(user, client_ids)
    ]
