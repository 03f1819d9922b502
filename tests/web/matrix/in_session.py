"""What is written and caught in one session, a canary in every field; the process note apart."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from amity.web.course import actions
from amity.web.course.models import Session
from amity.web.people.models import Staff

TEXTS = ("safety_said", "safety_decided", "note", "summary", "place", "emergency_contact", "dropped_call")


def in_session(
    session: Session, author: Staff, canary: Callable[[], str]
) -> tuple[set[str], set[str], Mapping[str, Any]]:
    """The record's words, the process note's, and what fills the addresses."""
    by, words = author.user, {name: canary() for name in TEXTS}
    new = words | {"meeting_link": f"https://meet.example/{canary()}", "mode": "video"}
    session = actions.save_session(session=session, version=session.version, new=new, by=by)
    actions.share_summary(session=session, shared=True, by=by)
    said = {name: canary() for name in ("mood", "event", "words", "about", "name")}
    pair = actions.save_mood_event(
        id=uuid4(), session=session, version=0, mood=said["mood"], event=said["event"], by=by
    )
    caught = actions.capture(session=session, words=said["words"], filed="person", about=said["about"], by=by)
    there = actions.add_attendee(session=session, kind="interpreter", name=said["name"], by=by)
    apart = canary()
    actions.save_process_note(session=session, author=author, version=0, text=apart, by=by)
    assert pair is not None
    ids = {"mood_id": pair.id, "capture_id": caught.id, "attendee_id": there.id}
    return {*new.values(), *said.values()} - {"video"}, {apart}, ids
