"""One session of a story as it was recorded: attendance and note, moods, captures, who else was there."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.course.models import Session
from amity.web.demo.parts import Remote, Told
from amity.web.demo.story import CAME

IN_PERSON = Session.Mode.IN_PERSON


def recorded(session: Session, letter: str, told: Told, tasks: list[str], remote: Remote | None) -> Session:
    """What came of the appointment, in one save; `tasks`: what the protocol foresees for it."""
    held = letter in "al"
    new: dict[str, Any] = {
        "attendance": CAME[letter],
        "cancelled_by": {"c": "client", "s": "service"}.get(letter, ""),
        "since_last": told.since,
        "note": told.note,
        "summary": told.summary,
    }
    if held:
        new |= _safety(session, told)
        new |= {
            "tasks_done": [id for id in tasks if id not in told.aside],
            "tasks_aside": [id for id in tasks if id in told.aside],
        }
        new |= _remote(session, told.remote or remote)
    return courses.save_session(session=session, version=session.version, new=new, by=_by(session))


def said_in(session: Session, told: Told) -> Session:
    """What was caught while they talked, and what the clinician keeps apart; the summary is shared."""
    by = _by(session)
    for beside in told.there:
        courses.add_attendee(session=session, kind=beside.kind, name=beside.name, by=by)
    for pair in told.moods:
        courses.save_mood_event(
            id=uuid4(), session=session, version=0, mood=pair.mood, event=pair.event, by=by
        )
    for caught in told.caught:
        courses.capture(session=session, words=caught.words, filed=caught.filed, about=caught.about, by=by)
    if told.process:
        author = session.course.clinician
        courses.save_process_note(session=session, author=author, version=0, text=told.process, by=by)
    return courses.share_summary(session=session, shared=True, by=by) if told.summary else session


def _safety(session: Session, told: Told) -> dict[str, Any]:
    ahead = told.follow_up_days
    return {
        "safety_asked": told.asked,
        "safety_said": told.safety_said,
        "safety_decided": told.safety_decided,
        "safety_follow_up_on": clock.today(session.local) + timedelta(days=ahead) if ahead else None,
    }


def _remote(session: Session, remote: Remote | None) -> dict[str, Any]:
    if session.mode == IN_PERSON or remote is None:
        return {}
    return {"who_is_there": "yes", "is_private": "yes", **remote.model_dump()}


def _by(session: Session) -> Any:
    return session.course.clinician.user
