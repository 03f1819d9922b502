"""What a client never showed to anybody, done away with for good."""

from django.db import transaction
from django.db.models import Q

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.techniques import rules
from amity.web.techniques.models import (
    KeptAnswer,
    StoryBehind,
    Visibility,
    Worksheet,
    WorksheetEdit,
    WorksheetPerson,
)
from amity.web.techniques.queries.never_shown import never_shown, unknown


@transaction.atomic
def erase_never_shown(*, client: Client, by: Actor) -> None:
    """The rows go, with every edit and answer of them. Of what somebody else knows by its title, the title
    stays, and what stood in it goes.

    The trail says that they did away with something of their own, the same words whether there was much,
    little or nothing.
    """
    rules.check_can_erase(client, by)
    people.client_locked(client)
    found = list(never_shown(client).values_list("pk", flat=True))
    gone = list(unknown(Worksheet.objects.filter(pk__in=found)).values_list("pk", flat=True))
    Worksheet.objects.filter(after__in=gone).exclude(pk__in=gone).update(after=None)
    StoryBehind.objects.filter(Q(worksheet__in=gone) | Q(story__in=gone)).delete()
    for table in (WorksheetPerson, KeptAnswer, WorksheetEdit):
        table._default_manager.filter(worksheet__in=gone).delete()
    Worksheet.objects.filter(pk__in=gone).update(after=None)
    Worksheet.objects.filter(pk__in=gone).delete()
    for worksheet in Worksheet.objects.filter(pk__in=found):
        _empty(worksheet)
    audit.wrote("erase_own", by=by, client=client.id)


def _empty(worksheet: Worksheet) -> None:
    """As it was when it was given; one that was asked for on request says that it was done away with."""
    given = worksheet.edits.filter(by_kind="staff", number=1).first()
    worksheet.edits.exclude(pk__in=[given.pk] if given else []).delete()
    worksheet.kept.all().delete()
    worksheet.answers = {k: v for k, v in ((given.after or {}) if given else {}).items() if v is not None}
    worksheet.version = 1 if given else 0
    worksheet.client_wrote_at, worksheet.asked_at = None, None
    worksheet.changed_at, worksheet.changed_by = worksheet.begun_at, worksheet.begun_by
    worksheet.changed_by_kind = worksheet.begun_by_kind
    if worksheet.visibility == Visibility.ON_REQUEST and not worksheet.given:
        worksheet.destroyed_at = clock.now()
    worksheet.save()
    worksheet.people.all().delete()
