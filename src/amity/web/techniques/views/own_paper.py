"""A client's worksheet on paper: what is written, or the questions alone with room to write."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.techniques import queries
from amity.web.techniques.views.blank import BlankStep, blank_steps
from amity.web.techniques.views.own_parts import about_own, own_page


@rule("client", signed_in=True)
@require_safe
def client_print_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """A clean page. Nobody is told that it was printed."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    technique = found.definition
    is_blank = "blank" in request.GET and technique.print.blank
    context = about_own(found, client) | {
        "parts": worksheets.lines(technique, found.told, "client", names=queries.names_for(client, "client")),
        "is_blank": is_blank,
        "steps": _asked_of_clients(technique) if is_blank else [],
    }
    return own_page(request, "client_print_worksheet", context)


def _asked_of_clients(technique: Technique) -> list[BlankStep]:
    """Without what a clinician fills in."""
    found = []
    for it in blank_steps(technique):
        fields = tuple(field for field in it.fields if field.asked.may_be_filled_by("client"))
        found += [replace(it, fields=fields)] if fields else []
    return found
