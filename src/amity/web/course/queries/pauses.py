"""The days on which courses stand still."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.http import Http404

from amity.web.base import clock
from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.course.models import Course, Pause
from amity.web.course.queries.find import row_for

Days = tuple[date, date | None]


def pauses_of(course: Course) -> list[Pause]:
    """The pauses of one course, the latest first; none that was taken back."""
    return list(course.pauses.filter(withdrawn_at=None).order_by("-first_on"))


def pause_now(course: Course) -> Pause | None:
    """The pause in which the course stands today."""
    today = clock.today(course.client.service.zone)
    inside = (it for it in pauses_of(course) if it.first_on <= today)
    return next((it for it in inside if it.last_on is None or it.last_on >= today), None)


@once_each
def days_away(course_ids: Collection[UUID]) -> dict[UUID, tuple[Days, ...]]:
    """First and last days of the pauses of many courses, in one query."""
    found: dict[UUID, tuple[Days, ...]] = dict.fromkeys(course_ids, ())
    rows = Pause.objects.filter(course__in=course_ids, withdrawn_at=None).order_by("first_on")
    for id, first_on, last_on in rows.values_list("course_id", "first_on", "last_on"):
        found[id] = (*found[id], (first_on, last_on))
    return found


def pause_for(user: User, id: UUID, purpose: str) -> Pause:
    """The pause, or Http404: also for one that was taken back."""
    found = row_for(user, Pause, id, purpose)
    if found.withdrawn_at is not None:
        raise Http404
    return found
