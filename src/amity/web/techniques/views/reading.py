"""A worksheet to read: what stands in it, where it came from and went on, and who wrote what when."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.core import worksheets
from amity.web.base.registry import rule
from amity.web.course.about import about
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.techniques import queries, rules
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.chain import chain_of
from amity.web.techniques.queries.episodes import stories_behind
from amity.web.techniques.views.beside import around
from amity.web.techniques.views.parts import HERE, READERS, ClinicRequest


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of one writer, with their name."""

    revision: queries.Revision
    who: str


@rule(roles=READERS, reach=access.READ)
@require_safe
def read_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """All of it in words."""
    return shown_whole(request, queries.worksheet_for(request.user, worksheet_id, access.READ))


def shown_whole(request: ClinicRequest, found: Worksheet, status: int = 200, **more: Any) -> HttpResponse:
    """The reading view."""
    names = queries.names_for(found.course.client, "clinician")
    context = about(request, found.course, HERE)
    may_write = rules.can_write(found, request.user)
    context |= around(request, found, may_write) | {
        "worksheet": found,
        "technique": found.definition,
        "parts": worksheets.lines(found.definition, found.told, "clinician", names=names),
        "stories": stories_behind(found, "clinician"),
        "sittings": sittings_of(found, names),
        "chain": chain_of(found),
        "began_by": writers({found.begun_by: found.begun_by_kind}, found)[found.begun_by],
        "may_write_on": may_write,
        "from_page": "read",
    }
    return render(request, "techniques/read_worksheet.html", context | more, status=status)


def sittings_of(worksheet: Worksheet, names: worksheets.Names) -> list[Sitting]:
    """Who wrote when, and what was different after it."""
    revisions = queries.revisions_of(worksheet, "clinician", names)
    who = writers({it.by: it.by_kind for it in revisions}, worksheet)
    return [Sitting(it, who[it.by]) for it in revisions]


def writers(kinds: dict[UUID, str], worksheet: Worksheet) -> dict[UUID, str]:
    """What those are called who wrote; by id."""
    staff = people.staff_names(id for id, kind in kinds.items() if kind == "staff")
    client = worksheet.course.client.name or "the client"
    return {id: client if kind == "client" else staff.get(id, "the care team") for id, kind in kinds.items()}
