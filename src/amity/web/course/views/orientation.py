"""A short orientation for somebody who asks whether this is for them: public, signed out, nothing kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amity.core import library
from amity.web.base.registry import rule
from amity.web.people import queries as people
from amity.web.safety import queries as safety

FOR_ME = "ipt_for_me"


@rule("public", changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def orientation(request: HttpRequest) -> HttpResponse:
    """What was marked is answered on the page itself: it stands in no address, no session and no table."""
    asked, service = library.orientation(FOR_ME), people.service()
    known = {it.id for it in asked.statements}
    marked = known & set(request.POST.getlist("marked"))
    told = asked.answer_to(marked)
    context = {
        "asked": asked,
        "told": (asked.answers[told] if told else asked.nothing) if request.method == "POST" else None,
        "is_urgent": told == "seek_help_now",
        "numbers": safety.help_numbers(service),
        "exit_url": service.exit_url if service else "",
    }
    return render(request, "course/orientation.html", context)
