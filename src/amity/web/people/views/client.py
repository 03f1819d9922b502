"""One client: who they are, what stands, what is next."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.people import access, actions, queries, rules
from amity.web.people.actions import Stale
from amity.web.people.forms import ClientForm
from amity.web.people.forms.client import LANGUAGES, identity_of
from amity.web.people.models import Client, Consent, Staff
from amity.web.people.offered import ClientLine, lines_given
from amity.web.people.staff_request import StaffRequest

ROLES = frozenset({Staff.Role.CLINICIAN, Staff.Role.COORDINATOR})
CLINICIANS = frozenset({Staff.Role.CLINICIAN})


@dataclass(frozen=True)
class Next:
    """The one thing to do next, largest on the page."""

    title: str
    why: str
    url: str
    label: str


@rule(roles=ROLES, reach=access.CONTACT)
@require_safe
def client(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CONTACT)
    shown = {
        "client": found,
        "contact": queries.safe_contact_of(found),
        "team": queries.care_team_of(found),
        "speaks": dict(LANGUAGES).get(found.language, found.language),
        "is_care": False,
    }
    if request.staff.role == Staff.Role.CLINICIAN:
        shown |= _for_care_team(request, found)
    return render(request, "people/client.html", shown)


def _for_care_team(request: StaffRequest, found: Client) -> dict[str, Any]:
    history = queries.consent_history_of(found)
    names = queries.staff_names(row.recorded_by for row in history)
    for row in history:
        row.by_name = names.get(row.recorded_by, "the program")  # type: ignore[attr-defined]
    newest = {consent.kind: consent for consent in reversed(history)}
    lines = lines_given(request.user, found)
    grants = queries.running_grants(found)
    return {
        "is_care": True,
        "consents": [(label, newest.get(kind)) for kind, label in queries.consent_kinds(found)],
        "history": history,
        "lines": lines,
        "has_closed": any(not line.is_open for line in lines),
        "next": _next(found, newest, lines),
        "grants": grants,
        "own_pages": queries.own_pages_of(found),
        "why_no_supervision": why_not(rules.check_can_offer_supervision, found, request.user),
    }


def _next(found: Client, consents: dict[str, Consent], lines: list[ClientLine]) -> Next | None:
    open_line = next((line for line in lines if line.is_open), None)
    if open_line:
        return None
    treatment = consents.get(Consent.Kind.TREATMENT)
    if treatment is None:
        return Next(
            "Record what was agreed",
            "Before a course begins: treatment, keeping records here, questionnaires, supervision.",
            reverse("record_consent", args=[found.id]),
            "Record consent",
        )
    if not treatment.given:
        return None
    return Next(
        "Start a course",
        "Consent to treatment is recorded. The course sets the number of sessions and the end date.",
        reverse("start_course", args=[found.id]),
        "Start a course",
    )


@rule(roles=CLINICIANS, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add_client(request: StaffRequest) -> HttpResponse:
    service = request.staff.service
    if request.method != "POST":
        form = ClientForm(service=service)
        return render(request, "people/add_client.html", {"form": form})
    form = ClientForm(request.POST, service=service)
    if not form.is_valid():
        return render(request, "people/add_client.html", {"form": form}, status=422)
    alike = _alike(request, form)
    if alike and not form.cleaned_data["somebody_else"]:
        return render(request, "people/add_client.html", {"form": form, "alike": alike}, status=422)
    try:
        added = actions.add_client(
            id=form.cleaned_data["id"], service=service, by=request.user, **form.identity
        )
    except Refused as refused:
        shown = {"form": form, "refused": refused.reason}
        return render(request, "people/add_client.html", shown, status=409)
    return HttpResponseRedirect(reverse("record_safe_contact", args=[added.id]))


def _alike(request: StaffRequest, form: ClientForm) -> list[queries.CaseloadRow]:
    """Somebody of nearly the same name whom this person may know of; never the row just being made."""
    known = queries.caseload_for(request.user)
    alike = queries.similar_names(form.cleaned_data["name"], known)
    return [row for row in alike if row.id != form.cleaned_data["id"]]


@rule(roles=ROLES, reach=access.CONTACT, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_client(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CONTACT)
    if request.method != "POST":
        form = ClientForm(service=found.service, initial=identity_of(found))
        return _change(request, found, form)
    form = ClientForm(request.POST, service=found.service)
    if not form.is_valid():
        return _change(request, found, form, status=422)
    version = form.cleaned_data["version"] or 0
    try:
        actions.change_client(client=found, version=version, by=request.user, **form.identity)
    except Stale as stale:
        return _change(request, stale.now, _with_version(request, stale.now), refused=stale, status=409)
    except Refused as refused:
        return _change(request, found, form, refused=refused, status=409)
    messages.success(request, "Saved.")
    return HttpResponseRedirect(reverse("client", args=[found.id]))


def _change(
    request: StaffRequest,
    found: Client,
    form: ClientForm,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "client": found,
        "form": form,
        "refused": refused.reason if refused else "",
        "stored": found if isinstance(refused, Stale) else None,
    }
    return render(request, "people/change_client.html", shown, status=status)


def _with_version(request: StaffRequest, now: Client) -> ClientForm:
    """What was typed stays; the next save knows what it goes over."""
    typed = request.POST.copy()
    typed["version"] = str(now.version)
    return ClientForm(typed, service=now.service)
