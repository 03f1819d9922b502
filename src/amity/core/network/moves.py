"""A circle as the row of moves that made it: drawn again anywhere, taken back, replayed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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
    what: one of WHATS. person: whom it is about; "" for TIES_ASKED, and for nothing else.
    other: the second person of a tie; "" for everything else.
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

    Raises ValueError for a move that cannot be: about nobody or somebody who was never there, or off its
    scale.

    >>> board = replay([Move("1", THERE, "inge", True), Move("2", PLACE, "inge", (1, 900))])
    >>> [(one.id, one.ring) for one in board.circle.placed]
    [('inge', 1)]
    """
    board = board or Board()
    for move in moves:
        board = _made(board, move)
    return board


def inverse(
    moves: Sequence[Move], id: str, *, new_id: str, own: Collection[str] | None = None
) -> Move | None:
    """The move that takes back the move `id`; None when that would take away what was done since.

    moves: all of this circle, in the order in which the store took them.
    own: ids of the moves of whoever takes it back; None when one person made all of them.
    """
    at = next(index for index, move in enumerate(moves) if move.id == id)
    if _is_overtaken(moves[at], moves[at + 1 :], own):
        return None
    before = replay(moves[:at]).value_of(moves[at])
    return replace(moves[at], id=new_id, value=before, undoes=id)


def can_undo(moves: Sequence[Move], own: Collection[str] | None = None) -> tuple[Move | None, Move | None]:
    """Of one person's moves on one circle, which is taken back next, and which taking back is next redone.

    What cannot be taken back any more is passed over: whatever is named here has an inverse.
    moves: all of this circle, in the order in which the store took them. own: as in `inverse`.
    """
    done, undone = _stacks(moves, own)
    at = {move.id: index for index, move in enumerate(moves)}
    about = _by_person(moves)

    def newest(stack: Sequence[Move]) -> Move | None:
        for move in reversed(stack):
            since = [later for later in about[move.person] if at[later.id] > at[move.id]]
            if not _is_overtaken(move, since, own):
                return move
        return None

    return newest(done), newest(undone)


def _stacks(moves: Iterable[Move], own: Collection[str] | None) -> tuple[list[Move], list[Move]]:
    """What one person has done and not taken back, and what they took back last and did not make again."""
    done: dict[str, Move] = {}
    undone: dict[str, Move] = {}
    for move in moves:
        if own is not None and move.id not in own:
            continue
        if move.undoes is None:
            done[move.id] = move
            undone.clear()
        elif done.pop(move.undoes, None):
            undone[move.id] = move
        elif undone.pop(move.undoes, None):
            done[move.id] = move
    return list(done.values()), list(undone.values())


def _by_person(moves: Iterable[Move]) -> dict[str, list[Move]]:
    """The moves about each person, in order; those about nobody under ""."""
    found: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        for person in {move.person, move.other} - {""} or {""}:
            found[person].append(move)
    return found


def _is_overtaken(move: Move, since: Iterable[Move], own: Collection[str] | None) -> bool:
    """Whether taking it back takes away what was done since: to the same thing, or to whoever it named."""
    later = list(since)
    if _still_standing(it for it in later if it.about == move.about):
        return True
    takes_off = move.what == THERE and bool(move.value)  # its inverse takes them off, with all said of them
    if own is None or not takes_off:
        return False
    others = (it for it in later if it.id not in own and move.person in (it.person, it.other))
    return bool(_still_standing(others))


def _still_standing(moves: Iterable[Move]) -> list[Move]:
    """Those left over once a move and the one that took it back have met."""
    left: dict[str, Move] = {}
    for move in moves:
        if left.pop(move.undoes or "", None) is None:
            left[move.id] = move
    return list(left.values())


def _made(board: Board, move: Move) -> Board:
    if move.what not in WHATS:
        raise ValueError(f"{move.what!r} is no move; there are {', '.join(WHATS)}")
    if bool(move.person) == (move.what == TIES_ASKED) or bool(move.other) != (move.what == TIE):
        raise ValueError(f"{move.what!r} is not about these people: {move.person!r}, {move.other!r}")
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
