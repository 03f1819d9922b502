"""What came of a session is recorded. The later of two savings never overwrites: both texts are kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import queries, rules
from amity.web.course.models import Session
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, differing, keep_texts

TEXTS = (
    "safety_said",
    "safety_decided",
    "since_last",
    "note",
    "summary",
    "place",
    "emergency_contact",
    "dropped_call",
    "meeting_link",
)


def record_session(
    *,
    session: Session,
    version: int,
    attendance: str,
    cancelled_by: str = "",
    tasks_done: list[str],
    safety_asked: bool | None,
    safety_said: str = "",
    safety_decided: str = "",
    safety_follow_up_on: date | None = None,
    since_last: str = "",
    note: str = "",
    summary: str = "",
    by: Actor,
) -> Session:
    """Attendance, and as much else as there is. Raises Stale when `version` is no longer the newest."""
    new = {
        "attendance": attendance,
        "cancelled_by": cancelled_by,
        "tasks_done": tasks_done,
        "safety_asked": safety_asked,
        "safety_said": safety_said,
        "safety_decided": safety_decided,
        "safety_follow_up_on": safety_follow_up_on,
        "since_last": since_last,
        "note": note,
        "summary": summary,
    }
    with transaction.atomic():
        found, is_stored = _store(session, version, new, None, 0, "record_session", by)
    if not is_stored:
        raise Stale(found)
    return found


def save_session(
    *,
    session: Session,
    version: int,
    new: Mapping[str, Any],
    page: UUID | None = None,
    turn: int = 0,
    verb: str = "save_session",
    by: Actor,
) -> Session:
    """Some of a session's record, by name. What is not named stays.

    page: the open page that saves, and `turn` its own count of its savings. A page is never in its own way:
    its next turn goes through though an answer to the last one was lost, and a turn that was overtaken on
    the way changes nothing. Raises Stale when somebody else saved meanwhile; the texts are kept aside.
    """
    with transaction.atomic():
        found, is_stored = _store(session, version, new, page, turn, verb, by)
    if not is_stored:
        raise Stale(found)
    return found


def share_summary(*, session: Session, shared: bool, by: Actor) -> Session:
    """From now on the client sees the summary; or no longer."""
    with transaction.atomic():
        found = queries.session_locked(session)
        people_rules.check_can_change_record(found.course.client, by)
        if shared == (found.summary_shared_at is not None):
            return found
        rules.check_can_share_summary(found, shared)
        found.summary_shared_at = clock.now() if shared else None
        found.save(update_fields=["summary_shared_at"])
        _audit("share_summary", found, ("summary_shared_at",), by)
    return found


def _store(
    session: Session,
    version: int,
    new: Mapping[str, Any],
    page: UUID | None,
    turn: int,
    verb: str,
    by: Actor,
) -> tuple[Session, bool]:
    """Inside the caller's transaction: the row, and whether it took what is new or kept it aside."""
    found = queries.session_locked(session)
    people_rules.check_can_change_record(found.course.client, by)
    if page and found.saved_from == page and turn <= found.saved_turn:
        return found, True
    said = _checked(found, new)
    is_newest = found.version == version or (page is not None and found.saved_from == page)
    if is_newest or not differing(found, said):
        return _save(found, said, page if is_newest else None, turn, verb, by), True
    texts = {name: said[name] for name in differing(found, said) if name in TEXTS}
    keep_texts(found, texts, client=found.course.client, verb=verb, by=by)
    return found, False


def _checked(session: Session, new: Mapping[str, Any]) -> dict[str, Any]:
    """The same, tidied, after the rules were asked."""
    said: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in new.items()
    }
    for name in ("tasks_done", "tasks_aside"):
        if name in said:
            said[name] = sorted(set(said[name]))
            _check_tasks(session, said[name])
    rules.check_can_tick(session, said.get("tasks_done", ()))
    attendance = said.get("attendance", session.attendance)
    if attendance != session.attendance:
        rules.check_can_record_session(session, attendance)
    if "attendance" in said or "cancelled_by" in said:
        by_whom = said.get("cancelled_by", session.cancelled_by)
        said["cancelled_by"] = by_whom if attendance == Session.Attendance.CANCELLED else ""
    if "summary" in said:
        rules.check_can_change_summary(session, said["summary"])
    if "meeting_link" in said:
        rules.check_meeting_link(said["meeting_link"])
    if "safety_follow_up_on" in said:
        rules.check_follow_up(session, said["safety_follow_up_on"])
    return said


def _check_tasks(session: Session, tasks: list[str]) -> None:
    known = {task.id for task in queries.protocol_of(session.course).tasks}
    known |= {*session.tasks_done, *session.tasks_aside}  # from an earlier protocol of this course
    if not known.issuperset(tasks):
        raise Refused("The protocol has no such task.")


def _save(
    session: Session, new: dict[str, Any], page: UUID | None, turn: int, verb: str, by: Actor
) -> Session:
    """Write what differs. A turn that says nothing new is noted too, so that no older one follows it."""
    changed = differing(session, new)
    fields = [*changed]
    if changed:
        for name in changed:
            setattr(session, name, new[name])
        session.version += 1
        session.recorded_at, session.recorded_by = clock.now(), by.actor_id
        session.saved_from, session.saved_turn = page, turn
        fields += ["version", "recorded_at", "recorded_by", "saved_from", "saved_turn"]
    elif page:
        session.saved_from, session.saved_turn = page, turn
        fields += ["saved_from", "saved_turn"]
    if fields:
        session.save(update_fields=fields)
    if changed:
        _audit(verb, session, changed, by)
    return session


def _audit(verb: str, session: Session, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=session.course.client_id,
        record="course.Session",
        record_id=session.id,
        fields=fields,
    )
