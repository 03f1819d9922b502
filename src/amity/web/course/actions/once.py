"""Making a row once, however often the same form arrives."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from amity.web.base.errors import Refused
from amity.web.base.record import Record

Row = TypeVar("Row", bound=Record)


def found_before(model: type[Row], id: UUID | None, **belongs_to: Any) -> Row | None:
    """The row an earlier sending of the same form made, or None. Refuses an id that belongs elsewhere."""
    if id is None:
        return None
    found = model._default_manager.filter(pk=id).first()
    if found is not None and any(getattr(found, name) != value for name, value in belongs_to.items()):
        raise Refused("This form belongs to another page. Open the page again and send it from there.")
    return found


def made(row: Row) -> tuple[Row, bool]:
    """`row`, saved, and whether it is new: two sendings at the same moment make one row."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        found = type(row)._default_manager.filter(pk=row.pk).first()
        if found is None:
            raise
        return found, False
    return row, True
