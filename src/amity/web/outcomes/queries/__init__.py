"""What was counted of a service, what is being counted, and what is still to count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Sum

from amity.web.base import clock
from amity.web.course.models import Course
from amity.web.course.queries.counting import courses_to_count, ended_between, next_courses
from amity.web.outcomes.models import ExpectedResponse, Summary
from amity.web.people.models import Service
from amity.web.people.queries.counted import counted_among, not_counted

BATCH: Final = 500  # courses: about a second's work, so that whatever else waits is not kept waiting
AGAIN_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a counting is, or the reading of courses for a fit."""

    row: Summary | ExpectedResponse
    courses: int

    @property
    def of(self) -> int:
        return self.row.of_courses

    @property
    def is_whole(self) -> bool:
        return self.courses >= self.of

    @property
    def said(self) -> str:
        """ "4,500 of 100,000 courses"."""
        return f"{self.courses:,} of {self.of:,} course{'' if self.of == 1 else 's'}"


def shown_of(summary: Summary) -> dict[str, Any]:
    """What may be shown of one that was counted to its end."""
    assert summary.shown is not None, "a constraint of the store: finished, and nothing to show"
    found: dict[str, Any] = summary.shown
    return found


def newest(service: Service) -> Summary | None:
    """What may be shown of this service; None as long as nothing was ever counted to its end."""
    return service.summaries.exclude(finished_at=None).order_by("finished_at").last()


def made_up_in(service: Service) -> int | None:
    """How many made-up courses stand in for the records, in the demo alone."""
    last = newest(service) if settings.AMITY_DEMO else None
    return last.made_up if last is not None else None


def under_way(service: Service) -> Summary | None:
    """What is being counted now."""
    return service.summaries.filter(finished_at=None, failed_at=None).first()


def failed(service: Service) -> Summary | None:
    """The last counting, if it came to no end."""
    last = service.summaries.order_by("asked_at").last()
    return last if last is not None and last.failed_at is not None else None


def progress_of(row: Summary | ExpectedResponse) -> Progress:
    """How many courses of it are counted, or read."""
    done = row.parts.aggregate(done=Sum("courses"))["done"]
    return Progress(row, done or 0)


def waiting() -> list[Summary]:
    """Everything that is still to be counted, the oldest first."""
    rows = Summary.objects.filter(finished_at=None, failed_at=None)
    return list(rows.select_related("service").order_by("asked_at", "id"))


def summary_locked(summary: Summary) -> Summary:
    """The summary alone for the action that asks."""
    return Summary.objects.select_for_update(of=("self",)).select_related("service").get(pk=summary.pk)


def partials_of(summary: Summary) -> Iterator[str]:
    """What each of them came to."""
    return summary.parts.order_by("number").values_list("partial", flat=True).iterator()


def to_count(service: Service, until: datetime) -> QuerySet[Course]:
    """The service's courses that are counted, in one lasting order."""
    return courses_to_count(service, until, not_counted())


def ids_to_count(service: Service, until: datetime) -> list[UUID]:
    """All of them by id."""
    return [id for batch in batches_to_count(service, until) for id in batch]


def batches_to_count(service: Service, until: datetime, after: UUID | None = None) -> Iterator[list[UUID]]:
    """The same by id, batch after batch, none of them empty; from the one after a course on."""
    while found := next_courses(until, after, BATCH):
        after = found[-1][0]
        theirs = counted_among(service, {client for _, client in found})
        if batch := [id for id, client in found if client in theirs]:
            yield batch


def ended_after(row: Summary | ExpectedResponse, enough: int) -> int:
    """How many courses have ended since this was asked for; once there are enough, none is looked for."""
    ended, number = ended_between(row.asked_at, clock.now()), 0
    while number < enough and (clients := list(islice(ended, BATCH))):
        theirs = counted_among(row.service, set(clients))
        number += sum(it in theirs for it in clients)
    return number


def due_again() -> list[Service]:
    """Services whose records were counted once, and for a day no more."""
    before = clock.now() - AGAIN_AFTER
    newest_of = {
        it.service: it for it in Summary.objects.defer("shown").select_related("service").order_by("asked_at")
    }
    return [
        service
        for service, last in newest_of.items()
        if last.asked_at <= before and last.made_up is None and (last.finished_at or last.failed_at)
    ]
