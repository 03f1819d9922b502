"""Finding a course, session or practice for somebody: through the one door, with its read row."""

from typing import TypeVar
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import Http404

from amity.web.base import audit
from amity.web.base.models import User
from amity.web.base.record import Record
from amity.web.course.models import Course, Practice, Session
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.safety.models import RiskAssessment

Row = TypeVar("Row", bound=Record)


def courses_visible_to(user: User, purpose: str) -> QuerySet[Course]:
    """The courses of the clients whose record this person may open, with two days that pages need:
    `sick_role_review_on`, and `assessed_on`, of the newest structured assessment."""
    visible = Course.objects.filter(client__in=access.ids_visible_to(user, purpose))
    visible = visible.annotate(
        sick_role_review_on=F("assessment__sick_role_review_on"), assessed_on=_newest_assessment("client")
    )
    return visible.select_related("client__service", "clinician")


def sessions_visible_to(user: User, purpose: str) -> QuerySet[Session]:
    """The sessions of those courses."""
    visible = Session.objects.filter(course__client__in=access.ids_visible_to(user, purpose))
    visible = visible.annotate(assessed_on=_newest_assessment("course__client"))
    return visible.select_related("course__client__service", "course__clinician")


def course_for(user: User, id: UUID, purpose: str) -> Course:
    """The course with its sessions, or Http404."""
    return _opened(user, courses_visible_to(user, purpose).prefetch_related("sessions"), id, purpose)


def session_for(user: User, id: UUID, purpose: str) -> Session:
    """The session, or Http404."""
    found = _opened(user, sessions_visible_to(user, purpose), id, purpose)
    found.course.assessed_on = found.assessed_on  # type: ignore[attr-defined]
    return found


def practice_for(user: User, id: UUID, purpose: str) -> Practice:
    """The practice, or Http404."""
    return row_for(user, Practice, id, purpose)


def row_for(user: User, model: type[Row], id: UUID, purpose: str, *also: str) -> Row:
    """A row by its own id, through the one door: its client's record is one this person may open, or Http404.

    also: what else is loaded with it ("course__clinician").
    """
    visible = model._default_manager.filter(
        **{f"{model.client_path}__in": access.ids_visible_to(user, purpose)}
    )
    return _opened(user, visible.select_related(f"{model.client_path}__service", *also), id, purpose)


def course_locked(course: Course) -> Course:
    """The course alone for the action that asks: a form sent twice at once waits here."""
    rows = Course.objects.select_for_update(of=("self",)).select_related("client__service", "clinician")
    return rows.get(pk=course.pk)


def session_locked(session: Session) -> Session:
    """The session alone for the action that asks."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("course__client__service")
    return rows.get(pk=session.pk)


def courses_of(client: Client) -> list[Course]:
    """All courses of a client who was already found, the newest first."""
    return list(client.courses.select_related("client__service", "clinician").order_by("-created_at"))


def open_course_of(client: Client) -> Course | None:
    """The course under way, if there is one."""
    return client.courses.select_related("client__service", "clinician").filter(closed_at=None).first()


def _newest_assessment(client: str) -> Subquery:
    made = RiskAssessment.objects.filter(client=OuterRef(client)).order_by("-made_on")
    return Subquery(made.values("made_on")[:1])


def _opened(user: User, visible: QuerySet[Row], id: UUID, purpose: str) -> Row:
    found = visible.filter(pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.sealed_for, purpose=purpose)
    return found
