"""Finding worksheets for somebody: through the one door, and only what their side sees."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amity.core.definitions.technique_parts import Reader
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.course.queries import row_for
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.seeing import Sight, known_to, sight_of, whole_for

WITH = ("course__clinician", "session", "goal", "practice", "after")


def worksheet_for(user: User, id: UUID, purpose: str) -> Worksheet:
    """A worksheet that the care team sees whole, or Http404."""
    return _seen(row_for(user, Worksheet, id, purpose, *WITH), "clinician", Sight.WHOLE)


def worksheet_known_to(user: User, id: UUID, purpose: str) -> Worksheet:
    """A worksheet of which the care team knows, perhaps by its title alone, or Http404."""
    return _seen(row_for(user, Worksheet, id, purpose, *WITH), "clinician", Sight.WHOLE, Sight.TITLE)


def own_worksheet(client: Client, id: UUID) -> Worksheet:
    """A worksheet that this client sees whole, or Http404."""
    return _seen(_own(client, id), "client", Sight.WHOLE)


def own_worksheet_known(client: Client, id: UUID) -> Worksheet:
    """A worksheet of which this client knows, perhaps by its title alone, or Http404."""
    return _seen(_own(client, id), "client", Sight.WHOLE, Sight.TITLE)


def worksheets_of(course: Course, reader: Reader) -> QuerySet[Worksheet]:
    """Those of a course of which this side knows, without those put aside; the newest first."""
    there = course.worksheets.filter(known_to(reader), put_aside_at=None)
    return there.select_related("course__client__service")


def put_aside_of(course: Course, reader: Reader) -> QuerySet[Worksheet]:
    """Those put aside that this side sees whole."""
    there = course.worksheets.filter(whole_for(reader), put_aside_at__isnull=False)
    return there.select_related("course__client__service")


def worksheets_visible_to(user: User, purpose: str) -> QuerySet[Worksheet]:
    """Across clients: those that this person's side sees whole."""
    visible = Worksheet.objects.filter(course__client__in=access.ids_visible_to(user, purpose))
    return visible.filter(whole_for("clinician"), put_aside_at=None).select_related("course__client__service")


def is_in(course: Course, id: UUID) -> bool:
    """Whether a worksheet with this id was begun in this course, by whomever."""
    return course.worksheets.filter(pk=id).exists()


def worksheet_locked(worksheet: Worksheet) -> Worksheet:
    """The worksheet alone for the action that asks."""
    rows = Worksheet.objects.select_for_update(of=("self",)).select_related("course__client__service")
    return rows.get(pk=worksheet.pk)


def _own(client: Client, id: UUID) -> Worksheet:
    found = Worksheet.objects.filter(pk=id, course__client=client).select_related(
        "course__client__service", *WITH
    )
    if (one := found.first()) is None:
        raise Http404
    return one


def _seen(worksheet: Worksheet, reader: Reader, *enough: Sight) -> Worksheet:
    if sight_of(worksheet, reader) not in enough:
        raise Http404
    return worksheet
