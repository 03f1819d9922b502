"""What the client did at home, on the circle and on the life chart, that nobody looked at yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import CharField, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from amity.web.course.models import Course
from amity.web.inventory.models import CircleMove, LifeEvent, MoodPoint, SeenFromHome
from amity.web.people.models import Client

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FromHome:
    """moves, told: how many nobody looked at yet. last: when the newest of them came, aware."""

    client_id: UUID
    moves: int
    told: int
    last: datetime
    id: UUID = field(default_factory=uuid4)  # of the row that says it was seen, once somebody says so


def unseen_from_home(clients: Sequence[UUID] | QuerySet[Client, UUID]) -> list[FromHome]:
    """By client, in one query; clients without any are left out."""
    moves = CircleMove.objects.filter(by_kind="client")
    events, moods = (
        LifeEvent.objects.filter(_told_by_client()),
        MoodPoint.objects.filter(added_by_kind="client"),
    )
    found: dict[UUID, list[tuple[str, int, datetime]]] = {}
    for client_id, many, last, kind in _unseen("moves", moves, "circle__client", "at", clients).union(
        _unseen("told", events, "client", "changed_at", clients),
        _unseen("told", moods, "client", "added_at", clients),
        all=True,
    ):
        found.setdefault(client_id, []).append((kind, many, last))
    return [
        FromHome(
            client_id=id,
            moves=sum(many for kind, many, _ in parts if kind == "moves"),
            told=sum(many for kind, many, _ in parts if kind == "told"),
            last=max(last for _, _, last in parts),
        )
        for id, parts in found.items()
    ]


def _told_by_client() -> Q:
    return Q(changed_by=F("client_id")) | Q(added_by_kind="client", added_at=F("changed_at"))


def _unseen(
    kind: str, rows: QuerySet[Any], client: str, at: str, clients: Sequence[UUID] | QuerySet[Client, UUID]
) -> QuerySet[Any, tuple[UUID, int, datetime, str]]:
    """Client, how many, the newest, and `kind`: what came after the last time that somebody looked."""
    seen = SeenFromHome.objects.filter(client=OuterRef(f"{client}_id")).order_by("-up_to").values("up_to")[:1]
    later = rows.filter(**{f"{client}__in": clients}).annotate(seen=Coalesce(Subquery(seen), LONG_AGO))
    told: QuerySet[Any, tuple[UUID, int, datetime, str]] = (
        later.filter(**{f"{at}__gt": F("seen")})
        .order_by()
        .values_list(f"{client}_id")
        .annotate(many=Count("pk"), last=Max(at), kind=Value(kind, output_field=CharField()))
    )
    return told


def from_home(client: Client) -> FromHome | None:
    """What this client did at home that nobody looked at yet."""
    return next(iter(unseen_from_home([client.pk])), None)


def courses_around(clients: Collection[UUID]) -> dict[UUID, UUID]:
    """By client, their newest course: its pages stand around the inventory. One query."""
    rows = Course.objects.filter(client__in=clients).order_by("created_at")
    return dict(rows.values_list("client_id", "pk"))
