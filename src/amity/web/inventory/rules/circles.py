"""What may be done to a circle, and the reason where it may not."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from amity.core import network
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.inventory import queries
from amity.web.inventory.models import Circle
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client


def check_can_start_circle(client: Client, on: date) -> None:
    """On a day that has come; a new one stands beside the last only when something stands there."""
    people.check_day_has_come(client, on)
    last = queries.newest_circle(client)
    if last is None:
        return
    if on < last.drawn_on:
        raise Refused("A new circle is drawn on the day of the last one or later.")
    if not queries.drawn(last).board.circle.placed:
        raise Refused("Nobody stands on the last circle yet. Go on with that one.")


def can_start_circle(client: Client, on: date) -> bool:
    """The boolean twin of `check_can_start_circle`."""
    return not why_not(check_can_start_circle, client, on)


def check_can_draw(circle: Circle, by: Actor) -> None:
    """The care team; the client too, once the circle was shared with them, until the ending."""
    if by.actor_kind == "client" and by.actor_id == circle.client_id:
        if circle.shared_at is None:
            raise Refused("Only the client's care team can do this: the circle is not shared.")
        check_is_read(circle.client)
        return
    people.check_can_change_record(circle.client, by)


def check_is_read(client: Client) -> None:
    """What a client writes here, both see: after the ending it stays as it is, for nobody would see it."""
    if people_queries.nobody_reads(client):
        raise Refused(_("Your sessions are over, so this stays as it is. You can look at it."))


def can_draw(circle: Circle, by: Actor) -> bool:
    """The boolean twin of `check_can_draw`."""
    return not why_not(check_can_draw, circle, by)


def check_is_newest(circle: Circle, by: Actor) -> None:
    """Earlier circles are memory: they are looked at, compared and replayed, and stay as they were."""
    newest = queries.newest_circle(circle.client)
    if newest is None or newest.id != circle.id:
        if by.actor_kind == "client":
            raise Refused(
                _(
                    "This circle stays as it was: there is a newer one. Ask your clinician to share that one "
                    "with you, and go on there."
                )
            )
        raise Refused(
            "This circle is an earlier one and stays as it was. Draw on the newest, or begin a new one."
        )


def check_moves(circle: Circle, moves: Sequence[network.Move], there: queries.Drawn) -> network.Board:
    """Every move can be made, one after the other, about people of this client. Returns where they lead."""
    ids = {str(id) for id in circle.client.relationships.values_list("id", flat=True)}
    named = {name for move in moves for name in (move.person, move.other) if name}
    if not named <= ids:
        raise Refused(_("One of these people is not on this client's list. Reload the page and try again."))
    try:
        return network.replay(moves, there.board)
    except (ValueError, TypeError):
        raise Refused(_("That move cannot be made on this circle. Reload the page and try again.")) from None


def check_can_take_back(move: network.Move | None) -> network.Move:
    """There is something of one's own to take back that nobody built on since."""
    if move is None:
        raise Refused(
            _(
                "There is nothing of yours left to take back on this circle. What somebody else changed "
                "since stays: move it where it belongs now."
            )
        )
    return move
