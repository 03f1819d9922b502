"""What was caught in a session: moods and events, sentences, who was there, and the author's own note."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from amity.web.base.models import User
from amity.web.course.models import Attendee, Capture, MoodEvent, ProcessNote, Session
from amity.web.course.queries.find import row_for
from amity.web.people.models import Staff

Row = TypeVar("Row", MoodEvent, Capture, Attendee)


@dataclass(frozen=True)
class Conversation:
    """Everything caught in one session, in the order in which it was."""

    moods: Sequence[MoodEvent]
    captures: Sequence[Capture]
    attendees: Sequence[Attendee]


def conversation_of(session: Session) -> Conversation:
    """Without what was removed. The caller came through the one door."""
    return Conversation(
        list(session.mood_events.filter(removed_at=None).order_by("place", "at")),
        list(session.captures.filter(removed_at=None).order_by("at")),
        list(session.attendees.filter(removed_at=None).order_by("at")),
    )


def record_is_empty(session: Session) -> bool:
    """Whether nothing was written down about it: attendance alone is no record."""
    said = (session.note, session.since_last, session.safety_said, session.safety_decided, session.summary)
    return not any((*said, session.tasks_done))


def own_process_note(session: Session, author: Staff) -> ProcessNote | None:
    """The note of this author. There is no other way to read a process note."""
    found = ProcessNote.objects.filter(session=session, author=author).first()
    if found:
        found.session = session
    return found


def mood_event_for(user: User, id: UUID, purpose: str) -> MoodEvent:
    """The pair, or Http404."""
    return row_for(user, MoodEvent, id, purpose)


def capture_for(user: User, id: UUID, purpose: str) -> Capture:
    """The sentence, or Http404."""
    return row_for(user, Capture, id, purpose)


def attendee_for(user: User, id: UUID, purpose: str) -> Attendee:
    """Whoever was there, or Http404."""
    return row_for(user, Attendee, id, purpose)
