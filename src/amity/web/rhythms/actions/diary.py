"""A rhythm diary begun, paused, gone on with and ended."""

import uuid
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.core import library
from amity.core.rhythms import WEEKEND
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.rhythms import queries, rules
from amity.web.rhythms.days import day_lived
from amity.web.rhythms.models import Diary, DiaryPause
from amity.web.rhythms.storing import locked, wrote


@transaction.atomic
def begin_diary(
    *,
    id: UUID | None = None,
    client: Client,
    form: str,
    free_days: Collection[int] = WEEKEND,
    by: Actor,
) -> Diary:
    """Client and clinician agreed on it; the first day is the one lived now: after midnight still yesterday.

    form: the id of a rhythm in the content. free_days: as `date.weekday` counts, 0 for Monday.
    """
    client = people.client_locked(client)
    rules.check_can_change(client, by)
    if (found := people.made_before(Diary, id, client_id=client.id)) is not None:
        return found
    rules.check_can_begin(client, by)
    shape, now = library.rhythm(form), clock.now()
    diary = Diary.objects.create(
        id=id or uuid.uuid4(), client=client, form=form, version=shape.version,
        free_days="".join(str(day) for day in range(7) if day in free_days),
        begun_on=day_lived(now, client.zone, shape), begun_at=now, begun_by=by.actor_id,
    )  # fmt: skip
    wrote("begin_diary", diary, by, ("form", "free_days"))
    return diary


@transaction.atomic
def pause_diary(*, diary: Diary, from_on: date, until_on: date | None = None, by: Actor) -> DiaryPause:
    """These days are not asked about. One that goes on already gets its end."""
    diary = locked(diary)
    rules.check_can_tell(diary, by)
    rules.check_pause(from_on, until_on)
    going_on = diary.pauses.filter(until_on=None, taken_back_at=None).first()
    if going_on is not None:
        rules.check_pause(going_on.from_on, until_on)
        going_on.until_on = until_on
        going_on.save(update_fields=["until_on"])
    pause = going_on or DiaryPause.objects.create(
        diary=diary, from_on=from_on, until_on=until_on, said_at=clock.now(), said_by=by.actor_id,
        said_by_kind=by.actor_kind,
    )  # fmt: skip
    wrote("pause_diary", pause, by, ("from_on", "until_on"))
    return pause


@transaction.atomic
def resume_diary(*, diary: Diary, by: Actor) -> None:
    """From today on the days are asked about again; a pause that had not begun before is taken back."""
    diary = locked(diary)
    rules.check_can_tell(diary, by)
    today = queries.today_of(diary)
    for pause in diary.pauses.filter(taken_back_at=None):
        if pause.until_on is not None and pause.until_on < today:
            continue
        if pause.from_on >= today:
            pause.taken_back_at = clock.now()
            pause.save(update_fields=["taken_back_at"])
            wrote("resume_diary", pause, by, ("taken_back_at",))
            continue
        pause.until_on = date.fromordinal(today.toordinal() - 1)
        pause.save(update_fields=["until_on"])
        wrote("resume_diary", pause, by, ("until_on",))


@transaction.atomic
def end_diary(*, diary: Diary, by: Actor) -> Diary:
    """Nothing more is asked; what is in it stays. Ending it again changes nothing."""
    diary = locked(diary)
    if diary.ended_at is not None:
        return diary
    rules.check_can_tell(diary, by)
    diary.ended_at, diary.ended_on = clock.now(), queries.today_of(diary)
    diary.ended_by, diary.ended_by_kind = by.actor_id, by.actor_kind
    diary.save(update_fields=["ended_at", "ended_on", "ended_by", "ended_by_kind"])
    wrote("end_diary", diary, by, ("ended_at",))
    return diary
