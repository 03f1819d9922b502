"""A client reads what they answered, on their own pages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
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


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    client = access.client_of(request)
    return render(request, f"measures/{name}.html", {"exit_url": client.service.exit_url} | context)
