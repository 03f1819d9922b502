"""What waits in a course: the ending, reviews and gates, measures, this session's tasks, appointments."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from amity.core.definitions.anchor import Anchor, Once, Week
from amity.core.definitions.facts import Fact
from amity.core.definitions.protocol_parts import Measure, Task
from amity.core.phases.dates import pause_at
from amity.core.phases.facts import CLOSED
from amity.core.phases.gates import reason
from amity.core.phases.known import is_done, is_met, value
from amity.core.phases.lengths import phase_of, row_span
from amity.core.phases.place import Place, Reached
from amity.core.phases.results import Due, DueKind, Gate
from amity.core.phases.steps import step_tasks


class Waiting(NamedTuple):
    """A due thing, and whether its session or week has gone by."""

    due: Due
    overdue: bool


def waiting(place: Place, gates: tuple[Gate, ...]) -> tuple[Waiting, ...]:
    """Everything that waits, most pressing kind first. Nothing waits in a closed course."""
    if place.facts.phase == CLOSED:
        return ()
    reviews = tuple(_reviews(place, gates))
    on_list = {item.due.id for item in reviews}
    listed = frozenset(need.fact for gate in gates if gate.id in on_list for need in gate.missing)
    found = (_ending(place), reviews, _appointments(place), _measures(place), _tasks(place, listed))
    return tuple(item for items in found for item in items)


def ending_to_be_named(place: Place) -> bool:
    """Few enough sessions are left and the ending is not named yet. Being better or not plays no part.

    Passing over a gate that asks for it, with a reason, puts the question aside.
    """
    asking = [gate.id for gate in place.protocol.gates if Fact.ENDING_NAMED in gate.needs]
    put_aside = any(place.facts.gates_passed_over.get(id, "").strip() for id in asking)
    near = is_met(value(place, Fact.ENDING_NEAR)) and place.facts.phase != CLOSED
    return near and not put_aside and not is_met(value(place, Fact.ENDING_NAMED))


def _ending(place: Place) -> Iterator[Waiting]:
    if ending_to_be_named(place):
        from_session = max(1, place.of - place.protocol.ending_named_at_left + 1)
        reached = place.reached_session(from_session)
        why = f"Sessions left: {place.left}. The ending is named now, whether or not the client feels better."
        yield _item("ending_named", "ending", "Name the ending and its date", why, reached)


def _reviews(place: Place, gates: tuple[Gate, ...]) -> Iterator[Waiting]:
    for shape, gate in zip(place.protocol.gates, gates, strict=True):
        reached = _due(place, shape.due) if shape.due else None
        if reached and reached.begun and gate.state not in ("passed", "passed_over"):
            yield _item(gate.id, "gate", gate.title, reason(shape.says, gate.missing), reached)


def _due(place: Place, due: Anchor | Week | Once) -> Reached:
    if not isinstance(due, Once):
        return place.reached(due)
    return Reached(is_met(value(place, due.once)), False, None, None, is_session=False)


def _appointments(place: Place) -> Iterator[Waiting]:
    for session in place.planned:
        if session.on and session.on < place.today:
            why = "Its day has gone by and nothing is recorded: attended, late, did not attend or cancelled?"
            yield Waiting(
                Due(f"record_{session.on:%Y_%m_%d}", "appointment", "Record the session", why, session.on),
                True,
            )
    away = pause_at(place.today, place.facts.pauses)
    if place.left and not away and not any(it.on for it in place.planned):
        past = [it.on for it in place.facts.sessions if it.on and it.on <= place.today]
        last = max(past, default=place.facts.started_on)
        why = "No appointment is planned."
        yield Waiting(Due("plan_next", "appointment", "Plan the next session", why, last), False)


def _measures(place: Place) -> Iterator[Waiting]:
    for measure in place.measures:
        occasion = _last_occasion(place, measure)
        answered = place.facts.measures_answered.get(measure.instrument, ())
        if occasion and not any(occasion.after is None or day > occasion.after for day in answered):
            yield _item(measure.instrument, "measure", measure.title, measure.why, occasion)


def _last_occasion(place: Place, measure: Measure) -> Reached | None:
    """The latest time to give it that has come; one missed before that stays unanswered."""
    if measure.every_session:
        occasions = [place.reached_session(place.session)]
    else:
        occasions = [place.reached(when) for when in measure.at]
    come = [_opened(place, measure, it) for it in occasions if it.begun]
    return max(filter(None, come), key=lambda it: it.after or date.min, default=None)


def _opened(place: Place, measure: Measure, reached: Reached) -> Reached | None:
    """Before a coming session it may be answered from `days_before` on; the first measure at once."""
    days = place.expected() if reached.is_session and not reached.gone_by and place.held else None
    if not days:
        return reached
    opens = max(days[0] - timedelta(days=measure.days_before), reached.since or date.min)
    return reached._replace(since=opens) if opens <= place.today else None


def _tasks(place: Place, listed: frozenset[Fact]) -> Iterator[Waiting]:
    """This session's tasks; of those left from earlier sessions of the same phase, what a gate asks for.

    Other tasks of earlier sessions are guidance that has had its time. What a gate on the list already asks
    for (`listed`) is not asked twice.
    """
    rows = [(row, row_span(place.protocol, row, place.of)) for row in place.protocol.sessions]
    now = place.reached_session(place.session)
    settled = set(_settled(place))
    for row, span in rows:
        if place.left and _within(place, span):
            for task in _unsettled(place, row.tasks, settled):
                yield _item(task.id, "task", task.title, row.objectives[0], now)
    for id, objective in step_tasks(place):
        for task in _unsettled(place, (id,), settled):
            yield _item(id, "task", task.title, objective, now)
    for row, span in rows:
        if _left_behind(place, span):
            for task in _unsettled(place, row.tasks, settled):
                if task.records and task.records not in listed:
                    gone = place.reached_session(span[1])
                    yield _item(task.id, "task", task.title, row.objectives[0], gone)


def _unsettled(place: Place, ids: tuple[str, ...], settled: set[str]) -> Iterator[Task]:
    for id in ids:
        if id not in settled:
            settled.add(id)
            yield place.protocol.task(id)


def _within(place: Place, span: tuple[int, int]) -> bool:
    return span[0] <= place.session <= span[1]


def _left_behind(place: Place, span: tuple[int, int]) -> bool:
    return span[1] <= len(place.held) and phase_of(place.protocol, span[1], place.of) == place.phase


def _settled(place: Place) -> Iterator[str]:
    yield from place.facts.tasks_put_aside
    yield from (task.id for task in place.protocol.tasks if is_done(place, task))


def _item(id: str, kind: DueKind, title: str, why: str, reached: Reached) -> Waiting:
    return Waiting(Due(id, kind, title, why, reached.since), reached.gone_by)
