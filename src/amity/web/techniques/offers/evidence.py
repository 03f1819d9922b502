"""Worksheets as what speaks for a problem area, and as marks on the clinician's life chart."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.urls import reverse

from amity.core import timeline
from amity.core.definitions.technique_parts import Rows, Words
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.course.offered import AreaEvidence
from amity.web.course.queries import protocol_of
from amity.web.inventory.offered import Lane, LaneItem
from amity.web.people.models import Client
from amity.web.techniques import queries
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries import across

ITS_AREA = "area"  # the question of a technique, or of its rows, that asks to which area it belongs
DAYS = "stories"  # the question of a row that only says which days stand behind it


def area_evidence(user: User, course: Course) -> Sequence[AreaEvidence]:
    """What was written about an area: where somebody said so, or the technique is for that one alone.

    A row that somebody linked to an area speaks for that one, whatever the worksheet as a whole is about.
    """
    areas = {area.id for area in protocol_of(course).areas}
    told = across.told_in(user, course)
    return [it for worksheet in told for it in (*_speaks(worksheet, areas), *_rows_speak(worksheet, areas))]


def life_chart_lanes(user: User, client: Client) -> Sequence[Lane]:
    """What is about a day or a time that is known, as marks; with a lock what the client does not see."""
    marks = [mark for it in across.told_by(user, client) if (mark := _mark(it))]
    return [Lane("Written down", "marks", marks, order=60)] if marks else []


def _speaks(worksheet: Worksheet, areas: Collection[str]) -> Iterator[AreaEvidence]:
    area, gist = _area_of(worksheet), across.gist_of(worksheet)
    if area in areas and gist:
        yield _evidence(worksheet, area, gist)


def _rows_speak(worksheet: Worksheet, areas: Collection[str]) -> Iterator[AreaEvidence]:
    """The rows that are linked to one of these areas, in their own words."""
    for field in worksheet.definition.fields:
        if not isinstance(field, Rows) or ITS_AREA not in {it.id for it in field.fields}:
            continue
        words = [it.id for it in field.fields if isinstance(it, Words) and it.id != DAYS]
        for row in worksheet.told.get(field.id, ()):
            said = across.shortened("; ".join(row[id] for id in words if id in row))
            if row.get(ITS_AREA) in areas and said:
                yield _evidence(worksheet, row[ITS_AREA], said)


def _evidence(worksheet: Worksheet, area: str, gist: str) -> AreaEvidence:
    when = across.when_of(worksheet)
    is_day = when is not None and when.precision == "day" and not when.is_about
    since = f", {timeline.in_words(when)}" if when and not is_day else ""
    return AreaEvidence(
        area=area,
        words=f"“{gist}”{since} ({worksheet.definition.title.lower()})",
        on=when.first if when and is_day else None if when else _begun_on(worksheet),
        url=reverse("worksheet", args=[worksheet.id]),
    )


def _begun_on(worksheet: Worksheet) -> date:
    return worksheet.begun_at.astimezone(worksheet.course.client.service.zone).date()


def _area_of(worksheet: Worksheet) -> str:
    """As somebody set it, as it was answered, or the one area that its technique is for."""
    of_technique = worksheet.definition.areas
    return (
        worksheet.area
        or str(worksheet.told.get(ITS_AREA, ""))
        or (of_technique[0] if len(of_technique) == 1 else "")
    )


def _mark(worksheet: Worksheet) -> LaneItem | None:
    when = across.when_of(worksheet)
    if when is None:
        return None
    return LaneItem(
        span=timeline.span_of(when),
        when=timeline.in_words(when),
        words=across.gist_of(worksheet) or worksheet.definition.title,
        is_private=queries.sight_of(worksheet, "client") is not queries.Sight.WHOLE,
        url=reverse("worksheet", args=[worksheet.id]),
    )
