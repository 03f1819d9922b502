"""The totals of many courses, as they are counted for a whole service: no name, no answer, no word."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from amity.web.course.queries.counting import CountedCourse
from amity.web.measures.models import Response
from amity.web.measures.queries.responses import Given, given
from amity.web.measures.queries.series import series_of, total
from amity.web.people.models import Client

NEEDED = (
    "client_id", "instrument", "version", "about", "place", "given_at", "written_on", "last_answer_at",
    "submitted_at", "lapsed_at",
)  # fmt: skip  # of each form; names and words stay sealed
NEEDED_OF_CLIENTS = ("service_id", "service__time_zone")


@dataclass(frozen=True, slots=True)
class Total:
    """What a questionnaire came to on a day."""

    instrument: str
    on: date
    points: int | Fraction


def totals_of(
    courses: Collection[CountedCourse], instruments: Collection[str] | None = None
) -> dict[UUID, list[Total]]:
    """By course, the totals that its change is counted from, oldest first: three queries, however many.

    instruments: by id; None: of all there are.

    As the pages of one client have it: from the days that the first form asks about until the course was
    closed, in the version of the latest. What a client keeps is not there, nor what is about the two of them,
    a goal or a person.
    """
    forms: dict[UUID, list[Given]] = {it.client_id: [] for it in courses}
    rows = Response.objects.for_staff().filter(
        Q(submitted_at__isnull=False) | Q(lapsed_at__isnull=False), client__in=forms.keys(), about=None
    )
    if instruments is not None:
        rows = rows.filter(instrument__in=instruments)
    found = list(rows.only(*NEEDED).order_by("given_at", "place"))
    clients = Client.objects.filter(pk__in=forms.keys()).select_related("service").only(*NEEDED_OF_CLIENTS)
    by_id = {it.pk: it for it in clients}
    for response in found:  # in SQL each form would bring a client and a service of its own
        response.client = by_id[response.client_id]
    for it in given(found):
        forms[it.response.client_id].append(it)
    return {it.id: _totals(it, forms[it.client_id]) for it in courses}


def _totals(course: CountedCourse, forms: list[Given]) -> list[Total]:
    inside = [it for it in forms if course.closed_at is None or it.response.given_at <= course.closed_at]
    return [
        Total(series.instrument.id, it.on, total(it))
        for series in series_of(inside, since=course.started_on)
        if not series.instrument.is_about_the_two
        for it in series.compared
        if it.scores.total.value is not None
    ]
