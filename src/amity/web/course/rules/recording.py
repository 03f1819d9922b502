"""What may be written down about a session. Each check raises Refused with a sentence for the page."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Attendee, Capture, Course, Session
from amity.web.course.offered import facts_given
from amity.web.course.queries.facts import protocol_of
from amity.web.people.models import Staff
from amity.web.safety import rules as safety

JOINS_AT_ONCE = (Attendee.Kind.INTERPRETER,)  # without one the private question may not be askable at all
NOT_YET = "Before anybody else joins, look at the safety pages, alone."  # they may be reading this screen
STEP_FIRST = "Ahead of a session somebody is added on a page of its own, which you look at alone."


def check_meeting_link(link: str) -> None:
    """Nothing, or an address that is opened over https."""
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Refused("That is no address of a meeting.") from None
    if link and (parts.scheme != "https" or not parts.hostname or any(mark in link for mark in " <>\"'\\\n")):
        raise Refused("Give the whole address of the meeting; it begins with https://")


def check_follow_up(session: Session, on: date | None) -> None:
    """A follow-up comes after the session, or on its day."""
    if on and on < session.planned_at.astimezone(session.local).date():
        raise Refused("The follow-up cannot be before the day of the session.")


def check_can_change_summary(session: Session, summary: str) -> None:
    """What the client reads does not change while they read it."""
    if session.summary_shared_at and summary != session.summary:
        raise Refused("The client sees this summary. Take it back, then change it.")


def check_can_tick(session: Session, tasks: Iterable[str]) -> None:
    """Of a protocol with steps nothing new is ticked that is held back; what was ticked before stays."""
    new = [task for task in tasks if task not in session.tasks_done]
    held = held_back(session) if new else {}
    for task in new:
        if task in held:
            raise Refused(held[task])


def held_back(session: Session) -> Mapping[str, str]:
    """By task why it is not ticked as things stand; nothing in a protocol without steps."""
    if not protocol_of(session.course).steps:
        return {}
    return facts_given([session.course])[session.course_id].held_back


def check_can_share_summary(session: Session, shared: bool) -> None:
    """There is something to read."""
    if shared and not session.summary:
        raise Refused("Write the summary first, then share it.")


def check_can_add_attendee(session: Session, kind: str, *, looked: bool = False) -> None:
    """Ahead of a session nobody but an interpreter is noted before the client was asked alone about violence.

    looked: whether the page before it was open, where it stands with whom the client is not safe.
    What happened can always be recorded: from the hour it begins nobody is refused.
    """
    if kind not in Attendee.Kind.values:
        raise Refused("Choose who was there.")
    if not lies_ahead(session) or kind in JOINS_AT_ONCE:
        return
    if reason := look_first(session, kind):
        raise Refused(reason)
    if not looked:
        raise Refused(STEP_FIRST)


def lies_ahead(session: Session) -> bool:
    """Whether it has not begun: what is planned can still be thought about."""
    return session.planned_at > clock.now()


def look_first(session: Session, kind: str) -> str:
    """What the page says where the private question comes first, or nothing."""
    joins = kind in JOINS_AT_ONCE or safety.can_join_session(session.course.client)
    return "" if joins else NOT_YET


def check_can_file(filed: str) -> None:
    """One of the places where a sentence can go."""
    if filed not in Capture.Filed.values:
        raise Refused("Choose where this belongs.")


def check_lies_in_life(course: Course, planned_at: datetime) -> None:
    """No appointment before the client was born."""
    born = course.client.date_of_birth
    if born and planned_at.astimezone(course.client.service.zone).date() < born:
        raise Refused("That is before the client was born. Check the year.")


def check_is_author(author: Staff, by: Actor) -> None:
    """A process note is its author's, and nobody else's."""
    if author.user.actor_id != by.actor_id:
        raise Refused("A process note is written by its author alone.")
