"""The client's own pages, from the clinician's side: inviting, taking back, closing, what they can see."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused, why_not
from amity.web.base.qr import svg
from amity.web.base.registry import rule
from amity.web.people import access, actions, queries, rules
from amity.web.people.models import Client, Invitation
from amity.web.people.staff_request import StaffRequest
from amity.web.people.views.client import CLINICIANS


@rule(roles=CLINICIANS, reach=access.CARE)
@require_safe
def own_pages(request: StaffRequest, client_id: UUID) -> HttpResponse:
    return _own_pages(request, access.client(request.user, client_id, access.CARE))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def invite(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CARE)
    try:
        made = actions.invite(id=_id(request.POST.get("id", "")), client=found, by=request.user)
    except Refused as refused:
        return _own_pages(request, found, refused.reason)
    return HttpResponseRedirect(reverse("invitation", args=[made.id]))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def close_sign_in(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CARE)
    try:
        actions.close_sign_in(client=found, by=request.user)
    except Refused as refused:
        return _own_pages(request, found, refused.reason)
    messages.success(request, "Closed. Whoever was signed in is out with their next page.")
    return HttpResponseRedirect(reverse("own_pages", args=[found.id]))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def make_code(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """To say on the phone or in the room, or for paper. It stands in this answer and nowhere else."""
    found = access.client(request.user, client_id, access.CARE)
    on_paper = "on_paper" in request.POST
    try:
        figures = actions.make_device_code(client=found, on_paper=on_paper, by=request.user)[1]
    except Refused as refused:
        return _own_pages(request, found, refused.reason)
    if on_paper:
        address = f"{settings.SITE_URL}{reverse('client_sign_in')}"
        return render(request, "people/print_code.html", {"figures": figures, "address": address})
    return _own_pages(request, found, figures=figures)


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def end_device(request: StaffRequest, device_id: UUID) -> HttpResponse:
    device = actions.end_device(device=queries.device_for(request.user, device_id), by=request.user)
    messages.success(request, "Ended. With its next page it is signed out.")
    return HttpResponseRedirect(reverse("own_pages", args=[device.client_id]))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def end_devices(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CARE)
    actions.end_other_devices(client=found, by=request.user)
    messages.success(request, "All of them are ended, and no code holds. A new one needs a new code.")
    return HttpResponseRedirect(reverse("own_pages", args=[found.id]))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def note_called(request: StaffRequest, asked_id: UUID) -> HttpResponse:
    asked = actions.note_called(asked=queries.call_asked_for(request.user, asked_id), by=request.user)
    messages.success(request, "Noted.")
    return HttpResponseRedirect(reverse("own_pages", args=[asked.client_id]))


@rule(roles=CLINICIANS, reach=access.CARE)
@require_safe
def invitation(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    return _invitation(request, queries.invitation_for(request.user, invitation_id, access.CARE))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def withdraw_invitation(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    found = queries.invitation_for(request.user, invitation_id, access.CARE)
    try:
        actions.withdraw_invitation(invitation=found, by=request.user)
    except Refused as refused:
        return _invitation(request, found, refused.reason)
    messages.success(request, "Taken back. It opens nothing any more.")
    return HttpResponseRedirect(reverse("own_pages", args=[found.client_id]))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def mail_invitation(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    found = queries.invitation_for(request.user, invitation_id, access.CARE)
    try:
        rules.check_can_mail_invitation(found)
        actions.queue_message(client=found.client, link=_address(found), by=request.user)
    except Refused as refused:
        return _invitation(request, found, refused.reason)
    messages.success(request, "The link is on its way by e-mail. The message says nothing else.")
    return HttpResponseRedirect(reverse("invitation", args=[found.id]))


def _own_pages(request: StaffRequest, found: Client, refused: str = "", figures: str = "") -> HttpResponse:
    invitations, sign_in = queries.invitations_of(found), queries.sign_in_of(found)
    context: dict[str, Any] = {
        "client": found,
        "contact": queries.safe_contact_of(found),
        "sign_in": sign_in,
        "is_open": sign_in is not None and queries.is_open(sign_in),
        "invitations": [(each, queries.state_of_invitation(each)) for each in invitations],
        "devices": queries.devices_of(found),
        "asked": queries.call_asked_of(found),
        "why_not_code": why_not(rules.check_can_make_device_code, found, request.user),
        "figures": figures,
        "why_not_invite": why_not(rules.check_can_invite, found, request.user),
        "new_id": uuid4(),
        "refused": refused,
    }
    return render(request, "people/own_pages.html", context, status=409 if refused else 200)


def _invitation(request: StaffRequest, found: Invitation, refused: str = "") -> HttpResponse:
    state = queries.state_of_invitation(found)
    context = {
        "client": found.client,
        "contact": queries.safe_contact_of(found.client),
        "invitation": found,
        "state": state,
        "address": _address(found) if state.is_open else "",
        "code": svg(_address(found, in_the_room=True)) if state.is_open else "",
        "why_not_mail": why_not(rules.check_can_mail_invitation, found),
        "can_withdraw": state.id in ("open", "locked"),
        "refused": refused,
    }
    return render(request, "people/invitation.html", context, status=409 if refused else 200)


def _address(found: Invitation, *, in_the_room: bool = False) -> str:
    """The whole address, to copy; or the one in the code on the screen, which needs no six figures."""
    token = queries.in_the_room(found) if in_the_room else found.token
    return f"{settings.SITE_URL}{reverse('join', args=[token])}"


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
