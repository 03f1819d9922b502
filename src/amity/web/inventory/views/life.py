"""The life chart for clinicians: looked at, told, told otherwise, taken off and put back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.inventory import actions
from amity.web.inventory.forms.life import LifeEventForm, MoodPointForm, in_words, said_of
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.queries import life as queries
from amity.web.inventory.queries.home import from_home
from amity.web.inventory.views.life_parts import chart_context
from amity.web.inventory.views.parts import CLINICIAN, READERS, ClinicRequest, course_of
from amity.web.people import access
from amity.web.people.models import Client

LIFE_CHART = "life_chart"


@rule(roles=READERS, reach=access.READ)
@require_safe
def life_chart(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """One time axis, and the same as a list and a table."""
    return _show(request, courses.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def add_life_event(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = courses.course_for(request.user, course_id, access.CARE)
    form = event_form(course.client, request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, event_form=form)
    try:
        add_from(form, course.client, request.user)
    except Refused as refusal:
        return _show(request, course, status=409, event_form=form, refusal=refusal.reason)
    return redirect(LIFE_CHART, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def add_mood_point(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = courses.course_for(request.user, course_id, access.CARE)
    form = MoodPointForm(request.POST, auto_id="id_then_%s")
    if not form.is_valid():
        return _show(request, course, status=422, mood_form=form)
    try:
        add_point_from(form, course.client, request.user)
    except Refused as refusal:
        return _show(request, course, status=409, mood_form=form, refusal=refusal.reason)
    return redirect(LIFE_CHART, course.id)


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def life_event(request: ClinicRequest, life_event_id: UUID) -> HttpResponse:
    """One event, to be told otherwise."""
    reach = access.CARE if request.method == "POST" else access.READ
    found = queries.life_event_for(request.user, life_event_id, reach)
    if request.method != "POST":
        return _event(request, found, event_form(found.client, initial=said_of(found)))
    form = event_form(found.client, request.POST)
    if not form.is_valid():
        return _event(request, found, form, status=422)
    try:
        change_from(form, found, request.user)
    except actions.Stale as stale:
        return _event(
            request, stale.row, form, status=409, refusal=stale.reason, beside=beside(form, stale.row)
        )
    except Refused as refusal:
        return _event(request, found, form, status=409, refusal=refusal.reason)
    return redirect(LIFE_CHART, course_of(request, found.client).id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_off_life_event(request: ClinicRequest, life_event_id: UUID) -> HttpResponse:
    found = queries.life_event_for(request.user, life_event_id, access.CARE)
    return _turned(request, found.client, lambda: actions.take_off_life_event(event=found, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def put_back_life_event(request: ClinicRequest, life_event_id: UUID) -> HttpResponse:
    found = queries.life_event_for(request.user, life_event_id, access.CARE)
    return _turned(request, found.client, lambda: actions.put_back_life_event(event=found, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_off_mood_point(request: ClinicRequest, mood_point_id: UUID) -> HttpResponse:
    found = queries.mood_point_for(request.user, mood_point_id, access.CARE)
    return _turned(request, found.client, lambda: actions.take_off_mood_point(point=found, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def put_back_mood_point(request: ClinicRequest, mood_point_id: UUID) -> HttpResponse:
    found = queries.mood_point_for(request.user, mood_point_id, access.CARE)
    return _turned(request, found.client, lambda: actions.put_back_mood_point(point=found, by=request.user))


def event_form(
    client: Client, data: Any = None, *, shared: bool = False, initial: Any = None
) -> LifeEventForm:
    """With the people whose names may stand here; shared: as the client has it."""
    people = queries.people_to_choose(client, shared=shared)
    return LifeEventForm(data, people=people, for_client=shared, initial=initial)


def add_from(form: LifeEventForm, client: Client, by: Any) -> LifeEvent:
    """What a valid form says, added."""
    began, ended = form.cleaned_data["when"]
    return actions.add_life_event(
        id=form.cleaned_data["id"], client=client, began=began, ended=ended, people=form.named or (), by=by,
        **form.said,
    )  # fmt: skip


def add_point_from(form: MoodPointForm, client: Client, by: Any) -> None:
    """What a valid form says, added."""
    given = form.cleaned_data
    actions.add_mood_point(id=given["id"], client=client, at=given["when"][0], value=given["value"], by=by)


def change_from(form: LifeEventForm, event: LifeEvent, by: Any) -> LifeEvent:
    """What a valid form says, of an event that is there."""
    began, ended = form.cleaned_data["when"]
    return actions.change_life_event(
        event=event, version=form.cleaned_data["version"] or 0, said=form.said, began=began, ended=ended,
        people=form.named, by=by,
    )  # fmt: skip


def beside(form: LifeEventForm, stored: LifeEvent) -> dict[str, str]:
    """What is stored now where it differs from what was typed; the form goes on from the version of now."""
    there = {name: text for name, text in in_words(form, said_of(stored)).items() if name in form.fields}
    typed = in_words(form, {name: form[name].value() for name in there})
    said_again(form, version=stored.version)
    return {name: text for name, text in there.items() if text != typed[name]}


def _turned(request: ClinicRequest, client: Client, do: Callable[[], object]) -> HttpResponse:
    course = course_of(request, client)
    try:
        do()
    except Refused as refusal:
        return _show(request, course, status=409, refusal=refusal.reason)
    return redirect(LIFE_CHART, course.id)


def _show(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {
        **about(request, course, LIFE_CHART),
        **chart_context(request, course.client, course, request.user),
        "event_form": event_form(course.client),
        "mood_form": MoodPointForm(auto_id="id_then_%s"),
    }
    context["may_write"] = context["may_care"]  # a life goes on when a course is closed
    if context["may_care"]:
        context["from_home"] = from_home(course.client)
    return render(request, "inventory/life.html", context | more, status=status)


def _event(
    request: ClinicRequest, event: LifeEvent, form: LifeEventForm, status: int = 200, **more: Any
) -> HttpResponse:
    context: dict[str, Any] = {**about(request, course_of(request, event.client), LIFE_CHART), "event": event}
    context["may_write"] = context["may_care"]
    return render(request, "inventory/life_event.html", context | {"form": form} | more, status=status)
