"""What client and clinician open together, one thing at a time; reminders; the last day of the pages."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.companion import actions, queries, rules
from amity.web.companion.ending import after_ending, last_day_suggested
from amity.web.companion.forms_tools import RemindersForm, UntilForm, initial_of
from amity.web.inventory import actions as inventory_actions
from amity.web.inventory import queries as inventory
from amity.web.people import access
from amity.web.people import actions as people_actions
from amity.web.people import queries as people
from amity.web.people.models import Client, Staff

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there
CLINICIANS: Final = frozenset({Staff.Role.CLINICIAN.value})
PEOPLE: Final = "people"  # opened by sharing the circle: there is one truth of it


@rule(roles=CLINICIANS, reach=access.CARE)
@require_safe
def own_tools(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    return _page(request, access.client(request.user, client_id, access.CARE))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def open_tool(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """One tap, in the session."""
    return _switch(request, client_id, is_on=True)


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def close_tool(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    return _switch(request, client_id, is_on=False)


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def choose_reminders(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """As the client says it in the session."""
    found = access.client(request.user, client_id, access.CARE)
    form = RemindersForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reminders_form=form, status=422)
    try:
        actions.choose_reminders(client=found, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return _page(request, found, refused.reason, reminders_form=form, status=409)
    messages.success(request, "Kept. The client finds it on their own pages as well.")
    return _back(found)


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def see_stopped(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """The row leaves Today."""
    found = access.client(request.user, client_id, access.CARE)
    try:
        actions.see_stopped(client=found, by=request.user)
    except Refused as refused:
        return _page(request, found, refused.reason, status=409)
    return _back(found)


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def own_pages_until(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """The last day of the own pages."""
    found = access.client(request.user, client_id, access.CARE)
    form = UntilForm(request.POST)
    if not form.is_valid():
        return _page(request, found, until_form=form, status=422)
    try:
        people_actions.set_open_until(client=found, until=form.cleaned_data["until"], by=request.user)
    except Refused as refused:
        return _page(request, found, refused.reason, until_form=form, status=409)
    messages.success(
        request, "Kept. The client reads the day on their own pages and can choose a sooner one."
    )
    return _back(found)


def _switch(request: ClinicRequest, client_id: UUID, *, is_on: bool) -> HttpResponse:
    found = access.client(request.user, client_id, access.CARE)
    tool = request.POST.get("tool", "")
    try:
        if tool == PEOPLE:
            _share_circle(found, request, is_on)
        elif is_on:
            actions.open_tool(client=found, tool=tool, by=request.user)
        else:
            actions.close_tool(client=found, tool=tool, by=request.user)
    except Refused as refused:
        return _page(request, found, refused.reason, status=409)
    return _back(found)


def _share_circle(client: Client, request: ClinicRequest, is_on: bool) -> None:
    circle = inventory.newest_circle(client) if is_on else inventory.own_circle(client)
    if circle is None:
        raise Refused("There is no circle yet. Begin one together first.")
    inventory_actions.share_circle(circle=circle, shared=is_on, by=request.user)


def _back(client: Client) -> HttpResponse:
    return HttpResponseRedirect(reverse("own_tools", args=[client.id]))


def _page(
    request: ClinicRequest, client: Client, refused: str = "", status: int = 200, **forms: Any
) -> HttpResponse:
    lines, chosen = queries.tool_lines(client), queries.reminders_of(client)
    sign_in, over = people.sign_in_of(client), after_ending(client)
    context: dict[str, Any] = {
        "client": client,
        "sign_in": sign_in if sign_in and people.is_open(sign_in) else None,
        "writing": [it for it in lines if it.tool.kind == "writing"],
        "places": [it for it in lines if it.tool.kind == "place"],
        "given": [it for it in lines if it.tool.kind == "guide" and it.since],
        "not_given": [it for it in lines if it.tool.kind == "guide" and not it.since],
        "circle": inventory.newest_circle(client),
        "own_circle": inventory.own_circle(client),
        "reminders": chosen,
        "reminders_form": RemindersForm(initial=initial_of(chosen)),
        "why_not_remind": why_not(rules.check_can_switch_on, client),
        "over": over,
        "until_form": UntilForm(initial={"until": last_day_suggested(over, clock.today(client.zone))})
        if over
        else None,
        "refused": refused,
        **forms,
    }
    return render(request, "companion/own_tools.html", context, status=status)
