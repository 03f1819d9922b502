"""What the pages of a course ask of higher slices: the shapes of their offers, and the calling of them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from amity.core.definitions.protocol_parts import Measure
from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.course.models import Course, Practice, Session
from amity.web.people.models import Client

# Four keys that a giver of facts may use beside the names of `core.definitions.facts.Fact`.
MEASURES_ANSWERED = "measures_answered"  # instrument id → tuple of the local days it was completed on
MEASURES = "measures"  # tuple of core Measure: what this course asks, where it differs from its protocol
HELD_BACK = "held_back"  # task id → a sentence: why it is not ticked as things stand, and what opens it
SCORES = "scores"  # instrument id → tuple of (local day, total), oldest first: those of this course

FactGiver = Callable[[Sequence[Course]], Mapping[UUID, Mapping[str, Any]]]
"""Facts by the course's id, for many courses in a fixed number of queries. Leave out what is not recorded."""


@dataclass(frozen=True, slots=True)
class SafetySaid:
    """What was last said about safety, and when: "PHQ-9 item 9 was answered 0 (“Not at all”)"."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line on *Today*: something of this client that waits to be looked at or finished.

    at: when it came up, aware. kind: a short id for the icon ("answers", "session", "appointment").
    order: lower stands first; among equals the newest.
    """

    client_id: UUID
    at: datetime
    kind: str
    title: str
    detail: str
    url: str
    order: int = 50


@dataclass(frozen=True, slots=True)
class Card:
    """A card on the course page: rendered from `template` with `context`, under its title.

    The page adds `may_write`. is_evidence: it also stands before a review, where
    client and therapist look at how it goes.
    """

    title: str
    template: str
    context: Mapping[str, Any]
    order: int = 50
    is_evidence: bool = False


@dataclass(frozen=True, slots=True)
class AreaEvidence:
    """Something that speaks for a problem area: a loss on the timeline, a dispute in the inventory.

    area: an id of the protocol; "" for what belongs to the course and to no area alone.
    """

    area: str
    words: str
    on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class WorksheetLink:
    """A worksheet by its name; url: where it is filled in, "" while nobody offers it."""

    worksheet: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class FormsTell:
    """What forms tell of one course in words.

    change: one phrase, "PHQ-9 12, 6 points lower than at the start". safety_said: the newest answer to each
    question about safety, whichever course it was given in.
    """

    change: str = ""
    safety_said: tuple[SafetySaid, ...] = ()


FormsTeller = Callable[[Sequence[Course]], Mapping[UUID, FormsTell]]
"""By the course's id, for many courses in a fixed number of queries. Of two, the first is heard."""
EvidenceGiver = Callable[[User, Course], Sequence[AreaEvidence]]
WorksheetGiver = Callable[[User, Course, Sequence[str]], Sequence[WorksheetLink]]
"""For these worksheets of a problem area; leave out those that cannot be filled in."""


@dataclass(frozen=True, slots=True)
class TogetherThing:
    """One thing that client and clinician look at on one screen: `template` with `context` and nothing else.

    id: its place in the address. title: in the client's words. context: only what the client may read: no
    name, flag, score, safety mark or note of staff.
    """

    id: str
    title: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PracticePerson:
    """Somebody with whom something can be tried. may_be_chosen: not for somebody of whom no word is kept."""

    id: UUID
    name: str
    may_be_chosen: bool = True


@dataclass(frozen=True, slots=True)
class PracticeLink:
    """Where a practice goes on: what happened is written down, or was."""

    title: str
    url: str


PeopleGiver = Callable[[Client, bool], Sequence[PracticePerson]]
"""The people of this client. The second is whether the client reads it: then only those the client sees."""
PracticeLinkGiver = Callable[[User | Client, Sequence[Practice]], Mapping[UUID, Sequence[PracticeLink]]]
"""By the practice's id, for whoever reads: a member of staff, or the client on their own pages."""
RowGiver = Callable[[User, Sequence[UUID]], Sequence[TodayRow]]
BeforeGiver = Callable[[User, Session], Card | None]
"""What the client wrote for a session, to read before they come in."""
CardGiver = Callable[[User, Course], Card | None]
TogetherGiver = Callable[[Course], TogetherThing | None]


@dataclass(frozen=True, slots=True)
class HighSign:
    """Something besides a score that may speak of a high, in words with its arithmetic, and its source."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class BesideMood:
    """What mood is read beside. prescriber: name and how to reach them, "" where nobody is named."""

    signs: tuple[HighSign, ...] = ()
    prescriber: str = ""


BesideGiver = Callable[[Sequence[Course]], Mapping[UUID, BesideMood]]
"""By the course's id, for many courses in a fixed number of queries. Of two, the first is heard."""


@dataclass(frozen=True, slots=True)
class Given:
    """What higher slices know about one course."""

    named: Mapping[str, Any] = field(default_factory=dict)
    measures_answered: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    measures: tuple[Measure, ...] | None = None
    scores: Mapping[str, tuple[tuple[date, int | Fraction], ...]] = field(default_factory=dict)
    held_back: Mapping[str, str] = field(default_factory=dict)


def facts_given(courses: Sequence[Course]) -> dict[UUID, Given]:
    """What every giver knows, by course."""
    return {course.id: given for course, given in _facts_given(courses).items()}


@once_each
def _facts_given(courses: Collection[Course]) -> dict[Course, Given]:
    found: dict[UUID, dict[str, Any]] = {course.id: {} for course in courses}
    for give in _givers("COURSE_FACTS"):
        for course_id, named in give(list(courses)).items():
            found[course_id].update(named)
    return {course: _given(found[course.id]) for course in courses}


def forms_tell(courses: Sequence[Course]) -> dict[UUID, FormsTell]:
    """By course, what its forms tell; where nobody keeps forms, nothing."""
    found = {course.id: FormsTell() for course in courses}
    for give in reversed(list(_givers("FORMS_TELL"))):
        found |= give(courses)
    return found


def beside_mood(courses: Sequence[Course]) -> dict[UUID, BesideMood]:
    """By course, what mood is read beside; where nobody keeps a diary, nothing."""
    found = {course.id: BesideMood() for course in courses}
    for give in reversed(list(_givers("BESIDE_MOOD"))) if courses else ():
        found |= give(courses)
    return found


def prescribes(who: str) -> str:
    """ "Prescribes: Dr Lee, 555 0101."; nothing where nobody is named."""
    return f"Prescribes: {who}." if who else ""


def rows_given(user: User, client_ids: Sequence[UUID]) -> list[TodayRow]:
    """Lines for *Today* about these clients, in no order yet."""
    return [row for give in _givers("TODAY_ROWS") for row in give(user, client_ids)]


def cards_given(user: User, course: Course) -> list[Card]:
    """The cards of the course page, in order."""
    cards = [card for give in _givers("COURSE_CARDS") if (card := give(user, course))]
    return sorted(cards, key=lambda card: card.order)


def before_given(user: User, session: Session) -> list[Card]:
    """What the client wrote for this session, as its page shows it."""
    return [card for give in _givers("BEFORE_SESSION") if (card := give(user, session))]


def evidence_given(user: User, course: Course) -> list[AreaEvidence]:
    """What higher slices know that speaks for a problem area, in the order they give it."""
    return [it for give in _givers("AREA_EVIDENCE") for it in give(user, course)]


def worksheets_given(user: User, course: Course, ids: Sequence[str]) -> list[WorksheetLink]:
    """Those of these worksheets that can be filled in."""
    return [it for give in _givers("WORKSHEETS") for it in give(user, course, ids)]


def together_given(course: Course) -> list[TogetherThing]:
    """What higher slices can show alone, large; in the order of the setting."""
    return [thing for give in _givers("TOGETHER") if (thing := give(course))]


def people_given(client: Client, *, for_client: bool = False) -> list[PracticePerson]:
    """With whom something can be tried, in the order they are given."""
    return [one for give in _givers("PRACTICE_PEOPLE") for one in give(client, for_client)]


def practice_links_given(
    reader: User | Client, practices: Sequence[Practice]
) -> dict[UUID, list[PracticeLink]]:
    """Where each of these practices goes on."""
    found: dict[UUID, list[PracticeLink]] = {it.id: [] for it in practices}
    for give in _givers("PRACTICE_LINKS") if practices else ():
        for id, links in give(reader, practices).items():
            found[id].extend(links)
    return found


def _givers(setting: str) -> Iterator[Callable[..., Any]]:
    yield from map(import_string, getattr(settings, setting))


def _given(named: dict[str, Any]) -> Given:
    return Given(
        measures_answered=named.pop(MEASURES_ANSWERED, {}),
        measures=named.pop(MEASURES, None),
        scores=named.pop(SCORES, {}),
        held_back=named.pop(HELD_BACK, {}),
        named=named,
    )
