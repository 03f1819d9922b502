"""What was when on a day: each answer a row, whichever page, phone or zone it came from."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from amity.core.definitions.rhythm import Rhythm
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.inventory.models import LifeEvent, Relationship
from amity.web.people import queries as people
from amity.web.rhythms import queries, rules
from amity.web.rhythms.days import day_opened
from amity.web.rhythms.models import DayAnswer, Diary, DisruptedDay
from amity.web.rhythms.queries import Told
from amity.web.rhythms.queries.clocks import around, is_sure, to_ask_as_well
from amity.web.rhythms.storing import locked, wrote

ONE_DAY: Final = timedelta(days=1)


@transaction.atomic
def tell_day(
    *,
    diary: Diary,
    day: date,
    told: Mapping[str, Told | None],
    page: UUID,
    turn: int = 1,
    zone: str = "",
    clocks: Mapping[str, str] | None = None,
    written_at: datetime | None = None,
    by: Actor,
) -> list[DayAnswer]:
    """Answers about one day lived, by subject; None takes one back. What is there already is no new row.

    Getting up before the day start, told then, is kept with the day that it opens: `days.day_opened`.

    told: only what the form says otherwise than its page had it, so that a page that stayed open takes
    nothing away. page, turn: a form that arrives twice, or late behind its own newer turn, adds nothing.
    zone: where the device was; beside a time told elsewhere it is not certain, and asked for. clocks: by
    subject the zone that is said to be that of the time, told just now or standing already.
    """
    diary = locked(diary)
    rules.check_can_tell_late(diary, day, by)
    form = queries.form_of(diary)
    for about, one in told.items():
        _check(form, about, one)
    said = dict(clocks or {})
    if diary.answers.filter(page=page, turn__gte=turn).exists():
        return []
    device = zone or diary.client.zone.key
    at = min(written_at or clock.now(), clock.now())
    opened = {
        about: one for about, one in told.items() if _opens_next(form, day, about, one, at, ZoneInfo(device))
    }
    moved: list[DayAnswer] = []
    if opened:
        told = {about: one for about, one in told.items() if about not in opened}
        moved = tell_day(
            diary=diary, day=day + ONE_DAY, told=opened, page=page, turn=turn, zone=zone,
            clocks={about: said.pop(about) for about in opened if about in said},
            written_at=written_at, by=by,
        )  # fmt: skip
    near = around(diary, day)
    there = near.get(day, {})
    new = {about: one for about, one in told.items() if not _is_same(one, there.get(about))}
    new |= {about: it for about, it in _standing(said, there).items() if about not in new}
    asked_for = {it.id for it in form.activities}
    number = diary.answers.count()
    rows = [
        DayAnswer(
            diary=diary, day=day, about=about, state=_state(one), value=one.value if one else None,
            company=one.company if one else None, zone=said.get(about, device), page=page, turn=turn,
            is_clock_sure=one is None or about in said or about not in asked_for
            or is_sure(one, day, device, near, form, new),
            written_at=written_at, received_at=clock.now(), said_by=by.actor_id,
            said_by_kind=by.actor_kind, sequence=number + place,
        )
        for place, (about, one) in enumerate(new.items(), start=1)
    ]  # fmt: skip
    DayAnswer.objects.bulk_create(rows)
    number += len(rows)
    DayAnswer.objects.bulk_create(
        DayAnswer(
            diary=diary, day=on, about=about, state=_state(one), value=one.value, company=one.company,
            zone=one.zone, is_clock_sure=False, page=page, turn=turn, received_at=clock.now(),
            said_by=by.actor_id, said_by_kind=by.actor_kind, sequence=number + place,
        )
        for place, (on, about, one) in enumerate(to_ask_as_well(diary, day, said), start=1)
    )  # fmt: skip
    wrote("tell_day", diary, by, ("answers",))
    return [*moved, *rows]


@transaction.atomic
def note_disrupted_day(
    *,
    id: UUID | None = None,
    diary: Diary,
    on: date,
    words: str,
    person: Relationship | None = None,
    event: LifeEvent | None = None,
    by: Actor,
) -> DisruptedDay:
    """A day that was out of rhythm, and what stood behind it: somebody, or something that happened."""
    diary = locked(diary)
    rules.check_can_tell_late(diary, on, by)
    if (found := people.made_before(DisruptedDay, id, diary_id=diary.id)) is not None:
        return found
    rules.check_words(words)
    for one in (person, event):
        if one is not None and one.client_id != diary.client_id:
            raise Refused(_("This is not on this client’s list. Reload the page and try again."))
    row = DisruptedDay.objects.create(
        id=id or uuid4(), diary=diary, on=on, words=words.strip(), person=person, event=event,
        added_at=clock.now(), added_by=by.actor_id, added_by_kind=by.actor_kind,
    )  # fmt: skip
    wrote("note_disrupted_day", row, by, ("on", "words"))
    return row


@transaction.atomic
def take_off_disrupted_day(*, day: DisruptedDay, by: Actor) -> DisruptedDay:
    """Off the picture; the row stays. Taking it off again changes nothing."""
    rules.check_can_write(locked(day.diary), by)
    if day.taken_off_at is None:
        day.taken_off_at = clock.now()
        day.save(update_fields=["taken_off_at"])
        wrote("take_off_disrupted_day", day, by, ("taken_off_at",))
    return day


def _check(form: Rhythm, about: str, told: Told | None) -> None:
    """Raises ValueError for a subject that the form does not have, Refused for an answer that fits none."""
    activity = next((it for it in form.activities if it.id == about), None)
    rating = next((it for it in form.ratings if it.id == about), None)
    if activity is None and rating is None:
        raise ValueError(f"the diary {form.id} does not ask about {about!r}")
    if told is None or not told.is_done:
        return
    if told.value is None:
        raise ValueError(f"{about!r} happened, and no time is given")
    if activity is not None:
        rules.check_time(activity, told.value)
        rules.check_company(form.people, told.company)
    elif rating is not None:
        rules.check_rating(rating, told.value)


def _opens_next(form: Rhythm, day: date, about: str, told: Told | None, at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is kept with the day after the one that it is told of."""
    if told is None or told.value is None or about != form.opens.id:
        return False
    return day_opened(day, told.value, at, zone, form) != day


def _standing(clocks: Mapping[str, str], there: Mapping[str, Told]) -> dict[str, Told]:
    """What stands already and now gets its clock. Raises KeyError for a zone that is none."""
    zones = {about: ZoneInfo(zone).key for about, zone in clocks.items()}
    return {
        about: it
        for about, it in there.items()
        if about in zones and (it.zone, it.is_clock_sure) != (zones[about], True)
    }


def _state(told: Told | None) -> str:
    if told is None:
        return DayAnswer.State.TAKEN_BACK
    return DayAnswer.State.TOLD if told.is_done else DayAnswer.State.NOT_DONE


def _is_same(told: Told | None, there: Told | None) -> bool:
    """Apart from the zone in which it was told."""
    if told is None or there is None:
        return told is there
    return (told.value, told.company, told.is_done) == (there.value, there.company, there.is_done)
