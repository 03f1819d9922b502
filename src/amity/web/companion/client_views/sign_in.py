"""A client signing in and out, and another password."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base import audit, client_session, device_cookie
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.companion import asked_passkey, tries
from amity.web.companion.forms import ChangePasswordForm, SignInForm
from amity.web.people import access, actions, queries
from amity.web.people.queries import passkeys

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
UNLIKE = _("That name and that password do not go together. Look at both again.")
UNLIKE_WITH_CODE = _(
    "Name, password and code do not go together. Look at all three again; a code holds once."
)
CODE_NEEDED = _("Here, with this name, a code is needed as well. It has six figures.")
TOO_OFTEN = _("That was tried too often. After an hour at the latest you can try again.")


@sensitive_post_parameters()
@rule("public", changes=True)
@get_or_post
def client_sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password, and a code where the device is new. Which of them is wrong is not said."""
    if request.POST.get("passkey"):
        return _by_passkey(request)
    form = SignInForm(request.POST or None)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("client_home")) if is_in(request) else _sign_in(request, form)
    if not form.is_valid():
        return _sign_in(request, form, 422)
    given = form.cleaned_data
    if not tries.may_try(request, given["name"]):
        form.add_error(None, TOO_OFTEN)
        return _sign_in(request, form, 429)
    if not given["code"] and queries.device_named(request, given["name"]) is None:
        form.add_error("code", CODE_NEEDED)
        return _sign_in(request, form, 422)
    secret, called = device_cookie.secret_of(request), device_cookie.called(request)
    entered = actions.sign_in_client(**given, secret=secret, called=called, by=audit.SYSTEM)
    if entered is None:
        form.add_error(None, UNLIKE_WITH_CODE if given["code"] else UNLIKE)
        return _sign_in(request, form, 422)
    tries.was_right(request, given["name"])
    return enter(request, entered, HttpResponseRedirect(reverse("client_home")))


@rule("public", changes=True)
@require_POST
def ask_for_passkey(request: HttpRequest) -> HttpResponse:
    """What a browser is asked for before anybody said who they are: the same for everybody."""
    if not tries.may_try_from_here(request):
        return JsonResponse({}, status=429)
    options, state = passkeys.ask_for_known()
    asked_passkey.remember(request, state)
    return JsonResponse(options)


def _by_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey on a device that is known; on a new one the code as well."""
    state, answer = asked_passkey.taken(request), asked_passkey.read(request.POST["passkey"])
    form, code = SignInForm(), request.POST.get("code", "")
    secret, called = device_cookie.secret_of(request), device_cookie.called(request)
    entered = None
    if state is not None and answer is not None:
        entered = actions.sign_in_by_passkey(
            state=state, answer=answer, secret=secret, code=code, called=called, by=audit.SYSTEM
        )
    if entered is None:
        return _sign_in(request, form, 422, passkey_failed=True)
    return enter(request, entered, HttpResponseRedirect(reverse("client_home")))


@rule("client", signed_in=True, changes=True, while_shut=True)
@require_POST
def client_sign_out(request: HttpRequest) -> HttpResponse:
    """As *Leave*, for somebody who stays on this site. It needs no PIN: what is shut may end."""
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
    messages.success(request, gettext("From now on the new password holds."))
    return HttpResponseRedirect(reverse("client_home"))


def enter(request: HttpRequest, entered: actions.Entered, response: HttpResponse) -> HttpResponse:
    """A new session for whoever just showed that they are this client; a new device is told its secret."""
    client, device = entered.device.client, entered.device
    client_session.begin(
        request,
        client_id=client.id,
        service_id=client.service_id,
        mark=queries.mark_of(entered.sign_in),
        device_id=device.id,
    )
    if entered.secret:
        device_cookie.give(response, entered.secret)
    return response


def is_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in on this browser."""
    held = client_session.of(request)
    return (
        held is not None and queries.device_signed_in(held.client_id, held.mark, held.device_id) is not None
    )


def _sign_in(
    request: HttpRequest, form: SignInForm, status: int = 200, *, passkey_failed: bool = False
) -> HttpResponse:
    service = queries.service()
    context = {
        "form": form,
        "asks_for_code": "code" in form.errors or "code" in request.POST or not queries.is_known(request),
        "passkey_site": passkeys.site(),
        "passkey_failed": passkey_failed,
        "exit_url": service.exit_url if service else "",
    }
    return render(request, "companion/client_sign_in.html", context, status=status)


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    client = access.client_of(request)
    around = {"exit_url": client.service.exit_url}
    return render(request, f"companion/{name}.html", {**around, **context}, status=status)
