"""The guides on the client's own pages: those that were given, one at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.core.definitions.guide import Guide
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.techniques.views.guides import guide_context, shelves


@rule("client", signed_in=True)
@require_safe
def client_guides(request: HttpRequest) -> HttpResponse:
    """What there is to read. Nobody is told who reads what."""
    client = access.client_of(request)
    opened = people.tools_opened(client)
    given = (it._replace(guides=tuple(one for one in it.guides if _tool(one) in opened)) for it in shelves())
    context = {"exit_url": client.service.exit_url, "shelves": [it for it in given if it.guides]}
    return render(request, "techniques/client_guides.html", context)


@rule("client", signed_in=True)
@require_safe
def client_guide(request: HttpRequest, guide_code: str) -> HttpResponse:
    client = access.client_of(request)
    context = guide_context(guide_code)
    leads_to = context.pop("leads_to")
    context |= {
        "exit_url": client.service.exit_url,
        "alone": [it for it in leads_to if it.quick and f"write:{it.id}" in people.tools_opened(client)],
        "together": [it for it in leads_to if not it.quick and not it.adjunct],
    }
    return render(request, "techniques/client_guide.html", context)


def _tool(guide: Guide) -> str:
    return f"guide:{guide.id}"
