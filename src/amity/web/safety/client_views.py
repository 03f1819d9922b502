"""On the client's side: help, which works signed out, and their own plan for a bad time."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base import client_session, clock
from amity.web.base.language import speak
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.safety import queries

STALE = timedelta(days=365)  # numbers older than this say so (goal G42)


@rule("public")
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    device = people.device_here(request)
    if device is not None:
        speak(device.client.language)
    service = queries.service_of_session(request.session.get("service")) or people.service()
    numbers = queries.help_numbers(service)
    dates = [number.checked_on for number in numbers if number.checked_on]
    oldest = min(dates, default=None)
    context = {
        "numbers": numbers,
        "checked_on": oldest,
        "is_stale": oldest is not None and clock.now().date() - oldest > STALE,
        "exit_url": service.exit_url if service else "",
        "back_url": _back(request),
    }
    return render(request, "safety/help.html", context)


def _back(request: HttpRequest) -> str:
    """Where somebody came from: their questions, or their own pages."""
    if "link" in request.session:
        return "/d/form"
    return "/d/" if client_session.of(request) else ""


@rule("client", signed_in=True)
@require_safe
def my_safety_plan(request: HttpRequest) -> HttpResponse:
    """The newest version of the plan, if the client wanted to find it here: their words and whom to call."""
    client = access.client_of(request)
    context = {
        "plan": queries.own_plan_of(client),
        "numbers": queries.help_numbers(client.service),
        "exit_url": client.service.exit_url,
    }
    return render(request, "safety/my_safety_plan.html", context)
