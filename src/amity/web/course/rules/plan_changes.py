"""When the plan of a course may be changed: its protocol, its number of sessions, how often and how long."""

from amity.core.definitions.protocol import Protocol
from amity.web.base.errors import Refused, why_not
from amity.web.course import queries
from amity.web.course.models import Course
from amity.web.course.rules.courses import check_is_open

ASKED = "Say in a line why. It stays with the course and is read again at every review."


def check_plan_seen(course: Course, seen: str) -> None:
    """The plan is still the one that was on the page; an empty `seen` was on no page."""
    if seen and seen != queries.plan_seen(course):
        raise Refused(
            f"The plan was changed meanwhile. It is now: {queries.plan_in_words(course)}. "
            "Send it again if yours still fits."
        )


def check_can_change_plan(
    course: Course, planned_sessions: int, interval_days: int, minutes: int, reason: str
) -> None:
    """A length of the protocol, not below what is held already, and something that differs; with a reason."""
    check_is_open(course)
    _check_length(queries.protocol_of(course), planned_sessions)
    held = queries.standing_of(course).held
    if planned_sessions < held and planned_sessions != course.planned_sessions:
        raise Refused(f"{held} sessions are held already. Fewer cannot be agreed any more.")
    if (planned_sessions, interval_days, minutes) == (
        course.planned_sessions,
        course.interval_days,
        course.minutes,
    ):
        raise Refused("That is the plan as it is. Change a number, or leave it.")
    _check_reason(reason)


def check_can_change_protocol(
    course: Course, protocol: Protocol | None, planned_sessions: int, reason: str
) -> Protocol:
    """Another protocol or version, in one of its lengths; with a reason. Sessions held never hinder."""
    check_is_open(course)
    if protocol is None:
        raise Refused("There is no such protocol, or not in that version.")
    if (protocol.id, protocol.version) == (course.protocol, course.protocol_version):
        raise Refused(f"The course follows {protocol.short} already.")
    _check_length(protocol, planned_sessions)
    _check_reason(reason)
    return protocol


def can_change_plan(course: Course) -> bool:
    """While the course is open."""
    return not why_not(check_is_open, course)


def _check_length(protocol: Protocol, planned_sessions: int) -> None:
    if planned_sessions not in protocol.layouts:
        raise Refused(f"{protocol.short} takes {protocol.dose.in_words} sessions.")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(ASKED)
