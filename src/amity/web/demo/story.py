"""The shape of a story: one invented client and what happened, week by week, as a person would write it.

A *slot* is one appointment, counted from 1; slot 0 is before the first. Times are relative to the day
on which the clinic is made. Nothing here knows a table.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from amity.core.definitions.common import Day, Id, Many, Shape, Text
from amity.core.errors import ContentError
from amity.core.library.shapes import parse

STORIES = Path(__file__).parent / "stories"
CAME = {"a": "attended", "l": "late", "m": "dna", "c": "cancelled", "s": "cancelled"}  # c: by the client
WEEK_OFF = "-"  # no appointment that week
M = TypeVar("M", bound=Shape)
Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]


class Number(Shape):
    """A help number, from the ranges kept for fiction."""

    label: Text
    number: Text
    hours: Text


class Somebody(Shape):
    """A member of staff."""

    id: Id
    name: Text
    email: Text
    role: Id
    step_in: Text  # what this role is shown, on the first page


class Clinic(Shape):
    """The service and the people who work there."""

    name: Text
    time_zone: Text
    opens: Clock
    closes: Clock
    working_days: Text
    exit_url: Text
    password: Text  # one for all: the demo answers this computer alone
    numbers_checked_days_ago: int
    numbers: Many[Number]
    staff: Many[Somebody]


class Contact(Shape):
    """How and when it is safe to reach somebody."""

    ok: Many[str] = ("text", "email")
    device_shared: str = "no"
    when: str = ""
    note: str = ""


class Told(Shape):
    """What one session was, in the words of the note."""

    since: str = ""
    note: str = ""
    summary: str = ""
    asked: bool | None = True
    practice: str = ""
    if_then: str = ""
    came_of_it: str = ""
    said: str = ""


class Focus(Shape):
    """What client and therapist chose to work on, in this slot."""

    at: int
    area: Id
    runner_up: str = ""
    stage: str = ""
    words: Text
    why: str = ""


class Understood(Shape):
    """One version of the formulation, given in this slot, and what the client said to it."""

    at: int
    illness: str = ""
    onset: str = ""
    suggestion: str = ""
    text: Text
    background: str = ""
    alternatives: str = ""
    how: str = "spoken"
    answer: str = "yes"
    words: str = ""  # none: the client has not answered this version


class Wish(Shape):
    """A goal, set in this slot; rated: the client's number, by slot."""

    at: int
    words: Text
    indicator: str = ""
    priority: int = 1
    rated: dict[int, int] = {}
    state: str = ""
    state_at: int = 0
    state_note: str = ""


class Contract(Shape):
    """The plan was agreed in this slot, and what else."""

    at: int
    arrangements: str = ""


class Looked(Shape):
    """A review, in this slot."""

    at: int
    kind: Id
    seen: str = ""
    discussed: Many[Id] = ()
    alliance: int | None = None
    focus_kept: bool | None = None
    decision: Text


class Response(Shape):
    """What was done about an answer, and why the flag was closed."""

    done: Text
    closed: Text


class Half(Shape):
    """A questionnaire begun and left this morning: the answers up to where it stopped."""

    instrument: Id
    answers: Many[int]
    given_days_ago: int


class Course(Shape):
    """A course: when it meets, what came of each slot, and the weekly scores.

    when: "soon", "today 16:00", "thu 14:00" (the next one), or "3 weeks ago thu 14:00" (the last one).
    gone: a letter a slot (see CAME). phq9, gad7: totals by slot, null where nothing was answered.
    """

    sessions: int
    when: Text
    gone: str = ""
    mode: str = "in_person"
    supervised: str = ""
    told: dict[int, Told] = {}
    focus: Many[Focus] = ()
    formulation: Many[Understood] = ()
    contract: Contract | None = None
    goals: Many[Wish] = ()
    reviews: Many[Looked] = ()
    phq9: Many[int | None] = ()
    gad7: Many[int | None] = ()
    item_9: dict[int, int] = {}
    responded: dict[int, Response] = {}
    half: Half | None = None
    waiting_days: int | None = None  # a link sent so many days ago lies unopened
    closed: str = ""
    passed_over: str = "The rest follows in the next sessions; waiting would cost momentum."

    def totals(self, slot: int) -> dict[str, int]:
        """The scores of a slot by questionnaire, as far as there are any."""
        told = {"phq9": self.phq9[slot - 1 : slot], "gad7": self.gad7[slot - 1 : slot]}
        return {name: total for name, totals in told.items() for total in totals if total is not None}


class Story(Shape):
    """One invented client."""

    id: Id
    about: str = ""
    name: Text
    born: Day
    pronouns: str = ""
    language: str = "en"
    time_zone: str = "Europe/London"
    phone: str = ""
    email: str = ""
    clinician: Id
    contact: Contact = Contact()
    consents: Many[str] = ("treatment", "records", "questionnaires", "supervision")
    added_days_ago: int = 3  # only for somebody without a course
    course: Course | None = None


class Others(Shape):
    """The thin ones, a few lines each."""

    stories: Many[Story]


@cache
def clinic() -> Clinic:
    """The service and its staff."""
    return _read(Clinic, "clinic.yaml")


@cache
def stories() -> tuple[Story, ...]:
    """The six told by hand, in the order of their files, then the others."""
    main = (_read(Story, path.name) for path in sorted(STORIES.glob("[0-9]*.yaml")))
    return (*main, *_read(Others, "others.yaml").stories)


def _read(shape: type[M], name: str) -> M:
    found, problems = parse(shape, (STORIES / name).read_bytes(), f"stories/{name}")
    if found is None:
        raise ContentError(problems)
    return found
