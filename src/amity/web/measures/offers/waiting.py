"""Questions that wait for the session, because nothing safer brings them to the client."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from amity.web.base import clock
from amity.web.base.models import User
from amity.web.course.offered import TodayRow
from amity.web.measures.models import Occasion
from amity.web.measures.queries.giving import short_of
from amity.web.measures.queries.plan_page import sets_for_sessions
from amity.web.measures.queries.ways import way_to
from amity.web.people import access

SOON: Final = timedelta(hours=12)  # before a session the line stands on Today


def waiting_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Sets for the sessions of today that no notice and no page of their own brings to the client."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    waiting = sets_for_sessions(visible, clock.now() + SOON)
    return [_row(it) for it in waiting if way_to(it.course.client).id == "session"]


def _row(occasion: Occasion) -> TodayRow:
    assert occasion.link is not None
    given = sorted(occasion.link.responses.all(), key=lambda it: it.place)
    return TodayRow(
        client_id=occasion.course.client_id,
        at=occasion.opens_at,
        kind="answers",
        title="Questions to hand over when you meet",
        detail=", ".join(short_of(it.instrument) for it in given),
        url=reverse("link", args=[occasion.link_id]),
        order=45,
    )
