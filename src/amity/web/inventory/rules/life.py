"""What may be written on a life chart, and the reason where it may not."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from amity.core import timeline
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.rules.circles import check_is_read
from amity.web.people import rules as people
from amity.web.people.models import Client

WORST, BEST = -3, 3
AHEAD = timedelta(days=1096)  # what is expected may stand there; beyond three years lies a wrong key


def check_can_write_life(client: Client, by: Actor) -> None:
    """Both write: the care team, and the client on their own pages until the ending."""
    if by.actor_kind == "client":
        if by.actor_id != client.id:
            raise Refused(_("Only the client and their care team can do this."))
        check_is_read(client)
        return
    people.check_can_change_record(client, by)


def can_write_life(client: Client, by: Actor) -> bool:
    """The boolean twin of `check_can_write_life`."""
    return not why_not(check_can_write_life, client, by)


def check_may_be_private(event: LifeEvent | None, is_private: bool, by: Actor) -> None:
    """Clinicians keep something to themselves only if it is theirs; a client keeps nothing from themself."""
    if event is not None and by.actor_kind == "client" and event.is_private:
        raise Refused(_("Only the client's care team can do this."))
    if not is_private:
        return
    if by.actor_kind == "client":
        raise Refused(_("What you write here, you and your clinician both see."))
    if event is not None and event.added_by_kind == "client":
        raise Refused(
            _(
                "The client wrote this themself, so it stays where they can see it. Write a second event for "
                "what is for clinicians only."
            )
        )


def check_life_event(words: str, kind: str, mark: str, impact: int | None) -> None:
    """A few words and a kind; the rest may be left open."""
    if not words.strip():
        raise Refused(_("Write in a few words what happened."))
    if kind not in LifeEvent.Kind.values:
        raise Refused(_("Choose what kind of event it was."))
    if mark and mark not in LifeEvent.Mark.values:
        raise Refused(
            _("Choose from the list whether it marks the beginning, the worst or the end, or leave it.")
        )
    if impact is not None and not WORST <= impact <= BEST:
        raise Refused(f"How it was for them goes from {WORST} to +{BEST}, or is left out.")


def check_when(
    client: Client, began: timeline.Approximate, ended: timeline.Approximate | None = None
) -> None:
    """Not far ahead, and an end that does not lie before the beginning."""
    latest = clock.today(client.service.zone) + AHEAD
    if max(it.first for it in (began, ended) if it is not None) > latest:
        raise Refused(_("That lies more than three years ahead. Check the year."))
    if ended is not None and ended.last < began.first:
        raise Refused(_("It ended before it began. Check the two dates."))


def check_people(client: Client, ids: Collection[UUID]) -> None:
    """Whoever had to do with it is on this client's list."""
    if client.relationships.filter(pk__in=ids).count() != len(set(ids)):
        raise Refused(_("One of these people is not on this client's list. Reload the page and try again."))


def check_mood(client: Client, at: timeline.Approximate, value: int) -> None:
    """0 to 10, at a time that has come."""
    if not 0 <= value <= 10:
        raise Refused(_("How it was goes from 0 to 10."))
    if at.first > clock.today(client.service.zone):
        raise Refused(_("That lies ahead. Give a time that has been."))
