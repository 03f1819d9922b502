"""On a timer: reminders, in safe hours and two at most; the last day of the own pages after an ending."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from amity.web.base import clock
from amity.web.base.audit import SYSTEM
from amity.web.companion import actions, asked, queries, rules
from amity.web.companion.ending import after_ending, last_day_suggested
from amity.web.companion.models import Reminder, RemindersChosen
from amity.web.companion.today import Thing, arranged, is_asked
from amity.web.course.queries import own_course as own
from amity.web.measures import queries as measures
from amity.web.people import actions as people_actions
from amity.web.people import rules as people_rules

WAITS: Final = timedelta(hours=20)  # so long a thing has been there before anybody is reminded of it
APART: Final = timedelta(hours=20)  # between two reminders
NO_ANSWER: Final = timedelta(days=2)  # after the last of two, before they stop


def run_due() -> int:
    """What is due for everybody; returns how many things were done."""
    return sum(_for_one(it) for it in queries.reminders_on()) + _last_days()


def _last_days() -> int:
    """A year after the ending unless another day was set; none while they meet."""
    ended, meeting = queries.sign_ins_without_a_last_day(), queries.sign_ins_that_meet_again()
    for sign_in in ended:
        until = last_day_suggested(after_ending(sign_in.client), clock.today(sign_in.client.zone))
        people_actions.set_open_until(client=sign_in.client, until=until, by=SYSTEM)
    for sign_in in meeting:
        people_actions.set_open_until(client=sign_in.client, until=None, by=SYSTEM)
    return len(ended) + len(meeting)


def _for_one(chosen: RemindersChosen) -> int:
    done = _taken_back(chosen) + _answered(chosen)
    if not is_safe_now(chosen):
        return done
    open_ones = queries.unanswered(chosen)
    if len(open_ones) >= actions.AT_MOST:
        if clock.now() - open_ones[-1].queued_at < NO_ANSWER:
            return done
        actions.stop_reminders(chosen=chosen, by=SYSTEM)
        return done + 1
    about = _about(chosen)
    if not about or not _is_apart(chosen) or not rules.can_switch_on(chosen.client):
        return done
    return done + (actions.remind(chosen=chosen, about=about, by=SYSTEM) is not None)


def is_safe_now(chosen: RemindersChosen) -> bool:
    """Whether it is within the hours that were chosen, on the client's own clock."""
    if chosen.from_time is None or chosen.to_time is None:
        return False
    here = clock.now().astimezone(chosen.client.zone).time()
    return chosen.from_time <= here < chosen.to_time


def _about(chosen: RemindersChosen) -> str:
    """The one thing that Today asks, if it has been there for a while; else ""."""
    client = chosen.client
    row, course = own.own_course_row(client), own.own_course(client)
    put_off = queries.put_off_by(client, clock.today(client.zone))
    first = arranged(asked.things_for(client, row, course), put_off).first
    if first is None or not is_asked(first) or (first.kind != "try" and _lately(first.since)):
        return ""
    return "" if chosen.reminders.filter(about=first.key).exists() or _was_said(first) else first.key


def _was_said(thing: Thing) -> bool:
    """Whether a notice about these questions went out by e-mail already: never both."""
    return thing.kind == "questions" and measures.was_announced(UUID(thing.id))


def _lately(since: datetime) -> bool:
    return clock.now() - since < WAITS


def _is_apart(chosen: RemindersChosen) -> bool:
    last = chosen.reminders.order_by("-queued_at").first()
    return last is None or clock.now() - last.queued_at >= APART


def _taken_back(chosen: RemindersChosen) -> int:
    """What could not be sent in time is not sent at night, nor after e-mail stopped being safe."""
    unsafe = not is_safe_now(chosen) or not people_rules.can_mail(chosen.client)
    waiting = _open(chosen).filter(message__claimed_at=None, message__failed_at=None) if unsafe else ()
    for reminder in waiting:
        actions.take_back_reminder(reminder=reminder, by=SYSTEM)
    return len(waiting)


def _answered(chosen: RemindersChosen) -> int:
    found = [it for it in _open(chosen) if asked.is_done(chosen.client, it.about)]
    for reminder in found:
        actions.note_answered(reminder=reminder, by=SYSTEM)
    return len(found)


def _open(chosen: RemindersChosen) -> QuerySet[Reminder]:
    return chosen.reminders.filter(answered_at=None).select_related("message", "chosen")
