"""docs/reference/protocols.md: every protocol in the library, its dose, gates and tasks."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from amity.core import library
from amity.core.definitions.facts import Fact
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Beside, Measure, NamedMeasure
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """One section a protocol."""
    return whole_page("Protocols", *(part for one in library.protocols() for part in _section(one)))


def _section(protocol: Protocol) -> Iterator[str]:
    dose = protocol.dose
    yield f"## {protocol.title} (`{protocol.id}` v{protocol.version})"
    yield (
        f"{protocol.audience.rstrip('.')}. {_dose(protocol)}, every "
        f"{_days(protocol)} days, {dose.minutes} minutes ({dose.source}). {protocol.counting.says} "
        f"The ending is named with {protocol.ending_named_at_left} sessions left ({protocol.ending_source})."
    )
    if protocol.model:
        yield f"A model of its own, {protocol.model}: fidelity to IPT is not read from it."
    yield table(["sessions planned", *(phase.title for phase in protocol.phases)], _lengths(protocol))
    if protocol.stretch:
        longer = protocol.phase(protocol.stretch.phase).title
        yield f"Lengths between are laid out alike: *{longer}* takes the rest ({protocol.stretch.source})."
    if protocol.steps:
        yield "### Steps"
        yield table(["phase", "step", "goes on when", "source"], _steps(protocol))
    yield "### Gates"
    yield table(
        ["gate", "holds the phase until", "should be so", "why", "source"],
        (
            (gate.title, _facts(gate.holds), _facts(gate.needs, gate.at_least), gate.why, gate.source)
            for gate in protocol.gates
        ),
    )
    yield "### Measures"
    yield table(
        ["instrument", "every session", "why", "source"],
        [
            *((m.title, _every(m), m.why, m.source) for m in protocol.measures),
            *((m.title, _every(m), m.why, m.source) for m in protocol.beside),
        ],
    )
    if protocol.named_measures:
        yield "Named, and due only where a service brought its own form; their wording is not carried here:"
        yield table(
            ["instrument", "given until then", "why", "source"],
            ((m.title, _instead(protocol, m), m.why, m.source) for m in protocol.named_measures),
        )
    for watch in protocol.watches:
        yield f"{watch.says} ({watch.source})."


def _dose(protocol: Protocol) -> str:
    dose = protocol.dose
    if dose.min == dose.max:
        return f"{dose.min} sessions"
    return f"{dose.min}–{dose.max} sessions, usually {dose.default}"


def _lengths(protocol: Protocol) -> Iterator[tuple[int, ...]]:
    """Every length; of those that are stretched the shortest, the usual and the longest."""
    dose = protocol.dose
    shown = {dose.min, dose.default, dose.max} if protocol.stretch else set(protocol.layouts)
    return ((length, *parts) for length, parts in sorted(protocol.layouts.items()) if length in shown)


def _steps(protocol: Protocol) -> Iterator[tuple[str, ...]]:
    for step in protocol.steps:
        criterion = protocol.task(step.goes_on_when).title
        yield protocol.phase(step.phase).title, step.title, criterion, step.source


def _every(measure: Measure | Beside) -> str:
    return "yes" if measure.every_session else "no"


def _instead(protocol: Protocol, named: NamedMeasure) -> str:
    titles = {it.instrument: it.title for it in protocol.measures}
    return " and ".join(titles[id] for id in named.given_instead) or "nothing"


def _days(protocol: Protocol) -> str:
    return ", then every ".join(map(str, protocol.paces))


def _facts(facts: tuple[Fact, ...], at_least: Mapping[Fact, int] = MappingProxyType({})) -> str:
    said = ((str(fact).replace("_", " "), at_least.get(fact)) for fact in facts)
    return ", ".join(f"{words} ({number} or more)" if number else words for words, number in said)
