"""The questionnaires of a story: sent, answered on a phone, read; and what was done about an answer."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID, uuid4

from amity.core import library
from amity.web.base import clock
from amity.web.demo import calendar
from amity.web.demo.answers import answers
from amity.web.demo.parts import Response as Responded
from amity.web.demo.telling import DAY, Happening, Telling
from amity.web.measures import actions as measures
from amity.web.measures.models import Response
from amity.web.safety import actions as safety
from amity.web.safety.models import Flag

SAFETY_ITEM = "self_harm"
PACE = timedelta(seconds=9)  # between two answers
BOTH = ("phq9", "gad7")


def events(it: Telling) -> Iterator[Happening]:
    """Every questionnaire of the story, in no order."""
    told = it.story.course
    if told is None:
        return
    for slot, at in enumerate(it.slots, start=1):
        totals = told.totals(slot)
        answered = _the_evening_before(it, slot, at)
        if totals and answered < it.now:
            yield answered - DAY, partial(give, it, tuple(totals))
            yield answered, partial(fill_in, it, slot, totals)
            if at + timedelta(minutes=5) < it.now:
                yield at + timedelta(minutes=5), partial(read, it)
    for slot, response in told.responded.items():
        yield from _responses(it, slot, response)
    yield from _waiting(it)


def _responses(it: Telling, slot: int, response: Responded) -> Iterator[Happening]:
    """Answered the next morning, closed after the session that followed the next one."""
    morning = datetime.combine(it.slots[slot - 1].date(), time(9, 20), it.zone)
    yield morning, partial(respond, it, response.done)
    yield it.slots[slot] + timedelta(minutes=58), partial(close, it, response.closed)


def _waiting(it: Telling) -> Iterator[Happening]:
    told = it.story.course
    if told and told.waiting_days is not None:
        sent_on = (it.now - told.waiting_days * DAY).astimezone(it.zone).date()
        yield datetime.combine(sent_on, time(9, 30), it.zone), partial(give, it, BOTH)
    if told and told.half:
        morning = calendar.this_morning(it.now, it.zone)
        yield morning - told.half.given_days_ago * DAY, partial(give, it, BOTH)
        yield morning, partial(leave_half_done, it, told.half.instrument, told.half.answers)


def give(it: Telling, instruments: tuple[str, ...]) -> None:
    it.link = measures.give(client=it.known_client, instruments=instruments, by=it.clinician.user)


def fill_in(it: Telling, slot: int, totals: dict[str, int]) -> None:
    """Opened with the date of birth, every question answered, sent."""
    told, visit = it.story.course, _open(it)
    assert told
    for response in _responses_on_link(it):
        instrument = library.instrument(response.instrument, response.version)
        fixed = {SAFETY_ITEM: told.item_9.get(slot, 0)} if SAFETY_ITEM in _items(response) else {}
        given = answers(instrument, totals[response.instrument], it.story.id, fixed)
        _say(it, response, given, visit)
        measures.submit(response=response, by=it.known_client)


def leave_half_done(it: Telling, name: str, values: tuple[int, ...]) -> None:
    """Opened, answered as far as the values go, and left."""
    visit = _open(it)
    response = next(response for response in _responses_on_link(it) if response.instrument == name)
    _say(it, response, dict(zip(_items(response), values, strict=False)), visit)


def read(it: Telling) -> None:
    """The clinician has looked at what came in."""
    new = Response.objects.for_staff().filter(client=it.known_client, read_at=None)
    for response in new.exclude(submitted_at=None):
        measures.mark_read(response=response, by=it.clinician.user)


def respond(it: Telling, note: str) -> None:
    safety.note_done(flag=_open_flag(it), note=note, by=it.clinician.user)


def close(it: Telling, reason: str) -> None:
    safety.close(flag=_open_flag(it), reason=reason, by=it.clinician.user)


def _open(it: Telling) -> UUID:
    opened = measures.open_link(token=it.link.token, date_of_birth=it.story.born, by=it.known_client)
    assert opened, "the link opens with the date of birth"
    return uuid4()


def _say(it: Telling, response: Response, given: dict[str, int], visit: UUID) -> None:
    for place, (item, value) in enumerate(given.items()):
        moment = clock.now() + place * PACE
        with clock.set_to(moment):
            measures.answer(
                response=response, item=item, value=value, visit=visit, written_at=moment, by=it.known_client
            )


def _responses_on_link(it: Telling) -> list[Response]:
    return list(it.link.responses.order_by("place"))


def _items(response: Response) -> list[str]:
    return [item.id for item in library.instrument(response.instrument, response.version).items]


def _open_flag(it: Telling) -> Flag:
    return Flag.objects.get(client=it.known_client, closed_at=None)


def _the_evening_before(it: Telling, slot: int, at: datetime) -> datetime:
    chance = Random(f"{it.story.id} {slot}")  # noqa: S311 - a story, not a secret
    evening = datetime.combine(at.date() - DAY, time(18, 0), it.zone)
    return evening + timedelta(minutes=chance.randrange(200))
