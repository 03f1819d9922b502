"""A protocol: how one form of IPT runs from the first session to the last, as a clinic would describe it."""

from itertools import groupby
from typing import Annotated, Any

from pydantic import Field

from amity.core.definitions.common import Id, Many, Reference, Shape, Source, Text, Version, Work
from amity.core.definitions.protocol_parts import (
    ELSEWHERE,
    Beside,
    Count,
    Counting,
    Dose,
    EachSession,
    Measure,
    NamedMeasure,
    Phase,
    PhaseStep,
    Remark,
    SessionRow,
    Stretch,
    Technique,
    Watch,
)
from amity.core.definitions.protocol_parts import Area as Area  # the three that pages name
from amity.core.definitions.protocol_parts import Gate as Gate
from amity.core.definitions.protocol_parts import Task as Task


class Protocol(Shape):
    """One version of one protocol.

    model: its name where it is a model of its own, and no form of IPT: fidelity to IPT is not read from it.
    layouts: one for every length of the dose, those that `stretch` stands for included.
    areas: none where the work has no problem area; one alone is fixed and need not be chosen.
    """

    id: Id
    version: Version
    title: Text
    short: Text
    audience: Text
    model: Text | None = None
    dose: Dose
    counting: Counting
    phases: Annotated[Many[Phase], Field(min_length=1)]
    layouts: dict[int, Many[Count]] = {}
    layout_sources: dict[int, Source] = {}
    stretch: Stretch | None = None
    ending_named_at_left: Count
    ending_source: Source
    gates: Many[Gate]
    each_session: EachSession = EachSession()
    sessions: Many[SessionRow] = ()
    steps: Many[PhaseStep] = ()
    tasks: Many[Task]
    techniques: Many[Technique]
    areas: Many[Area] = ()
    measures: Many[Measure]
    named_measures: Many[NamedMeasure] = ()
    beside: Many[Beside] = ()
    watches: Many[Watch] = ()
    refer_first: Many[Remark] = ()
    discuss: Many[Remark] = ()
    off_model: Many[Remark] = ()
    adjuncts: Many[Remark] = ()
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    def model_post_init(self, context: Any, /) -> None:
        """Write out the layouts that `stretch` stands for, so that every reader finds one for each length."""
        dose, stretch = getattr(self, "dose", None), getattr(self, "stretch", None)
        if dose and stretch:  # absent while the library looks for further problems
            phases: tuple[Phase, ...] = getattr(self, "phases", ())
            others = sum(phase.default for phase in phases if phase.id != stretch.phase)
            for of in range(dose.min, dose.max + 1):
                numbers = tuple(of - others if it.id == stretch.phase else it.default for it in phases)
                self.layouts.setdefault(of, numbers)
                self.layout_sources.setdefault(of, stretch.source)

    @property
    def phase_ids(self) -> tuple[str, ...]:
        """The ids of the phases, in order."""
        return tuple(phase.id for phase in self.phases)

    @property
    def paces(self) -> tuple[int, ...]:
        """The days from one session to the next, in order; one number where they never change."""
        days = (phase.interval_days or self.dose.interval_days for phase in self.phases)
        return tuple(pace for pace, _ in groupby(days))

    def phase(self, id: str) -> Phase:
        """The phase with this id. Raises KeyError if there is none."""
        return {phase.id: phase for phase in self.phases}[id]

    def task(self, id: str) -> Task:
        """The task with this id. Raises KeyError if there is none."""
        return {task.id: task for task in self.tasks}[id]

    def step(self, id: str) -> PhaseStep:
        """The step with this id. Raises KeyError if there is none."""
        return {step.id: step for step in self.steps}[id]

    def technique(self, id: str) -> Technique:
        """The technique with this id. Raises KeyError if there is none."""
        return {technique.id: technique for technique in self.techniques}[id]

    def area(self, id: str) -> Area:
        """The problem area with this id. Raises KeyError if there is none."""
        return {area.id: area for area in self.areas}[id]

    def references(self) -> tuple[Reference, ...]:
        """The ids of other files that this one names."""
        lists = (
            ("measures", "instrument", [it.instrument for it in self.measures]),
            ("named_measures", "skeleton", [it.instrument for it in self.named_measures]),
            ("watches", "instrument", [it.instrument for it in self.watches]),
        )
        named = [
            Reference((key, place, "instrument"), kind, id, is_given=key != "watches")
            for key, kind, ids in lists
            for place, id in enumerate(ids)
        ]
        named += [
            Reference(("techniques", place, "id"), "technique", it.id)
            for place, it in enumerate(self.techniques)
            if it.worksheet and it.id not in ELSEWHERE
        ]
        named += [
            Reference(("beside", place, "instruments", n), "instrument", id)
            for place, it in enumerate(self.beside)
            for n, id in enumerate(it.instruments)
        ]
        return tuple(named)
