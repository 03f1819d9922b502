"""Which changes of phase are open, and why not. A move is allowed exactly when nothing speaks against it."""

from amity.core.definitions import protocol as shapes
from amity.core.phases.facts import CLOSED, NOT_BEGUN
from amity.core.phases.gates import reason
from amity.core.phases.place import Place
from amity.core.phases.results import Gate, Move, Need

Door = tuple[shapes.Gate, Gate]

EARLY = "The course is not in its last phase: closing it now needs a reason."


def titles(protocol: shapes.Protocol) -> dict[str, str]:
    """What every phase is called, with the states before the first and after the last; in order."""
    return {NOT_BEGUN: "Not begun", **{phase.id: phase.title for phase in protocol.phases}, CLOSED: "Closed"}


def moves(place: Place, gates: tuple[Gate, ...]) -> tuple[Move, ...]:
    """The phase that follows, the one before, and closing; from a closed course, reopening."""
    order = list(titles(place.protocol))
    at = order.index(place.facts.phase)
    if place.facts.phase == CLOSED:
        return (_free(place, order[-2]),)
    back = [_free(place, order[at - 1])] if at > 1 else []
    if order[at + 1] == CLOSED:
        return (_through_gates(place, gates, CLOSED), *back)
    return (_through_gates(place, gates, order[at + 1]), *back, _closing_early(place, gates))


def _free(place: Place, to: str) -> Move:
    return Move(to, titles(place.protocol)[to], allowed=True, reason="", overridable=False, gate=None)


def _through_gates(place: Place, gates: tuple[Gate, ...], to: str) -> Move:
    """A gate is a door: it is gone through once, and what holds it later does not hold the doors after it."""
    own, holding = _own(place, gates, to), _holding(place, gates, to)
    against = holding or ([own] if own and own[1].state not in ("passed", "passed_over") else [])
    because = " ".join(reason(shape.says, _speaking(gate.missing)) for shape, gate in against)
    return _move(place, to, because, overridable=bool(because) and not holding, own=own)


def _closing_early(place: Place, gates: tuple[Gate, ...]) -> Move:
    """A client may stop at any time, also without consent; only the reason is asked for."""
    own = _own(place, gates, CLOSED)
    because = "" if own and own[1].state == "passed_over" else EARLY
    return _move(place, CLOSED, because, overridable=bool(because), own=own)


def _move(place: Place, to: str, because: str, *, overridable: bool, own: Door | None) -> Move:
    return Move(to, titles(place.protocol)[to], not because, because, overridable, own[0].id if own else None)


def _own(place: Place, gates: tuple[Gate, ...], to: str) -> Door | None:
    pairs = zip(place.protocol.gates, gates, strict=True)
    return next(((shape, gate) for shape, gate in pairs if shape.opens == to), None)


def _holding(place: Place, gates: tuple[Gate, ...], to: str) -> list[Door]:
    """The gate of `to`; and that of the first phase for a course put into it without having gone through."""
    first = place.protocol.phase_ids[0]
    doors = {to, first} if place.facts.phase == first and to != CLOSED else {to}
    pairs = zip(place.protocol.gates, gates, strict=True)
    return [(shape, gate) for shape, gate in pairs if shape.opens in doors and gate.state == "held"]


def _speaking(missing: tuple[Need, ...]) -> tuple[Need, ...]:
    """Where something holds, only that is said: the rest can wait."""
    return tuple(need for need in missing if need.holds) or missing
