"""A protocol: how one form of IPT runs from the first session to the last, as a clinic would describe it."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from amity.core.definitions.anchor import Anchor, Week
from amity.core.definitions.common import Id, Many, Reference, Shape, Source, Text, Version, Work
from amity.core.definitions.facts import Attendance, Fact

Count = Annotated[int, Field(ge=1, le=400)]  # a larger number is a mistake, and slow to lay out
NamedFact = Annotated[Fact, Field(strict=False)]


def _kind(value: object) -> str:
    return "week" if isinstance(value, Week) or (isinstance(value, dict) and "week" in value) else "session"


When = Annotated[Annotated[Anchor, Tag("session")] | Annotated[Week, Tag("week")], Discriminator(_kind)]


class Dose(Shape):
    """How many sessions, how far apart and how long."""

    min: Count
    max: Count
    default: Count
    interval_days: Count
    minutes: Count
    source: Source


class Phase(Shape):
    """One phase; `min`, `max` and `default` are numbers of sessions."""

    id: Id
    title: Text
    client_words: Text
    min: Count
    max: Count
    default: Count
    source: Source


class Technique(Shape):
    """A technique this protocol names. Without a worksheet it can be ticked, not filled."""

    id: Id
    title: Text
    worksheet: bool


class Task(Shape):
    """Something the clinician does in a session and ticks.

    records: the fact that doing it settles; the task counts as done once that fact is met.
    """

    id: Id
    title: Text
    client_words: Text | None = None
    technique: Id | None = None
    records: NamedFact | None = None


class SessionRow(Shape):
    """What one session, or all from `at` until `until`, is for."""

    at: Anchor
    until: Anchor | None = None
    objectives: Annotated[Many[Text], Field(min_length=1)]
    tasks: Many[Id] = ()
    techniques: Many[Id] = ()
    worksheets: Many[Id] = ()


class EachSession(Shape):
    """Tasks that belong to every session. `steps`: techniques without a worksheet, ticked when used."""

    tasks: Many[Id] = ()
    steps: Many[Id] = ()


class Gate(Shape):
    """What should be so before a phase opens, or by a certain session or week.

    says: the beginning of every sentence about it, as in "The middle phase opens when".
    opens: the phase that begins behind it, or `closed`; a review opens none.
    holds: facts without which that phase does not begin. needs: facts that may be passed over with a reason.
    """

    id: Id
    title: Text
    says: Text
    opens: Id | None = None
    due: When | None = None
    holds: Many[NamedFact] = ()
    needs: Many[NamedFact] = ()
    why: Text
    source: Source


class Stage(Shape):
    """A stage of the work in one problem area."""

    id: Id
    title: Text
    client_words: Text


class Area(Shape):
    """A problem area: how it is recognised, asked about, worked on, and seen to be resolved."""

    id: Id
    title: Text
    client_words: Text
    recognise: Many[Text]
    ask: Many[Text]
    strategies: Many[Text]
    resolved_when: Many[Text]
    stages: Annotated[Many[Stage], Field(min_length=1)]
    worksheets: Many[Id]
    source: Source


class Measure(Shape):
    """A questionnaire, when it is given and why.

    days_before: how long before a session it may be answered for that session.
    """

    instrument: Id
    title: Text
    every_session: bool = False
    at: Many[When] = ()
    days_before: Annotated[int, Field(ge=0)]
    why: Text
    source: Source


class Counting(Shape):
    """Which appointments count towards "session k of n", in words for the screen, and why."""

    counts: Annotated[Many[Annotated[Attendance, Field(strict=False)]], Field(min_length=1)]
    says: Text
    why: Text
    source: Source


class Remark(Shape):
    """A point of guidance with its source; the therapist decides."""

    id: Id
    says: Text
    source: Source


class Protocol(Shape):
    """One version of one protocol."""

    id: Id
    version: Version
    title: Text
    short: Text
    audience: Text
    dose: Dose
    counting: Counting
    phases: Annotated[Many[Phase], Field(min_length=1)]
    layouts: dict[int, Many[Count]]
    layout_sources: dict[int, Source]
    ending_named_at_left: Count
    ending_source: Source
    gates: Many[Gate]
    each_session: EachSession = EachSession()
    sessions: Annotated[Many[SessionRow], Field(min_length=1)]
    tasks: Many[Task]
    techniques: Many[Technique]
    areas: Annotated[Many[Area], Field(min_length=1)]
    measures: Many[Measure]
    refer_first: Many[Remark] = ()
    discuss: Many[Remark] = ()
    off_model: Many[Remark] = ()
    adjuncts: Many[Remark] = ()
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    @property
    def phase_ids(self) -> tuple[str, ...]:
        """The ids of the phases, in order."""
        return tuple(phase.id for phase in self.phases)

    def phase(self, id: str) -> Phase:
        """The phase with this id. Raises KeyError if there is none."""
        return {phase.id: phase for phase in self.phases}[id]

    def task(self, id: str) -> Task:
        """The task with this id. Raises KeyError if there is none."""
        return {task.id: task for task in self.tasks}[id]

    def technique(self, id: str) -> Technique:
        """The technique with this id. Raises KeyError if there is none."""
        return {technique.id: technique for technique in self.techniques}[id]

    def area(self, id: str) -> Area:
        """The problem area with this id. Raises KeyError if there is none."""
        return {area.id: area for area in self.areas}[id]

    def references(self) -> tuple[Reference, ...]:
        """The ids of other files that this one names."""
        return tuple(
            Reference(("measures", place, "instrument"), "instrument", measure.instrument)
            for place, measure in enumerate(self.measures)
        )
