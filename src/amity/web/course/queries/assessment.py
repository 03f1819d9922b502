"""The assessment, medicines and their changes, and sick roles that are to be looked at again."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from amity.web.base import clock
from amity.web.base.charts import Mark
from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.course.models import Assessment, Course, MedicationChange
from amity.web.course.queries.find import row_for

Kind = MedicationChange.Kind


def assessment_of(course: Course) -> Assessment | None:
    """The assessment as far as there is any."""
    return Assessment.objects.filter(course=course).first()


def medication_changes_of(course: Course) -> list[MedicationChange]:
    """Every change of every course of this client, the newest first, mistakes included."""
    changes = MedicationChange.objects.filter(course__client=course.client_id)
    return list(changes.select_related("course").order_by("-on", "-at"))


def taken_now(changes: Iterable[MedicationChange]) -> list[str]:
    """The medicines whose last recorded change is not that they were stopped."""
    last: dict[str, MedicationChange] = {}
    for change in sorted(changes, key=lambda it: (it.on, it.at)):
        if change.withdrawn_at is None:
            last[change.medicine.casefold()] = change
    return [it.medicine for it in last.values() if it.kind != Kind.STOPPED]


def medication_marks(client_id: UUID) -> list[Mark]:
    """What was begun, changed or stopped, to be marked on every chart of this client."""
    rows = medication_of([client_id])[client_id]
    return [Mark(it.on, f"{it.medicine} {it.get_kind_display()}", "medicine") for it in rows]


@once_each
def medication_of(clients: Collection[UUID]) -> dict[UUID, list[MedicationChange]]:
    """By client, every change in all their courses, the oldest first; without what was a mistake."""
    found: dict[UUID, list[MedicationChange]] = {id: [] for id in clients}
    changes = MedicationChange.objects.filter(course__client__in=clients, withdrawn_at=None)
    for it in changes.select_related("course").order_by("on", "at"):
        found[it.course.client_id].append(it)
    return found


def medication_change_for(user: User, id: UUID, purpose: str) -> MedicationChange:
    """One change, or Http404."""
    return row_for(user, MedicationChange, id, purpose)


def sick_role_review(course: Course) -> date | None:
    """The day on which a sick role was to be looked at again, once it has come; the course still open.

    course: as `courses_visible_to` finds it, so that no page asks once more.
    """
    review_on: date | None = getattr(course, "sick_role_review_on", None)
    past = review_on is not None and review_on <= clock.today(course.client.service.zone)
    return review_on if past and not course.closed_at else None
