"""What a client keeps: whether they may, and the one sentence that staff read instead of the answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from amity.web.base import clock
from amity.web.measures.models import CardDecision, Link, Response
from amity.web.measures.queries.responses import instrument_of
from amity.web.people.models import Client

SENT: Final = "answered, kept by the client"
WITH_THEM: Final = "with the client; they choose who sees it"
NOT_SENT: Final = "not sent"


@dataclass(frozen=True, slots=True)
class Kept:
    """One form that its client keeps, without a number, an answer or how many there are."""

    id: UUID
    short: str
    title: str
    link_id: UUID | None
    words: str

    @property
    def is_waiting(self) -> bool:
        return self.words == WITH_THEM


def may_be_kept(response: Response) -> bool:
    """Whether its client may choose: answered by themself, and its definition says so."""
    return response.mode == Response.Mode.OWN and instrument_of(response).may_be_kept_back


def was_looked_at(response: Response) -> bool:
    """Marked as read, or a decision on a card rests on it, which keeps what stood there."""
    if response.read_at is not None:
        return True
    since = response.submitted_at or response.given_at
    rows = CardDecision.objects.filter(course__client=response.client_id, at__gte=since)
    short = instrument_of(response).short
    return any(short in row.evidence for row in rows.select_related("course"))


def kept_of(client: Client) -> list[Kept]:
    """Everything this client keeps, in order. The caller came through the one door."""
    return _told(Response.objects.kept_back().filter(client=client))


def kept_on(link: Link) -> list[Kept]:
    """What of one link is kept."""
    return _told(Response.objects.kept_back().filter(link=link))


def answered_on(clients: Iterable[UUID]) -> dict[UUID, list[tuple[Response, date]]]:
    """By client what was sent and is kept, with its day, so that nothing asks for it again."""
    found: dict[UUID, list[tuple[Response, date]]] = defaultdict(list)
    rows = Response.objects.kept_back().filter(client__in=list(clients), submitted_at__isnull=False)
    for it in rows.select_related("client__service").order_by("given_at", "place"):
        at = it.last_answer_at or it.submitted_at or it.given_at
        found[it.client_id].append((it, at.astimezone(it.client.service.zone).date()))
    return found


def told(kept: Iterable[Kept]) -> list[str]:
    """ "Working together 0–10: answered, kept by the client.", once for each name, however often."""
    return [f"{short}: {SENT}." for short in dict.fromkeys(it.short for it in kept if it.words == SENT)]


def _told(rows: QuerySet[Response]) -> list[Kept]:
    """No answer is asked for."""
    ordered = rows.select_related("link").order_by("given_at", "place")
    return [
        Kept(it.id, instrument.short, instrument.title, it.link_id, _words(it))
        for it in ordered
        for instrument in [instrument_of(it)]
    ]


def _words(response: Response) -> str:
    if response.submitted_at is not None:
        return SENT
    link = response.link
    is_open = link is not None and link.withdrawn_at is None and link.expires_at > clock.now()
    return WITH_THEM if is_open else NOT_SENT
