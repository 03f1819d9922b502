"""What the inventory gives to lower pages."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from amity.core import timeline
from amity.core.phases import Fact
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.course import queries as courses
from amity.web.course.models import Course
from amity.web.course.offered import AreaEvidence, Card, TodayRow, TogetherThing, WorksheetLink
from amity.web.course.queries import protocol_of
from amity.web.inventory import queries
from amity.web.inventory.drawing import picture_of
from amity.web.inventory.life_chart import lanes_of, life_chart, near_of, whole_of
from amity.web.inventory.life_lanes import told_of
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.queries.life import life_events_of
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.people.offered import SubjectPart
from amity.web.safety.offered import Concern, Concerns


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
    drawn = queries.drawn(newest) if newest else None
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
    areas = {area.id for area in courses.protocol_of(course).areas}
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
    rows = []
    found = queries.unseen_from_home(visible)
    around = queries.courses_around([it.client_id for it in found])
    for it in found:
        where = "inventory" if it.moves else "life_chart"
        course = around.get(it.client_id)
        if course is not None:
            rows.append(
                TodayRow(
                    client_id=it.client_id,
                    at=it.last,
                    kind="people",
                    title="The circle was changed at home"
                    if it.moves
                    else "The life chart was changed at home",
                    detail=_how_much(it),
                    url=reverse(where, args=[course]),
                    order=40,
                )
            )
    return rows


def worksheets(user: User, course: Course, ids: Sequence[str]) -> Sequence[WorksheetLink]:
    """The circle, the review and the life chart are pages of their own and no forms."""
    return [
        WorksheetLink(id, title, reverse(page, args=[course.id]))
        for id, (title, page) in PAGES.items()
        if id in ids
    ]


def concerns(client: Client) -> Concerns:
    """With whom the client did not say they are safe."""
    worries, not_asked = queries.worries_of(client)
    zone = client.service.zone
    return Concerns(
        [
            Concern(
                name=it.person.name,
                answer=it.said.answer,
                on=it.said.at.astimezone(zone).date(),
                asked_alone=it.said.asked_alone,
                url=reverse("relationship", args=[it.person.id]),
            )
            for it in worries
        ],
        not_asked,
    )


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """People, circles and life chart, as a copy of the record gives them."""
    return [SubjectPart(title, rows) for title, rows in queries.parts_of_a_copy(client)]


PAGES = {  # a worksheet's id in the protocols → its title and the page it is
    "closeness_circle": ("Closeness circle", "inventory"),
    "relationship_entry": ("Review of relationships", "review_people"),
    "timeline": ("Life chart", "life_chart"),
}
NEAREST = 4  # names on a card


def _how_much(it: queries.FromHome) -> str:
    parts = [(it.moves, "move"), (it.told, "entry in the life chart")]
    return ", ".join(f"{many} {word if many == 1 else MANY[word]}" for many, word in parts if many)


MANY = {"move": "moves", "entry in the life chart": "entries in the life chart"}


def life_card(user: User, course: Course) -> Card | None:
    """When it began and what was told next to it, in one line; the chart is a step away."""
    events = life_events_of(course.client)
    near = near_of(events)[-1:]  # the newest onset
    onset = near[0].onset if near else None
    context = {
        "course_id": course.id,
        "onset": onset,
        "near": min(
            near[0].events,
            key=lambda it: timeline.days_apart(it.span, timeline.span_of(near[0].onset.began)),
            default=None,
        )
        if near
        else None,
        "told": len(events),
    }
    return Card("Life chart", "inventory/_life_card.html", context, order=35)


def life_evidence(user: User, course: Course) -> Sequence[AreaEvidence]:
    """What was told within half a year of an onset, for the area that such things may speak for."""
    if not access.visible_to(user, access.READ).filter(pk=course.client_id).exists():
        return []
    areas = {area.id for area in protocol_of(course).areas}
    address = reverse("life_chart", args=[course.id])
    return [
        AreaEvidence(
            area, f"“{it.words}”, {it.when}: within half a year of when it began", it.began.first, address
        )
        for near in near_of(told_of(course.client).events)
        for it in near.events
        for area in SPEAKS_FOR.get(it.kind, ())
        if area in areas
    ]


def life_together(course: Course) -> TogetherThing | None:
    """The whole chart as the client may see it: nothing that is for clinicians only, no score."""
    client = course.client
    told = told_of(client, shared=True)
    if not told.events and not told.points:
        return None
    lanes = lanes_of(client, told, None)
    whole = whole_of(lanes, clock.today(client.service.zone))
    chart = life_chart(client, told, lanes, whole)
    near = [it for it in near_of(told.events) if it.events]
    return TogetherThing(
        "life", "What was when", "inventory/_together_life.html", {"chart": chart, "near": near}
    )


# a kind of event, and the problem areas of a protocol for which it may speak
SPEAKS_FOR: dict[str, tuple[str, ...]] = {
    LifeEvent.Kind.LOSS: ("grief",),
    LifeEvent.Kind.DISPUTE: ("role_dispute",),
    LifeEvent.Kind.CHANGE: ("role_transition",),
    LifeEvent.Kind.ISOLATION: ("interpersonal_sensitivities",),
}
