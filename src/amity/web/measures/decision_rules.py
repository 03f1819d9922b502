"""When something may be decided on a card of *what now*; and why not, in a sentence."""

from collections.abc import Sequence

from amity.core.definitions.card import Card
from amity.web.base.errors import Refused
from amity.web.course.models import Course
from amity.web.course.rules.courses import check_is_open


def check_can_decide(
    course: Course, card: Card, occasions: Sequence[str], decision: str, reason: str
) -> None:
    """One of the card's decisions, with a reason, while something brings the card up."""
    check_is_open(course)
    if not occasions:
        raise Refused(
            "Nothing brings this card up any more. What was decided about it so far stands on this page."
        )
    if card.decision(decision) is None:
        raise Refused("Choose one of the card’s decisions.")
    if not reason.strip():
        raise Refused("Say in a line why: also where all stays as it is.")


def check_seen(seen: str, now: str) -> None:
    """Somebody decides on what stood on their page, and on nothing else. seen: "" where no page was."""
    if seen and seen != now:
        raise Refused(
            "The record holds something else by now. It stands on this page: read it, then decide again."
        )
