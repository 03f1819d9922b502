"""Worksheets and entries in a copy for the client themself: in the words and names of their own pages."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from amity.core import worksheets
from amity.core.definitions.technique_parts import Asked, Rows
from amity.web.base.copy_part import Row, SubjectPart
from amity.web.base.templatetags.amity import date_only
from amity.web.people.models import Client
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.across import of_client
from amity.web.techniques.queries.edits import beside_of
from amity.web.techniques.queries.people import names_for


def own_copy(client: Client) -> Sequence[SubjectPart]:
    """A part for each that the client finds on their own pages, what they keep private among them.

    What they took off their pages is not in it: a file lies about longer than a page does.
    """
    names = names_for(client, "client")
    found = of_client(client).select_related("course__client__service")
    return [SubjectPart(_title(it, client), list(_rows(it, names))) for it in found if it.told]


def _title(worksheet: Worksheet, client: Client) -> str:
    on = date_only(worksheet.begun_at.astimezone(client.zone).date())
    return f"{worksheet.definition.client_title}, {on}"


def _rows(worksheet: Worksheet, names: worksheets.Names) -> Iterator[Row]:
    told = worksheets.seen_by(worksheet.definition, worksheet.told, "client")
    for field in worksheet.definition.fields:
        if field.id not in told:
            continue
        if isinstance(field, Rows):
            yield from _of_rows(field, told[field.id], names)
        else:
            yield {_("Question"): field.asks, _("Answer"): _says(field, told[field.id], names)}
    for beside in beside_of(worksheet, "client", names):
        yield {_("Question"): beside.asks, _("Also written"): "\n".join(beside.says)}


def _of_rows(field: Rows, rows: list[dict[str, object]], names: worksheets.Names) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        name = field.name_of(str(row["id"])) or f"{field.row} {number}"
        said = {it.asks: _says(it, row[it.id], names) for it in field.fields if it.id in row}
        yield {_("Question"): field.asks, _("Part"): name, **said}


def _says(asked: Asked, value: object, names: worksheets.Names) -> str:
    return "\n".join(worksheets.in_words(asked, value, names))
