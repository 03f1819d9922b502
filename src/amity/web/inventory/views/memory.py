"""Earlier circles: what was, as it was."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.course.about import about
from amity.web.inventory import queries
from amity.web.inventory.views.parts import HERE, READERS, ClinicRequest, course_of, drawn_context
from amity.web.people import access


@rule(roles=READERS, reach=access.READ)
@require_safe
def circle(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """An earlier circle, as it was."""
    found = queries.circle_for(request.user, circle_id, access.READ)
    course = course_of(request, found.client)
    return render(
        request,
        "inventory/circle.html",
        {**about(request, course, HERE), **drawn_context(found), "circle": found},
    )
