"""A circle as the row of moves that made it: drawn again anywhere, taken back, replayed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from amity.core.network.circle import Circle, Placement, Tie

THERE: Final = "there"  # True puts a name into the tray, False takes it off the circle
PLACE: Final = "place"  # a ring and an angle
TIE: Final = "tie"  # with `other`: whether they know each other
TIES_ASKED: Final = "ties_asked"  # about nobody: whether ties were talked about at all
SAID: Final = tuple(one.name for one in fields(Placement) if one.name not in {"id", "ring", "angle"})
WHATS: Final = (THERE, PLACE, TIE, TIES_ASKED, *SAID)
Value = bool | int | str | None | tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Move:
    """One change of one thing. Moves are never edited; taking one back is another move.

    id: made where it was made, so that the same move sent twice is one move.
    what: one of WHATS. person: whom it is about; "" for TIES_ASKED. other: the second person of a tie.
    value: a ring and an angle for PLACE, otherwise what the field holds from now on.
    undoes: the id of the move that this one takes back.
    """

    id: str
    what: str
    person: str = ""
    value: Value = None
    other: str = ""
    undoes: str | None = None

    @property
    def about(self) -> tuple[str, frozenset[str]]:
        """What it changes; two about the same thing follow each other, others stand side by side."""
        return self.what, frozenset({self.person, self.other} - {""})


@dataclass(frozen=True, slots=True)
class Board:
    """Where the moves have led. Whoever was taken off stays here, with all that was said about them."""

    people: dict[str, Placement] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    ties: frozenset[Tie] = frozenset()
    ties_asked: bool = False

    @property
    def circle(self) -> Circle:
        """Who is on it."""
        there = tuple(one for id, one in self.people.items() if id not in self.off)
        return Circle(there, self.ties if self.ties_asked else None)

    def value_of(self, move: Move) -> Value:
        """What the thing that a move is about holds now."""
        if move.what == TIES_ASKED:
            return self.ties_asked
        if move.what == TIE:
            return frozenset({move.person, move.other}) in self.ties
        if move.what == THERE:
            return move.person in self.people and move.person not in self.off
        one = self.people[move.person]
        value: Value = (one.ring, one.angle) if move.what == PLACE else getattr(one, move.what)
        return value


def replay(moves: Iterable[Move], board: Board | None = None) -> Board:
    """Make the moves, one after the other, on an empty board or on the one given.

    Raises ValueError for a move that cannot be: about somebody who was never there, or off its scale.

    >>> board = replay([Move("1", THERE, "inge", True), Move("2", PLACE, "inge", (1, 900))])
    >>> [(one.id, one.ring) for one in board.circle.placed]
    [('inge', 1)]
    """
    board = board or Board()
    for move in moves:
        board = _made(board, move)
    return board


def inverse(moves: Sequence[Move], id: str, *, new_id: str) -> Move | None:
    """The move that takes back the move `id`; None when the same thing was changed again since.

    moves: all of this circle, in the order in which the store took them.
    """
    at = next(index for index, move in enumerate(moves) if move.id == id)
    move = moves[at]
    if _still_standing(later for later in moves[at + 1 :] if later.about == move.about):
        return None
    before = replay(moves[:at]).value_of(move)
    return replace(move, id=new_id, value=before, undoes=id)


def _still_standing(moves: Iterable[Move]) -> list[Move]:
    """Those left over once a move and the one that took it back have met."""
    left: list[Move] = []
    for move in moves:
        if left and move.undoes == left[-1].id:
            left.pop()
        else:
            left.append(move)
    return left


def can_undo(own: Iterable[Move]) -> tuple[Move | None, Move | None]:
    """Of one person's moves on one circle, which is taken back next, and which taking back is next redone.

    own: that person's moves alone, in order: nobody takes back what somebody else did.
    """
    done: list[Move] = []
    undone: list[Move] = []
    for move in own:
        if move.undoes is None:
            done.append(move)
            undone.clear()
        elif done and done[-1].id == move.undoes:
            done.pop()
            undone.append(move)
        elif undone and undone[-1].id == move.undoes:
            undone.pop()
            done.append(move)
    return done[-1] if done else None, undone[-1] if undone else None


def _made(board: Board, move: Move) -> Board:
    if move.what not in WHATS:
        raise ValueError(f"{move.what!r} is no move; there are {', '.join(WHATS)}")
    if move.what == TIES_ASKED:
        return replace(board, ties_asked=bool(move.value))
    if move.what == TIE:
        return _tied(board, move)
    if move.what == THERE:
        return _there(board, move)
    if move.person not in board.people:
        raise ValueError(f"{move.person!r} was never on this circle")
    one = board.people[move.person]
    return replace(board, people=board.people | {move.person: _said(one, move)})


def _said(one: Placement, move: Move) -> Placement:
    if move.what != PLACE:
        return replace(one, **{move.what: move.value})  # type: ignore[arg-type]
    if not isinstance(move.value, tuple) or len(move.value) != 2:
        raise ValueError("a place is a ring and an angle")
    ring, angle = move.value
    return replace(one, ring=ring, angle=angle)


def _there(board: Board, move: Move) -> Board:
    if not move.value:
        return replace(board, off=board.off | {move.person})
    people = (
        board.people if move.person in board.people else board.people | {move.person: Placement(move.person)}
    )
    return replace(board, people=people, off=board.off - {move.person})


def _tied(board: Board, move: Move) -> Board:
    pair = frozenset({move.person, move.other})
    if len(pair) != 2 or not pair <= set(board.people):
        raise ValueError("a tie joins two people of this circle")
    return replace(board, ties=board.ties | {pair} if move.value else board.ties - {pair})
