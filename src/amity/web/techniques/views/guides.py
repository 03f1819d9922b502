"""The guides, as a clinician reads them before a client does: the same words, and what each rests on."""

from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.core import library
from amity.core.definitions.guide import Guide
from amity.core.definitions.technique import Technique
from amity.core.errors import UnknownContentError
from amity.web.base.registry import rule
from amity.web.techniques.views.parts import READERS

IN_ORDER: Final = (
    "what_ipt_is",
    "being_unwell",
    "mood_and_events",
    "feelings",
    "saying_what_you_need",
    "losing_someone",
    "relationship_in_difficulty",
    "big_change",
    "feeling_alone",
    "endings",
)  # as they come up in a course; a clinic's own stand after these


class Shelf(NamedTuple):
    """Guides that belong together."""

    id: str
    title: str
    guides: tuple[Guide, ...]


@rule(roles=READERS)
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "techniques/guides.html", {"shelves": shelves()})


@rule(roles=READERS)
@require_safe
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    return render(request, "techniques/guide.html", guide_context(guide))


def shelves() -> tuple[Shelf, ...]:
    """Every guide: for everybody, about each problem area, about studies. Empty shelves are left out."""
    found = sorted(library.guides(), key=_place)
    areas = tuple(it for it in found if it.area)
    studies = tuple(it for it in found if it.studies)
    others = tuple(it for it in found if not it.area and not it.studies)
    shelves = (
        Shelf("all", _("To begin with"), others),
        Shelf("areas", _("What it can be about"), areas),
        Shelf("studies", _("Whether it helps"), studies),
    )
    return tuple(it for it in shelves if it.guides)


def guide_context(id: str) -> dict[str, Any]:
    """One guide with the worksheets it leads to. Http404 where there is none of that name."""
    try:
        found = library.guide(id)
    except UnknownContentError:
        raise Http404 from None
    return {"guide": found, "leads_to": _leads_to(found)}


def _leads_to(guide: Guide) -> tuple[Technique, ...]:
    return tuple(library.technique(id) for id in guide.techniques)


def _place(guide: Guide) -> tuple[int, str]:
    return (IN_ORDER.index(guide.id) if guide.id in IN_ORDER else len(IN_ORDER), guide.title)
