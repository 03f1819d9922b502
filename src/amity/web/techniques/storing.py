"""The inside of every write to a worksheet: the next edit, the people in it, one audit row."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from amity.core import worksheets
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.techniques import queries
from amity.web.techniques.models import Worksheet, WorksheetEdit, WorksheetPerson


def store_edit(
    worksheet: Worksheet, values: dict[str, Any], sent: Mapping[str, Any], page: UUID, turn: int, by: Actor
) -> None:
    """Lay `values` down as the newest answers. The caller holds the worksheet and has checked them.

    sent: the same, as the open page had them, of the questions it changed.
    """
    now = clock.now()
    after = worksheets.edited(worksheet.told, values)
    worksheet.version += 1
    worksheet.answers = values
    worksheet.changed_at, worksheet.changed_by, worksheet.changed_by_kind = now, by.actor_id, by.actor_kind
    if by.actor_kind == "client":
        worksheet.client_wrote_at = now
    worksheet.save()
    WorksheetEdit.objects.create(
        id=uuid.uuid4(), worksheet=worksheet, number=worksheet.version, after=after, sent=dict(sent),
        page=page, turn=turn, at=now, by=by.actor_id, by_kind=by.actor_kind,
    )  # fmt: skip
    set_people(worksheet)


def set_people(worksheet: Worksheet) -> None:
    """Whoever is named in it by now."""
    named = {UUID(id) for id in queries.people_in(worksheet.definition, worksheet.told)}
    there = set(worksheet.people.values_list("relationship_id", flat=True))
    worksheet.people.filter(relationship_id__in=there - named).delete()
    for id in named - there:
        WorksheetPerson.objects.create(worksheet=worksheet, relationship_id=id)


def wrote(verb: str, worksheet: Worksheet, by: Actor, fields: tuple[str, ...]) -> None:
    """One audit row: ids of questions, never what stands in them."""
    audit.wrote(
        verb, by=by, client=worksheet.course.client_id, record="techniques.Worksheet",
        record_id=worksheet.id, fields=fields,
    )  # fmt: skip
