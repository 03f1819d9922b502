"""The circle and the review, for the course page, Today and what is looked at together."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from amity.core.phases import Fact
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.course.offered import AreaEvidence, Card, TodayRow, TogetherThing, WorksheetLink
from amity.web.course.queries import protocol_of
from amity.web.inventory import queries
from amity.web.inventory.drawing import picture_of
from amity.web.people import access

NEAREST = 4  # names on a card
PAGES = {  # a worksheet's id in the protocols → its title and the page it is
    "closeness_circle": ("Closeness circle", "inventory"),
    "relationship_entry": ("Review of relationships", "review_people"),
    "timeline": ("Life chart", "life_chart"),
}


def course_facts(courses: Sequence[Course]) -> Mapping[UUID, Mapping[str, Any]]:
    """Whether the people near were reviewed, and events set in time. What is not so is left out."""
    clients = {course.client_id for course in courses}
    reviewed, in_time = queries.reviewed(clients), queries.set_in_time(clients)
    return {
        course.id: {
            **({Fact.RELATIONSHIPS_REVIEWED: True} if course.client_id in reviewed else {}),
            **({Fact.TIMELINE_REVIEWED: True} if course.client_id in in_time else {}),
        }
        for course in courses
    }


def together(course: Course) -> TogetherThing | None:
    """The circle alone: places and names. What staff wrote, counted or asked in private is not in reach."""
    newest = queries.newest_circle(course.client)
    drawn = queries.drawn(newest) if newest else None
    if newest is None or drawn is None or not drawn.board.circle.placed:
        return None
    last = queries.drawn(newest.after) if newest.after else None
    context = {"picture": picture_of(drawn, queries.names_of(course.client), last)}
    return TogetherThing("circle", "The people in your life", "inventory/_together.html", context)


def course_card(user: User, course: Course) -> Card | None:
    """Who stands nearest, and with whom the review goes on. No figure: those have their own page."""
    newest = queries.newest_circle(course.client)
    drawn = queries.drawn_all([newest]).get(newest.id) if newest else None
    placed = sorted(drawn.board.circle.placed, key=lambda one: one.ring or 0) if drawn else []
    people = {str(one.id): one for one in queries.relationships_of(course.client)} if placed else {}
    there = [people[one.id] for one in placed]
    context = {
        "course_id": course.id,
        "circle": newest,
        "there": len(drawn.there) if drawn else 0,
        "nearest": there[:NEAREST],
        "not_told": next((one for one in there[:NEAREST] if not queries.is_told(one)), None),
    }
    return Card("People", "inventory/_course_card.html", context, order=30)


def area_evidence(user: User, course: Course) -> Sequence[AreaEvidence]:
    """Frames of circles that were kept; each leads to the circle as it stood."""
    areas = {area.id for area in protocol_of(course).areas}
    return [
        AreaEvidence(
            area=it.area if it.area in areas else "",
            words=it.words,
            on=it.circle.drawn_on,
            url=f"{reverse('replay', args=[it.circle_id])}?at={it.after_move}",
        )
        for it in queries.frames_seen_by(user, course.client)
    ]


def today_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """What clients did at home on the circle or the life chart, until somebody looked at it."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    found = queries.unseen_from_home(visible)
    around = queries.courses_around([it.client_id for it in found])
    return [_row(it, around[it.client_id]) for it in found if it.client_id in around]


def worksheets(user: User, course: Course, ids: Sequence[str]) -> Sequence[WorksheetLink]:
    """The circle, the review and the life chart are pages of their own and no forms."""
    return [
        WorksheetLink(id, title, reverse(page, args=[course.id]))
        for id, (title, page) in PAGES.items()
        if id in ids
    ]


def _row(it: queries.FromHome, course: UUID) -> TodayRow:
    where, what = ("inventory", "circle") if it.moves else ("life_chart", "life chart")
    return TodayRow(
        client_id=it.client_id,
        at=it.last,
        kind="people",
        title=f"The {what} was changed at home",
        detail=_how_much(it),
        url=reverse(where, args=[course]),
        order=40,
    )


def _how_much(it: queries.FromHome) -> str:
    moves = f"{it.moves} move{'' if it.moves == 1 else 's'}" if it.moves else ""
    told = f"{it.told} {'entry' if it.told == 1 else 'entries'} in the life chart" if it.told else ""
    return ", ".join(part for part in (moves, told) if part)
