"""Worksheets in a copy of the record: the client's own and what both see; others as they were released."""

from collections.abc import Iterator, Mapping, Sequence

from amity.core import worksheets
from amity.core.definitions.technique_parts import Asked, Rows, Who, Words
from amity.web.inventory.queries import SOMEBODY
from amity.web.inventory.queries.copy import WITHHELD, outside_name
from amity.web.people.models import Client
from amity.web.people.offered import SubjectPart
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries import across


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """A part for each worksheet that the client sees whole, what they kept private among them: the copy is
    theirs, and whoever hands it over does not read it. A note of a clinician's own is in none."""
    zone = client.service.zone
    return [
        SubjectPart(
            f"{it.definition.client_title}, {it.begun_at.astimezone(zone).date().isoformat()}",
            list(_rows(it)),
        )
        for it in across.of_client(client)
    ]


def _rows(worksheet: Worksheet) -> Iterator[Mapping[str, str]]:
    """A question and its answer in each. While somebody named in it was not released, words are withheld."""
    people = {str(it.relationship_id): it.relationship for it in worksheet.people.all()}
    is_released = all(one.released for one in people.values())
    names = {id: outside_name(one) for id, one in people.items()}
    told = worksheet.told
    for field in worksheet.definition.fields:
        if field.id not in told or not field.is_for("client"):
            continue
        if isinstance(field, Rows):
            for number, row in enumerate(told[field.id], start=1):
                name = field.name_of(row["id"]) or f"{field.row} {number}"
                said = {
                    inner.asks: _says(inner, row[inner.id], names, is_released)
                    for inner in field.fields
                    if inner.id in row and inner.is_for("client")
                }
                yield {"Question": field.asks, "Row": name, **said}
        else:
            yield {"Question": field.asks, "Answer": _says(field, told[field.id], names, is_released)}


def _says(asked: Asked, value: object, names: Mapping[str, str], is_released: bool) -> str:
    if isinstance(asked, Words) and not is_released:
        return WITHHELD
    if isinstance(asked, Who):
        return ", ".join(worksheets.in_words(asked, value, lambda id: names.get(id, SOMEBODY)))
    return "\n".join(worksheets.in_words(asked, value))
