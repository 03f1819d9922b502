"""The work on the ending, the booklet, and what was agreed about meeting now and then."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core import library
from amity.core.definitions.protocol_parts import Gate
from amity.core.phases import CLOSED, Fact
from amity.web.course.models import Course, Ending, Goal, MaintenanceContract
from amity.web.course.queries.facts import protocol_of
from amity.web.course.queries.sessions import area_of
from amity.web.people.models import Client

MAINTENANCE = "ipt_m"
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class ThenAndNow:
    """A goal as it was rated first and last; None where nobody rated it."""

    goal: Goal
    then: int | None
    now: int | None

    @property
    def in_words(self) -> str:
        """ "2 then, 7 now", or that it was not rated."""
        if self.then is None:
            return _("not rated")
        return f"{self.then} then, {self.now} now, of 10"


@dataclass(frozen=True)
class Part:
    """One part of the booklet: its heading, and what was written for it."""

    title: str
    text: str


@dataclass(frozen=True)
class Booklet:
    """*What I take with me*: only what was written for the client to keep."""

    course: Course
    area_words: str
    then_and_now: tuple[ThenAndNow, ...]
    parts: tuple[Part, ...]
    going_on: tuple[Goal, ...]
    message: str
    therapist: str

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.message or self.then_and_now)


def ending_of(course: Course) -> Ending | None:
    """The work on the ending as far as there is any."""
    return Ending.objects.filter(course=course).first()


def contracts_of(course: Course) -> list[MaintenanceContract]:
    """What was agreed about meeting now and then, the newest first."""
    return list(course.maintenance_contracts.select_related("began").order_by("-at"))


def then_and_now(course: Course) -> tuple[ThenAndNow, ...]:
    """Every goal that was not put aside, with its first and last rating by the client, else the therapist."""
    goals = course.goals.exclude(state=Goal.State.PUT_ASIDE).prefetch_related("ratings")
    return tuple(map(_compared, goals))


def _compared(goal: Goal) -> ThenAndNow:
    ratings = list(goal.ratings.all())
    chosen = [it for it in ratings if it.who == "client"] or ratings
    return ThenAndNow(goal, chosen[0].value if chosen else None, chosen[-1].value if chosen else None)


def booklet_of(course: Course) -> Booklet:
    """The booklet as it stands now. A part for which nothing was written is left out."""
    ending, area, goals = ending_of(course), area_of(course), then_and_now(course)
    return Booklet(
        course=course,
        area_words=area.words if area else "",
        then_and_now=goals,
        parts=tuple(_parts(ending)) if ending else (),
        going_on=tuple(it.goal for it in goals if it.goal.state == Goal.State.GOES_ON),
        message=ending.message if ending else "",
        therapist=course.clinician.name,
    )


BOOKLET_PARTS = (  # columns of Ending that the client keeps; nothing else of it is in the booklet
    ("changed", gettext_lazy("What changed")),
    ("my_part", gettext_lazy("My part in it")),
    ("skills", gettext_lazy("What I can do now")),
    ("challenges", gettext_lazy("What may come")),
    ("early_signs", gettext_lazy("Early signs I know")),
    ("first_steps", gettext_lazy("What I do then")),
    ("who_to_call", gettext_lazy("Who I can call")),
)


def given_booklet(client: Client) -> Booklet | None:
    """The newest booklet that was given to this client, whichever course it closes."""
    given = Ending.objects.filter(course__client=client).exclude(booklet_given_on=None)
    newest = given.select_related("course__client", "course__clinician").order_by("-booklet_given_on").first()
    return booklet_of(newest.course) if newest else None


def _parts(ending: Ending) -> Sequence[Part]:
    return [Part(str(title), getattr(ending, name)) for name, title in BOOKLET_PARTS if getattr(ending, name)]


def visits_of(contract: MaintenanceContract) -> int:
    """How many visits the agreed months hold."""
    return visits_in(contract.months, contract.interval_days)


def visits_in(months: int, interval_days: int) -> int:
    """How many visits so many months hold, so many days apart.

    >>> visits_in(12, 28)
    13
    """
    return round(months * DAYS_A_MONTH / interval_days)


def visits_allowed() -> tuple[int, int]:
    """The fewest and the most visits that the maintenance protocol knows."""
    lengths = library.protocol(MAINTENANCE).layouts
    return min(lengths), max(lengths)


def reentry_rule() -> Gate | None:
    """What the maintenance protocol says about coming back sooner, to read while agreeing on it."""
    gates = library.protocol(MAINTENANCE).gates
    return next((it for it in gates if Fact.ACUTE_REVIEW in it.needs), None)


def phase_before_closing(course: Course) -> str:
    """The phase out of which the course was closed; the last of the protocol when that is not known."""
    closing = course.phase_moves.filter(to_phase=CLOSED).order_by("-at").first()
    return closing.from_phase if closing else protocol_of(course).phase_ids[-1]
