"""Worksheets on paper: what is written, or the questions alone with room to write by hand."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.core import worksheets
from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.people import access
from amity.web.techniques import queries
from amity.web.techniques.views.begin import technique_named
from amity.web.techniques.views.blank import blank_steps
from amity.web.techniques.views.parts import READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ)
@require_safe
def print_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """What is written, for the client to keep: nothing that is for clinicians alone."""
    found = queries.worksheet_for(request.user, worksheet_id, access.READ)
    names = queries.names_for(found.course.client, "client")
    context = {
        "worksheet": found,
        "technique": found.definition,
        "parts": worksheets.lines(found.definition, found.told, "client", names=names),
        "as_of": clock.now(),
    }
    return render(request, "techniques/print_worksheet.html", context)


@rule(roles=READERS, reach=access.READ)
@require_safe
def blank_worksheet(request: ClinicRequest, course_id: UUID, technique: str) -> HttpResponse:
    """The questions with ruled lines, to be filled in by hand and typed in later."""
    course, shape = courses.course_for(request.user, course_id, access.READ), technique_named(technique)
    if not shape.print.blank:
        raise Http404
    context = {"course": course, "technique": shape, "steps": blank_steps(shape)}
    return render(request, "techniques/blank_worksheet.html", context)
