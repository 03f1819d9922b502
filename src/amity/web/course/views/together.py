"""One thing alone on the screen, for both to look at, or for the window that a video session shares."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.course import queries
from amity.web.course.queries import together as things
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE)
@require_safe
def together(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Which thing? Nothing on it but whose it is, as the client may be looking already."""
    course = queries.course_for(request.user, course_id, access.CARE)
    context = {
        "course": course,
        "client": course.client,
        "things": things.things_of(course),
        "own_window": "alone" in request.GET,
    }
    return render(request, "course/together.html", context)


@rule(roles=CLINICIAN, reach=access.CARE)
@require_safe
def together_thing(request: ClinicRequest, course_id: UUID, thing: str) -> HttpResponse:
    """The thing, large. Its part is drawn from what it brings along, with nothing of the request in reach."""
    course = queries.course_for(request.user, course_id, access.CARE)
    found = things.thing_of(course, thing)
    if found is None:
        raise Http404
    context = {
        "course_id": course.id,
        "title": found.title,
        "part": render_to_string(found.template, dict(found.context)),
        "own_window": "alone" in request.GET,
    }
    return render(request, "course/together_thing.html", context)
