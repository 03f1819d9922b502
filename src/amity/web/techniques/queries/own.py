"""What waits on a client's own pages: worksheets to fill in, and those the clinician asks to see."""

from dataclasses import dataclass

from amity.web.course.models import Course
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries.find import worksheets_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """Of what is the client's own: what was given to them and not begun, and what they are asked to show."""

    to_fill: tuple[Worksheet, ...] = ()
    asked: tuple[Worksheet, ...] = ()


def own_waiting(course: Course) -> Waiting:
    """Nothing of a course that is over."""
    if course.closed_at is not None:
        return Waiting()
    own = [it for it in worksheets_of(course, "client") if it.author == Author.CLIENT]
    there = [it for it in own if it.destroyed_at is None]
    asked = tuple(it for it in there if it.asked_at and it.visibility != Visibility.SHARED)
    to_fill = (it for it in there if it.given and it.client_wrote_at is None and it not in asked)
    return Waiting(tuple(to_fill), asked)
