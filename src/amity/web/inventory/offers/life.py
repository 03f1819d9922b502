"""The life chart, for the course page, the choice of an area and what is looked at together."""

from collections.abc import Sequence

from django.urls import reverse

from amity.core import timeline
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.course.offered import AreaEvidence, Card, TogetherThing
from amity.web.course.queries import protocol_of
from amity.web.inventory.life_chart import lanes_of, life_chart, near_of, whole_of
from amity.web.inventory.life_lanes import told_of
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.queries.life import told_by
from amity.web.people import access

# a kind of event, and the problem areas of a protocol for which it may speak
SPEAKS_FOR: dict[str, tuple[str, ...]] = {
    LifeEvent.Kind.LOSS: ("grief",),
    LifeEvent.Kind.DISPUTE: ("role_dispute",),
    LifeEvent.Kind.CHANGE: ("role_transition",),
    LifeEvent.Kind.ISOLATION: ("interpersonal_sensitivities",),
    LifeEvent.Kind.ILLNESS: ("loss_of_healthy_self",),
}


def life_card(user: User, course: Course) -> Card | None:
    """When it began and what was told next to it, in one line; the chart is a step away."""
    events = told_by(course.client)
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
    if not access.may_open(user, course.client_id, access.READ):
        return []
    areas = {area.id for area in protocol_of(course).areas}
    address = reverse("life_chart", args=[course.id])
    return [
        AreaEvidence(
            area, f"“{it.words}”, {it.when}: within half a year of when it began", it.began.first, address
        )
        for near in near_of(told_by(course.client))
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
