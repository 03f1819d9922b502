"""The client's own page of people: the circle that was shared with them, drawn on at home."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import arriving, clock
from amity.web.base.registry import rule
from amity.web.inventory import actions, queries, rules
from amity.web.inventory.forms import NamesForm
from amity.web.inventory.views import hands
from amity.web.inventory.views.staging import Staging, answered, stage_context, unchanged
from amity.web.people import access
from amity.web.people import queries as people

OWN = "client_people"


@rule("client", signed_in=True)
@require_safe
def client_people(request: HttpRequest) -> HttpResponse:
    """The circle as both draw on it; before it is shared, that it is not here yet."""
    return _show(request)


@rule("client", signed_in=True, polled=True)
@require_safe
def client_circle_stage(request: HttpRequest) -> HttpResponse:
    """The circle as it stands now, or that nothing is new."""
    staging = _staging(request)
    return unchanged(request, staging) or answered(request, staging)


@rule("client", signed_in=True, changes=True)
@require_POST
def client_circle_moves(request: HttpRequest) -> HttpResponse:
    return hands.send_moves(_desk(request))


@rule("client", signed_in=True, changes=True, has_words=True)
@require_POST
def client_circle_names(request: HttpRequest) -> HttpResponse:
    desk = _desk(request)
    if not arriving.is_for(request, people.whose_pages(access.client_of(request))):
        return desk.not_so(409, str(arriving.OTHER), names_form=NamesForm(request.POST))
    return hands.name_people(desk)


@rule("client", signed_in=True, changes=True)
@require_POST
def client_place_people(request: HttpRequest) -> HttpResponse:
    return hands.place_people(_desk(request))


@rule("client", signed_in=True, changes=True, has_words=True)
@require_POST
def client_say_on_circle(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    return hands.say(_desk(request), str(relationship_id))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_take_off_circle(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    return hands.take_off(_desk(request), str(relationship_id))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_as_last_time(request: HttpRequest) -> HttpResponse:
    return hands.as_last_time(_desk(request))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_take_back(request: HttpRequest) -> HttpResponse:
    return hands.turn(_desk(request), actions.take_back)


@rule("client", signed_in=True, changes=True)
@require_POST
def client_redo(request: HttpRequest) -> HttpResponse:
    return hands.turn(_desk(request), actions.redo)


def _staging(request: HttpRequest, who: str = "") -> Staging:
    """Their own stage. Http404 while no circle is shared with them."""
    client = access.client_of(request)
    circle = queries.own_circle(client)
    if circle is None:
        raise Http404
    return Staging.asked(
        request, circle, may_draw=rules.can_draw(circle, client), by=client, who=who, is_own=True
    )


def _desk(request: HttpRequest) -> hands.Desk:
    def page(status: int, **more: Any) -> HttpResponse:
        return _show(request, status, **more)

    return hands.Desk(request, _staging(request), page, lambda: reverse(OWN))


def _show(
    request: HttpRequest,
    status: int = 200,
    who: str = "",
    chosen: dict[str, str] | None = None,
    said_form: Any = None,
    refusal: str = "",
    names_form: Any = None,
) -> HttpResponse:
    """The page. The context is named thing by thing: nothing of the clinic's comes along."""
    client = access.client_of(request)
    context: dict[str, Any] = {
        "exit_url": client.service.exit_url,
        "reading": people.who_reads(client, clock.now()),
        "refusal": refusal,
    }
    if queries.own_circle(client) is not None:
        context |= stage_context(_staging(request, who), chosen, said_form)
    if names_form is not None:
        context["quick_said"] = names_form.data.get("names", "")
    return render(request, "inventory/client_people.html", context, status=status)
