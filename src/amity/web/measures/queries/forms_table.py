"""The table beside a chart: every form with its total, what is unusual about it, and what changed between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from amity.core.change.in_words import Change
from amity.web.base.chart_words import as_text
from amity.web.base.charts import Mark, Point
from amity.web.base.templatetags.amity import day
from amity.web.measures.models import Response
from amity.web.measures.queries.responses import Given
from amity.web.measures.queries.series import Series, points_of, total


@dataclass(frozen=True)
class FormRow:
    """A form, or something that changed beside them: then it has no address and no total.

    compared: "6 points lower than at the start"; "" for the first, and for what cannot be compared.
    """

    on: date
    url: str = ""
    value: str = ""
    is_missing: bool = False
    compared: str = ""
    how: str = ""
    note: str = ""
    is_unread: bool = False


def rows_of(series: Series, medicines: Iterable[Mark] = ()) -> list[FormRow]:
    """The newest first."""
    comparable = {each.response.id for each in series.compared}
    pairs = zip(series.given, points_of(series), strict=True)
    rows = [_row(series, each, point, each.response.id in comparable) for each, point in pairs]
    changes = [FormRow(it.on, note=it.label) for it in medicines]
    return sorted([*rows, *changes], key=lambda it: it.on, reverse=True)


def body_of(rows: Iterable[FormRow]) -> SafeString:
    """The rows as they stand in the table, made by the program and not by a template: there are hundreds."""
    return SafeString("\n      ".join(f"<tr>{_cells(row)}</tr>" for row in rows))


def _cells(row: FormRow) -> str:
    """Every word in it is escaped."""
    on, note = escape(day(row.on)), escape(row.note)
    if not row.url:
        return f'<th scope="row">{on}</th><td colspan="3" class="quiet">{note}</td>'
    missing = " missing" if row.is_missing else ""
    beside = f' <span class="quiet">{note}</span>' if note else ""
    unread = ' <span class="tag waiting">not read</span>' if row.is_unread else ""
    return (
        f'<th scope="row"><a href="{escape(row.url)}">{on}</a></th>'
        f'<td class="number{missing}">{escape(row.value)}</td><td>{escape(row.compared)}</td>'
        f"<td>{escape(row.how)}{beside}{unread}</td>"
    )


def _row(series: Series, given: Given, point: Point, is_comparable: bool) -> FormRow:
    response, start, value = given.response, series.start, given.scores.total.value
    compared = ""
    if is_comparable and value is not None and start is not None and given is not start:
        compared = Change(total(start), value).moved
    sent = "sent" if response.submitted_at else "left unsent"
    if response.mode != Response.Mode.OWN:
        sent = Response.Mode(response.mode).label
    missing = "not answered" if not given.scores.answered else "no total"
    return FormRow(
        point.on,
        reverse("response", args=[response.id]),
        as_text(value) if value is not None else missing,
        value is None,
        compared.replace(" than at the start", "").replace("the same as at the start", "the same"),
        f"{sent}, {given.answered_of} answered",
        point.marker,
        response.read_at is None,
    )
