"""Around a client's worksheet: who sees it, asking, putting aside, doing away with, choosing of two."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.techniques import actions, queries, rules
from amity.web.techniques.models import Worksheet
from amity.web.techniques.views.own import shown_list, shown_whole
from amity.web.techniques.views.own_parts import about_own, own_page

LIST, READ = "client_worksheets", "client_read_worksheet"


@rule("client", signed_in=True, changes=True)
@require_POST
def client_worksheet_visibility(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """Show it, keep it, or let them know that it is there: also the answer to being asked."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    said = request.POST.get("visibility", "")
    return _done(request, found, lambda: actions.set_visibility(worksheet=found, visibility=said, by=client))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_ask_for_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """Ask the clinician to show what is there on request."""
    client = access.client_of(request)
    found = queries.own_worksheet_known(client, worksheet_id)
    return _listed(request, lambda: actions.ask_to_see(worksheet=found, by=client))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_put_aside_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """Out of the list, or back into it."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    turn = actions.take_back_worksheet if "back" in request.POST else actions.put_aside_worksheet
    return _listed(request, lambda: turn(worksheet=found, by=client))


@rule("client", signed_in=True, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_destroy_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """Asked once: what goes, and what stays."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    if found.destroyed_at is not None:
        return redirect(READ, found.id)
    if reason := why_not(rules.check_can_destroy, found, client):
        return shown_whole(request, found, 409, refusal=reason)
    if request.method != "POST":
        return own_page(request, "client_destroy_worksheet", about_own(found, client))
    return _done(request, found, lambda: actions.destroy_worksheet(worksheet=found, by=client))


@rule("client", signed_in=True, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_remove_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """Asked once: what their record keeps, and what is not on their own pages any more."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    if reason := why_not(rules.check_can_remove, found, client):
        return shown_whole(request, found, 409, refusal=reason)
    if request.method != "POST":
        return own_page(request, "client_remove_worksheet", about_own(found, client))
    try:
        actions.remove_worksheet(worksheet=found, by=client)
    except Refused as refusal:
        return shown_whole(request, found, 409, refusal=refusal.reason)
    return redirect(f"{reverse(LIST)}?sent=1")


@rule("client", signed_in=True, changes=True)
@require_POST
def client_settle_kept(request: HttpRequest, worksheet_id: UUID, kept_id: UUID) -> HttpResponse:
    """Two answers stand beside each other: take the other one, or leave it as it is."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    kept = get_object_or_404(found.kept, pk=kept_id)
    take = request.POST.get("take") == "yes"
    return _done(request, found, lambda: actions.settle_kept(kept=kept, take=take, by=client))


def _done(request: HttpRequest, found: Worksheet, do: Callable[[], object]) -> HttpResponse:
    """Back to where the button stood; where it is refused, the page says why."""
    try:
        do()
    except Refused as refusal:
        return shown_whole(request, found, 409, refusal=refusal.reason)
    if request.POST.get("from") == "list":
        return redirect(LIST)
    return redirect(READ, found.id)


def _listed(request: HttpRequest, do: Callable[[], object]) -> HttpResponse:
    """Back to the list; where it is refused, the list says why."""
    try:
        do()
    except Refused as refusal:
        return shown_list(request, 409, refusal=refusal.reason)
    return redirect(LIST)
