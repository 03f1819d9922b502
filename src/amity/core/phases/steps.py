"""The steps of a phase that goes on by criteria: which are taken, which is the one at hand."""

from collections.abc import Iterator

from amity.core.definitions.protocol_parts import PhaseStep
from amity.core.phases.known import is_done
from amity.core.phases.place import Place
from amity.core.phases.results import StepStanding, StepState


def steps(place: Place) -> tuple[StepStanding, ...]:
    """Every step of the protocol, in its order."""
    at_hand = step_at_hand(place)
    return tuple(_step(place, step, at_hand) for step in place.protocol.steps)


def step_at_hand(place: Place) -> PhaseStep | None:
    """The first step of the recorded phase that is neither taken nor put aside."""
    own = [step for step in place.protocol.steps if step.phase == place.facts.phase]
    return next((step for step in own if _state(place, step) == "to_come"), None)


def _step(place: Place, step: PhaseStep, at_hand: PhaseStep | None) -> StepStanding:
    state: StepState = "now" if step is at_hand else _state(place, step)
    return StepStanding(step.id, step.title, step.phase, state, place.protocol.task(step.goes_on_when).title)


def _state(place: Place, step: PhaseStep) -> StepState:
    if is_done(place, place.protocol.task(step.goes_on_when)):
        return "taken"
    return "put_aside" if step.goes_on_when in place.facts.tasks_put_aside else "to_come"


def step_tasks(place: Place) -> Iterator[tuple[str, str]]:
    """The tasks of the step at hand and then its criterion, each with what it is for."""
    if step := step_at_hand(place):
        for id in (*step.tasks, step.goes_on_when):
            yield id, step.objectives[0]
