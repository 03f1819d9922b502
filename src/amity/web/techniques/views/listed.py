"""The worksheets of a course: what was begun, and what can be."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.people import access
from amity.web.techniques import queries
from amity.web.techniques.forms.around import AdjunctForm
from amity.web.techniques.forms.sharing import AgreedForm
from amity.web.techniques.queries.episodes import has_episodes
from amity.web.techniques.queries.listing import adjuncts_of, lines_of, shelves_of
from amity.web.techniques.views.parts import HERE, READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ)
@require_safe
def worksheets(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What was begun, the newest first; below it the techniques, those of the focus and the phase first."""
    return shown_list(request, courses.course_for(request.user, course_id, access.READ))


def shown_list(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    lines, aside = lines_of(course)
    context = about(request, course, HERE) | {
        "lines": lines,
        "aside": aside,
        "shelves": shelves_of(request.user, course),
        "adjuncts": adjuncts_of(course),
        "has_episodes": has_episodes(course, [it.worksheet for it in lines]),
        "adjunct_form": AdjunctForm(),
        "sharing": (agreed := queries.sharing_agreed(course)),
        "agreed_form": AgreedForm(initial={"choice": agreed.choice} if agreed else {}),
    }
    return render(request, "techniques/worksheets.html", context | more, status=status)
