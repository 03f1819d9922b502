"""What is caught while two people talk: a mood and its event, a sentence, who else was there."""

import uuid
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.record import Record
from amity.web.course import queries, rules
from amity.web.course.models import Attendee, Capture, MoodEvent, Session
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, save_version

GONE = "This was removed. Put it back first, then change it."


def save_mood_event(
    *, id: UUID, session: Session, version: int, mood: str, event: str, by: Actor
) -> MoodEvent | None:
    """A mood and what happened beside it; either may stay open. None: nothing was said yet.

    The first saving makes the row. Raises Stale when `version` is no longer the newest.
    """
    said = {"mood": mood.strip(), "event": event.strip()}
    with transaction.atomic():
        session = _opened(session, by)
        found = queries.made_before(MoodEvent, id, session_id=session.id)
        if found is None:
            return _new_mood_event(id, session, said, by) if any(said.values()) else None
        if found.removed_at and (found.mood, found.event) != tuple(said.values()):
            raise Refused(GONE)
        saved = save_version(
            found, version, said, client=session.course.client, texts=said, verb="save_mood_event", by=by
        )
    if not saved:
        raise Stale(found)
    return found


@transaction.atomic
def remove_mood_event(*, mood_event: MoodEvent, removed: bool = True, by: Actor) -> MoodEvent:
    """Taken off the page, or put back; nothing is deleted."""
    taken: MoodEvent = _take_off(mood_event, removed, "remove_mood_event", by)
    return taken


@transaction.atomic
def capture(
    *, id: UUID | None = None, session: Session, words: str, filed: str, about: str = "", by: Actor
) -> Capture:
    """One sentence in the client's words, filed where it belongs."""
    session = _opened(session, by)
    if (found := queries.made_before(Capture, id, session_id=session.id)) is not None:
        return found
    rules.check_can_file(filed)
    if not words.strip():
        raise Refused("Write the sentence first.")
    made = Capture.objects.create(
        id=id or uuid.uuid4(),
        session=session,
        words=words.strip(),
        filed=filed,
        about=_about(filed, about),
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("capture", made, session, ("words", "filed", "about"), by)
    return made


@transaction.atomic
def file_capture(*, capture: Capture, filed: str, about: str = "", by: Actor) -> Capture:
    """Somewhere else than where it was filed at first."""
    session = _opened(capture.session, by)
    capture = Capture.objects.select_related("session__course").get(pk=capture.pk)
    rules.check_can_file(filed)
    new = {"filed": filed, "about": _about(filed, about)}
    if all(getattr(capture, name) == value for name, value in new.items()):
        return capture
    capture.filed, capture.about = new["filed"], new["about"]
    capture.version += 1
    capture.save(update_fields=[*new, "version"])
    _wrote("file_capture", capture, session, tuple(new), by)
    return capture


@transaction.atomic
def remove_capture(*, capture: Capture, removed: bool = True, by: Actor) -> Capture:
    """Taken off the page, or put back; nothing is deleted."""
    taken: Capture = _take_off(capture, removed, "remove_capture", by)
    return taken


@transaction.atomic
def add_attendee(
    *, id: UUID | None = None, session: Session, kind: str, name: str = "", looked: bool = False, by: Actor
) -> Attendee:
    """Somebody else was there, or will be: ahead of it only after the private question was answered.

    looked: whether the page before it was open; the audit row says so.
    """
    session = _opened(session, by)
    if (found := queries.made_before(Attendee, id, session_id=session.id)) is not None:
        return found
    rules.check_can_add_attendee(session, kind, looked=looked)
    made = Attendee.objects.create(
        id=id or uuid.uuid4(),
        session=session,
        kind=kind,
        name=name.strip(),
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("add_attendee", made, session, ("kind", "name", *(("looked",) if looked else ())), by)
    return made


@transaction.atomic
def remove_attendee(*, attendee: Attendee, removed: bool = True, by: Actor) -> Attendee:
    """They were not there after all; or they were."""
    if not removed:
        rules.check_can_add_attendee(attendee.session, attendee.kind, looked=True)  # when they were added
    taken: Attendee = _take_off(attendee, removed, "remove_attendee", by)
    return taken


def _opened(session: Session, by: Actor) -> Session:
    """The session, locked, so that a form sent twice at once waits here."""
    found = queries.session_locked(session)
    people_rules.check_can_change_record(found.course.client, by)
    return found


def _new_mood_event(id: UUID, session: Session, said: dict[str, str], by: Actor) -> MoodEvent:
    place = session.mood_events.count() + 1
    made = MoodEvent.objects.create(
        id=id, session=session, place=place, at=clock.now(), by=by.actor_id, **said
    )
    _wrote("save_mood_event", made, session, tuple(name for name in said if said[name]), by)
    return made


def _about(filed: str, about: str) -> str:
    return about.strip() if filed == Capture.Filed.PERSON else ""


def _take_off(row: Any, removed: bool, verb: str, by: Actor) -> Any:
    session = _opened(row.session, by)
    found = type(row).objects.select_related("session__course").get(pk=row.pk)
    if removed == (found.removed_at is not None):
        return found
    found.removed_at = clock.now() if removed else None
    found.save(update_fields=["removed_at"])
    _wrote(verb, found, session, ("removed_at",), by)
    return found


def _wrote(verb: str, row: Record, session: Session, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=session.course.client_id,
        record=row._meta.label,
        record_id=row.pk,
        fields=fields,
    )
