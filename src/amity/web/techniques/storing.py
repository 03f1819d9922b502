"""The inside of every write to a worksheet: the next edit, the people in it, one audit row."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max

from amity.core import worksheets
from amity.core.worksheets import Kept, Merged
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.techniques import queries, rules
from amity.web.techniques.models import KeptAnswer, Visibility, Worksheet, WorksheetEdit, WorksheetPerson


def store_edit(
    worksheet: Worksheet, values: dict[str, Any], sent: Mapping[str, Any], page: UUID, turn: int, by: Actor
) -> None:
    """Lay `values` down as the newest answers. The caller holds the worksheet and has checked them.

    sent: the same, as the open page had them, of the questions it changed.
    """
    now = clock.now()
    values = worksheets.asked_again(worksheet.definition, worksheet.told, values)
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


def save_joined(
    worksheet: Worksheet,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    page: UUID,
    turn: int,
    by: Actor,
) -> tuple[Kept, ...]:
    """Join what a page has with what is stored, as one edit; what could not take its place is kept beside it.

    base: what the page began from; mine: what it has. The caller holds the worksheet and checked who writes.
    A page that sends a turn a second time with something new in it gets the next one. What it answers to a
    wording that is there no more is kept beside as well.
    """
    technique, told = worksheet.definition, worksheet.told
    unread = worksheets.answered_unread(technique, base, mine, told)
    read = {id: value for id, value in mine.items() if id not in unread}
    read |= {id: base[id] for id in unread if id in base}
    merged = worksheets.merge_seen(technique, base, read, told, queries.reader_of(by))
    merged = Merged(merged.values, (*merged.beside, *(Kept(id, mine[id]) for id in unread)))
    named = queries.people_in(technique, merged.values)
    for kept in merged.beside:
        named |= queries.people_in(technique, worksheets.laid_at({}, kept.place, kept.value))
    rules.check_people(worksheet.course.client, named, queries.people_in(technique, told), by)
    for kept in merged.beside:
        _keep_beside(worksheet, kept, by)
    if merged.values != told:
        last = worksheet.edits.filter(page=page).aggregate(last=Max("turn"))["last"]
        fields = tuple(worksheets.edited(told, merged.values))
        turn = turn if last is None else max(turn, last + 1)
        store_edit(worksheet, merged.values, worksheets.edited(base, mine), page, turn, by)
        wrote("save_worksheet", worksheet, by, fields)
    return merged.beside


def _keep_beside(worksheet: Worksheet, kept: Kept, by: Actor) -> None:
    """Each once, however often the open page sends it."""
    there = worksheet.kept.filter(place=kept.place, settled_at=None)
    if any(it.answer == kept.value for it in there):
        return
    KeptAnswer.objects.create(
        id=uuid.uuid4(), worksheet=worksheet, place=kept.place, answer=kept.value, at=clock.now(),
        by=by.actor_id, by_kind=by.actor_kind,
    )  # fmt: skip


def store_visibility(
    worksheet: Worksheet, visibility: str, by: Actor, *, through: tuple[str, ...] = ()
) -> None:
    """Who sees it from now on. The caller holds the worksheet and has checked it; it answers who asked."""
    if visibility == Visibility.SHARED != worksheet.visibility:
        worksheet.shown_from, worksheet.shown_at = worksheet.version, clock.now()
    worksheet.visibility, worksheet.asked_at = visibility, None
    worksheet.save(update_fields=["visibility", "asked_at", "shown_from", "shown_at"])
    wrote("set_visibility", worksheet, by, ("visibility", *through))


def store_removal(worksheet: Worksheet, by: Actor, *, through: tuple[str, ...] = ()) -> None:
    """Shown, and off the client's own pages. The caller holds the worksheet and has checked it."""
    now = clock.now()
    if worksheet.visibility != Visibility.SHARED:
        worksheet.visibility = Visibility.SHARED
        worksheet.shown_from, worksheet.shown_at = worksheet.version, now
    worksheet.asked_at, worksheet.removed_at = None, now
    worksheet.save(update_fields=["visibility", "shown_from", "shown_at", "asked_at", "removed_at"])
    wrote("remove_worksheet", worksheet, by, ("visibility", "removed_at", *through))


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
