"""What every page about one course shows: who, where in the row of pages, and the safety line."""

from typing import Any

from amity.web.course import queries
from amity.web.course.models import Course
from amity.web.course.offered import forms_tell
from amity.web.course.queries.safety_rows import assessed_since
from amity.web.people.models import Staff
from amity.web.safety import queries as safety


def about(request: Any, course: Course, here: str) -> dict[str, Any]:
    """The context of `course/subject.html`; `here` is the url name of the page."""
    client = course.client
    flag = safety.open_flag_of(client, request.user)
    last_asked = queries.last_asked_on(list(course.sessions.all()))
    may_care = request.staff.role == Staff.Role.CLINICIAN
    return {
        "course": course,
        "here": here,
        "client": client,
        "protocol": queries.protocol_of(course),
        "places": queries.places_of(course, here),
        "flag": flag,
        "last_flag": None if flag else safety.last_flag_of(client),
        "safety_line": {
            "last_asked": last_asked,
            "assessed": assessed_since(course, last_asked),
            "safety_said": forms_tell([course])[course.id].safety_said,
        },
        "may_care": may_care,
        "may_write": may_care and not course.closed_at,
    }
