"""How the sessions of a course are shared among its phases, and what each session is for."""

from amity.core.definitions.anchor import Anchor, Week, spans
from amity.core.definitions.protocol import Measure, Protocol, SessionRow, Technique
from amity.core.phases.results import SessionPlan


def layout(protocol: Protocol, n: int) -> tuple[int, ...]:
    """How many sessions each phase has in a course of n.

    Raises ValueError if the protocol has no course of that length.
    """
    if n not in protocol.layouts:
        allowed = ", ".join(map(str, sorted(protocol.layouts)))
        raise ValueError(f"{protocol.short} is planned for {allowed} sessions, not {n}")
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


def plan(protocol: Protocol, number: int, of: int) -> SessionPlan:
    """What the protocol foresees for session `number` of a course of `of`.

    Raises ValueError if the protocol has no course of that length.
    """
    rows = [row for row in protocol.sessions if _covers(row_span(protocol, row, of), min(number, of))]
    return SessionPlan(
        number=number,
        of=of,
        phase=phase_of(protocol, number, of),
        objectives=tuple(objective for row in rows for objective in row.objectives),
        tasks=tuple(map(protocol.task, dict.fromkeys(id for row in rows for id in row.tasks))),
        each_time=tuple(map(protocol.task, protocol.each_session.tasks)),
        steps=tuple(map(protocol.task, protocol.each_session.steps)),
        techniques=_techniques(protocol, [id for row in rows for id in row.techniques]),
        worksheets=_techniques(protocol, [id for row in rows for id in row.worksheets]),
        measures=tuple(measure for measure in protocol.measures if _given(protocol, measure, number, of)),
    )


def _covers(span: tuple[int, int], number: int) -> bool:
    return span[0] <= number <= span[1]


def _techniques(protocol: Protocol, ids: list[str]) -> tuple[Technique, ...]:
    return tuple(map(protocol.technique, dict.fromkeys(ids)))


def _given(protocol: Protocol, measure: Measure, number: int, of: int) -> bool:
    """Is the measure meant for this session? A week is taken as the session of that number held weekly."""
    within = phase_spans(protocol, of)
    return measure.every_session or any(_meant(when, within) == number for when in measure.at)


def _meant(when: Anchor | Week, within: dict[str, tuple[int, int]]) -> int:
    return when.number(within) if isinstance(when, Anchor) else when.week
