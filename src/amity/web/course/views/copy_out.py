"""One session as plain text, to copy or to print."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.course import queries
from amity.web.course.queries.copy_out import as_text, copy_of
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE)
@require_safe
def copy_session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    found = queries.session_for(request.user, session_id, access.CARE)
    copy = copy_of(found)
    context = {
        "session": found,
        "client": found.course.client,
        "text": as_text(copy),
        "is_empty": copy.is_empty,
        "as_of": clock.now(),
    }
    return render(request, "course/copy_session.html", context)
