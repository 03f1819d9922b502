"""What may be said about people, and the reason where it may not."""

from collections.abc import Collection

from amity.web.base.errors import Refused
from amity.web.inventory.models import Relationship, RelationshipSafety
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
