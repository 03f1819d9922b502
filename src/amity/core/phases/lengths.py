"""How the sessions of a course are shared among its phases, and what each session is for."""

from collections.abc import Iterable

from amity.core.definitions.anchor import Anchor, FollowUp, Week, spans
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Measure, NamedMeasure, PhaseStep, SessionRow, Technique
from amity.core.phases.results import SessionPlan


def layout(protocol: Protocol, n: int) -> tuple[int, ...]:
    """How many sessions each phase has in a course of n.

    Raises ValueError if the protocol has no course of that length.
    """
    if n not in protocol.layouts:
        raise ValueError(f"{protocol.short} is planned for {protocol.dose.in_words} sessions, not {n}")
    return protocol.layouts[n]


def phase_spans(protocol: Protocol, n: int) -> dict[str, tuple[int, int]]:
    """The first and the last session of each phase in a course of n."""
    return spans(protocol.phase_ids, layout(protocol, n))


def phase_of(protocol: Protocol, number: int, of: int) -> str:
    """The phase that session `number` belongs to by plan; sessions beyond the plan belong to the last."""
    within = phase_spans(protocol, of).items()
    return next((phase for phase, (_, last) in within if number <= last), protocol.phase_ids[-1])


def row_span(protocol: Protocol, row: SessionRow, of: int) -> tuple[int, int]:
    """The first and the last session that a row of the protocol's table is for, in a course of `of`."""
    within = phase_spans(protocol, of)
    first = row.at.number(within)
    return first, max(first, row.until.number(within)) if row.until else first


def plan(protocol: Protocol, number: int, of: int, *, step: str | None = None) -> SessionPlan:
    """What the protocol foresees for session `number` of a course of `of`.

    step: the one at hand, in a phase that goes on by criteria; its tasks follow those of the session.
    Raises ValueError if the protocol has no course of that length, KeyError if it has no such step.
    """
    rows: list[SessionRow | PhaseStep] = [
        row for row in protocol.sessions if _covers(row_span(protocol, row, of), min(number, of))
    ]
    rows += [protocol.step(step)] if step else []
    within = phase_spans(protocol, of)
    return SessionPlan(
        number=number,
        of=of,
        phase=protocol.step(step).phase if step else phase_of(protocol, number, of),
        objectives=tuple(objective for row in rows for objective in row.objectives),
        tasks=tuple(map(protocol.task, dict.fromkeys(id for row in rows for id in _tasks(row)))),
        each_time=tuple(map(protocol.task, protocol.each_session.tasks)),
        steps=tuple(map(protocol.task, protocol.each_session.steps)),
        techniques=_techniques(protocol, [id for row in rows for id in row.techniques]),
        worksheets=_techniques(protocol, [id for row in rows for id in row.worksheets]),
        measures=tuple(it for it in protocol.measures if _given(it, number, within)),
        named_measures=tuple(it for it in protocol.named_measures if _given(it, number, within)),
    )


def asked_at_end(protocol: Protocol, of: int, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Those of these measures that the last session of a course of `of` asks for."""
    within = phase_spans(protocol, of)
    at_end = (
        it.instrument
        for it in measures
        if it.every_session or any(isinstance(e, Anchor) and e.number(within) == of for e in it.at)
    )
    return tuple(at_end)


def _tasks(row: SessionRow | PhaseStep) -> tuple[str, ...]:
    return (*row.tasks, row.goes_on_when) if isinstance(row, PhaseStep) else row.tasks


def _covers(span: tuple[int, int], number: int) -> bool:
    return span[0] <= number <= span[1]


def _techniques(protocol: Protocol, ids: list[str]) -> tuple[Technique, ...]:
    return tuple(map(protocol.technique, dict.fromkeys(ids)))


def _given(measure: Measure | NamedMeasure, number: int, within: dict[str, tuple[int, int]]) -> bool:
    """Is the measure meant for this session? A week is taken as the session of that number held weekly."""
    return measure.every_session or any(_meant(when, within) == number for when in measure.at)


def _meant(when: Anchor | Week | FollowUp, within: dict[str, tuple[int, int]]) -> int | None:
    if isinstance(when, FollowUp):
        return None
    return when.number(within) if isinstance(when, Anchor) else when.week
