"""What may be done to the inventory, and the reason where it may not."""

from collections.abc import Collection, Sequence
from datetime import date

from amity.core import network
from amity.web.base.errors import Refused, why_not
from amity.web.inventory import queries
from amity.web.inventory.models import Circle, Relationship, RelationshipSafety
from amity.web.people import rules as people
from amity.web.people.models import Client

MOST_PEOPLE = 200  # issue text: so many are drawn without stutter
LONGEST_ALIAS = 80


def check_names(client: Client, names: Collection[str]) -> None:
    """Somebody is named, briefly, and the circle stays one that can be read."""
    if not any(name.strip() for name in names):
        raise Refused("Write at least one name. A nickname is enough.")
    if any(len(name.strip()) > LONGEST_ALIAS for name in names):
        raise Refused(f"A name here has at most {LONGEST_ALIAS} letters. A nickname is enough.")
    if client.relationships.count() + len(names) > MOST_PEOPLE:
        raise Refused(f"There is room for {MOST_PEOPLE} people.")


def check_relationship(alias: str, kind: str, standing: str) -> None:
    """A name; the rest is chosen from the lists or left out."""
    if not alias.strip() or len(alias.strip()) > LONGEST_ALIAS:
        raise Refused(f"Write a name of at most {LONGEST_ALIAS} letters. A nickname is enough.")
    if kind and kind not in Relationship.Kind.values:
        raise Refused("Choose what they are from the list, or use your own words.")
    if standing not in Relationship.Standing.values:
        raise Refused("Choose whether they are in the client's life now, were before, or have died.")


def check_safety_answer(answer: str) -> None:
    """One of three; not asked is no answer at all."""
    if answer not in RelationshipSafety.Answer.values:
        raise Refused("Choose yes, unsure or no. What was not asked is left out.")


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


def check_is_newest(circle: Circle) -> None:
    """Earlier circles are memory: they are looked at, compared and replayed, and stay as they were."""
    newest = queries.newest_circle(circle.client)
    if newest is None or newest.id != circle.id:
        raise Refused(
            "This circle is an earlier one and stays as it was. Draw on the newest, or begin a new one."
        )


def check_moves(circle: Circle, moves: Sequence[network.Move], there: queries.Drawn) -> network.Board:
    """Every move can be made, one after the other, about people of this client. Returns where they lead."""
    ids = {str(id) for id in circle.client.relationships.values_list("id", flat=True)}
    named = {name for move in moves for name in (move.person, move.other) if name}
    if not named <= ids:
        raise Refused("One of these people is not on this client's list. Reload the page and try again.")
    try:
        return network.replay(moves, there.board)
    except (ValueError, TypeError):
        raise Refused("That move cannot be made on this circle. Reload the page and try again.") from None


def check_can_take_back(move: network.Move | None) -> network.Move:
    """There is something of one's own to take back."""
    if move is None:
        raise Refused("There is nothing of yours left to take back on this circle.")
    return move


def check_not_overtaken(move: network.Move | None) -> network.Move:
    """Nobody changed the same thing since."""
    if move is None:
        raise Refused("Somebody changed the same thing since. Move it where it belongs now.")
    return move
