"""A client reads what they answered, on their own pages, and says who else does."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.measures import actions
from amity.web.measures.queries.own_answers import own_answers, own_forms
from amity.web.people import access


@rule("client", signed_in=True)
@require_safe
def client_answers(request: HttpRequest) -> HttpResponse:
    """What was answered, by what it is about and by day."""
    return _page(request, "client_answers", {"groups": own_forms(access.client_of(request))})


@rule("client", signed_in=True)
@require_safe
def client_answer(request: HttpRequest, sent_id: UUID) -> HttpResponse:
    """One form: its questions and the words that were chosen, then and now."""
    return _page(request, "client_answer", {"own": own_answers(access.client_of(request), sent_id)})


@rule("client", signed_in=True, changes=True)
@require_POST
def choose_who_sees(request: HttpRequest, sent_id: UUID) -> HttpResponse:
    """To keep what was sent, or to show it; later, and as often as they like until it may have been read."""
    client = access.client_of(request)
    own = own_answers(client, sent_id)
    act = {"kept": actions.keep_back, "shown": actions.show}.get(request.POST.get("sees", ""))
    try:
        if act is not None:
            act(response=own.response, by=client)
    except Refused as refused:
        return _page(request, "client_answer", {"own": own, "refused": refused.reason}, 409)
    return HttpResponseRedirect(reverse("client_answer", args=[sent_id]))


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    client = access.client_of(request)
    around = {"exit_url": client.service.exit_url}
    return render(request, f"measures/{name}.html", around | context, status=status)
