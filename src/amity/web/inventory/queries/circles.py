"""The circles of a client, found through the one door."""

import hashlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, Count, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Cast
from django.http import Http404

from amity.core import network
from amity.web.base.models import User
from amity.web.base.once import once, once_each
from amity.web.course.queries import row_for
from amity.web.inventory.models import Circle, CircleMove, Relationship
from amity.web.people import access
from amity.web.people.models import Client


@dataclass(frozen=True)
class Drawn:
    """A circle with its moves, and where they have led. makers: who made each move, in the same order."""

    circle: Circle
    moves: Sequence[network.Move]
    board: network.Board
    makers: Sequence[UUID] = ()

    @property
    def there(self) -> tuple[network.Placement, ...]:
        """Who is on it, the tray with them, in the order in which they were named."""
        return self.board.circle.placements

    def own(self, by: UUID) -> frozenset[str]:
        """The ids of the moves that this person made: only those can they take back."""
        return frozenset(move.id for move, maker in zip(self.moves, self.makers, strict=True) if maker == by)

    def can_undo(self, by: UUID) -> tuple[network.Move | None, network.Move | None]:
        """What this person takes back next, and what they redo next; None: nothing."""
        return network.can_undo(self.moves, self.own(by))


def circle_for(user: User, id: UUID, purpose: str) -> Circle:
    """A circle, or Http404."""
    return row_for(user, Circle, id, purpose)


def circles_of(client: Client) -> list[Circle]:
    """Every circle, the newest first."""
    return list(client.circles.order_by("-drawn_on", "-started_at"))


def newest_circle(client: Client) -> Circle | None:
    """The one that is drawn on; None before the first."""
    found = newest_circles([client.id])[client.id]
    if found is not None:
        found.client = client
    return found


@once_each
def newest_circles(clients: Collection[UUID]) -> dict[UUID, Circle | None]:
    """The same of many clients, in one query; each with `last_move`, for `drawn_all`."""
    found: dict[UUID, Circle | None] = dict.fromkeys(clients)
    rows = Circle.objects.filter(client__in=clients).annotate(last_move=_last_move())
    for circle in rows.order_by("drawn_on", "started_at"):
        found[circle.client_id] = circle
    return found


@once
def own_circle(client: Client) -> Circle | None:
    """The newest circle that the client sees on their own pages; None while none was shared."""
    shared = client.circles.filter(shared_at__isnull=False).select_related("client__service", "after")
    return shared.order_by("-drawn_on", "-started_at").first()


def drawn(circle: Circle) -> Drawn:
    """Replay it: from its first move, or from where this process left off (moves are never edited)."""
    known = _known.get(circle.id)
    rows = _rows(circle, known.last[0] if known else 0)
    if known and (not rows or _last(rows[:1]) != known.last):
        known, rows = None, _rows(circle, 0)  # what was known was read in a transaction that was undone
    fresh = rows[1:] if known else rows
    moves = [_move(row) for row in fresh]
    board = network.replay(moves, known.board if known else None)
    earlier, makers = (known.moves, known.makers) if known else ((), ())
    found = Drawn(circle, [*earlier, *moves], board, [*makers, *(row[-1] for row in fresh)])
    return _kept(found, rows)


@dataclass(frozen=True)
class _Known:
    """A circle as it was last replayed here: ids, no words and no row of a client.

    last: its last move's number and id. The others as in `Drawn`.
    """

    last: tuple[int, UUID]
    moves: Sequence[network.Move]
    board: network.Board
    makers: Sequence[UUID]

    def of(self, circle: Circle) -> Drawn:
        """The same with the circle it belongs to."""
        return Drawn(circle, self.moves, self.board, self.makers)


AT_HAND: Final = 200  # circles
PLACES: Final = network.RING_WORDS | {None: "not placed"}  # as a list and a copy say them
_known: dict[UUID, _Known] = {}
_named: dict[UUID, tuple[object, str]] = {}  # by client: when names were read last, and a hash of them
Row = tuple[Any, ...]
COLUMNS: Final = ("number", "id", "what", "relationship_id", "value", "other_id", "undoes", "by")


def _rows(circle: Circle, first: int) -> list[Row]:
    rows = CircleMove.objects.filter(circle=circle, number__gte=first).order_by("number")
    return list(rows.values_list(*COLUMNS))


def _last(rows: Sequence[Row]) -> tuple[int, UUID]:
    return rows[0][0], rows[0][1]


def _move(row: Row) -> network.Move:
    _, id, what, person, value, other, undoes, _ = row
    return network.Move(
        str(id),
        what,
        str(person or ""),
        tuple(value) if isinstance(value, list) else value,
        str(other or ""),
        str(undoes) if undoes else None,
    )


def drawn_all(circles: Collection[Circle]) -> dict[UUID, Drawn]:
    """The same of many by their ids, in two queries. One whose moves cannot be replayed is left out."""
    return {circle.id: found for circle, found in _drawn_each(circles).items() if found is not None}


@once_each
def _drawn_each(circles: Collection[Circle]) -> dict[Circle, Drawn | None]:
    newest = {it.id: it.last_move for it in circles if hasattr(it, "last_move")}
    if unknown := [it.id for it in circles if it.id not in newest]:
        newest |= Circle.objects.filter(pk__in=unknown).values_list("id", _last_move())
    found = {
        it.id: known.of(it)
        for it in circles
        if (known := _known.get(it.id)) and known.last[1] == newest.get(it.id)
    }
    rows: dict[UUID, list[Row]] = {it.id: [] for it in circles if it.id not in found}
    for id, *row in (
        CircleMove.objects.filter(circle__in=rows).order_by("number").values_list("circle_id", *COLUMNS)
    ):
        rows[id].append(tuple(row))
    for circle in circles:
        if circle.id in rows:
            with suppress(ValueError):  # one that the core does not take is no reason to show nobody
                found[circle.id] = _replayed(circle, rows[circle.id])
    return {it: found.get(it.id) for it in circles}


def _last_move() -> Subquery:
    moves = CircleMove.objects.filter(circle=OuterRef("pk")).order_by("-number")
    return Subquery(moves.values("id")[:1])


def _replayed(circle: Circle, rows: Sequence[Row]) -> Drawn:
    moves = [_move(row) for row in rows]
    return _kept(Drawn(circle, moves, network.replay(moves), [row[-1] for row in rows]), rows)


def _kept(found: Drawn, rows: Sequence[Row]) -> Drawn:
    if rows:
        _known[found.circle.id] = _Known(_last(rows[-1:]), found.moves, found.board, found.makers)
    while len(_known) > AT_HAND:
        _known.pop(next(iter(_known)), None)
    return found


def as_last_time(now: Drawn, last: Drawn | None) -> dict[str, network.Placement]:
    """Of those in the tray, by id, where they stood on the circle before."""
    before = {one.id: one for one in last.board.circle.placed} if last else {}
    return {one.id: before[one.id] for one in now.there if one.ring is None and one.id in before}


def stamp_of(circle: Circle) -> str:
    """What changes whenever the circle looks different: its moves, the people's names, a newer circle.

    Words about somebody change nothing on it, and so nothing here: the client's page asks for it as well.
    """
    newest = newest_circle(circle.client)
    parts = (
        circle.id,
        next_number(circle),
        _names_stamp(circle.client),
        newest and newest.id,
        circle.shared_at,
    )
    return "/".join(str(part) for part in parts)


def _names_stamp(client: Client) -> str:
    """Another whenever a name or what somebody is was changed; read again only when something was."""
    told = client.relationships.aggregate(
        many=Count("id"), last=Max("changed_at"), saved=Sum("version"), of=Max(Cast("id", CharField()))
    )
    at = tuple(told.values())
    known = _named.get(client.id)
    if known is None or known[0] != at:
        rows = [(id, it.name, it.kind, it.kind_words, it.group) for id, it in people_on(client).items()]
        known = _named[client.id] = at, hashlib.sha256(repr(rows).encode()).hexdigest()
        while len(_named) > AT_HAND:
            _named.pop(next(iter(_named)), None)
    return known[1]


def circle_polled(user: User, id: UUID) -> Circle:
    """A circle that an open page asks for again, or Http404. The page itself wrote the read row."""
    visible = Circle.objects.filter(client__in=access.ids_visible_to(user, access.READ))
    found = visible.select_related("client__service", "after").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def people_on(client: Client) -> dict[str, Relationship]:
    """Everybody by id, with what the circle needs of them and no more: each sealed word costs time."""
    rows = client.relationships.only("id", "client_id", "alias", "kind", "kind_words", "group", "standing")
    return {str(one.id): one for one in rows}


def next_number(circle: Circle) -> int:
    """The place of the next move in the store's order."""
    last = (
        CircleMove.objects.filter(circle=circle).order_by("-number").values_list("number", flat=True).first()
    )
    return (last or 0) + 1
