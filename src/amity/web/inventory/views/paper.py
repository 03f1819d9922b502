"""A circle on paper, as SVG and as PNG. Who is left out of what leaves the clinic is "a person"."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base.drawn_png import NotDrawn
from amity.web.base.registry import rule
from amity.web.inventory import queries
from amity.web.inventory.models import Circle
from amity.web.inventory.paper import OnPaper, as_png, as_svg, on_paper
from amity.web.inventory.views.memory import shown_circle
from amity.web.inventory.views.parts import READERS, ClinicRequest, course_of
from amity.web.people import access

NO_PICTURE = (
    "This server could not make the picture. Take the SVG, which every browser opens, or print the page; "
    "whoever runs the clinic finds the reason in the log."
)


@rule(roles=READERS, reach=access.READ)
@require_safe
def print_circle(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """A clean page: the circle, its day, its names."""
    circle = queries.circle_for(request.user, circle_id, access.READ)
    newest = queries.newest_circle(circle.client)
    context = {
        "course": course_of(request, circle.client),
        "circle": circle,
        "newest": newest and newest.id,
        "paper": _paper(circle),
    }
    return render(request, "inventory/print_circle.html", context)


@rule(roles=READERS, reach=access.READ)
@require_safe
def circle_svg(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """A file of its own."""
    circle = queries.circle_for(request.user, circle_id, access.READ)
    return _file(circle, as_svg(_paper(circle)).encode(), "image/svg+xml; charset=utf-8", "svg")


@rule(roles=READERS, reach=access.READ)
@require_safe
def circle_png(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """The same as a picture; where it cannot be drawn, the page says what to take instead."""
    circle = queries.circle_for(request.user, circle_id, access.READ)
    try:
        return _file(circle, as_png(_paper(circle)), "image/png", "png")
    except NotDrawn:
        return shown_circle(request, circle, status=503, refusal=NO_PICTURE)


def _paper(circle: Circle) -> OnPaper:
    return on_paper(queries.drawn(circle), queries.names_on_paper(circle.client))


def _file(circle: Circle, content: bytes, kind: str, ending: str) -> HttpResponse:
    """A download whose name says the day and nobody's name."""
    name = f"circle-{circle.drawn_on.isoformat()}.{ending}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
