"""A form sent twice makes one row: the second sending finds the first."""

from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from amity.web.base.errors import Refused
from amity.web.base.record import Record
from amity.web.people.models import Client

Row = TypeVar("Row", bound=Record)


def made_before(model: type[Row], id: UUID | None, **belongs_to: Any) -> Row | None:
    """The row that an earlier sending of the same form made, or None. The caller holds the parent's lock.

    Raises Refused for an id that is in use elsewhere.
    """
    found = model._default_manager.filter(pk=id).first() if id else None
    if found is not None and any(getattr(found, name) != value for name, value in belongs_to.items()):
        raise Refused(_("This form was used before. Open the page again and send it from there."))
    return found


def client_locked(client: Client) -> Client:
    """The client's row held to the end of the transaction: what is sent twice at once waits here."""
    return Client.objects.select_for_update(of=("self",)).select_related("service").get(pk=client.pk)
