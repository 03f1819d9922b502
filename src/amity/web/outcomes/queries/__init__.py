"""What was counted of a service, what is being counted, and what is still to count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Sum

from amity.web.base import clock
from amity.web.course.models import Course
from amity.web.course.queries.counting import courses_to_count, ended_since
from amity.web.outcomes.models import ExpectedResponse, Summary, SummaryPart
from amity.web.people.models import Service
from amity.web.people.queries.counted import not_counted

BATCH: Final = 500  # courses: about a second's work, so that whatever else waits is not kept waiting
AGAIN_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a counting is."""

    summary: Summary
    courses: int

    @property
    def of(self) -> int:
        return self.summary.of_courses

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


def progress_of(summary: Summary) -> Progress:
    """How many courses of it are counted."""
    done = summary.parts.aggregate(done=Sum("courses"))["done"]
    return Progress(summary, done or 0)


def waiting() -> list[Summary]:
    """Everything that is still to be counted, the oldest first."""
    rows = Summary.objects.filter(finished_at=None, failed_at=None)
    return list(rows.select_related("service").order_by("asked_at", "id"))


def summary_locked(summary: Summary) -> Summary:
    """The summary alone for the action that asks."""
    return Summary.objects.select_for_update(of=("self",)).select_related("service").get(pk=summary.pk)


def parts_of(summary: Summary) -> list[SummaryPart]:
    """Which batches of it are counted, in order; without what they came to."""
    return list(summary.parts.defer("partial").order_by("number"))


def partials_of(summary: Summary) -> Iterator[str]:
    """What each of them came to."""
    return summary.parts.order_by("number").values_list("partial", flat=True).iterator()


def to_count(service: Service, until: datetime) -> QuerySet[Course]:
    """The service's courses that are counted, in one lasting order."""
    return courses_to_count(service, until, not_counted(service))


def ids_to_count(service: Service, until: datetime) -> list[UUID]:
    """All of them by id."""
    return list(to_count(service, until).values_list("pk", flat=True))


def next_ids(summary: Summary, after: UUID | None) -> list[UUID]:
    """The next batch of them, after the last one that was counted."""
    rows = to_count(summary.service, summary.asked_at)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.values_list("pk", flat=True)[:BATCH])


def ended_after(summary: Summary | ExpectedResponse) -> int:
    """How many courses have ended since this was asked for."""
    now = clock.now()
    return ended_since(to_count(summary.service, now), summary.asked_at, now)


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
