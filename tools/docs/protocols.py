"""docs/reference/protocols.md: every protocol in the library, its dose, gates and tasks."""

from collections.abc import Iterator

from amity.core import library
from amity.core.definitions.protocol import Protocol
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """One section a protocol."""
    return whole_page("Protocols", *(part for one in library.protocols() for part in _section(one)))


def _section(protocol: Protocol) -> Iterator[str]:
    dose = protocol.dose
    yield f"## {protocol.title} (`{protocol.id}` v{protocol.version})"
    yield (
        f"{protocol.audience.rstrip('.')}. {dose.min}–{dose.max} sessions, usually {dose.default}, every "
        f"{dose.interval_days} days, {dose.minutes} minutes ({dose.source}). {protocol.counting.says} "
        f"The ending is named with {protocol.ending_named_at_left} sessions left ({protocol.ending_source})."
    )
    yield table(
        ["sessions planned", *(phase.title for phase in protocol.phases)],
        ((length, *parts) for length, parts in sorted(protocol.layouts.items())),
    )
    yield "### Gates"
    yield table(
        ["gate", "holds the phase until", "should be so", "why", "source"],
        (
            (gate.title, _facts(gate.holds), _facts(gate.needs), gate.why, gate.source)
            for gate in protocol.gates
        ),
    )
    yield "### Measures"
    yield table(
        ["instrument", "every session", "why", "source"],
        ((m.title, "yes" if m.every_session else "no", m.why, m.source) for m in protocol.measures),
    )


def _facts(facts: tuple[object, ...]) -> str:
    return ", ".join(str(fact).replace("_", " ") for fact in facts)
