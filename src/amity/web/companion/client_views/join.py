"""An invitation: the second step, then a name and a password of their own choosing."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from amity.web.base import audit, client_session, clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.base.second_step import UNLIKE, DateOfBirthForm
from amity.web.companion import names
from amity.web.companion.client_views.sign_in import enter
from amity.web.companion.forms import ChooseForm
from amity.web.people import actions, queries
from amity.web.people.models import Invitation
from amity.web.safety import queries as safety

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
INVITATION, SINCE = "invitation", "joining_since"
GONE = 410


@rule("public", changes=True)
@get_or_post
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The second step. The same page for every address of this shape, whether or not it opens anything."""
    form = DateOfBirthForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _second_step(request, form, 422 if form.is_bound else 200)
    born = form.cleaned_data["date_of_birth"]
    found = actions.open_invitation(token=token, date_of_birth=born, by=audit.SYSTEM)
    if found is None:
        form.add_error(None, UNLIKE)
        return _second_step(request, form, 422)
    state = queries.state_of_invitation(found)
    if not state.is_open:
        return _closed(request, state.id, found)
    request.session.flush()
    request.session[INVITATION], request.session["service"] = str(found.id), str(found.client.service_id)
    request.session[SINCE] = int(clock.now().timestamp())
    return HttpResponseRedirect(reverse("choose_sign_in"))


@sensitive_post_parameters()
@rule("client", changes=True)
@get_or_post
def choose_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever passed the second step chooses how they come back."""
    if INVITATION not in request.session:
        return _closed(request, "left", None)
    found = queries.invitation_by_id(UUID(request.session[INVITATION]))
    since = clock.now().timestamp() - request.session.get(SINCE, 0)
    if found is None or since > client_session.IDLE_MINUTES * 60:
        return _closed(request, "away", None)
    state = queries.state_of_invitation(found)
    if state.id not in ("open", "locked"):  # locking keeps others out
        return _closed(request, state.id, found)
    if request.method != "POST":
        return _choose(request, found, ChooseForm(initial={"name": names.suggestions(1)[0]}))
    form = ChooseForm(request.POST)
    if not form.is_valid():
        return _choose(request, found, form, 422)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    try:
        actions.accept_invitation(invitation=found, name=name, password=password, by=found.client)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _choose(request, found, form, 409)
    enter(request, found.client)
    return HttpResponseRedirect(reverse("client_home"))


def _second_step(request: HttpRequest, form: DateOfBirthForm, status: int) -> HttpResponse:
    """The very page that a link to questions shows: one cannot be told from the other."""
    service = queries.service()
    context = {"form": form, "exit_url": service.exit_url if service else ""}
    return render(request, "measures/open_link.html", context, status=status)


def _choose(request: HttpRequest, found: Invitation, form: ChooseForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "others": names.suggestions(),
        "address": f"{settings.SITE_URL}{reverse('client_sign_in')}",
        "shared": getattr(queries.safe_contact_of(found.client), "device_shared", ""),
        "exit_url": found.client.service.exit_url,
    }
    return render(request, "companion/choose_sign_in.html", context, status=status)


def _closed(request: HttpRequest, state: str, found: Invitation | None) -> HttpResponse:
    """Truly why, and what to do; without the second step it says nothing of whose it was (goal G35)."""
    service = found.client.service if found else queries.service()
    context = {
        "state": state,
        "numbers": [] if state == "left" else safety.help_numbers(service),
        "exit_url": service.exit_url if service else "",
    }
    return render(request, "companion/closed.html", context, status=GONE)
