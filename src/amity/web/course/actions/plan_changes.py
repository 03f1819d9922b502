"""The plan of a course is changed, for a reason. Nothing that was recorded is touched by it."""

import uuid
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import Course, PhaseMove, PlanChange
from amity.web.people import rules as people_rules

Kind = PlanChange.Kind


@transaction.atomic
def change_protocol(
    *,
    id: UUID | None = None,
    course: Course,
    protocol: str,
    version: int | None = None,
    planned_sessions: int,
    interval_days: int | None = None,
    minutes: int | None = None,
    reason: str,
    seen: str = "",
    by: Actor,
) -> PlanChange:
    """The course goes on by another protocol or version: the newest, and its own dose, where none is given.

    id: of the row, made by the form, so that sending it twice changes the plan once.
    seen: the plan that was on the page (`queries.plan_seen`); one changed meanwhile is not overwritten.
    """
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(PlanChange, id, course_id=course.id)) is not None:
        return found
    rules.check_plan_seen(course, seen)
    wanted = queries.find_protocol(protocol, version)
    followed = rules.check_can_change_protocol(course, wanted, planned_sessions, reason)
    new = {
        "protocol": followed.id,
        "protocol_version": followed.version,
        "planned_sessions": planned_sessions,
        "interval_days": interval_days or followed.dose.interval_days,
        "minutes": minutes or followed.dose.minutes,
        "phase": queries.phase_in(course, followed, planned_sessions),
    }
    return _changed("change_protocol", Kind.PROTOCOL, course, new, reason, id, by)


@transaction.atomic
def change_plan(
    *,
    id: UUID | None = None,
    course: Course,
    planned_sessions: int,
    interval_days: int,
    minutes: int,
    reason: str,
    seen: str = "",
    by: Actor,
) -> PlanChange:
    """Another number of sessions, or another rhythm. `id` and `seen` as in `change_protocol`."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(PlanChange, id, course_id=course.id)) is not None:
        return found
    rules.check_plan_seen(course, seen)
    rules.check_can_change_plan(course, planned_sessions, interval_days, minutes, reason)
    kind = Kind.LENGTH if planned_sessions != course.planned_sessions else Kind.FREQUENCY
    new = {"planned_sessions": planned_sessions, "interval_days": interval_days, "minutes": minutes}
    return _changed("change_plan", kind, course, new, reason, id, by)


def _changed(
    verb: str, kind: Kind, course: Course, new: dict[str, Any], reason: str, id: UUID | None, by: Actor
) -> PlanChange:
    before, phase = queries.plan_now(course), course.phase
    changed = [name for name, value in new.items() if getattr(course, name) != value]
    for name in changed:
        setattr(course, name, new[name])
    course.save(update_fields=changed)
    after = queries.plan_now(course)
    differs = [key for key in before if kind == Kind.PROTOCOL or before[key] != after[key]]
    row = PlanChange.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        kind=kind,
        before={key: before[key] for key in differs},
        after={key: after[key] for key in differs},
        what="",
        reason=reason.strip(),
        on=clock.today(course.client.service.zone),
        at=clock.now(),
        by=by.actor_id,
    )
    if course.phase != phase:
        _phase_follows(row, phase)
    audit.wrote(
        verb,
        by=by,
        client=course.client_id,
        record="course.Course",
        record_id=course.id,
        fields=tuple(changed),
    )
    return row


def _phase_follows(change: PlanChange, phase: str) -> None:
    """The new protocol does not know the phase; the history of phases says where it went, and why."""
    PhaseMove.objects.create(
        course=change.course,
        from_phase=phase,
        to_phase=change.course.phase,
        gates_passed_over=[],
        reason=change.reason,
        at=change.at,
        by=change.by,
    )
