"""Appointments are planned and moved."""

import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import queries, rules
from amity.web.course.models import Course, Session
from amity.web.people import rules as people_rules

CHANGED = "Somebody changed this appointment meanwhile. Look at what it says now, then move it."


@transaction.atomic
def plan_session(
    *,
    id: UUID | None = None,
    course: Course,
    planned_at: datetime,
    zone: str,
    minutes: int,
    mode: str = Session.Mode.IN_PERSON,
    by: Actor,
) -> Session:
    """An appointment; which session it will be, the counting rule tells."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(Session, id, course_id=course.id)) is not None:
        return found
    rules.check_can_plan_session(course)
    rules.check_lies_in_life(course, planned_at)
    _check_free(course, planned_at)
    session = Session.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        planned_at=planned_at,
        zone=zone,
        minutes=minutes,
        mode=mode,
    )
    audit.wrote(
        "plan_session",
        by=by,
        client=course.client_id,
        record="course.Session",
        record_id=session.id,
        fields=("planned_at",),
    )
    return session


@transaction.atomic
def move_session(
    *,
    session: Session,
    version: int,
    planned_at: datetime,
    zone: str,
    minutes: int,
    mode: str,
    by: Actor,
) -> Session:
    """The appointment is on another day, at another time, elsewhere or otherwise."""
    session = Session.objects.select_for_update(of=("self",)).select_related("course").get(pk=session.pk)
    people_rules.check_can_change_record(session.course.client, by)
    new = {"planned_at": planned_at, "zone": zone, "minutes": minutes, "mode": mode}
    if all(getattr(session, name) == value for name, value in new.items()):
        return session
    rules.check_can_move_session(session)
    if session.version != version:
        raise Refused(CHANGED)
    rules.check_lies_in_life(session.course, planned_at)
    _check_free(session.course, planned_at, session)
    for name, value in new.items():
        setattr(session, name, value)
    session.version += 1
    session.saved_from, session.saved_turn = None, 0  # an open page does not know of this yet
    session.save(update_fields=[*new, "version", "saved_from", "saved_turn"])
    audit.wrote(
        "move_session",
        by=by,
        client=session.course.client_id,
        record="course.Session",
        record_id=session.id,
        fields=tuple(new),
    )
    return session


def _check_free(course: Course, planned_at: datetime, but: Session | None = None) -> None:
    taken = course.sessions.filter(planned_at=planned_at).exclude(attendance=Session.Attendance.CANCELLED)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise Refused("There is a session of this course at that very time already.")
