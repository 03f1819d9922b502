"""A course begins, goes from phase to phase, and is closed."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.core import library
from amity.core.phases import CLOSED, NOT_BEGUN
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import queries, rules
from amity.web.course.models import Course, PhaseMove
from amity.web.people import rules as people_rules
from amity.web.people.models import Client, Staff


@transaction.atomic
def start_course(
    *,
    id: UUID | None = None,
    client: Client,
    clinician: Staff,
    protocol: str,
    planned_sessions: int,
    started_on: date,
    interval_days: int,
    minutes: int,
    by: Actor,
) -> Course:
    """A course by the newest version of the protocol, which it keeps. No phase has begun yet."""
    people_rules.check_can_change_record(client, by)
    Client.objects.select_for_update().get(pk=client.pk)  # a form sent twice at once waits here
    if (found := queries.made_before(Course, id, client_id=client.id)) is not None:
        return found
    rules.check_can_start_course(client)
    followed = library.protocol(protocol)
    if planned_sessions not in followed.layouts:
        lengths = sorted(followed.layouts)
        raise Refused(f"{followed.short} takes {lengths[0]} to {lengths[-1]} sessions.")
    course = Course.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        clinician=clinician,
        protocol=followed.id,
        protocol_version=followed.version,
        planned_sessions=planned_sessions,
        interval_days=interval_days,
        minutes=minutes,
        phase=NOT_BEGUN,
        started_on=started_on,
        created_at=clock.now(),
        created_by=by.actor_id,
        close_reason="",
    )
    audit.wrote("start_course", by=by, client=client.id, record="course.Course", record_id=course.id)
    return course


@transaction.atomic
def move_phase(*, course: Course, to: str, reason: str = "", by: Actor) -> PhaseMove:
    """The course goes to another phase; an advisory gate is passed over with its reason."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    move = rules.check_can_move_phase(course, to, reason)
    row = _moved(course, to, [move.gate] if move.gate and not move.allowed else [], reason, by)
    course.phase = to
    course.save(update_fields=["phase"])
    audit.wrote(
        "move_phase",
        by=by,
        client=course.client_id,
        record="course.Course",
        record_id=course.id,
        fields=("phase",),
    )
    return row


@transaction.atomic
def close_course(*, course: Course, reason: str, by: Actor) -> Course:
    """The course is over, for the reason given; with it, whatever its last gate lacked is passed over."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    move = rules.check_can_close_course(course, reason)
    _moved(course, CLOSED, [move.gate] if move and move.gate and not move.allowed else [], reason, by)
    course.phase = CLOSED
    course.closed_at, course.closed_by = clock.now(), by.actor_id
    course.close_reason = reason.strip()
    course.save(update_fields=["phase", "closed_at", "closed_by", "close_reason"])
    audit.wrote(
        "close_course",
        by=by,
        client=course.client_id,
        record="course.Course",
        record_id=course.id,
        fields=("phase", "close_reason"),
    )
    return course


def _moved(course: Course, to: str, passed_over: list[str], reason: str, by: Actor) -> PhaseMove:
    return PhaseMove.objects.create(
        course=course,
        from_phase=course.phase,
        to_phase=to,
        gates_passed_over=passed_over,
        reason=reason.strip(),
        at=clock.now(),
        by=by.actor_id,
    )
