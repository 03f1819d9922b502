"""Questions that somebody brings to the client, because no notice and no page of their own does."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from amity.web.base import clock
from amity.web.base.models import User
from amity.web.base.templatetags.amity import day
from amity.web.course.offered import TodayRow
from amity.web.measures.models import Occasion
from amity.web.measures.queries.giving import short_of
from amity.web.measures.queries.plan_page import sets_to_bring
from amity.web.measures.queries.ways import way_to
from amity.web.people import access

SOON: Final = timedelta(hours=12)  # before a session the line stands on Today
INSTANT: Final = timedelta(microseconds=1)  # it closes where a day ends


def waiting_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Sets for the sessions of today, and those for no session as long as they are open."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    waiting = sets_to_bring(visible, clock.now() + SOON)
    return [_row(it) for it in waiting if way_to(it.course.client).id == "session"]


def _row(occasion: Occasion) -> TodayRow:
    assert occasion.link is not None
    given = sorted(occasion.link.responses.all(), key=lambda it: it.place)
    shorts = ", ".join(short_of(it.instrument) for it in given)
    last = (occasion.closes_at - INSTANT).astimezone(occasion.course.client.zone).date()
    is_for_session = occasion.key.startswith("session:")
    return TodayRow(
        client_id=occasion.course.client_id,
        at=occasion.opens_at,
        kind="answers",
        title="Questions to hand over when you meet" if is_for_session else "Questions that no notice brings",
        detail=shorts
        if is_for_session
        else f"{shorts}. Ask by telephone or post where that is safe; open until the end of {day(last)}.",
        url=reverse("link", args=[occasion.link_id]),
        order=45,
    )
