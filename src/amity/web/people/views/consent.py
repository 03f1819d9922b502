"""What a client agreed to, and how it is safe to reach them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.people import access, actions, queries
from amity.web.people.forms import ConsentForm, SafeContactForm
from amity.web.people.forms.consent import WAYS
from amity.web.people.models import SafeContact
from amity.web.people.staff_request import StaffRequest
from amity.web.people.views.client import CLINICIANS, ROLES


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def record_consent(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CARE)
    if request.method != "POST":
        form = ConsentForm(client=found)
        return render(request, "people/record_consent.html", {"client": found, "form": form})
    form = ConsentForm(request.POST, client=found)
    shown = {"client": found, "form": form}
    if not form.is_valid():
        return render(request, "people/record_consent.html", shown, status=422)
    try:
        actions.record_consents(client=found, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return render(request, "people/record_consent.html", shown | {"refused": refused.reason}, status=409)
    messages.success(request, "Recorded.")
    return HttpResponseRedirect(reverse("client", args=[found.id]))


@rule(roles=ROLES, reach=access.CONTACT, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def record_safe_contact(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CONTACT)
    before = queries.safe_contact_of(found)
    if request.method != "POST":
        form = SafeContactForm(initial=_as_last_said(before))
        return render(
            request, "people/record_safe_contact.html", {"client": found, "form": form, "before": before}
        )
    form = SafeContactForm(request.POST)
    shown = {"client": found, "form": form, "before": before}
    if not form.is_valid():
        return render(request, "people/record_safe_contact.html", shown, status=422)
    try:
        actions.record_safe_contact(client=found, by=request.user, **form.contact)
    except Refused as refused:
        shown["refused"] = refused.reason
        return render(request, "people/record_safe_contact.html", shown, status=409)
    messages.success(request, "Recorded.")
    return HttpResponseRedirect(reverse("client", args=[found.id]))


def _as_last_said(before: SafeContact | None) -> dict[str, object]:
    if before is None:
        return {}
    ways = [way for way, _ in WAYS if getattr(before, way)]
    return {"ways": ways, "when": before.when, "device_shared": before.device_shared, "note": before.note}
