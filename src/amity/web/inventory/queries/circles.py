"""The circles of a client, found through the one door."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from amity.core import network
from amity.web.base.models import User
from amity.web.course.queries import row_for
from amity.web.inventory.models import Circle, CircleMove
from amity.web.people.models import Client


@dataclass(frozen=True)
class Drawn:
    """A circle with its moves, and where they have led."""

    circle: Circle
    moves: Sequence[network.Move]
    board: network.Board

    @property
    def there(self) -> tuple[network.Placement, ...]:
        """Who is on it, the tray with them, in the order in which they were named."""
        return self.board.circle.placements


def circle_for(user: User, id: UUID, purpose: str) -> Circle:
    """A circle, or Http404."""
    return row_for(user, Circle, id, purpose)


def circles_of(client: Client) -> list[Circle]:
    """Every circle, the newest first."""
    return list(client.circles.order_by("-drawn_on", "-started_at"))


def newest_circle(client: Client) -> Circle | None:
    """The one that is drawn on; None before the first."""
    return next(iter(circles_of(client)), None)


def drawn(circle: Circle) -> Drawn:
    """Replay it from its first move."""
    moves = [row.as_move for row in circle.moves.all()]
    return Drawn(circle, moves, network.replay(moves))


def own_moves(circle: Circle, by: UUID) -> list[network.Move]:
    """What this person did on it, in order: only that can they take back."""
    return [row.as_move for row in circle.moves.filter(by=by)]


def next_number(circle: Circle) -> int:
    """The place of the next move in the store's order."""
    last = (
        CircleMove.objects.filter(circle=circle).order_by("-number").values_list("number", flat=True).first()
    )
    return (last or 0) + 1
