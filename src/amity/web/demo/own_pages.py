"""What those who joined have on their own pages: tools, what was agreed, devices, reminders; and who looked.

A client's entries are told with the other worksheets.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from amity.web.base import audit
from amity.web.companion import actions
from amity.web.demo import calendar
from amity.web.demo.joining import INVITED_AFTER, JOINED
from amity.web.demo.own_parts import Own, Reminded
from amity.web.demo.telling import DAY, Happening, Telling
from amity.web.people import access
from amity.web.people import actions as people
from amity.web.people.models import Staff
from amity.web.techniques import actions as techniques

HAPPENED = "write:interpersonal_incident"  # an id of `companion.tools`, as in the stories
TOWARDS_THE_END = timedelta(minutes=53)
REMINDED_DAYS_AGO = (5, 4)
STOPPED_DAYS_AGO = 2


def events(it: Telling) -> Iterator[Happening]:
    """Nothing that lies ahead, and nothing before they joined."""
    if it.story.course is None or it.story.id not in JOINED:
        return
    own = it.story.course.own
    for at, do in (*_in_sessions(it, own), *_at_home(it, own), *_looks(it)):
        if at < it.now:
            yield at, do


def _in_sessions(it: Telling, own: Own) -> Iterator[Happening]:
    """Something happened is opened first; then a thing or two at a time, and how an entry begins."""
    yield _after(it, INVITED_AFTER), partial(open_together, it, HAPPENED)
    for slot, tools in own.opened.items():
        yield from ((_after(it, slot), partial(open_together, it, tool)) for tool in tools)
    for slot, choice in own.agreed.items():
        yield _after(it, slot), partial(agree, it, choice)


def _at_home(it: Telling, own: Own) -> Iterator[Happening]:
    for number, called in enumerate(own.devices, start=1):
        yield _after(it, INVITED_AFTER) + number * DAY, partial(approve, it, called)
    if own.put_off:
        morning = calendar.this_morning(it.now, it.zone) + timedelta(minutes=2)
        yield morning, partial(put_off, it)
    if own.reminders:
        yield from _reminders(it, own.reminders)


def _reminders(it: Telling, told: Reminded) -> Iterator[Happening]:
    """Chosen at home; where they stopped, two went out on two evenings and led to nothing."""
    yield _after(it, told.at) + DAY / 24, partial(choose_reminders, it, told)
    if told.stopped:
        for days in REMINDED_DAYS_AGO:
            yield _evening(it, told, days), partial(remind, it, f"day:{days}")
        yield _evening(it, told, STOPPED_DAYS_AGO), partial(stop, it)


def _looks(it: Telling) -> Iterator[Happening]:
    """Reception on the day before the first session, a clinician before each, whoever advises them once."""
    yield it.slots[0] - DAY, partial(look_as, it, "coordinator", access.CONTACT)
    for at in it.slots:
        yield at - timedelta(minutes=10), partial(look, it, it.clinician, access.READ)
    if it.story.course and it.story.course.supervised:
        yield it.now - 9 * DAY, partial(look_as, it, "supervisor", access.READ)


def open_together(it: Telling, tool: str) -> None:
    actions.open_tool(client=it.known_client, tool=tool, by=it.clinician.user)


def agree(it: Telling, choice: str) -> None:
    techniques.agree_sharing(course=it.known_course, choice=choice, by=it.clinician.user)


def approve(it: Telling, called: str) -> None:
    people.approve_device(client=it.known_client, called=called, by=it.known_client)


def put_off(it: Telling) -> None:
    newest = it.practices[max(it.practices)]
    actions.put_off(client=it.known_client, what=f"tell:{newest.id}", by=it.known_client)


def choose_reminders(it: Telling, told: Reminded) -> None:
    first, last = (time.fromisoformat(one) for one in (told.from_time, told.to_time))
    actions.choose_reminders(
        client=it.known_client, are_on=True, from_time=first, to_time=last, by=it.known_client
    )


def remind(it: Telling, about: str) -> None:
    """Queued and sent at once: the demo's own worker finds nothing of it waiting."""
    chosen = it.known_client.reminders_chosen.latest()
    made = actions.remind(chosen=chosen, about=about, by=audit.SYSTEM)
    assert made
    people.claim_message(message=made.message, by=audit.SYSTEM)
    people.mark_sent(message=made.message, by=audit.SYSTEM)


def stop(it: Telling) -> None:
    actions.stop_reminders(chosen=it.known_client.reminders_chosen.latest(), by=audit.SYSTEM)


def look_as(it: Telling, role: str, purpose: str) -> None:
    look(it, it.cast.one(role), purpose)


def look(it: Telling, staff: Staff, purpose: str) -> None:
    """The record was opened on a page, which says so itself."""
    access.client(staff.user, it.known_client.id, purpose)


def _after(it: Telling, slot: int) -> datetime:
    return it.slots[slot - 1] + TOWARDS_THE_END


def _evening(it: Telling, told: Reminded, days_ago: int) -> datetime:
    """A quarter of an hour into the hours that were chosen, so many days ago."""
    here = (it.now - days_ago * DAY).astimezone(it.zone)
    begins = datetime.combine(here.date(), time.fromisoformat(told.from_time), it.zone)
    return begins + timedelta(minutes=15)
