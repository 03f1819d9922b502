"""What the client's own pages of worksheets share: the page around them, and what stands in words."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Words
from amity.web.base import clock
from amity.web.course.queries.own_course import own_course_row
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.techniques import rules
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries import seen_by_whom

LONGEST: Final = 90  # characters of what stands in a list
MAY_BE: Final = (
    (Visibility.SHARED, gettext_lazy("Show it to my clinician")),
    (Visibility.ON_REQUEST, gettext_lazy("Let them see only that it is there")),
    (Visibility.PRIVATE, gettext_lazy("Keep it to myself")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A worksheet in a list. says: its first words, "" where nothing is shown of it."""

    worksheet: Worksheet
    technique: Technique
    says: str
    seen: str


def own_page(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page of the client's own, with what stands around each of them."""
    client = access.client_of(request)
    course = own_course_row(client)
    around = {
        "exit_url": client.service.exit_url,
        "reading": people.who_reads(client, clock.now()),
        "is_over": course is not None and course.closed_at is not None,
    }
    return render(request, f"techniques/{name}.html", around | (context or {}), status=status)


def about_own(worksheet: Worksheet, client: Client) -> dict[str, Any]:
    """What every page of one worksheet says about it: its name, its day, who sees it, what may be done."""
    is_own = worksheet.author == Author.CLIENT
    is_over = worksheet.course.closed_at is not None
    may_be = [it for it in MAY_BE if it[0] != worksheet.visibility] if is_own else []
    return {
        "worksheet": worksheet,
        "technique": worksheet.definition,
        "is_own": is_own,
        "seen": seen_by_whom(worksheet),
        "may_be": [it for it in may_be if not is_over or it[0] == Visibility.PRIVATE],
        "may_remove": rules.can_remove(worksheet, client),
        "may_write": rules.can_write(worksheet, client),
        "may_put_aside": rules.can_put_aside(worksheet, client),
        "may_destroy": worksheet.destroyed_at is None and rules.can_destroy(worksheet, client),
        "is_quiet": is_quiet(worksheet.definition),
    }


def clinician_of(client: Client) -> str:
    """Who reads what the client shows, by name."""
    lead = people.lead_clinician_of(client)
    return lead.name if lead else _("my clinician")


def is_quiet(technique: Technique) -> bool:
    """Whether it is a letter: a page with nothing on it but the letter, and no word of it in a list."""
    return any(it.type == "letter" for it in technique.fields)


def line_of(worksheet: Worksheet) -> Line:
    """For a list of worksheets that the client sees whole."""
    technique = worksheet.definition
    says = "" if is_quiet(technique) else _first_words(worksheet, technique)
    return Line(worksheet, technique, says, seen_by_whom(worksheet))


def _first_words(worksheet: Worksheet, technique: Technique) -> str:
    """Of a sentence rather than of a word or two."""
    asked = [it for it in technique.fields if isinstance(it, Words) and not it.private]
    texts = (worksheet.told.get(it.id) for it in sorted(asked, key=lambda it: it.type != "long"))
    said = next((" ".join(it.split()) for it in texts if it), "")
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"
