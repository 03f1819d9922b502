"""What a client wrote by themself and nobody else ever could read: theirs to do away with."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from amity.web.base.models import AuditEvent
from amity.web.course.models import Practice
from amity.web.people.models import Client
from amity.web.techniques.models import Author, KeptAnswer, Visibility, Worksheet, WorksheetEdit


def never_shown(client: Client) -> QuerySet[Worksheet]:
    """The client's own worksheets that were never shown: not now, not for an hour once, whoever looked.

    One whose visibility was ever changed counts as shown, because the trail does not say from what to what;
    what was shown belongs to the record. So does one that somebody else wrote on, or planned something from.
    One begun from a practice goes like any other: the practice says nothing of it.
    """
    own = Worksheet.objects.filter(
        course__client=client, author=Author.CLIENT, shown_at=None, looked_at=None, removed_at=None
    )
    changed = AuditEvent.objects.filter(client=client.id, verb="set_visibility", record_id=OuterRef("pk"))
    planned = Practice.objects.filter(course__client=client, worksheet=OuterRef("pk"))
    hers = own.exclude(visibility=Visibility.SHARED)
    return (
        hers.exclude(Exists(changed))
        .exclude(Exists(planned))
        .exclude(_others_wrote())
        .order_by("begun_at", "id")
    )


def unknown(found: QuerySet[Worksheet]) -> QuerySet[Worksheet]:
    """Those of which nobody else knows that they are there: they can go without a trace."""
    return found.filter(visibility=Visibility.PRIVATE, given=False)


def with_words(found: QuerySet[Worksheet]) -> QuerySet[Worksheet]:
    """Those in which the client wrote something that is still there."""
    return found.filter(client_wrote_at__isnull=False, destroyed_at=None)


def _others_wrote() -> Q:
    """By somebody who is not the client; what a given one begins with does not count."""
    began = Q(number=1, at=OuterRef("begun_at"), by=OuterRef("begun_by"))
    edits = WorksheetEdit.objects.filter(worksheet=OuterRef("pk"), by_kind="staff").exclude(began)
    kept = KeptAnswer.objects.filter(worksheet=OuterRef("pk"), by_kind="staff")
    return Q(Exists(edits)) | Q(Exists(kept))
