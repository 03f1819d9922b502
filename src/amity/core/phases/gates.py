"""How the gates of a protocol stand: what each still lacks, and whether that holds a phase."""

from amity.core.definitions import protocol as shapes
from amity.core.definitions.facts import WORDS, Fact
from amity.core.phases.facts import NOT_RECORDED
from amity.core.phases.known import is_met, steps_open, value
from amity.core.phases.place import Place
from amity.core.phases.results import Gate, GateState, Need

NOT_HERE = "not recorded here yet"


def gates(place: Place) -> tuple[Gate, ...]:
    """Every gate of the protocol, in its order."""
    return tuple(_gate(place, gate) for gate in place.protocol.gates)


def _gate(place: Place, gate: shapes.Gate) -> Gate:
    asked = [(fact, True) for fact in gate.holds] + [(fact, False) for fact in gate.needs]
    missing = tuple(
        _need(place, gate, fact, holds)
        for fact, holds in asked
        if not is_met(value(place, fact, behind=gate.opens), gate.at_least.get(fact, 1))
    )
    state = _state(missing, place.facts.gates_passed_over.get(gate.id, ""))
    return Gate(gate.id, gate.title, state, missing, bool(gate.holds), gate.why)


def _need(place: Place, gate: shapes.Gate, fact: Fact, holds: bool) -> Need:
    recorded = value(place, fact, behind=gate.opens) is not NOT_RECORDED
    numbers = {
        "at": place.protocol.ending_named_at_left,
        "left": place.left,
        "asked": gate.at_least.get(fact, 1),
        "steps": len(steps_open(place, gate.opens)),
    }
    when = WORDS[fact].when.format(**numbers)
    found = WORDS[fact].no.format(**numbers) if recorded else NOT_HERE
    return Need(fact, f"{gate.says} {when}: {found}.", recorded, holds)


def _state(missing: tuple[Need, ...], passed_over_because: str) -> GateState:
    if not missing:
        return "passed"
    if any(need.holds for need in missing):
        return "held"
    if passed_over_because.strip():
        return "passed_over"
    return "open" if any(need.recorded for need in missing) else "not_recorded"


def reason(says: str, missing: tuple[Need, ...]) -> str:
    """The needs of one gate in few sentences: each recorded no by itself, the unrecorded as one list."""
    unrecorded = [need for need in missing if not need.recorded]
    sentences = [need.sentence for need in missing if need.recorded]
    if unrecorded:
        whens = [need.sentence.removeprefix(says + " ").removesuffix(f": {NOT_HERE}.") for need in unrecorded]
        listed = " and ".join(whens) if len(whens) < 3 else "; ".join([*whens[:-1], f"and {whens[-1]}"])
        sentences.append(f"{says} {listed}: {NOT_HERE}.")
    return " ".join(sentences)
