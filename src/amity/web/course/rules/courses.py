"""What may be done to a course. Each `check_can_…` raises Refused with the sentence that the page shows."""

from uuid import UUID

from django.utils.translation import gettext as _

from amity.core.phases import CLOSED, Move, Standing
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.course import queries
from amity.web.course.models import Course, Practice, Session
from amity.web.course.offered import people_given
from amity.web.people import rules as people_rules
from amity.web.people.models import Client, Consent, latest

HELD = (Session.Attendance.ATTENDED, Session.Attendance.LATE, Session.Attendance.DNA)


def check_can_start_course(client: Client) -> None:
    """Treatment consent is recorded, and no other course is under way."""
    if queries.open_course_of(client):
        raise Refused("A course is under way. It is closed before another begins.")
    consent = latest(client.consents.filter(kind=Consent.Kind.TREATMENT))
    if consent is None:
        raise Refused("Consent to treatment is not recorded yet. Record it, and the course can start.")
    if not consent.given:
        raise Refused(
            "The client took back the consent to treatment. Record it anew, and the course can start."
        )


def check_is_open(course: Course) -> None:
    """The course is under way."""
    if course.closed_at:
        raise Refused(_("This course is closed."))


def check_can_plan_session(course: Course) -> None:
    """Any time while the course is open: no gate stands before an appointment."""
    check_is_open(course)


def check_can_move_session(session: Session) -> None:
    """A planned session can be moved; what is recorded stays where it was."""
    check_is_open(session.course)
    if session.attendance != Session.Attendance.PLANNED:
        raise Refused(
            f"This session is recorded as “{session.get_attendance_display()}” and stays where it was."
        )


def check_can_record_session(session: Session, attendance: str) -> None:
    """From the day of the session on; a cancellation at any time. No gate and no phase stands before it."""
    day = session.planned_at.astimezone(session.local).date()
    if attendance in HELD and day > clock.today(session.local):
        raise Refused(
            "Attendance can be recorded from the day of the session on. Before that it can be cancelled."
        )


def check_can_agree_practice(course: Course, person: UUID | None = None) -> None:
    """While the course is open; with somebody of this client's life, or with nobody by name."""
    check_is_open(course)
    if person and person not in {one.id for one in people_given(course.client)}:
        raise Refused("Whoever was chosen is not among the people of this client. Open the page again.")


def check_can_record_practice_result(practice: Practice, by: Actor) -> None:
    """The care team, and the client of their own, while the course is open. What was recorded when they met
    is the record of that talk, and the client's own pages leave it as it is."""
    client = practice.course.client
    if by.actor_kind != "client":
        people_rules.check_can_change_record(client, by)
    elif by.actor_id != client.id:
        raise Refused(_("Only the client can do this."))
    check_is_open(practice.course)
    if by.actor_kind == "client" and not queries.is_for_client_to_tell(practice):
        raise Refused(_("You have talked about this one together. Say more when you meet again."))


def check_can_move_phase(course: Course, to: str, reason: str, standing: Standing | None = None) -> Move:
    """The protocol's gates, as `core.phases` reads them; an advisory one is passed over with a reason."""
    check_is_open(course)
    move = next((it for it in (standing or queries.standing_of(course)).moves if it.to == to), None)
    if move is None or to == CLOSED:
        raise Refused("That phase does not follow the one the course is in.")
    _check_gate(move, reason)
    return move


def check_can_close_course(course: Course, reason: str, standing: Standing | None = None) -> Move | None:
    """With a reason, at any time. Appointments still ahead are recorded or cancelled first."""
    check_is_open(course)
    if course.sessions.filter(attendance=Session.Attendance.PLANNED).exists():
        raise Refused(
            "A session is still planned or not recorded. Record or cancel it, then close the course."
        )
    if not reason.strip():
        raise Refused("Say in a line why the course is closed.")
    moves = (standing or queries.standing_of(course)).moves
    return next((it for it in moves if it.to == CLOSED), None)


def _check_gate(move: Move, reason: str) -> None:
    if move.allowed or (move.overridable and reason.strip()):
        return
    if move.overridable:
        raise Refused(f"{move.reason} It can be passed over with a reason.")
    raise Refused(move.reason)


def can_start_course(client: Client) -> bool:
    """The boolean twin of `check_can_start_course`."""
    return not why_not(check_can_start_course, client)
