"""The process note: the clinician's own, read and written by its author alone."""

from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import ProcessNote, Session
from amity.web.people import rules as people_rules
from amity.web.people.models import Staff
from amity.web.people.versions import Stale


def save_process_note(
    *,
    session: Session,
    author: Staff,
    version: int,
    text: str,
    page: UUID | None = None,
    turn: int = 0,
    by: Actor,
) -> ProcessNote | None:
    """The author's note about this session. None: nothing was written yet.

    A page is never in its own way (see `save_session`). Raises Stale when another window of the author saved
    meanwhile. Nothing is kept aside then: whatever is kept aside belongs to the record, and this does not.
    """
    text = text.strip()
    with transaction.atomic():
        session = queries.session_locked(session)
        people_rules.check_can_change_record(session.course.client, by)
        rules.check_is_author(author, by)
        found = ProcessNote.objects.filter(session=session, author=author).first()
        if found is None:
            return _new(session, author, text, page, turn, by) if text else None
        found.session = session
        mine = page is not None and found.saved_from == page
        if mine and turn <= found.saved_turn:
            return found
        if mine or found.version == version or found.text == text:
            return _save(found, text, page, turn, by)
    raise Stale(found)


def _new(session: Session, author: Staff, text: str, page: UUID | None, turn: int, by: Actor) -> ProcessNote:
    made = ProcessNote.objects.create(
        session=session, author=author, text=text, saved_from=page, saved_turn=turn, at=clock.now()
    )
    _wrote(made, by)
    return made


def _save(note: ProcessNote, text: str, page: UUID | None, turn: int, by: Actor) -> ProcessNote:
    changed = note.text != text
    note.saved_from, note.saved_turn, note.at = page, turn, clock.now()
    if changed:
        note.text, note.version = text, note.version + 1
    note.save(update_fields=["saved_from", "saved_turn", "at", *(["text", "version"] if changed else [])])
    if changed:
        _wrote(note, by)
    return note


def _wrote(note: ProcessNote, by: Actor) -> None:
    audit.wrote(
        "save_process_note",
        by=by,
        client=note.session.course.client_id,
        record="course.ProcessNote",
        record_id=note.id,
        fields=("text",),
    )
