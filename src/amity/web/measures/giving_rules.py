"""When a plan may change, and when a notice may go out; and why not, in a sentence."""

from collections.abc import Sequence

from amity.core import giving
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Course
from amity.web.measures import queries
from amity.web.measures.models import Occasion
from amity.web.measures.queries import giving as asked
from amity.web.measures.queries import ways
from amity.web.people import rules as people_rules


def check_can_plan(course: Course, instrument: str, moments: Sequence[str], reason: str) -> None:
    """Something that can be given, at moments that there are, with a reason."""
    if not reason.strip():
        raise Refused("Write why this course asks otherwise than its protocol.")
    known = {it.instrument for it in asked.planned(course).asked}
    if instrument not in known | {it.id for it in queries.offered(course.client.service)}:
        raise Refused("There is no such questionnaire to give here.")
    try:
        giving.check_moments(moments)
    except ValueError as unknown:
        raise Refused(str(unknown)) from unknown


def check_can_pause(course: Course, reason: str) -> None:
    """Of a course under way, with a reason, once."""
    if course.closed_at is not None:
        raise Refused("This course is closed; it asks nothing that could be paused.")
    if not reason.strip():
        raise Refused("Write why nothing is asked for a while.")
    pause = asked.pause_of(course)
    if pause is not None and (pause.until is None or pause.until > clock.now()):
        raise Refused("Asking is paused already.")


def check_can_resume(course: Course) -> None:
    if asked.pause_of(course) is None:
        raise Refused("Asking is not paused.")


def check_can_make(course: Course, by: Actor) -> None:
    people_rules.check_can_change_record(course.client, by)


def check_is_the_program(by: Actor) -> None:
    """What happens on a timer alone."""
    if by.actor_kind != "system":
        raise Refused("Only the client’s care team gives questions by hand; the program alone says so.")


def check_can_notify(occasion: Occasion) -> None:
    """By e-mail alone, where that is safe, at an hour that is, about something that waits."""
    if occasion.withdrawn_at is not None or occasion.link is None:
        raise Refused("Nothing of it waits for an answer.")
    if not queries.state_of(occasion.link).is_open:
        raise Refused("Its link opens nothing any more.")
    if giving.is_paused(asked.planned(occasion.course).times, clock.now()):
        raise Refused("Asking is paused.")
    if occasion.course.closed_at is not None and not occasion.key.startswith("follow_up:"):
        raise Refused("The course is closed.")
    if occasion.course.client_id in asked.without_consent([occasion.course.client_id]):
        raise Refused("The client does not agree to questionnaires by link.")
    if queries.was_mailed(occasion.link) and not occasion.notices.exists():
        raise Refused("Somebody put its link in the post by hand.")
    way = ways.way_to(occasion.course.client)
    if way.id != "email":
        raise Refused(way.words)
    if ways.safe_until(occasion.course.client) is None:
        raise Refused("It is not an hour at which a notice is safe.")
