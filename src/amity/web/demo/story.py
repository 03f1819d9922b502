"""The shape of a story: one invented client and what happened, week by week, as a person would write it.

A *slot* is one appointment, counted from 1. Times are relative to the day on which the clinic is made.
The parts of a course stand in `parts`, `safe_parts` and `own_parts`. Nothing here knows a table.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from amity.core.definitions.common import Day, Id, Many, Shape, Text
from amity.core.errors import ContentError
from amity.core.library.shapes import parse
from amity.web.demo import own_parts, parts, safe_parts, sister_parts

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


class Course(Shape):
    """A course: when it meets, what came of each slot, and the weekly scores.

    when: "soon", "today 16:00", "thu 14:00" (the next one), or "3 weeks ago thu 14:00" (the last one).
    gone: a letter a slot (see CAME). phq9, gad7: totals by slot, null where nothing was answered.
    """

    protocol: Id = "ipt"
    sessions: int
    minutes: int = 50
    every: int = 1  # weeks from one appointment to the next
    when: Text
    gone: str = ""
    mode: str = "in_person"
    remote: parts.Remote | None = None  # said at every session by video or phone that has none of its own
    supervised: str = ""
    told: dict[int, parts.Told] = {}
    assessment: Many[parts.Assessed] = ()
    medicines: Many[parts.Medicine] = ()
    candidates: Many[parts.Candidate] = ()
    people: Many[parts.Somebody] = ()
    circle_shared_at: int | None = None  # the slot whose circle the client sees on their own pages
    life: Many[parts.Lived] = ()
    felt: Many[parts.Felt] = ()
    closeness: Many[parts.Closeness] = ()
    focus: Many[parts.Focus] = ()
    stages: Many[parts.Stage] = ()
    resolved: Many[parts.Rated] = ()
    formulation: Many[parts.Understood] = ()
    contract: parts.Contract | None = None
    goals: Many[parts.Wish] = ()
    reviews: Many[parts.Looked] = ()
    changes: Many[parts.Changed] = ()
    questions: Many[parts.Asked] = ()
    violence: Many[safe_parts.Violence] = ()
    risk: Many[safe_parts.Assessed] = ()
    safety_plan: Many[safe_parts.Plan] = ()
    young: safe_parts.Young | None = None
    ending: Many[safe_parts.Ended] = ()
    maintenance: safe_parts.Maintenance | None = None
    worksheets: Many[parts.Sheet] = ()
    rhythm: sister_parts.Rhythm | None = None
    own: own_parts.Own = own_parts.Own()
    phq9: Many[int | None] = ()
    gad7: Many[int | None] = ()
    item_9: dict[int, int] = {}
    responded: dict[int, parts.Response] = {}
    half: parts.Half | None = None
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
    """Those told by hand, in the order of their files, then the others."""
    main = (_read(Story, path.name) for path in sorted(STORIES.glob("[0-9]*.yaml")))
    others = (_read(Others, path.name).stories for path in sorted(STORIES.glob("others_*.yaml")))
    return (*main, *(each for some in others for each in some))


def _read(shape: type[M], name: str) -> M:
    found, problems = parse(shape, (STORIES / name).read_bytes(), f"stories/{name}")
    if found is None:
        raise ContentError(problems)
    return found
