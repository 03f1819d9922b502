"""From somebody of the inventory to the worksheets that name them, and to those that begin with them."""

from collections.abc import Sequence

from django.urls import reverse

from amity.core import library
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.inventory.models import Relationship
from amity.web.inventory.offered import RelationshipLink
from amity.web.techniques import queries
from amity.web.techniques.queries import across

ABOUT_ONE = ("communication_analysis", "role_play", "decision_analysis", "expectations")
WITH_THE_DEAD = ("loss_review", "farewell_letter")


def relationship_links(user: User, course: Course, person: Relationship) -> Sequence[RelationshipLink]:
    """What was written, the newest first; then what can begin. What is held back is not among that."""
    written = [
        RelationshipLink(
            title=it.definition.title,
            words=across.gist_of(it),
            on=it.begun_at.astimezone(course.client.service.zone).date(),
            url=reverse("worksheet", args=[it.id]),
        )
        for it in across.about(user, person)
    ]
    return [*written, *_to_begin(course, person)]


def _to_begin(course: Course, person: Relationship) -> list[RelationshipLink]:
    if course.closed_at is not None or person.redacted_at is not None:
        return []
    ids = WITH_THE_DEAD if person.standing == Relationship.Standing.DEAD else ABOUT_ONE
    known = {it.id: it for it in library.techniques()}
    there = [known[id] for id in ids if id in known]
    marked = queries.marked_of(course.client)
    return [
        RelationshipLink(
            it.title, url=f"{reverse('begin_worksheet', args=[course.id, it.id])}?person={person.id}"
        )
        for it in there
        if not marked.holds_back(it, str(person.id))
    ]
