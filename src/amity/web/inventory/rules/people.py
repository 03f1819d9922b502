"""What may be said about people, and the reason where it may not."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from amity.core.network.circle import MOST
from amity.web.base.errors import Refused
from amity.web.inventory.models import Relationship, RelationshipSafety
from amity.web.people.models import Client

MOST_PEOPLE = 200  # issue text: so many are drawn without stutter
LONGEST_ALIAS = 80


def check_names(client: Client, names: Collection[str]) -> None:
    """Somebody is named, briefly, and the circle stays one that can be read."""
    if not any(name.strip() for name in names):
        raise Refused(_("Write at least one name. A nickname is enough."))
    if any(len(name.strip()) > LONGEST_ALIAS for name in names):
        raise Refused(f"A name here has at most {LONGEST_ALIAS} letters. A nickname is enough.")
    if client.relationships.count() + len(names) > MOST_PEOPLE:
        raise Refused(f"There is room for {MOST_PEOPLE} people.")


def check_relationship(said: Mapping[str, Any]) -> None:
    """A name; the rest is chosen from the lists or left out. said: by column, all that is chosen."""
    if not said["alias"].strip() or len(said["alias"].strip()) > LONGEST_ALIAS:
        raise Refused(f"Write a name of at most {LONGEST_ALIAS} letters. A nickname is enough.")
    if said["kind"] and said["kind"] not in Relationship.Kind.values:
        raise Refused("Choose what they are from the list, or use your own words.")
    if said["standing"] not in Relationship.Standing.values:
        raise Refused("Choose whether they are in the client's life now, were before, or have died.")
    if said["group"] and said["group"] not in Relationship.Group.values:
        raise Refused("Choose a group from the list, or none.")
    check_importance(said["importance"])


def check_importance(value: int | None) -> None:
    """One of three, or not asked."""
    if value not in (None, 1, 2, 3):
        raise Refused("Choose how much they matter from the list, or leave it out.")


def check_is_told(person: Relationship) -> None:
    """Words about somebody that were let go are not written again by a page that was still open."""
    if person.redacted_at is not None:
        raise Refused("Every word about this person was let go. Nothing new is kept about them.")


def check_is_on_list(person: Relationship | None) -> Relationship:
    """Somebody of this client."""
    if person is None:
        raise Refused("One of these people is not on this client's list. Reload the page and try again.")
    return person


def check_attachment(said: Mapping[str, Any]) -> None:
    """Two scales from 0 to 10; not answered is None."""
    for name in ("anxiety", "avoidance"):
        if name in said and said[name] not in (None, *range(MOST + 1)):
            raise Refused(_("Choose a number from 0 to 10, or not answered."))


def check_safety_answer(answer: str) -> None:
    """One of three; not asked is no answer at all."""
    if answer not in RelationshipSafety.Answer.values:
        raise Refused(_("Choose yes, unsure or no. What was not asked is left out."))
