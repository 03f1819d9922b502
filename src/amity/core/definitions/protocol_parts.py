"""The parts of a protocol: its dose, phases and sessions, its gates, areas and measures."""

from typing import Annotated, Final

from pydantic import Discriminator, Field, Tag

from amity.core.definitions.anchor import Anchor, FollowUp, Once, Week
from amity.core.definitions.common import Id, Many, Shape, Source, Text
from amity.core.definitions.facts import Attendance, Fact

Count = Annotated[int, Field(ge=1, le=400)]  # a larger number is a mistake, and slow to lay out
NamedFact = Annotated[Fact, Field(strict=False)]


def _kind(value: object) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, Shape) else ()
    return next((key for key in ("week", "once", "days_after_ending") if key in keys), "session")


When = Annotated[
    Annotated[Anchor, Tag("session")]
    | Annotated[Week, Tag("week")]
    | Annotated[FollowUp, Tag("days_after_ending")],
    Discriminator(_kind),
]
Due = Annotated[
    Annotated[Anchor, Tag("session")] | Annotated[Week, Tag("week")] | Annotated[Once, Tag("once")],
    Discriminator(_kind),
]


class Dose(Shape):
    """How many sessions, how far apart and how long."""

    min: Count
    max: Count
    default: Count
    interval_days: Count
    minutes: Count
    source: Source

    @property
    def in_words(self) -> str:
        """How many sessions, from the shortest to the longest."""
        return str(self.min) if self.min == self.max else f"{self.min} to {self.max}"


class Phase(Shape):
    """One phase; `min`, `max` and `default` are numbers of sessions.

    interval_days: days from one session to the next here, where it is not that of the dose.
    """

    id: Id
    title: Text
    client_words: Text
    min: Count
    max: Count
    default: Count
    interval_days: Count | None = None
    source: Source


class Stretch(Shape):
    """Lengths that `layouts` does not list: the other phases keep their default, one takes the rest."""

    phase: Id
    source: Source


ELSEWHERE: Final = ("closeness_circle", "relationship_entry", "timeline", "maintenance_contract")
"""Worksheets to a protocol that are pages of their own: three of the inventory, one of the course."""


class Technique(Shape):
    """A technique this protocol names. Without a worksheet it can be ticked, not filled.

    A worksheet is one of the techniques in the library, or one of those `ELSEWHERE`.
    """

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


class PhaseStep(Shape):
    """One step of a phase that goes on by criteria, not by session number.

    goes_on_when: the task that is ticked once the criterion is reached; its title says the criterion.
    """

    id: Id
    phase: Id
    title: Text
    objectives: Annotated[Many[Text], Field(min_length=1)]
    tasks: Many[Id] = ()
    techniques: Many[Id] = ()
    worksheets: Many[Id] = ()
    goes_on_when: Id
    source: Source


class EachSession(Shape):
    """Tasks that belong to every session. `steps`: techniques without a worksheet, ticked when used."""

    tasks: Many[Id] = ()
    steps: Many[Id] = ()


class Gate(Shape):
    """What should be so before a phase opens, or by a certain session or week.

    says: the beginning of every sentence about it, as in "The middle phase opens when".
    opens: the phase that begins behind it, or `closed`; a review opens none.
    holds: facts without which that phase does not begin. needs: facts that may be passed over with a reason.
    at_least: how many it asks for, of facts that are numbers; one where nothing is said.
    """

    id: Id
    title: Text
    says: Text
    opens: Id | None = None
    due: Due | None = None
    holds: Many[NamedFact] = ()
    needs: Many[NamedFact] = ()
    at_least: dict[NamedFact, Count] = {}
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

    at: beside every session, follow-ups alone. days_before: how long before a session it may be answered for
    that session.
    """

    instrument: Id
    title: Text
    every_session: bool = False
    at: Many[When] = ()
    days_before: Annotated[int, Field(ge=0)]
    why: Text
    source: Source


class NamedMeasure(Shape):
    """A questionnaire whose wording is not carried here: it is named, and never due.

    Once a service has brought its own form, that is asked at these times. given_instead: those of `measures`
    that are given while there is none, if any asks about the same; beside a form that is brought they are not
    asked in every session too.
    """

    instrument: Id
    title: Text
    every_session: bool = False
    at: Many[When] = ()
    given_instead: Many[Id]
    why: Text
    source: Source


class Beside(Shape):
    """Short questions asked together with the measures. No gate waits for them, and none is due by itself."""

    title: Text
    instruments: Annotated[Many[Id], Field(min_length=1)]
    every_session: bool = False
    at: Many[When] = ()
    days_before: Annotated[int, Field(ge=0)]
    why: Text
    source: Source


class Watch(Shape):
    """Totals that bring a fact about: the newest `times` of a questionnaire are all `at_least` so high.

    phases: those in which it looks; all, when left out.
    """

    id: Id
    instrument: Id
    at_least: Annotated[int, Field(ge=1)]
    times: Count
    records: NamedFact
    phases: Many[Id] = ()
    says: Text
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
