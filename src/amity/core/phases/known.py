"""What is known about each fact of a course: recorded, ticked, answered, or counted."""

from datetime import date

from amity.core.definitions.facts import WORDS, Fact
from amity.core.definitions.protocol_parts import PhaseStep, Task, Watch
from amity.core.phases.facts import NOT_RECORDED, FactValue
from amity.core.phases.lengths import asked_at_end
from amity.core.phases.place import Place


def value(place: Place, fact: Fact, *, behind: str | None = None) -> FactValue:
    """What is known about a fact: what is recorded, else what sessions, measures or a ticked task settle.

    behind: the phase that is asked for, so that only the steps before it are looked at.
    """
    if fact is Fact.ENDING_NEAR:
        return place.left <= place.protocol.ending_named_at_left
    if fact is Fact.STEPS_TAKEN:
        return not steps_open(place, behind)
    recorded = place.facts.named.get(fact, NOT_RECORDED)
    ways = (_by_measures, _by_tick, _by_totals, _by_being_the_only_one)
    settled = recorded is NOT_RECORDED and any(way(place, fact) for way in ways)
    return True if settled else recorded


def is_met(found: FactValue, at_least: int = 1) -> bool:
    """Met means recorded and not a no: True, a number of `at_least` or more, a text, a day."""
    if isinstance(found, int) and not isinstance(found, bool):
        return found >= at_least
    return found is not NOT_RECORDED and bool(found)


def is_done(place: Place, task: Task) -> bool:
    """Ticked, or the fact that doing it settles is met, as often as any gate asks for it."""
    if task.id in place.ticked or not task.records:
        return task.id in place.ticked
    most = max((gate.at_least.get(task.records, 1) for gate in place.protocol.gates), default=1)
    return is_met(value(place, task.records), most)


def steps_open(place: Place, behind: str | None = None) -> tuple[PhaseStep, ...]:
    """The steps not taken, of the phases before `behind`; without it, of the phase recorded as current."""
    order = place.protocol.phase_ids
    before = order[: order.index(behind)] if behind in order else order
    asked = before if behind else (place.facts.phase,)
    steps = [step for step in place.protocol.steps if step.phase in asked]
    return tuple(it for it in steps if not is_done(place, place.protocol.task(it.goes_on_when)))


def _by_measures(place: Place, fact: Fact) -> bool:
    """The first measures count from any answer; those of the end, later than the last session but one."""
    answered = place.facts.measures_answered
    if fact is Fact.BASELINE_MEASURE:
        return any(answered.get(it.instrument) for it in place.measures)
    if fact is not Fact.OUTCOME_MEASURES:
        return False
    last, asked = place.reached_session(place.of), asked_at_end(place.protocol, place.of, place.measures)
    days = [answered.get(id, ()) for id in asked]
    return (
        last.begun
        and bool(days)
        and all(any(not last.after or day > last.after for day in it) for it in days)
    )


def _by_tick(place: Place, fact: Fact) -> bool:
    told = WORDS[fact].by_tick and fact in place.told_by_ticks
    signs = _days_of_signs(place, WORDS[fact].answers) if told else ()
    days = place.days_ticked(fact)
    return told and (not signs or None in days or max(filter(None, days)) >= max(signs))


def _days_of_signs(place: Place, signs: Fact | None) -> tuple[date, ...]:
    """The days on which the thing that is to be answered was told, by a tick or by a total."""
    if signs is None:
        return ()
    watched = [it for it in place.protocol.watches if it.records is signs and is_reached(place, it)]
    totals = [max(place.facts.totals[it.instrument])[0] for it in watched]
    return (*totals, *filter(None, place.days_ticked(signs)))


def _by_totals(place: Place, fact: Fact) -> bool:
    return any(is_reached(place, watch) for watch in place.protocol.watches if watch.records is fact)


def is_reached(place: Place, watch: Watch) -> bool:
    """Whether the newest totals, the highest of each day, are all so high, in a phase in which it looks."""
    if watch.phases and place.facts.phase not in watch.phases:
        return False
    of_day = dict(sorted(place.facts.totals.get(watch.instrument, ())))
    newest = [of_day[day] for day in sorted(of_day)][-watch.times :]
    return len(newest) == watch.times and all(total >= watch.at_least for total in newest)


def _by_being_the_only_one(place: Place, fact: Fact) -> bool:
    """Where the protocol works on one area alone, it need not be chosen."""
    return fact is Fact.PROBLEM_AREA and len(place.protocol.areas) == 1
