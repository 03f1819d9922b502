"""Reminders: chosen, sent once for one thing, found answered, stopped after two that led to nothing."""

from datetime import time
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.companion import queries, rules
from amity.web.companion.models import Reminder, RemindersChosen
from amity.web.people import actions as people
from amity.web.people.models import Client

AT_MOST = 2  # in a row, without an answer; then they stop


@transaction.atomic
def choose_reminders(
    *, client: Client, are_on: bool, from_time: time | None, to_time: time | None, by: Actor
) -> RemindersChosen:
    """What holds from now on. Choosing begins to count afresh."""
    rules.check_can_choose_reminders(client, by)
    if are_on:
        rules.check_can_switch_on(client)
        rules.check_hours(from_time, to_time)
    chosen = RemindersChosen.objects.create(
        client=client,
        are_on=are_on,
        from_time=from_time if are_on else None,
        to_time=to_time if are_on else None,
        chosen_at=clock.now(),
        chosen_by=by.actor_id,
        chosen_by_kind=by.actor_kind,
    )
    _wrote("choose_reminders", chosen, by)
    return chosen


@transaction.atomic
def remind(*, chosen: RemindersChosen, about: str, by: Actor) -> Reminder | None:
    """One notice in the constant words about one thing. None: there was one, or there were enough."""
    rules.check_is_the_program(by)
    chosen = _locked(chosen)
    if not chosen.are_on or chosen.stopped_at is not None:
        return None
    if chosen.reminders.filter(about=about).exists() or len(queries.unanswered(chosen)) >= AT_MOST:
        return None
    id = uuid4()
    message = people.queue_message(client=chosen.client, link=_link(id), by=by)
    made = Reminder.objects.create(id=id, chosen=chosen, about=about, message=message, queued_at=clock.now())
    _wrote("remind", chosen, by)
    return made


@transaction.atomic
def take_back_reminder(*, reminder: Reminder, by: Actor) -> None:
    """It was not sent while that was safe, so it never goes out, and it counts for nothing."""
    rules.check_is_the_program(by)
    chosen, message = _locked(reminder.chosen), reminder.message
    reminder.delete()
    people.mark_failed(message=message, by=by)
    _wrote("take_back_reminder", chosen, by)


@transaction.atomic
def note_answered(*, reminder: Reminder, by: Actor) -> None:
    """What it was about is done."""
    rules.check_is_the_program(by)
    if Reminder.objects.filter(pk=reminder.pk, answered_at=None).update(answered_at=clock.now()):
        _wrote("note_answered", reminder.chosen, by)


@transaction.atomic
def stop_reminders(*, chosen: RemindersChosen, by: Actor) -> None:
    """Two led to nothing: no more of them, and a clinician reads so."""
    rules.check_is_the_program(by)
    chosen = _locked(chosen)
    if chosen.stopped_at is None:
        chosen.stopped_at = clock.now()
        chosen.save(update_fields=["stopped_at"])
        _wrote("stop_reminders", chosen, by)


@transaction.atomic
def see_stopped(*, client: Client, by: Actor) -> None:
    """A clinician read that they stopped."""
    rules.check_can_close_tool(client, by)
    chosen = queries.reminders_of(client)
    if chosen is None or chosen.stopped_at is None:
        raise Refused("No reminders have stopped by themselves.")
    if chosen.seen_at is None:
        chosen.seen_at, chosen.seen_by = clock.now(), by.actor_id
        chosen.save(update_fields=["seen_at", "seen_by"])
        _wrote("see_stopped", chosen, by)


def _link(id: UUID) -> str:
    """To the first page, whatever it is about. The fragment goes to nobody: it makes this notice its own."""
    return f"{settings.SITE_URL}{reverse('client_home')}#{id.hex[:8]}"


def _locked(chosen: RemindersChosen) -> RemindersChosen:
    rows = RemindersChosen.objects.select_for_update(of=("self",))
    return rows.select_related("client__service").get(pk=chosen.pk)


def _wrote(verb: str, chosen: RemindersChosen, by: Actor) -> None:
    audit.wrote(verb, by=by, client=chosen.client_id, record="companion.RemindersChosen", record_id=chosen.id)
