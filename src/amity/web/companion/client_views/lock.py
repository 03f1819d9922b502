"""The lock of a device: its PIN typed, chosen, changed, taken off. All of it works without a script.

A script sends the same forms; it hears in a few words and gets the key that this tab's pages are lent.
"""

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base import arriving, client_lock, client_session, client_words
from amity.web.base.errors import Refused
from amity.web.base.middleware import CLIENT_PREFIX
from amity.web.base.registry import rule
from amity.web.base.templatetags.amity import clock_time
from amity.web.companion import tries
from amity.web.companion.client_views.keep import lent
from amity.web.companion.client_views.sign_in import TOO_OFTEN
from amity.web.companion.forms_lock import ForgottenForm, NewPinForm, PinForm
from amity.web.people import access, actions, queries
from amity.web.people.actions import Tried

WARNED: Final = 5  # wrong ones left, from which on it is said what comes then
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters()
@rule("client", signed_in=True, changes=True, while_shut=True)
@get_or_post
def lock(request: HttpRequest) -> HttpResponse:
    """The PIN, and nothing else: no name, no word of anything."""
    device = access.device_of(request)
    if not device.pin:
        return _open(request)
    form = PinForm(request.POST or None)
    if request.method != "POST":
        return _shut(request, form) if client_lock.is_shut(request, device.pin) else _open(request)
    if not form.is_valid():
        return _refused(request, form, 422)
    tried = actions.try_pin(device=device, pin=form.cleaned_data["pin"], by=device.client)
    if tried.is_over:
        return _over(request)
    if not tried.is_right:
        form.add_error("pin", _why(tried))
        return _refused(request, form, 429 if tried.wait_until else 422)
    client_lock.open_up(request, device.pin)
    return lent(request, _next(request)) if arriving.by_script(request) else _open(request)


@rule("client", signed_in=True, changes=True, while_shut=True)
@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """Shut from this moment on. A page that is going away sends it without waiting for an answer."""
    if access.device_of(request).pin:
        client_lock.shut(request)
    return HttpResponseRedirect(reverse("lock"))


@sensitive_post_parameters()
@rule("client", signed_in=True, changes=True, while_shut=True)
@get_or_post
def forgot_pin(request: HttpRequest) -> HttpResponse:
    """The password opens instead, and takes the lock off."""
    device, form = access.device_of(request), ForgottenForm(request.POST or None)
    if not device.pin:
        return HttpResponseRedirect(reverse("client_pin"))
    if request.method != "POST" or not form.is_valid():
        return _page(request, "forgot_pin", {"form": form}, 422 if form.is_bound else 200)
    own = queries.sign_in_of(device.client)
    assert own is not None  # the door has seen to it
    if not tries.may_try(request, own.name):
        form.add_error(None, TOO_OFTEN)
        return _page(request, "forgot_pin", {"form": form}, 429)
    try:
        actions.remove_pin(device=device, password=form.cleaned_data["password"], by=device.client)
    except Refused as refused:
        form.add_error("password", refused.reason)
        return _page(request, "forgot_pin", {"form": form}, 409)
    tries.was_right(request, own.name)
    device.refresh_from_db(fields=["pin"])
    return HttpResponseRedirect(_words_back(request) or reverse("client_pin"))


@sensitive_post_parameters()
@rule("client", signed_in=True, changes=True)
@get_or_post
def client_pin(request: HttpRequest) -> HttpResponse:
    """Choose a PIN, change it, take it off; said beforehand what ten wrong ones do."""
    device = access.device_of(request)
    if request.method != "POST":
        return _choosing(request, NewPinForm(has_pin=bool(device.pin)))
    taken_off = request.POST.get("do") == "remove"
    form = (PinForm if taken_off else NewPinForm)(request.POST, has_pin=bool(device.pin))
    if not form.is_valid():
        return _not_chosen(request, form, 422)
    given = form.cleaned_data
    tried = actions.try_pin(device=device, pin=given["pin" if taken_off else "old"], by=device.client)
    if tried.is_over:
        return _over(request)
    if not tried.is_right:
        form.add_error("pin" if taken_off else "old", _why(tried))
        return _not_chosen(request, form, 429 if tried.wait_until else 422)
    try:
        return _taken_off(request) if taken_off else _chosen(request, given["new"])
    except Refused as refused:
        form.add_error("new", refused.reason)
        return _not_chosen(request, form, 409)


def _chosen(request: HttpRequest, pin: str) -> HttpResponse:
    device = access.device_of(request)
    changed = actions.set_pin(device=device, pin=pin, by=device.client)
    client_lock.open_up(request, changed.pin)
    here = reverse("joined" if _is_joining(request) else "client_pin")
    if not _is_joining(request):
        messages.success(request, _("From now on this device asks for the PIN."))
    return lent(request, here) if arriving.by_script(request) else HttpResponseRedirect(here)


def _taken_off(request: HttpRequest) -> HttpResponse:
    device = access.device_of(request)
    actions.remove_pin(device=device, by=device.client)
    messages.success(request, _("This device asks for no PIN any more."))
    here = reverse("client_pin")
    return arriving.received(here) if arriving.by_script(request) else HttpResponseRedirect(here)


def _choosing(request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    device = access.device_of(request)
    context = {
        "form": form,
        "has_pin": bool(device.pin),
        "is_shared": queries.has_small_footprint(device.client),
        "is_joining": _is_joining(request),
    }
    return _page(request, "client_pin", context, status)


def _not_chosen(request: HttpRequest, form: Any, status: int) -> HttpResponse:
    if arriving.by_script(request):
        return arriving.refused(_first(form), status)
    if isinstance(form, PinForm):  # the other form of the page had the fault
        messages.error(request, _first(form))
        return HttpResponseRedirect(reverse("client_pin"))
    return _choosing(request, form, status)


def _shut(request: HttpRequest, form: PinForm, status: int = 200) -> HttpResponse:
    device = access.device_of(request)
    warning = _warning(Tried.so_far(device))
    return _page(request, "lock", {"form": form, "next": _next(request), "warning": warning}, status)


def _refused(request: HttpRequest, form: PinForm, status: int) -> HttpResponse:
    device = access.device_of(request)
    device.refresh_from_db()
    return (
        arriving.refused(_first(form), status)
        if arriving.by_script(request)
        else _shut(request, form, status)
    )


def _over(request: HttpRequest) -> HttpResponse:
    """Ten wrong ones: signed out here, and what was not sent is wiped by the script, as was said before."""
    client_session.end(request)
    to = reverse("client_sign_in")
    if arriving.by_script(request):
        return JsonResponse({"over": True, "go": to}, status=410)
    messages.info(request, _("Ten times the PIN was another one. This device is signed out."))
    return HttpResponseRedirect(to)


def _why(tried: Tried) -> str:
    wrong = _("That is not the PIN.")
    if tried.wait_until is not None:
        at = _("The next one is looked at from %(time)s.") % {"time": _time(tried.wait_until)}
        wrong = f"{wrong} {at}"
    return " ".join(part for part in (wrong, _warning(tried)) if part)


def _warning(tried: Tried) -> str:
    if tried.left > WARNED:
        return ""
    return ngettext(
        "After %(left)s more this device is signed out, and what was not sent from it is wiped.",
        "After %(left)s more wrong ones this device is signed out, and what was not sent from it is wiped.",
        tried.left,
    ) % {"left": tried.left}


def _time(moment: datetime) -> str:
    return str(clock_time(moment))


def _first(form: Any) -> str:
    return next((str(why) for whys in form.errors.values() for why in whys), "")


def _next(request: HttpRequest) -> str:
    """Back to where somebody was, on these pages alone; what was sent meanwhile comes first."""
    if (words := _words_back(request)) is not None:
        return words
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    home = reverse("client_home")
    is_here = wanted.startswith(CLIENT_PREFIX) and "//" not in wanted and "\\" not in wanted
    return wanted if is_here and not wanted.startswith(reverse("lock")) else home


def _words_back(request: HttpRequest) -> str | None:
    """Where words wait that were sent while it was shut."""
    is_open = not client_lock.is_shut(request, access.device_of(request).pin)
    has_words = is_open and client_words.of(request, access.client_of(request).id)
    return reverse("client_words_back") if has_words else None


def _is_joining(request: HttpRequest) -> bool:
    """Whether this page is one step of joining: then the last one follows."""
    return request.GET.get("next") == reverse("joined")


def _open(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(_next(request))


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    client = access.client_of(request)
    return render(
        request, f"companion/{name}.html", {"exit_url": client.service.exit_url, **context}, status=status
    )
