"""Courses as they are counted for a whole service: numbers and ids of content, and no word of anybody's."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from amity.web.course.models import Course, Ending, Resolution, Session
from amity.web.course.queries.stages import areas_of
from amity.web.people.models import Service

Disposition = Ending.Disposition
# How a course ended: as planned, or not. Another treatment may be either, and says nothing.
AS_PLANNED: Final[dict[str, bool]] = {
    Disposition.DONE: True,
    Disposition.MAINTENANCE: True,
    Disposition.WATCH: True,
    Disposition.CONTINUE: True,
    Disposition.LEFT: False,
}


@dataclass(frozen=True, slots=True)
class CountedCourse:
    """One course.

    met_on: the days of sessions attended, in order. completed: whether it ended as planned; None: not said.
    rated: the newest rating of its focus at the end, 1 to 5, by who rated it.
    """

    id: UUID
    client_id: UUID
    protocol: str
    problem_area: str | None
    planned: int
    started_on: date
    closed_at: datetime | None
    met_on: tuple[date, ...]
    missed: int
    cancelled: int
    completed: bool | None
    rated: dict[str, int]


def courses_to_count(service: Service, until: datetime, left_out: Collection[UUID]) -> QuerySet[Course]:
    """A service's courses that there were at a moment, in one lasting order. left_out: clients, by id."""
    rows = Course.objects.filter(client__service=service, created_at__lte=until)
    return rows.exclude(client__in=left_out).order_by("pk")


def counted(ids: Collection[UUID], until: datetime) -> list[CountedCourse]:
    """These courses as they are counted, in the order of their ids: four queries, however many.

    until: what was closed later is still open.
    """
    held, areas, rated = _sessions(ids), areas_of(ids), _rated(ids)
    rows = Course.objects.filter(pk__in=ids).order_by("pk").values_list(
        "pk", "client_id", "protocol", "planned_sessions", "started_on", "closed_at", "ending__disposition"
    )  # fmt: skip
    return [
        CountedCourse(
            id=id,
            client_id=client,
            protocol=protocol,
            problem_area=areas[id].area if id in areas else None,
            planned=planned,
            started_on=started_on,
            closed_at=closed_at if closed_at and closed_at <= until else None,
            met_on=tuple(sorted(held[id].met_on)),
            missed=held[id].missed,
            cancelled=held[id].cancelled,
            completed=AS_PLANNED.get(Disposition(disposition)) if disposition else None,
            rated=rated[id],
        )
        for id, client, protocol, planned, started_on, closed_at, disposition in rows
    ]


class _Held:
    """What became of a course's appointments."""

    def __init__(self) -> None:
        self.met_on: list[date] = []
        self.missed = self.cancelled = 0


def _sessions(ids: Collection[UUID]) -> defaultdict[UUID, _Held]:
    found: defaultdict[UUID, _Held] = defaultdict(_Held)
    kinds = Session.Attendance
    rows = Session.objects.filter(course__in=ids).order_by()
    for course, at, zone, attendance in rows.values_list("course", "planned_at", "zone", "attendance"):
        if attendance in (kinds.ATTENDED, kinds.LATE):
            found[course].met_on.append(at.astimezone(ZoneInfo(zone)).date())
        found[course].missed += attendance == kinds.DNA
        found[course].cancelled += attendance == kinds.CANCELLED
    return found


def _rated(ids: Collection[UUID]) -> defaultdict[UUID, dict[str, int]]:
    """The newest of each who rated, of the focus that holds."""
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Resolution.objects.filter(
        problem_area__course__in=ids,
        problem_area__primary=True,
        problem_area__replaced_at=None,
        occasion=Resolution.Occasion.END,
        rating__isnull=False,
    )
    for course, who, rating in rows.order_by("on", "at").values_list("problem_area__course", "who", "rating"):
        found[course][who] = rating or 0
    return found


def next_courses(until: datetime, after: UUID | None, number: int) -> list[tuple[UUID, UUID]]:
    """The next courses there were at a moment, of all services, by id, each with its client.

    A walk along the ids: asked for those of one service, a store gathers and sorts all of them each time.
    """
    rows = Course.objects.filter(created_at__lte=until).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.values_list("pk", "client_id")[:number])


def ended_between(since: datetime, until: datetime) -> Iterator[UUID]:
    """The client of each course that was closed after a moment, of all services; one look at each course."""
    rows = Course.objects.filter(closed_at__gt=since, closed_at__lte=until).order_by()
    return rows.values_list("client_id", flat=True).iterator()
