"""What a course asks otherwise than its protocol, and the time in which it asks nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures import giving_rules as rules
from amity.web.measures.models import PlanLine, PlanPause
from amity.web.measures.queries import giving as queries
from amity.web.people import rules as people_rules


@transaction.atomic
def set_plan_line(
    *, course: Course, instrument: str, moments: Sequence[str], reason: str, by: Actor
) -> PlanLine:
    """From now on this questionnaire is asked at these moments; at none, it is not asked."""
    course = course_queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_plan(course, instrument, moments, reason)
    newest = course.measure_lines.filter(instrument=instrument).last()
    said = (list(dict.fromkeys(moments)), reason.strip())
    if newest is not None and (newest.moments, newest.reason) == said:
        return newest  # the same form sent twice
    line = PlanLine.objects.create(
        course=course,
        instrument=instrument,
        moments=said[0],
        reason=said[1],
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("set_plan_line", line, ("moments", "reason"), by)
    return line


@transaction.atomic
def pause_measures(*, course: Course, until: datetime | None, reason: str, by: Actor) -> PlanPause:
    """From now until then nothing is asked by itself. until None: until somebody ends it."""
    course = course_queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_pause(course, reason)
    now = clock.now()
    course.measure_pauses.filter(ended_at=None, until__lte=now).update(ended_at=now, ended_by=by.actor_id)
    pause = PlanPause.objects.create(
        course=course, since=now, until=until, reason=reason.strip(), by=by.actor_id
    )
    _wrote("pause_measures", pause, ("since", "until", "reason"), by)
    return pause


@transaction.atomic
def resume_measures(*, course: Course, by: Actor) -> PlanPause:
    """Asking goes on."""
    course = course_queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_resume(course)
    pause = queries.pause_of(course)
    assert pause is not None
    pause.ended_at, pause.ended_by = clock.now(), by.actor_id
    pause.save(update_fields=["ended_at", "ended_by"])
    _wrote("resume_measures", pause, ("ended_at",), by)
    return pause


def _wrote(verb: str, row: PlanLine | PlanPause, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=row.course.client_id,
        record=row._meta.label,
        record_id=row.id,
        fields=fields,
    )
