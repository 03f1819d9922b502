"""The client's own life chart: what both may see; told and told otherwise at home."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import arriving, clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course.queries import own_course
from amity.web.inventory import actions
from amity.web.inventory.forms.life import LifeEventForm, MoodPointForm, said_of
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.queries import life as queries
from amity.web.inventory.rules.life import can_write_life
from amity.web.inventory.views.life import add_from, add_point_from, beside, change_from, event_form
from amity.web.inventory.views.life_parts import chart_context
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client

OWN = "client_life"
GONE = gettext_lazy(
    "This is not on the chart any more. Nothing is lost: what you wrote stands below. If it belongs on the "
    "chart, add it once more."
)  # whether it is kept for clinicians only, or was never there, is not said


@rule("client", signed_in=True)
@require_safe
def client_life(request: HttpRequest) -> HttpResponse:
    """What was when, as both see it."""
    return _show(request, access.client_of(request))


@rule("client", signed_in=True, changes=True, has_words=True)
@require_POST
def client_add_life_event(request: HttpRequest) -> HttpResponse:
    client = access.client_of(request)
    form = event_form(client, request.POST, shared=True)
    if not _is_theirs(request, client):
        return _show(request, client, 409, event_form=form, refusal=str(arriving.OTHER))
    if not form.is_valid():
        return _show(request, client, 422, event_form=form)
    try:
        add_from(form, client, client)
    except Refused as refusal:
        return _show(request, client, 409, event_form=form, refusal=refusal.reason)
    return redirect(OWN)


@rule("client", signed_in=True, changes=True, has_words=True)
@require_POST
def client_add_mood_point(request: HttpRequest) -> HttpResponse:
    client = access.client_of(request)
    form = MoodPointForm(request.POST, auto_id="id_then_%s")
    if not _is_theirs(request, client):
        return _show(request, client, 409, mood_form=form, refusal=str(arriving.OTHER))
    if not form.is_valid():
        return _show(request, client, 422, mood_form=form)
    try:
        add_point_from(form, client, client)
    except Refused as refusal:
        return _show(request, client, 409, mood_form=form, refusal=refusal.reason)
    return redirect(OWN)


@rule("client", signed_in=True, changes=True, has_words=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_life_event(request: HttpRequest, life_event_id: UUID) -> HttpResponse:
    """One of the events that both see."""
    client = access.client_of(request)
    if request.method != "POST":
        found = queries.own_life_event(client, life_event_id)
        return _event(request, found, event_form(client, shared=True, initial=said_of(found)))
    form = event_form(client, request.POST, shared=True)
    if not _is_theirs(request, client):
        return _show(request, client, 409, event_form=form, refusal=str(arriving.OTHER))
    try:
        return _told_otherwise(request, client, life_event_id, form)
    except Http404:
        if not request.POST.get("words", "").strip():
            raise
        return _show(request, client, 409, event_form=form, refusal=GONE)


def _is_theirs(request: HttpRequest, client: Client) -> bool:
    return arriving.is_for(request, people.whose_pages(client))


def _told_otherwise(
    request: HttpRequest, client: Client, life_event_id: UUID, form: LifeEventForm
) -> HttpResponse:
    """Raises Http404 when the event is not there for the client, or no more."""
    found = queries.own_life_event(client, life_event_id)
    if not form.is_valid():
        return _event(request, found, form, 422)
    try:
        change_from(form, found, client)
    except actions.Stale as stale:
        stored = queries.own_life_event(client, life_event_id)
        return _event(request, stored, form, 409, refusal=stale.reason, beside=beside(form, stored))
    except Refused as refusal:
        return _event(request, found, form, 409, refusal=refusal.reason)
    return redirect(OWN)


@rule("client", signed_in=True, changes=True)
@require_POST
def client_take_off_life_event(request: HttpRequest, life_event_id: UUID) -> HttpResponse:
    client = access.client_of(request)
    event = queries.own_life_event(client, life_event_id)
    return _turned(request, client, lambda: actions.take_off_life_event(event=event, by=client))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_put_back_life_event(request: HttpRequest, life_event_id: UUID) -> HttpResponse:
    client = access.client_of(request)
    event = queries.own_life_event(client, life_event_id)
    return _turned(request, client, lambda: actions.put_back_life_event(event=event, by=client))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_take_off_mood_point(request: HttpRequest, mood_point_id: UUID) -> HttpResponse:
    client = access.client_of(request)
    point = queries.own_mood_point(client, mood_point_id)
    return _turned(request, client, lambda: actions.take_off_mood_point(point=point, by=client))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_put_back_mood_point(request: HttpRequest, mood_point_id: UUID) -> HttpResponse:
    client = access.client_of(request)
    point = queries.own_mood_point(client, mood_point_id)
    return _turned(request, client, lambda: actions.put_back_mood_point(point=point, by=client))


def _turned(request: HttpRequest, client: Client, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        return _show(request, client, 409, refusal=refusal.reason)
    return redirect(OWN)


def _show(request: HttpRequest, client: Client, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        **chart_context(request, client, own_course.own_course_row(client), None),
        "may_write": can_write_life(client, client),
        "event_form": event_form(client, shared=True),
        "mood_form": MoodPointForm(auto_id="id_then_%s"),
    }
    return _page(request, client, "client_life", context | more, status)


def _event(request: HttpRequest, event: LifeEvent, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    may_write = can_write_life(event.client, event.client)
    context = {"event": event, "form": form, "may_write": may_write, **more}
    return _page(request, event.client, "client_life_event", context, status)


def _page(
    request: HttpRequest, client: Client, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    around = {"exit_url": client.service.exit_url, "reading": people.who_reads(client, clock.now())}
    return render(request, f"inventory/{name}.html", {**around, **context}, status=status)
