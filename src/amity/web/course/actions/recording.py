"""What came of a session is recorded. The later of two savings never overwrites: both texts are kept."""

from typing import Any

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import queries, rules
from amity.web.course.models import Session
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, keep_texts

TEXTS = ("since_last", "summary")


def record_session(
    *,
    session: Session,
    version: int,
    attendance: str,
    cancelled_by: str = "",
    tasks_done: list[str],
    safety_asked: bool | None,
    since_last: str = "",
    summary: str = "",
    by: Actor,
) -> Session:
    """Attendance, and as much else as there is. Raises Stale when `version` is no longer the newest."""
    new: dict[str, Any] = {
        "attendance": attendance,
        "cancelled_by": cancelled_by if attendance == Session.Attendance.CANCELLED else "",
        "tasks_done": sorted(set(tasks_done)),
        "safety_asked": safety_asked,
        "since_last": since_last.strip(),
        "summary": summary.strip(),
    }
    with transaction.atomic():
        found = _locked(session)
        people_rules.check_can_change_record(found.course.client, by)
        if not _differing(found, new):
            return found
        rules.check_can_record_session(found, attendance)
        _check_tasks(found, new["tasks_done"])
        if found.version == version:
            return _save(found, new, by)
        _keep_aside(found, new, by)
    raise Stale(found)


def _locked(session: Session) -> Session:
    rows = Session.objects.select_for_update(of=("self",)).select_related("course__client__service")
    return rows.get(pk=session.pk)


def _differing(session: Session, new: dict[str, Any]) -> list[str]:
    return [name for name, value in new.items() if getattr(session, name) != value]


def _check_tasks(session: Session, tasks: list[str]) -> None:
    known = {task.id for task in queries.protocol_of(session.course).tasks}
    known |= set(session.tasks_done)  # ticked under an earlier protocol of this course
    if not known.issuperset(tasks):
        raise Refused("The protocol has no such task.")


def _save(session: Session, new: dict[str, Any], by: Actor) -> Session:
    changed = _differing(session, new)
    for name, value in new.items():
        setattr(session, name, value)
    session.version += 1
    session.recorded_at, session.recorded_by = clock.now(), by.actor_id
    session.save(update_fields=[*new, "version", "recorded_at", "recorded_by"])
    _audit("record_session", session, tuple(changed), by)
    return session


def _keep_aside(session: Session, new: dict[str, Any], by: Actor) -> None:
    texts = {name: new[name] for name in TEXTS if new[name] and new[name] != getattr(session, name)}
    keep_texts(session, texts, client=session.course.client, verb="record_session", by=by)


def _audit(verb: str, session: Session, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=session.course.client_id,
        record="course.Session",
        record_id=session.id,
        fields=fields,
    )
