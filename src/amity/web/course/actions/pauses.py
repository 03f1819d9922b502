"""A course stands still for a while, and goes on."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course.models import Course, Pause
from amity.web.course.queries.find import course_locked
from amity.web.course.rules import pauses as rules
from amity.web.people import rules as people_rules
from amity.web.people.queries import made_before


@transaction.atomic
def pause_course(
    *,
    id: UUID | None = None,
    course: Course,
    first_on: date,
    last_on: date | None,
    reason: str,
    by: Actor,
) -> Pause:
    """From the first day to the last, both away. last_on None: nobody knows yet when it goes on."""
    course = course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := made_before(Pause, id, course_id=course.id)) is not None:
        return found
    rules.check_can_pause(course, first_on, last_on, reason)
    pause = Pause.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        first_on=first_on,
        last_on=last_on,
        reason=reason.strip(),
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("pause_course", pause, ("first_on", "last_on", "reason"), by)
    return pause


@transaction.atomic
def end_pause(*, pause: Pause, last_on: date, by: Actor) -> Pause:
    """The last day away is known now, or is another one."""
    pause = _locked(pause)
    people_rules.check_can_change_record(pause.course.client, by)
    if pause.last_on == last_on:
        return pause
    rules.check_can_end_pause(pause, last_on)
    pause.last_on = last_on
    pause.save(update_fields=["last_on"])
    _wrote("end_pause", pause, ("last_on",), by)
    return pause


@transaction.atomic
def withdraw_pause(*, pause: Pause, by: Actor) -> Pause:
    """It was recorded by mistake: the course never stood still."""
    pause = _locked(pause)
    people_rules.check_can_change_record(pause.course.client, by)
    if pause.withdrawn_at is None:
        pause.withdrawn_at = clock.now()
        pause.save(update_fields=["withdrawn_at"])
        _wrote("withdraw_pause", pause, ("withdrawn_at",), by)
    return pause


def _locked(pause: Pause) -> Pause:
    course_locked(pause.course)  # two pauses of a course wait for each other
    return Pause.objects.select_related("course__client__service").get(pk=pause.pk)


def _wrote(verb: str, pause: Pause, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=pause.course.client_id,
        record="course.Pause",
        record_id=pause.id,
        fields=fields,
    )
