"""Which moments the occasions of a course stand for, looked at from outside: none twice, none lost.

By the rows as they stand and the weeks of a slow twin, without the layout that is looked at; of the program
only which questionnaire is asked when.
"""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from amity.web.base import clock
from amity.web.course.models import Course, Pause, Session
from amity.web.measures.models import Occasion
from amity.web.measures.queries import giving as queries
from tests.core import slow_giving

BY_NUMBER: Final = ("assessment", "midpoint", "end")
MISSED: Final = ("dna", "cancelled")
Given = tuple[UUID, UUID | None]
"""An occasion with its link: another link is another time that it was given."""


def what_is_new(course: Course, looked_at: set[Given], seen: Counter[str]) -> list[str]:
    """What was given since asks nothing that another holds, and the assessment that a missed session lost.

    looked_at: what was given before, and from now on this too.
    """
    rows = list(_rows(course).prefetch_related("link__responses"))
    new = [row for row in rows if (row.id, row.link_id) not in looked_at]
    if not new:
        return []
    missed, asked = _missed(course), queries.planned(course).asked
    named = {(it.instrument, moment) for it in asked for moment in it.moments if moment != "each_session"}
    before = [row for row in rows if row not in new]
    wrong: list[str] = []
    for row in sorted(new, key=lambda it: it.made_at):
        pairs = _pairs(row) & named
        for other in before:
            again = {it for it in pairs & _pairs(other) if _holds(other, it[1], missed)}
            wrong += [f"{it[0]} of {it[1]} asked though it was" for it in again]
        before.append(row)
        looked_at.add((row.id, row.link_id))
        lost = [it for it in rows if it.key in missed and "assessment" in it.moments]
        is_later = any(it.due_at < row.due_at for it in lost) and row.key.startswith("session:")
        if is_later and "assessment" not in row.moments and not _held(rows, "assessment", missed):
            wrong.append("assessment is in no row")
        seen["lost"] += is_later
        seen["moments"] += bool(pairs)
    return wrong


def of_the_week(course: Course, seen: Counter[str]) -> list[str]:
    """What the week of today asks was asked, or a session in it is still to ask."""
    now, zone = clock.now(), course.client.zone
    sessions = Session.objects.filter(course=course)
    held = sessions.filter(attendance="attended").order_by("planned_at").first()
    if held is None:
        return []
    away = Pause.objects.filter(course=course).values_list("first_on", "last_on")
    days = slow_giving.counted_days(held.planned_at.astimezone(zone).date(), list(away))
    asked = {moment for it in queries.planned(course).asked for moment in it.moments}
    rows, missed = list(_rows(course)), _missed(course)
    given = {it.key for it in rows if it.withdrawn_at is None or _is_answered(it)}
    ahead = [it for it in sessions.filter(planned_at__gt=now) if it.attendance != "cancelled"]
    wrong = []
    for number in range(1, 20):
        moment, first, after = f"week:{number}", days[7 * number - 7], days[7 * number]
        if moment not in asked or not first <= now.astimezone(zone).date() < after:
            continue
        within = {f"session:{it.id}" for it in ahead if first <= _day(it, zone) < after}
        if not within - given:
            seen["weeks"] += 1
            wrong += [] if _held(rows, moment, missed) else [f"{moment} is in no row"]
    return wrong


def _rows(course: Course) -> QuerySet[Occasion]:
    return Occasion.objects.filter(course=course).select_related("link")


def _missed(course: Course) -> frozenset[str]:
    """The keys of appointments that did not take place."""
    rows = Session.objects.filter(course=course, attendance__in=MISSED)
    return frozenset(f"session:{id}" for id in rows.values_list("id", flat=True))


def _pairs(row: Occasion) -> set[tuple[str, str]]:
    """Each instrument that was given with each moment that it was given for."""
    responses = row.link.responses.all() if row.link else ()
    return {(it.instrument, moment) for it in responses for moment in row.moments}


def _is_answered(row: Occasion) -> bool:
    return row.link is not None and row.link.finished_at is not None


def _holds(row: Occasion, moment: str, missed: Collection[str]) -> bool:
    """Whether nobody else is to ask it."""
    if moment not in row.moments or (row.withdrawn_at is not None and not _is_answered(row)):
        return False
    is_by_number = moment in BY_NUMBER or moment.startswith("number:")
    return _is_answered(row) or not is_by_number or row.key not in missed


def _held(rows: list[Occasion], moment: str, missed: Collection[str]) -> list[Occasion]:
    return [it for it in rows if _holds(it, moment, missed)]


def _day(session: Session, zone: ZoneInfo) -> date:
    return session.planned_at.astimezone(zone).date()
