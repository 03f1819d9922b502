"""The rhythm diary of a story: begun in a session, told the morning after, and looked at together."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import uuid4

from amity.core import library, rhythms
from amity.core.definitions.rhythm import DailyActivity, Rhythm
from amity.web.base import clock
from amity.web.demo import sister_parts as parts
from amity.web.demo.telling import DAY, Happening, Telling
from amity.web.inventory import queries as inventory
from amity.web.rhythms import actions
from amity.web.rhythms.queries import Told, open_diary_of

IN_SESSION = timedelta(minutes=54)  # after the session began: what came about in it is recorded by then
TOLD_AT = time(8, 10)  # the morning after, when the night is known
NOT_TOLD, NOT_DONE = "-", "x"


def events(it: Telling) -> Iterator[Happening]:
    """Nothing that lies ahead."""
    told = it.story.course.rhythm if it.story.course else None
    if told:
        yield from ((at, do) for at, do in _moments(it, told) if at < it.now)


def _moments(it: Telling, told: parts.Rhythm) -> Iterator[Happening]:
    if told.prescriber:
        yield _in(it, told.prescriber.at), partial(name_prescriber, it, told.prescriber)
    yield _in(it, told.at), partial(begin, it, told)
    first = it.slots[told.at - 1].astimezone(it.zone).date()
    for number, line in enumerate(told.days):
        day = first + number * DAY
        if line:
            yield datetime.combine(day + DAY, TOLD_AT, it.zone), partial(tell, it, told, day, line)
    for aim in told.aims:
        yield _in(it, aim.at), partial(agree, it, aim)
    for out in told.out:
        yield _in(it, out.at), partial(note, it, out)


def name_prescriber(it: Telling, told: parts.Prescribes) -> None:
    actions.name_prescriber(client=it.known_client, name=told.name, reach=told.reach, by=it.clinician.user)


def begin(it: Telling, told: parts.Rhythm) -> None:
    actions.begin_diary(client=it.known_client, form=told.form, by=it.clinician.user)


def tell(it: Telling, told: parts.Rhythm, day: date, line: str) -> None:
    """By the client, in one go."""
    diary = open_diary_of(it.known_client)
    assert diary
    actions.tell_day(
        diary=diary, day=day, told=answers(library.rhythm(told.form), line), page=uuid4(), by=it.known_client
    )


def agree(it: Telling, aim: parts.AimedAt) -> None:
    """From the next day on."""
    diary = open_diary_of(it.known_client)
    assert diary
    form = library.rhythm(diary.form, diary.version)
    activity = form.activity(aim.activity)
    actions.agree_target(
        diary=diary,
        activity=aim.activity,
        minutes=_minutes(aim.now, activity, form),
        towards=_minutes(aim.towards, activity, form),
        step=aim.step,
        from_on=clock.today(it.zone) + DAY,
        by=it.clinician.user,
    )


def note(it: Telling, out: parts.OutOfRhythm) -> None:
    """Looked back at together, with who and what stood behind it."""
    client, diary = it.known_client, open_diary_of(it.known_client)
    assert diary
    known = inventory.relationships_of(client)
    lived = client.life_events.filter(taken_off_at=None)
    actions.note_disrupted_day(
        diary=diary,
        on=clock.today(it.zone) - out.days_before * DAY,
        words=out.words,
        person=next(one for one in known if one.alias == out.person) if out.person else None,
        event=next(one for one in lived if one.words == out.event) if out.event else None,
        by=it.clinician.user,
    )


def answers(form: Rhythm, line: str) -> dict[str, Told | None]:
    """A line of a story as the diary keeps it."""
    said = line.split()
    asked = [it.id for it in form.activities] + [it.id for it in form.ratings]
    found: dict[str, Told | None] = {}
    for id, one in zip(asked, said, strict=True):
        if one == NOT_DONE:
            found[id] = Told(None, is_done=False)
        elif ":" in one:
            at, _, company = one.partition("/")
            found[id] = Told(_minutes(at, form.activity(id), form), int(company) if company else None)
        elif one != NOT_TOLD:
            found[id] = Told(int(one))
    return found


def _minutes(said: str, activity: DailyActivity, form: Rhythm) -> int:
    opens = activity.place == "opens"
    return rhythms.minutes_of(time.fromisoformat(said), form.day_start.at, opens=opens)


def _in(it: Telling, slot: int) -> datetime:
    return it.slots[slot - 1] + IN_SESSION
