"""The people of the inventory in worksheets: whom a reader may choose, and what they are called."""

from collections.abc import Mapping
from typing import Any

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader, Rows, Who
from amity.web.inventory import queries as inventory
from amity.web.inventory.queries.life import people_to_choose
from amity.web.people.models import Client


def choices_of(client: Client, reader: Reader, also: frozenset[str] = frozenset()) -> dict[str, str]:
    """Name by id of those whom this reader may choose. also: ids that stand in the worksheet already; whom
    the client never saw on a circle stays there, as "a person"."""
    shown = _to_choose(client, reader)
    if also - shown.keys():
        everybody, name = inventory.names_of(client), names_for(client, reader)
        shown |= {id: name(id) for id in sorted(also) if id in everybody}
    return shown


def names_for(client: Client, reader: Reader) -> worksheets.Names:
    """What somebody is called. "a person" is whoever is not known any more and, for the client, whomever
    they could not choose themself."""
    names = _to_choose(client, reader) if reader == "client" else inventory.names_of(client)
    return lambda id: names.get(id, inventory.SOMEBODY)


def _to_choose(client: Client, reader: Reader) -> dict[str, str]:
    return {str(one.id): one.name for one in people_to_choose(client, shared=reader == "client")}


def people_in(technique: Technique, values: Mapping[str, Any]) -> frozenset[str]:
    """The ids of everybody who is named in the answers."""
    found: set[str] = set()
    for field in technique.fields:
        value = values.get(field.id)
        if isinstance(field, Who):
            found |= _ids(value)
        elif isinstance(field, Rows):
            inner = [it.id for it in field.fields if isinstance(it, Who)]
            found |= {id for row in value or () for name in inner for id in _ids(row.get(name))}
    return frozenset(found)


def _ids(value: Any) -> set[str]:
    return set() if value is None else {value} if isinstance(value, str) else set(value)
