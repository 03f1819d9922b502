"""A circle move by move: what each one did, in words, and whether it still stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.core.network.circle import MOST
from amity.core.network.moves import PLACE, THERE, TIE, TIES_ASKED, Board, Move, Value, replay

RING_WORDS: Final = {1: "intimate", 2: "close", 3: "wider", 4: "distant", None: "the tray"}
NOT_ANSWERED: Final = "not answered"


@dataclass(frozen=True, slots=True)
class Step:
    """One move as it is replayed.

    number: its place among the moves, from 1. move: what was done.
    before: what the thing it changes held until then. was_known: whether its person had been named before.
    redoes: it takes back a taking back. stands: False when it was taken back later and not made again.
    """

    number: int
    move: Move
    before: Value
    was_known: bool
    redoes: bool
    stands: bool


def steps(moves: Sequence[Move]) -> tuple[Step, ...]:
    """Every move of one circle with what it changed.

    moves: all of them, in the order in which the store took them. Raises ValueError as `replay` does.

    >>> found = steps([Move("1", THERE, "inge", True), Move("2", PLACE, "inge", (2, 900))])
    >>> [said(step, {"inge": "Inge"}) for step in found]
    ['Inge is named', 'Inge from the tray to close']
    """
    gone, again = _taken_back(moves)
    board, found = Board(), []
    for number, move in enumerate(moves, start=1):
        known = move.person in board.people
        after = replay([move], board)
        found.append(
            Step(
                number=number,
                move=move,
                before=board.value_of(move),
                was_known=known,
                redoes=move.id in again,
                stands=move.id not in gone,
            )
        )
        board = after
    return tuple(found)


def said(step: Step, names: Mapping[str, str]) -> str:
    """What the move did, as one says it: "Inge from the tray to close".

    names: of people, by their ids; who has none there is "somebody".
    """
    if step.move.undoes is None:
        return _done(step, names)
    return f"{'Redo' if step.redoes else 'Undo'}: {_done(step, names)}"


def _taken_back(moves: Sequence[Move]) -> tuple[set[str], set[str]]:
    """The ids of those that no longer stand, and of those that make again what was taken back."""
    undoes = {move.id: move.undoes for move in moves}
    gone: set[str] = set()
    again: set[str] = set()
    for move in moves:
        back, is_gone = move.undoes, True
        while back is not None:  # a move, its undo, the redo: each turns the one before
            (gone.add if is_gone else gone.discard)(back)
            back, is_gone = undoes.get(back), not is_gone
        if move.undoes and is_gone:  # an even number of turns
            again.add(move.id)
    return gone, again


def _done(step: Step, names: Mapping[str, str]) -> str:
    move = step.move
    who = names.get(move.person, "somebody")
    if move.what == TIES_ASKED:
        return "Who knows whom was talked about" if move.value else "Who knows whom was not talked about"
    if move.what == TIE:
        other = names.get(move.other, "somebody")
        return f"{who} and {other} {'know' if move.value else 'do not know'} each other"
    if move.what == THERE:
        return _named(who, step)
    if move.what == PLACE:
        return _placed(who, step)
    return f"{who}{_SAID[move.what](move.value)}"


def _named(who: str, step: Step) -> str:
    if not step.move.value:
        return f"{who} is taken off the circle"
    return f"{who} is back on the circle" if step.was_known else f"{who} is named"


def _placed(who: str, step: Step) -> str:
    assert isinstance(step.before, tuple)
    assert isinstance(step.move.value, tuple)
    before, after = step.before[0], step.move.value[0]
    if before == after:
        return (
            f"{who} stays in the tray" if after is None else f"{who} further round, still {RING_WORDS[after]}"
        )
    return f"{who} from {RING_WORDS[before]} to {RING_WORDS[after]}"


def _wished(value: Value) -> str:
    ring = value if isinstance(value, int) else None
    return f", where the client would like them: {RING_WORDS[ring] if ring else NOT_ANSWERED}"


def _of_ten(about: str, value: Value) -> str:
    return f", {about}: {NOT_ANSWERED if value is None else f'{value} of {MOST}'}"


def _yes_or_no(about: str, value: Value) -> str:
    return f", {about}: {NOT_ANSWERED if value is None else 'yes' if value else 'no'}"


_GOING: Final[Mapping[Value, str]] = {
    "towards": "coming closer",
    "stable": "staying as it is",
    "away": "going away",
}
_SAID: Final[Mapping[str, Callable[[Value], str]]] = {
    "desired_ring": _wished,
    "direction": lambda value: f", at present: {_GOING.get(value, NOT_ANSWERED)}",
    "is_dead": lambda value: " has died" if value else " is alive",
    "received_emotional": lambda value: _of_ten("emotional support received", value),
    "received_practical": lambda value: _of_ten("practical support received", value),
    "given_emotional": lambda value: _of_ten("emotional support given", value),
    "given_practical": lambda value: _of_ten("practical support given", value),
    "confides": lambda value: _yes_or_no("told how the client feels", value),
    "conflict": lambda value: _of_ten("conflict", value),
    "expectations_met": lambda value: f", expectations met: {value or NOT_ANSWERED}",
    "lost_since_onset": lambda value: _yes_or_no("died or gone since the illness began", value),
}
