"""From a practice to its worksheets: the one it was planned on, and the one that tells what happened."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader
from amity.web.base.models import User
from amity.web.course.models import Practice
from amity.web.course.offered import PracticeLink
from amity.web.people.models import Client
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries import across

WRITE_IT_DOWN = "Write down what happened"


def practice_links(
    reader: User | Client, practices: Sequence[Practice]
) -> Mapping[UUID, Sequence[PracticeLink]]:
    """What this side may open of what a practice was planned on; what became of it, or where that is told."""
    side: Reader = "client" if isinstance(reader, Client) else "clinician"
    there = across.around_practices(practices, side)
    return {it.id: _links(it, there, side) for it in practices}


def _links(practice: Practice, there: Sequence[Worksheet], side: Reader) -> list[PracticeLink]:
    planned = [it for it in there if it.id == practice.worksheet]
    told = [it for it in there if it.practice_id == practice.id]
    found = [_to(it, side, "Planned on") for it in planned]
    found += [_to(it, side, "Written about it") for it in told]
    technique = _short()
    if practice.result and not told and technique and practice.course.closed_at is None:
        found.append(PracticeLink(WRITE_IT_DOWN, _begins(practice, technique, side)))
    return found


def _to(worksheet: Worksheet, side: Reader, words: str) -> PracticeLink:
    technique = worksheet.definition
    title, page = (
        (technique.client_title, "client_worksheet") if side == "client" else (technique.title, "worksheet")
    )
    return PracticeLink(f"{words}: {title}", reverse(page, args=[worksheet.id]))


def _begins(practice: Practice, technique: Technique, side: Reader) -> str:
    if side == "client":
        return f"{reverse('client_short_form', args=[technique.id])}?practice={practice.id}"
    begin = reverse("begin_worksheet", args=[practice.course_id, technique.id])
    return f"{begin}?practice={practice.id}"


def _short() -> Technique | None:
    """The technique with a short form that takes on what a practice holds."""
    return next((it for it in library.techniques() if it.quick and it.receives and not it.adjunct), None)
