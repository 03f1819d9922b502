"""What the inventory asks of higher slices: lanes of the life chart, and what leads on from a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from django.conf import settings
from django.utils.module_loading import import_string

from amity.core import timeline
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.inventory.models import Relationship
from amity.web.people.models import Client

LaneKind = Literal["points", "spans", "marks"]


@dataclass(frozen=True, slots=True)
class LaneItem:
    """One thing on a lane.

    span: where it lies. when: the same in words. words: what it was, for the table. label: short, for the
    picture; "" is drawn without a word. value: on the lane's scale, for points. tone: a class that repeats
    what the words say.
    """

    span: timeline.Span
    when: str
    words: str
    label: str = ""
    value: int | Fraction | None = None
    tone: str = ""
    is_near: bool = False  # near an onset
    is_private: bool = False  # for clinicians only: drawn with a lock
    url: str = ""

    @classmethod
    def on(cls, day: date, words: str, label: str = "", value: int | Fraction | None = None) -> "LaneItem":
        """Something of one known day."""
        known = timeline.Approximate(day)
        return cls(timeline.span_of(known), timeline.in_words(known), words, label, value)


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the chart. points: values from `low` to `high`; spans: what lasted; marks: days.

    order: lower stands higher. is_joined: whether a line leads from point to point, because what lies between
    is known well enough.
    """

    title: str
    kind: LaneKind
    items: Sequence[LaneItem]
    low: int = 0
    high: int = 1
    is_joined: bool = True
    order: int = 50


@dataclass(frozen=True, slots=True)
class RelationshipLink:
    """One step from somebody to where they are written about. words: what was said there, to know it by.

    on: the day it was begun; None where it leads to something that is not begun yet.
    """

    title: str
    url: str
    words: str = ""
    on: date | None = None


RelationshipLinkGiver = Callable[[User, Course, Relationship], Sequence[RelationshipLink]]
"""For the clinician's page of a person, in a fixed number of queries."""
LaneGiver = Callable[[User, Client], Sequence[Lane]]
"""For the clinician's chart alone. What is not recorded is left out."""


def relationship_links_given(user: User, course: Course, person: Relationship) -> list[RelationshipLink]:
    """Where higher slices write about somebody."""
    givers = map(import_string, settings.RELATIONSHIP_LINKS)
    return [link for give in givers for link in give(user, course, person)]


def lanes_given(user: User, client: Client) -> list[Lane]:
    """What higher slices know about this client in time."""
    return [lane for give in settings.LIFE_CHART_LANES for lane in import_string(give)(user, client)]
