"""Where a client's pages are open: devices, a code for a new one, passkeys, and "Something is wrong"."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import device_cookie
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.companion import asked_passkey
from amity.web.companion.client_views.around import page
from amity.web.people import access, actions, queries
from amity.web.people.models import Client
from amity.web.people.queries import passkeys


@rule("client", signed_in=True)
@require_safe
def client_devices(request: HttpRequest) -> HttpResponse:
    return _devices(request)


@rule("client", signed_in=True, changes=True)
@require_POST
def make_own_code(request: HttpRequest) -> HttpResponse:
    """The code stands in this answer and nowhere else: opened again, the page does not have it."""
    on_paper, client = "on_paper" in request.POST, access.client_of(request)
    figures = actions.make_device_code(client=client, on_paper=on_paper, by=client)[1]
    return _devices(request, {"figures": figures, "on_paper": on_paper})


@rule("client", signed_in=True, changes=True)
@require_POST
def end_own_device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    client = access.client_of(request)
    device = actions.end_device(device=queries.own_device(client, device_id), by=client)
    if device == access.device_of(request):
        return HttpResponseRedirect(reverse("client_sign_in"))
    return _said(request, _("Ended. With its next page it is signed out."))


@rule("client", signed_in=True, changes=True)
@require_POST
def end_other_own_devices(request: HttpRequest) -> HttpResponse:
    client = access.client_of(request)
    actions.end_other_devices(client=client, but=access.device_of(request), by=client)
    return _said(request, _("All others are ended. With their next page they are signed out."))


@rule("client", signed_in=True, changes=True)
@require_POST
def something_is_wrong(request: HttpRequest) -> HttpResponse:
    """One press: somebody calls, and everything else is out. Elsewhere stands the page for signing in.

    Here one word answers, once: whoever takes the phone next finds nothing that says it was pressed.
    """
    client = access.client_of(request)
    actions.say_something_is_wrong(client=client, device=access.device_of(request), by=client)
    return _said(request, _("Done."))


@rule("client", signed_in=True, changes=True)
@require_POST
def begin_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser is asked for; a script of ours passes it on."""
    client = access.client_of(request)
    options, state = passkeys.ask_for_new(client, queries.passkeys_of(client))
    asked_passkey.remember(request, state)
    return JsonResponse(options)


@rule("client", signed_in=True, changes=True)
@require_POST
def keep_passkey(request: HttpRequest) -> HttpResponse:
    client = access.client_of(request)
    state = asked_passkey.taken(request)
    made = passkeys.read_new(state, asked_passkey.read(request.POST.get("passkey", ""))) if state else None
    try:
        if made is None:
            raise Refused(_("The passkey could not be made. Try again, or leave it: the password is enough."))
        actions.keep_passkey(client=client, made=made, called=device_cookie.called(request), by=client)
    except Refused as refused:
        return _devices(request, {"refused": refused.reason}, 409)
    return _said(request, _("Kept. From now on it opens these pages, with no password."))


@rule("client", signed_in=True, changes=True)
@require_POST
def end_passkey(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    client = access.client_of(request)
    actions.end_passkey(passkey=queries.own_passkey(client, passkey_id), by=client)
    return _said(request, _("Ended here. It may still stand in the list of your phone; remove it there."))


def _said(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("client_devices"))


def _devices(request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    client: Client = access.client_of(request)
    context = {
        "devices": queries.devices_of(client),
        "this": access.device_of(request),
        "passkeys": queries.passkeys_of(client),
        "passkey_site": passkeys.site(),
    }
    return page(request, "client_devices", {**context, **(more or {})}, status)
