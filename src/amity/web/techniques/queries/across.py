"""Worksheets for pages that are not theirs: of one course or of many, each in one query."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final, get_args
from uuid import UUID

from django.db.models import Q, QuerySet

from amity.core import timeline
from amity.core.definitions.technique_parts import Reader, Time, Words
from amity.core.worksheets import seen_by
from amity.web.base.models import User
from amity.web.base.once import once
from amity.web.course.models import Course, Practice
from amity.web.inventory.models import Relationship
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.techniques.models import Author, Worksheet
from amity.web.techniques.queries.find import worksheets_visible_to
from amity.web.techniques.queries.seeing import NEW_FROM_CLIENT, Sight, sight_of, whole_for

GIST: Final = 160  # characters of the sentence by which a worksheet is told on another page; Amity decision
THERE: Final = Q(put_aside_at=None, destroyed_at=None, version__gt=0)
BOTH: Final = whole_for("client") & whole_for("clinician")


@once
def of_course(course_id: UUID) -> list[Worksheet]:
    """Every worksheet of one course that was not put aside, oldest first, whoever sees it."""
    rows = Worksheet.objects.filter(course=course_id, put_aside_at=None)
    return list(rows.select_related("course__client__service").order_by("begun_at", "id"))


def told_of(courses: Iterable[UUID], techniques: Collection[str]) -> Sequence[Worksheet]:
    """Those of these techniques that both sides see and in which something is written.

    Of one course everything is read, as other parts of its page do; of many only what is asked for.
    """
    ids = list(courses)
    if len(ids) == 1:
        return [it for it in of_course(ids[0]) if it.technique in techniques and _is_there(it) and _both(it)]
    rows = Worksheet.objects.filter(BOTH, THERE, course__in=ids, technique__in=techniques)
    return list(rows.only("course_id", "technique", "author", "visibility", "answers", "begun_at"))


def told_in(user: User, course: Course) -> list[Worksheet]:
    """Those of one course that the care team sees whole and in which something is written, newest first."""
    if not access.may_open(user, course.client_id, access.READ):
        return []
    there = [it for it in of_course(course.id) if _is_there(it) and sight_of(it, "clinician") is Sight.WHOLE]
    return sorted(there, key=lambda it: it.changed_at, reverse=True)


def told_by(user: User, client: Client) -> QuerySet[Worksheet]:
    """The same of a client, in all their courses."""
    return worksheets_visible_to(user, access.READ).filter(THERE, course__client=client)


def begun_in(course: Course, techniques: Collection[str]) -> dict[str, UUID]:
    """The newest worksheet of each of these techniques that the care team sees whole."""
    rows = course.worksheets.filter(
        whole_for("clinician"), put_aside_at=None, destroyed_at=None, technique__in=techniques
    )
    return dict(rows.order_by("changed_at", "id").values_list("technique", "id"))


def news_for(user: User, client_ids: Collection[UUID]) -> QuerySet[Worksheet]:
    """What clients wrote since the care team looked, where it sees it whole; and what they ask to see."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    asked = Q(author=Author.CLINICIAN, asked_at__isnull=False)
    rows = Worksheet.objects.filter(
        NEW_FROM_CLIENT | asked, course__client__in=visible, put_aside_at=None, destroyed_at=None
    )
    return rows.select_related("course__client__service").order_by("-changed_at", "id")


def newest_shared(course: Course) -> Worksheet | None:
    """The one both wrote on last, or one showed the other."""
    return course.worksheets.filter(BOTH, THERE).order_by("-changed_at", "id").first()


def of_client(client: Client) -> QuerySet[Worksheet]:
    """Everything the client sees whole on their own pages, put aside or not; what is done away with is no
    more."""
    return _in_order(client, whole_for("client"))


def record_of(client: Client) -> QuerySet[Worksheet]:
    """The same, and what the client showed and took off their pages: it is part of their record."""
    return _in_order(client, whole_for("client") | Q(removed_at__isnull=False))


def around_practices(practices: Collection[Practice], reader: Reader) -> list[Worksheet]:
    """What these practices were planned on and went on into, where this side sees it whole; oldest first."""
    planned = [it.worksheet for it in practices if it.worksheet]
    courses = {it.course_id for it in practices}
    if reader == "clinician" and len(courses) == 1:
        about = {it.id for it in practices}
        there = [it for it in of_course(*courses) if it.practice_id in about or it.id in planned]
        return [it for it in there if sight_of(it, reader) is Sight.WHOLE]
    rows = Worksheet.objects.filter(
        whole_for(reader), Q(practice__in=practices) | Q(pk__in=planned), put_aside_at=None
    )
    return list(rows.order_by("begun_at", "id"))


def about(user: User, person: Relationship) -> QuerySet[Worksheet]:
    """Those in which somebody is named, the newest first, as far as the care team sees them whole."""
    rows = worksheets_visible_to(user, access.READ).filter(people__relationship=person, destroyed_at=None)
    return rows.order_by("-changed_at", "id")


def _is_there(worksheet: Worksheet) -> bool:
    """The rule of `THERE` for a row."""
    return worksheet.put_aside_at is None and worksheet.destroyed_at is None and worksheet.version > 0


def _both(worksheet: Worksheet) -> bool:
    return all(sight_of(worksheet, reader) is Sight.WHOLE for reader in get_args(Reader))


def _in_order(client: Client, which: Q) -> QuerySet[Worksheet]:
    rows = Worksheet.objects.filter(which, course__client=client, destroyed_at=None)
    return rows.order_by("begun_at", "id").prefetch_related("people__relationship")


def gist_of(worksheet: Worksheet, reader: Reader = "clinician") -> str:
    """The first thing said in it at length, or else in a line; "" where there is none. Never a letter.

    For clinicians it may be what the client does not see.
    """
    told = seen_by(worksheet.definition, worksheet.told, reader)
    for type in ("long", "text"):
        for field in worksheet.definition.fields:
            if isinstance(field, Words) and field.type == type and field.id in told:
                return shortened(told[field.id])
    return ""


def shortened(words: str) -> str:
    """On one line, and no longer than a gist is."""
    said = " ".join(words.split())
    return said if len(said) <= GIST else f"{said[: GIST - 1].rstrip()}…"


def when_of(worksheet: Worksheet) -> timeline.Approximate | None:
    """The time of what it is about: asked for on its first page. Days that are still planned come later."""
    technique = worksheet.definition
    for id in technique.steps[0].fields:
        field, said = technique.field(id), worksheet.told.get(id)
        if isinstance(field, Time) and said is not None:
            return (
                timeline.Approximate(date.fromisoformat(said)) if field.type == "day" else timeline.read(said)
            )
    return None
