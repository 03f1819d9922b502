"""Worksheets on *Today*: what the client wrote until somebody looked at it, and what they ask to see."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from amity.web.base.models import User
from amity.web.course.offered import TodayRow
from amity.web.techniques.models import Author, Worksheet
from amity.web.techniques.queries import across
from amity.web.techniques.queries.arrival import arrived_in_words

NEW, ASKED = 22, 35  # where these stand among the lines of other slices
LOOK_AT_IT = "look_at_it"  # the question of a technique by which a client asks to go through it together


def today_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """A line each; nothing that stands in a worksheet."""
    return [_row(it) for it in across.news_for(user, client_ids)]


def _row(worksheet: Worksheet) -> TodayRow:
    title = worksheet.definition.title
    if worksheet.author == Author.CLINICIAN and worksheet.asked_at:
        at, kind, words, detail = worksheet.asked_at, "asked_worksheet", f"Asks to see: {title}", ""
    else:
        at, kind = worksheet.client_wrote_at or worksheet.changed_at, "worksheet"
        words = f"New from the client: {title}"
        asks = "wants to look at it together" if worksheet.told.get(LOOK_AT_IT) == "yes" else ""
        detail = "; ".join(it for it in (asks, arrived_in_words(worksheet)) if it)
    return TodayRow(
        client_id=worksheet.course.client_id,
        at=at,
        kind=kind,
        title=words,
        detail=detail,
        url=reverse("worksheet", args=[worksheet.id]),
        order=NEW if kind == "worksheet" else ASKED,
    )
