"""What measures ask of higher slices: whether a client is reminded by them, and what is expected here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.course.models import Course
from amity.web.people.models import Client

Wish = Literal["wanted", "not_wanted", ""]
"""What the client said about reminders that lead to their own pages; "": they have none, or never said."""

WishGiver = Callable[[Client], Wish]


def reminders_wish(client: Client) -> Wish:
    """The first wish that a higher slice knows of."""
    givers: list[WishGiver] = [import_string(path) for path in settings.REMINDERS_WISH]
    return next((wish for wish in (give(client) for give in givers) if wish), "")


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """One score beside the band of courses that ended; numbers as they are read."""

    session: int
    on: date
    score: str
    expected: str
    upper: str
    is_above: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """The scores of a course beside what was to be expected. about: on what that rests, how often it errs."""

    sentence: str
    about: str
    is_made_up: bool
    lines: list[ExpectedLine]


ExpectedGiver = Callable[[Course, str], Expected | None]


def expected_of(course: Course, measure: str) -> Expected | None:
    """What the first higher slice says that has such a thing and in which it is switched on."""
    givers: list[ExpectedGiver] = [import_string(path) for path in settings.EXPECTED_RESPONSE]
    return next((it for it in (give(course, measure) for give in givers) if it is not None), None)
