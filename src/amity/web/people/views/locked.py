"""Covering the screen, and taking a covered or handed-over device back with a password."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base.middleware import in_client_realm
from amity.web.base.registry import rule
from amity.web.base.session_store import Lock
from amity.web.people import sign_in
from amity.web.people.actions import device
from amity.web.people.forms import PasswordForm
from amity.web.people.locked import mark_of
from amity.web.people.models import Client, Staff
from amity.web.people.staff_request import StaffRequest

EVERYBODY = frozenset(Staff.Role.values)
ANOTHER = "Somebody else signed in on this browser. Open the page again."


@rule(roles=EVERYBODY, changes=True)
@require_POST
def cover(request: StaffRequest) -> HttpResponse:
    """Every page of this browser session is covered from now on. A script covers its own page by itself."""
    back = _here(request, request.POST.get("next", ""))
    if request.session.lock is None:
        request.session.lock_up(Lock("covered", back=back))
    if _by_script(request):
        return HttpResponse(status=204)
    return HttpResponseRedirect(reverse("locked"), status=303)


@rule(roles=EVERYBODY, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: StaffRequest) -> HttpResponse:
    """Asks for the password. It says nothing of whose page lies under it, or who signed in."""
    lock = request.session.lock
    back = _here(request, request.POST.get("next") or request.GET.get("next", ""), lock)
    if request.method != "POST":
        return _page(request, lock, PasswordForm(), back) if lock else HttpResponseRedirect(back)
    form = PasswordForm(request.POST)
    refused = _refused(request, form)
    if refused and _by_script(request):
        return HttpResponse(refused, status=422, content_type="text/plain; charset=utf-8")
    if refused:
        return _page(request, lock, form, back, status=422)
    response = HttpResponse(status=204) if _by_script(request) else HttpResponseRedirect(back, status=303)
    return _open(request, lock, response)


def _refused(request: StaffRequest, form: PasswordForm) -> str:
    """Why the page stays shut, or nothing."""
    if request.POST.get("whose", mark_of(request.user)) != mark_of(request.user):
        return ANOTHER
    why = sign_in.why_not_this_password(request, form.cleaned_data["password"]) if form.is_valid() else ""
    if why:
        form.add_error("password", why)
    return str(form.errors["password"][0]) if form.errors else ""


def _open(request: StaffRequest, lock: Lock | None, response: HttpResponse) -> HttpResponse:
    """The pages open again. After a hand-over the key is a new one, and the client's visit has ended."""
    if lock is None or lock.how == "covered":
        request.session.lock_up(None)
        return response
    device.take_back(client=Client.objects.get(pk=UUID(lock.client)), by=request.user)
    request.session.cycle_key()
    in_client_realm(request).session.flush()
    response.delete_cookie(settings.CLIENT_COOKIE_NAME, samesite="Lax")
    return response


def _page(
    request: StaffRequest, lock: Lock | None, form: PasswordForm, back: str, status: int = 200
) -> HttpResponse:
    context = {"lock": lock, "form": form, "back": back if lock and lock.how == "covered" else ""}
    page = render(request, "people/locked.html", context, status=status)
    if lock:
        page.headers["Locked"] = lock.how
    return page


def _here(request: StaffRequest, wanted: str, lock: Lock | None = None) -> str:
    """An address of ours to go back to. Whoever holds the device has no say in it."""
    kept = lock.back if lock else "/"
    may_wish = lock is None or lock.how == "covered"
    return wanted if may_wish and sign_in.is_of_this_site(wanted) else kept


def _by_script(request: StaffRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
