"""How the gates of a protocol stand: what each still lacks, and whether that holds a phase."""

from amity.core.definitions import protocol as shapes
from amity.core.definitions.facts import WORDS, Fact
from amity.core.phases.facts import NOT_RECORDED, FactValue
from amity.core.phases.place import Place
from amity.core.phases.results import Gate, GateState, Need

NOT_HERE = "not recorded here yet"


def value(place: Place, fact: Fact) -> FactValue:
    """What is known about a fact: what is recorded, else what sessions, measures or a ticked task settle."""
    if fact is Fact.ENDING_NEAR:
        return place.left <= place.protocol.ending_named_at_left
    recorded = place.facts.named.get(fact, NOT_RECORDED)
    settled = recorded is NOT_RECORDED and (_by_measures(place, fact) or _by_tick(place, fact))
    return True if settled else recorded


def _by_measures(place: Place, fact: Fact) -> bool:
    """The first measures count from any answer; those of the end, later than the last session but one."""
    if fact not in (Fact.BASELINE_MEASURE, Fact.OUTCOME_MEASURES) or not place.protocol.measures:
        return False
    last = place.reached_session(place.of)
    at_end = fact is Fact.OUTCOME_MEASURES
    answered = [place.facts.measures_answered.get(it.instrument, ()) for it in place.protocol.measures]
    if at_end:
        return last.begun and all(
            any(not last.after or day > last.after for day in days) for days in answered
        )
    return any(answered)


def _by_tick(place: Place, fact: Fact) -> bool:
    ticked = tasks_ticked(place) if WORDS[fact].by_tick else frozenset()
    return any(task.records is fact and task.id in ticked for task in place.protocol.tasks)


def is_met(found: FactValue) -> bool:
    """Met means recorded and not a no: True, a count of 1 or more, a text, a day."""
    return found is not NOT_RECORDED and bool(found)


def tasks_ticked(place: Place) -> frozenset[str]:
    """Tasks ticked anywhere in the course; ticks in an appointment that was not kept do not stand."""
    kept = [it.tasks_done for it in (*place.held, *place.planned)]
    return place.facts.tasks_done.union(*kept)


def gates(place: Place) -> tuple[Gate, ...]:
    """Every gate of the protocol, in its order."""
    return tuple(_gate(place, gate) for gate in place.protocol.gates)


def _gate(place: Place, gate: shapes.Gate) -> Gate:
    asked = [(fact, True) for fact in gate.holds] + [(fact, False) for fact in gate.needs]
    missing = tuple(
        _need(place, gate, fact, holds) for fact, holds in asked if not is_met(value(place, fact))
    )
    state = _state(missing, place.facts.gates_passed_over.get(gate.id, ""))
    return Gate(gate.id, gate.title, state, missing, bool(gate.holds), gate.why)


def _need(place: Place, gate: shapes.Gate, fact: Fact, holds: bool) -> Need:
    recorded = value(place, fact) is not NOT_RECORDED
    numbers = {"at": place.protocol.ending_named_at_left, "left": place.left}
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
