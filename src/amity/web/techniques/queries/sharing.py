"""How an entry of a client's own begins: kept, shown, or shown and taken off their pages."""

from amity.core.definitions.technique import Technique
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course
from amity.web.techniques.models import Choice, SharingAgreed, Visibility, Worksheet

BY_ITS_FORM = "turn"  # beside `visibility` in the trail: the form it was written on said so


def sharing_agreed(course: Course) -> SharingAgreed | None:
    """What client and clinician agreed last; None before they spoke of it."""
    return SharingAgreed.objects.filter(course=course).order_by("at").last()


def begins_as(course: Course, technique: Technique) -> Choice:
    """What stands chosen on a new entry: as they agreed, else as its technique says. Kept once it is over."""
    if course.closed_at is not None:
        return Choice.PRIVATE
    if (agreed := sharing_agreed(course)) is not None:
        return Choice(agreed.choice)
    return Choice.SHARED if technique.visibility == "shared" else Choice.PRIVATE


def as_chosen(choice: Choice) -> tuple[Visibility, bool]:
    """What a choice makes of an entry: who sees it, and whether it leaves the client's pages."""
    seen = Visibility.PRIVATE if choice is Choice.PRIVATE else Visibility.SHARED
    return seen, choice is Choice.REMOVED


def is_decided_elsewhere(worksheet: Worksheet) -> bool:
    """Whether who sees it was said anywhere but on the form it was written on."""
    verbs = ("set_visibility", "remove_worksheet")
    rows = AuditEvent.objects.filter(
        client=worksheet.course.client_id, verb__in=verbs, record_id=worksheet.pk
    )
    return any(BY_ITS_FORM not in it for it in rows.values_list("fields", flat=True))
