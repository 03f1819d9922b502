"""Measures for staff: one form as it was answered, giving them by a link."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.models import User
from amity.web.base.qr import svg
from amity.web.base.registry import rule
from amity.web.measures import actions, queries, rules
from amity.web.measures.forms import GiveForm
from amity.web.measures.models import Link, Response
from amity.web.measures.queries import as_text
from amity.web.measures.queries.facsimile import came_of, language_of, sheet_of
from amity.web.measures.queries.kept_back import kept_on
from amity.web.people import access
from amity.web.people import actions as people_actions
from amity.web.people.models import Client, Staff
from amity.web.safety import queries as safety_queries

READERS = frozenset({Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR})
CARERS = frozenset({Staff.Role.CLINICIAN})


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def give_measures(request: HttpRequest, client_id: UUID) -> HttpResponse:
    client = access.client(_user(request), client_id, access.CARE)
    if request.method != "POST":
        return _give(request, client, GiveForm(client=client))
    form = GiveForm(request.POST, client=client)
    if not form.is_valid():
        return _give(request, client, form, 422)
    given = form.cleaned_data
    expires_at = clock.now() + timedelta(days=int(given["days"]))
    try:
        link = actions.give(
            id=given["id"],
            client=client,
            instruments=given["instruments"],
            by=_user(request),
            expires_at=expires_at,
        )
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _give(request, client, form, 409)
    return HttpResponseRedirect(reverse("link", args=[link.id]))


@rule(roles=CARERS, reach=access.CARE)
@require_safe
def link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    return _link(request, queries.link_for(_user(request), link_id, access.CARE))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def withdraw_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    link = queries.link_for(_user(request), link_id, access.CARE)
    try:
        actions.withdraw(link=link, by=_user(request))
    except Refused as refused:
        return _link(request, link, refused.reason)
    return HttpResponseRedirect(reverse("link", args=[link.id]))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def mail_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    link = queries.link_for(_user(request), link_id, access.CARE)
    try:
        rules.check_can_mail(link)
        people_actions.queue_message(client=link.client, link=address_of(link), by=_user(request))
    except Refused as refused:
        return _link(request, link, refused.reason)
    messages.success(request, "The link is on its way by e-mail. The message says nothing else.")
    return HttpResponseRedirect(reverse("link", args=[link.id]))


@rule(roles=READERS, reach=access.READ)
@require_safe
def response(request: HttpRequest, response_id: UUID) -> HttpResponse:
    return _response(request, queries.response_for(_user(request), response_id, access.READ))


def _response(request: HttpRequest, response: Response, refused: str = "") -> HttpResponse:
    user = _user(request)
    found = queries.given_of(response)
    history = queries.history_of(found.response)
    context = {
        "refused": refused,
        "given": found,
        "response": found.response,
        "client": found.response.client,
        "instrument": found.instrument,
        "sheet": sheet_of(found, history),
        "history": history,
        "came": came_of(found.response),
        "in_language": language_of(found.response),
        "total": as_text(found.scores.total.value) if found.scores.total.value is not None else "",
        "reason": queries.reason_of(found),
        "rule": queries.rule_of(found.instrument),
        "flag": safety_queries.open_flag_of(found.response.client, user),
        "may_write": user.staff.role in CARERS,
    }
    return render(request, "measures/response.html", context, status=409 if refused else 200)


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def mark_read(request: HttpRequest, response_id: UUID) -> HttpResponse:
    found = queries.response_for(_user(request), response_id, access.CARE)
    seen = request.POST.get("seen", "")
    try:
        actions.mark_read(response=found, seen=int(seen) if seen.isdecimal() else None, by=_user(request))
    except Refused as refused:
        return _response(request, found, refused.reason)
    return HttpResponseRedirect(reverse("response", args=[found.id]))


def address_of(link: Link) -> str:
    """The whole address, for a person to copy."""
    return queries.address_of(link)


def _give(request: HttpRequest, client: Client, form: GiveForm, status: int = 200) -> HttpResponse:
    context = {"client": client, "form": form, "why_not": why_not(rules.check_can_give, client)}
    return render(request, "measures/give_measures.html", context, status=status)


def _link(request: HttpRequest, link: Link, refused: str = "") -> HttpResponse:
    state = queries.state_of(link)
    parts = queries.given(queries.responses_of(link.client).filter(link=link))
    kept = kept_on(link)
    context = {
        "link": link,
        "client": link.client,
        "state": state,
        "parts": parts,
        "kept": kept,
        "names": [*(it.instrument.short for it in parts), *(it.short for it in kept)],
        "address": address_of(link) if state.is_open else "",
        "code": svg(address_of(link)) if state.is_open else "",
        "why_not_mail": why_not(rules.check_can_mail, link),
        "can_withdraw": rules.can_withdraw(link),
        "refused": refused,
    }
    return render(request, "measures/link.html", context, status=409 if refused else 200)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has seen to it
    return request.user
