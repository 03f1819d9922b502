"""A form sent twice makes one row: the second sending finds the first."""

from typing import TypeVar
from uuid import UUID

from amity.web.base.errors import Refused
from amity.web.base.record import Record
from amity.web.people.models import Client

Row = TypeVar("Row", bound=Record)


def made_before(model: type[Row], id: UUID | None, client: Client) -> Row | None:
    """The row that an earlier sending of the same form made, or None. The caller holds the client's lock.

    Raises Refused for an id that is in use elsewhere.
    """
    found = model._default_manager.filter(pk=id).first() if id else None
    if found is not None and found.sealed_for != client.pk:
        raise Refused("This form was used before. Open the page again and send it from there.")
    return found
