"""What clients of the stories write and tell between sessions, and when a clinician looked at it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from amity.web.course import actions as courses
from amity.web.demo.parts import Sheet
from amity.web.demo.telling import DAY, Happening, Telling
from amity.web.techniques import actions

EVENING = timedelta(hours=20, minutes=10)


def events(it: Telling) -> Iterator[Happening]:
    """Nothing that lies ahead."""
    if it.story.course:
        yield from ((at, do) for at, do in _moments(it) if at < it.now)


def _moments(it: Telling) -> Iterator[tuple[datetime, Callable[[], object]]]:
    told = it.story.course
    assert told
    for slot, said in told.told.items():
        if said.told_after_days is not None:
            yield _evening(it, slot, said.told_after_days), partial(tell, it, slot)
    for sheet in told.worksheets:
        if sheet.days_after:
            at = _evening(it, sheet.at, sheet.days_after) + timedelta(minutes=9)
            yield at, partial(write, it, sheet)
        if sheet.looked_at:
            yield it.slots[sheet.at] + timedelta(minutes=56), partial(look, it, sheet)


def write(it: Telling, sheet: Sheet) -> None:
    it.desk.write_at_home(sheet, it.known_course)


def tell(it: Telling, slot: int) -> None:
    """The client says what came of a practice."""
    assert it.story.course
    told = it.story.course.told[slot]
    it.practices[slot] = courses.record_practice_result(
        practice=it.practices[slot], result=told.came_of_it, said=told.said, by=it.known_client
    )


def look(it: Telling, sheet: Sheet) -> None:
    written = it.desk.written[sheet.id]
    written.refresh_from_db()
    actions.look_at_worksheet(worksheet=written, version=written.version, by=it.clinician.user)


def _evening(it: Telling, slot: int, days: int) -> datetime:
    return (it.slots[slot - 1] + days * DAY).astimezone(it.zone).replace(hour=0, minute=0) + EVENING
