"""Measures over time: everything that is followed, and one of them question by question."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.errors import why_not
from amity.web.base.models import User
from amity.web.base.registry import rule
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures import queries, rules
from amity.web.measures.models import Response
from amity.web.measures.offered import expected_of
from amity.web.measures.queries import Given, Series
from amity.web.measures.queries.changes import Beside, told_of
from amity.web.measures.queries.followed import followed_of
from amity.web.measures.queries.forms_table import body_of, rows_of
from amity.web.measures.queries.items import items_of
from amity.web.measures.queries.kept_back import kept_of, told
from amity.web.measures.queries.parts import parts_of
from amity.web.measures.queries.weeks import week_review_of
from amity.web.measures.queries.what_now import rises_beside, rising_in
from amity.web.people import access
from amity.web.people.models import Client, Staff
from amity.web.safety import queries as safety_queries

READERS = frozenset({Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR})
CARERS = frozenset({Staff.Role.CLINICIAN})

NEWEST = 12  # links that are listed; older ones are told by their forms


@rule(roles=READERS, reach=access.READ)
@require_safe
def client_measures(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Everything on one axis of time, then each questionnaire with its chart, its change and its forms."""
    user = _user(request)
    client = access.client(user, client_id, access.READ)
    course = next(iter(course_queries.courses_of(client)), None)
    given = _given(client, queries.responses_of(client))
    found = queries.series_of(given, since=course.started_on if course else None)
    marks = queries.session_marks(course) if course else []
    medicines = course_queries.medication_marks(client.id)
    kept = kept_of(client)
    beside = _beside_each(client, course, found, found)
    context = {
        "client": client,
        "course": course,
        "flag": safety_queries.open_flag_of(client, user),
        "followed": followed_of(found, course, marks, medicines),
        "week": week_review_of(course, found),
        "series": [
            _shown(it, marks, medicines, beside.get(it.instrument.id))
            for it in found
            if len(it.instrument.items) > 1
        ],
        "waiting": [each for each in given if not each.is_finished and queries.is_waiting(each)],
        "kept": [it for it in kept if it.is_waiting],
        "kept_said": told(kept),
        "links": [(link, queries.state_of(link)) for link in queries.links_of(client, NEWEST)],
        "may_write": user.staff.role in CARERS,
        "why_not_give": why_not(rules.check_can_give, client),
    }
    return render(request, "measures/client_measures.html", context)


@rule(roles=READERS, reach=access.READ)
@require_safe
def measure(request: HttpRequest, client_id: UUID, instrument: str) -> HttpResponse:
    """One measure: its chart, its change with the arithmetic, each question, each form."""
    user = _user(request)
    client = access.client(user, client_id, access.READ)
    course = next(iter(course_queries.courses_of(client)), None)
    given = _given(client, queries.responses_of(client).filter(instrument=instrument))
    found = queries.series_of(given, since=course.started_on if course else None)
    if not found:
        raise Http404
    marks = queries.session_marks(course) if course else []
    medicines = course_queries.medication_marks(client.id)
    beside = _beside_one(client, course, found)
    context = {
        "client": client,
        "flag": safety_queries.open_flag_of(client, user),
        "instrument": found[-1].instrument,
        "expected": expected_of(course, instrument) if course else None,
        "series": [
            {
                **_shown(it, marks, medicines, beside.get(it.instrument.id)),
                "items": items_of(it),
                "parts": parts_of(it),
            }
            for it in found
        ],
    }
    return render(request, "measures/measure.html", context)


def _beside_one(client: Client, course: Course | None, series: Sequence[Series]) -> dict[str, Beside]:
    """The same where one measure alone was read: the other end of mood is read beside it."""
    if course is None or not _of_depression(series):
        return {}
    every = _given(client, queries.responses_of(client).filter(about=None))
    return _beside_each(client, course, series, queries.series_of(every, since=course.started_on))


def _beside_each(
    client: Client, course: Course | None, series: Sequence[Series], every: Sequence[Series]
) -> dict[str, Beside]:
    """By measure, what is read beside a change of depression; beside other measures, nothing."""
    if course is None or not (low := _of_depression(series)):
        return {}
    own = [it for it in every if it.about is None]
    rising, known = rising_in(own, clock.today(client.service.zone)), course_queries.beside_mood_of(course)
    return {
        it.instrument.id: Beside(rising, rises_beside(it, own), known.signs, known.prescriber) for it in low
    }


def _of_depression(series: Sequence[Series]) -> list[Series]:
    return [it for it in series if it.instrument.pole == "low"]


def _given(client: Client, responses: QuerySet[Response]) -> list[Given]:
    """Scored. Client and service are the same for all of them, so they are read, and opened, once."""
    rows = list(responses.select_related(None))
    unfinished = [it for it in rows if it.submitted_at is None and it.lapsed_at is None]
    prefetch_related_objects(unfinished, "link")
    for it in rows:
        it.client = client
    return queries.given(rows)


def _shown(
    series: Series, marks: Sequence[Any], medicines: Sequence[Any], beside: Beside | None = None
) -> dict[str, Any]:
    return {
        "it": series,
        "chart": queries.chart_of(series, marks, medicines=medicines),
        "told": told_of(series, beside),
        "body": body_of(rows_of(series, medicines)),
    }


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has seen to it
    return request.user
