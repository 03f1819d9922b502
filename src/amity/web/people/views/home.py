"""The front door, and the way out."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base.registry import rule
from amity.web.people import queries
from amity.web.people.models import Staff


@rule(roles=frozenset(Staff.Role.values))
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out, the door leads to the page for signing in."""
    return HttpResponseRedirect(reverse("today"))


@rule("client", changes=True)
@csrf_exempt  # ending one's own session is never refused, whatever became of the cookie
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """End the client's session on this device, then show an ordinary page. A beacon asks by POST."""
    logout(request)
    if request.method == "POST":
        return HttpResponse(status=204)
    service = queries.service()
    return HttpResponseRedirect(service.exit_url if service else "/", status=303)
