"""Help, on the client's side: works signed out, says the same to everybody of one service."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.people import queries as people
from amity.web.safety import queries

STALE = timedelta(days=365)  # numbers older than this say so (goal G42)


@rule("public")
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    service = queries.service_of_session(request.session.get("service")) or people.service()
    numbers = queries.help_numbers(service)
    dates = [number.checked_on for number in numbers if number.checked_on]
    oldest = min(dates, default=None)
    context = {
        "numbers": numbers,
        "checked_on": oldest,
        "is_stale": oldest is not None and clock.now().date() - oldest > STALE,
        "exit_url": service.exit_url if service else "",
        "can_go_back": "link" in request.session,
    }
    return render(request, "safety/help.html", context)
