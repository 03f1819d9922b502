"""A client signing in and out, and another password."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base import audit, client_session
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.companion import tries
from amity.web.companion.forms import ChangePasswordForm, SignInForm
from amity.web.people import access, actions, queries
from amity.web.people.models import Client

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
UNLIKE = "That name and that password do not go together. Look at both again."
TOO_OFTEN = "That was tried too often. After an hour at the latest you can try again."


@sensitive_post_parameters()
@rule("public", changes=True)
@get_or_post
def client_sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password. What is wrong, and whether there is such a name, is not said."""
    form = SignInForm(request.POST or None)
    if request.method != "POST":
        held = client_session.of(request)
        if held and queries.client_signed_in(held.client_id, held.mark):
            return HttpResponseRedirect(reverse("client_home"))
        return _sign_in(request, form)
    if not form.is_valid():
        return _sign_in(request, form, 422)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    if not tries.may_try(request, name):
        form.add_error(None, TOO_OFTEN)
        return _sign_in(request, form, 429)
    found = actions.sign_in_client(name=name, password=password, by=audit.SYSTEM)
    if found is None:
        form.add_error(None, UNLIKE)
        return _sign_in(request, form, 422)
    tries.was_right(request, name)
    enter(request, found.client)
    return HttpResponseRedirect(reverse("client_home"))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_sign_out(request: HttpRequest) -> HttpResponse:
    """As *Leave*, for somebody who stays on this site."""
    client_session.end(request)
    return HttpResponseRedirect(reverse("client_sign_in"))


@sensitive_post_parameters()
@rule("client", signed_in=True, changes=True)
@get_or_post
def client_password(request: HttpRequest) -> HttpResponse:
    """Another password: who signed in with the old one elsewhere is out."""
    client, form = access.client_of(request), ChangePasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "client_password", {"form": form}, 422 if form.is_bound else 200)
    own = queries.sign_in_of(client)
    assert own is not None  # the door has seen to it
    if not tries.may_try(request, own.name):
        form.add_error(None, TOO_OFTEN)
        return _page(request, "client_password", {"form": form}, 429)
    given = form.cleaned_data
    try:
        changed = actions.change_password(client=client, old=given["old"], new=given["password"], by=client)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, "client_password", {"form": form}, 409)
    tries.was_right(request, own.name)
    client_session.renew(request, queries.mark_of(changed))
    messages.success(request, "From now on the new password holds.")
    return HttpResponseRedirect(reverse("client_home"))


def enter(request: HttpRequest, client: Client) -> None:
    """A new session for whoever just showed that they are this client."""
    own = queries.sign_in_of(client)
    assert own is not None
    mark = queries.mark_of(own)
    client_session.begin(request, client_id=client.id, service_id=client.service_id, mark=mark)


def _sign_in(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    service = queries.service()
    context = {"form": form, "exit_url": service.exit_url if service else ""}
    return render(request, "companion/client_sign_in.html", context, status=status)


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    client = access.client_of(request)
    around = {"exit_url": client.service.exit_url}
    return render(request, f"companion/{name}.html", {**around, **context}, status=status)
