"""What the pages of the inventory share: who may look, the course around them, a circle ready to show."""

from typing import Any

from django.http import Http404

from amity.core import network
from amity.web.course import queries as courses
from amity.web.course.models import Course
from amity.web.inventory import queries
from amity.web.inventory.drawing import picture_of
from amity.web.inventory.models import Circle
from amity.web.inventory.queries import Drawn
from amity.web.people import access
from amity.web.people.models import Client, Staff

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there
CLINICIAN = frozenset({Staff.Role.CLINICIAN})
READERS = frozenset({Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR})
HERE = "inventory"


def course_of(request: ClinicRequest, client: Client) -> Course:
    """The course whose pages stand around this one: the newest. Http404 before there is one."""
    found = courses.courses_of(client)
    if not found:
        raise Http404
    return courses.course_for(request.user, found[0].id, access.READ)


def drawn_context(circle: Circle) -> dict[str, Any]:
    """One circle, what it says, and what is different from the one before."""
    names = queries.names_of(circle.client)
    drawn, last = queries.drawn(circle), queries.drawn(circle.after) if circle.after else None
    return {
        "drawn": drawn,
        "picture": picture_of(drawn, names, last),
        "last": last and last.circle,
        **counted(drawn, last),
    }


def counted(drawn: Drawn, last: Drawn | None) -> dict[str, Any]:
    """What a circle says, and what is different from the last: for the clinician, never on the circle."""
    board = drawn.board.circle
    is_later = last is not None and bool(board.placed)
    return {
        "sentences": network.of_circle(network.describe(board)),
        "changes": network.of_change(network.change(last.board.circle, board)) if last and is_later else (),
    }
