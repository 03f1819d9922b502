"""The client's own worksheets: the list, one of them step by step, and to read."""

import uuid
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Step
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course.models import Course
from amity.web.course.queries.own_course import own_course_row
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.techniques import actions, queries, rules
from amity.web.techniques.models import Author, Worksheet
from amity.web.techniques.queries import Sight
from amity.web.techniques.queries.episodes import stories_behind
from amity.web.techniques.views import parts, saving
from amity.web.techniques.views.own_parts import about_own, line_of, own_page

NOT_FROM_HERE: Final = "This is begun together with your clinician. Bring it to your next session."
LEFT: Final = ("no", "part")  # what was planned did not come off, or not all of it


@rule("client", signed_in=True)
@require_safe
def client_worksheets(request: HttpRequest) -> HttpResponse:
    """What waits, what is theirs, what both write on, and what the clinician has."""
    return shown_list(request)


@rule("client", signed_in=True, changes=True, has_words=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """One step, to be written on. The open page saves by itself."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    if request.method != "POST" and not rules.can_write(found, client):
        return redirect("client_read_worksheet", found.id)
    step = _step(found, request.GET.get("step", ""))
    if request.method != "POST":
        return _shown(request, found, step)
    return saving.save_step(
        request,
        found,
        client,
        again=lambda now, status, typed: _shown(request, now, step, status, typed),
        on=lambda wants: _on(found, step, wants),
    )


@rule("client", signed_in=True)
@require_safe
def client_read_worksheet(request: HttpRequest, worksheet_id: UUID) -> HttpResponse:
    """All of it, to read; after the last button a warm word, and what it can go on into."""
    client = access.client_of(request)
    return shown_whole(request, queries.own_worksheet(client, worksheet_id))


@rule("client", signed_in=True, changes=True)
@require_POST
def client_follow_worksheet(request: HttpRequest, worksheet_id: UUID, technique_code: str) -> HttpResponse:
    """Go on into another one, with what is here already."""
    client = access.client_of(request)
    found = queries.own_worksheet(client, worksheet_id)
    leads = {it.technique.id: it for it in queries.leads_from(found, "client")}
    if technique_code not in leads:
        return shown_whole(request, found, 409, refusal=NOT_FROM_HERE)
    try:
        begun = actions.begin_worksheet(
            id=parts.id_sent(request), course=found.course, technique=leads[technique_code].technique,
            author=Author.CLIENT, answers=leads[technique_code].begins_with, after=found, by=client,
        )  # fmt: skip
    except Refused as refusal:
        return shown_whole(request, found, 409, refusal=refusal.reason)
    return redirect("client_worksheet", begun.id)


def shown_list(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    client = access.client_of(request)
    course = own_course_row(client)
    context = _lists(course) if course else {}
    more["was_sent"] = "sent" in request.GET
    return own_page(request, "client_worksheets", {"short": _to_begin(course), **context, **more}, status)


def shown_whole(request: HttpRequest, found: Worksheet, status: int = 200, **more: Any) -> HttpResponse:
    """The reading page of one worksheet."""
    client = access.client_of(request)
    context = about_own(found, client)
    names, technique = queries.names_for(client, "client"), found.definition
    context |= {
        "parts": worksheets.lines(technique, found.told, "client", names=names),
        "stories": stories_behind(found, "client"),
        "beside": queries.beside_of(found, "client", names),
        "revisions": queries.revisions_of(found, "client", names),
        "is_done": "done" in request.GET,
        "warm": warm_words(technique, found.told),
        "look": _look(found, context["may_write"]),
        "leads": _leads(found) if context["may_write"] else [],
        "new_id": uuid.uuid4(),
    }
    return own_page(request, "client_read_worksheet", context | more, status)


def _leads(found: Worksheet) -> list[queries.Leads]:
    """What it can go on into, of the short forms that were opened together."""
    opened = {it.id for it in _to_begin(found.course)}
    return [it for it in queries.leads_from(found, "client") if it.technique.id in opened]


def _to_begin(course: Course | None) -> list[Technique]:
    """The short forms that were opened together with this client."""
    if course is None:
        return []
    opened = people.tools_opened(course.client)
    return [it for it in queries.techniques_for(course, "client") if it.quick and f"write:{it.id}" in opened]


def warm_words(technique: Technique, told: Mapping[str, Any]) -> tuple[str, ...]:
    """What is said when somebody stops: all of it; of a short form one line, the last where what was planned
    did not come off."""
    said = technique.aftercare
    if not technique.quick or len(said) < 2:
        return said
    into = next((it.into for it in technique.receives if it.from_ == "result"), "")
    return (said[-1] if told.get(into) in LEFT else said[0],)


def _look(found: Worksheet, may_write: bool) -> dict[str, Any] | None:
    """The question whether to look at it together, while it is open; None where there is none."""
    asked = {it.id: it for it in found.definition.fields}.get("look_at_it")
    if asked is None or asked.type != "choice" or asked.id in found.told or not may_write:
        return None
    step = next(_number(found, it.id) for it in found.definition.steps if asked.id in it.fields)
    drawn = {"asked": asked, "page": uuid.uuid4(), "step": step}
    return drawn | {"options": [(it.id, it.says) for it in getattr(asked, "options", ())]}


def _lists(course: Course) -> dict[str, Any]:
    known = sorted(
        queries.worksheets_of(course, "client"), key=lambda it: queries.moved_at(it, "client"), reverse=True
    )
    whole = [it for it in known if queries.sight_of(it, "client") is Sight.WHOLE]
    own = [it for it in whole if it.author == Author.CLIENT]
    waiting = queries.own_waiting(course)
    up = {*waiting.asked, *waiting.to_fill}
    return {
        "asked": [line_of(it) for it in waiting.asked],
        "to_fill": [line_of(it) for it in waiting.to_fill],
        "own": [line_of(it) for it in own if it not in up],
        "shown": [line_of(it) for it in whole if it.author != Author.CLIENT],
        "on_request": [it for it in known if queries.sight_of(it, "client") is Sight.TITLE],
        "aside": [line_of(it) for it in queries.put_aside_of(course, "client")],
    }


def _shown(
    request: HttpRequest, found: Worksheet, step: Step, status: int = 200, typed: saving.Typed | None = None
) -> HttpResponse:
    client = access.client_of(request)
    more = frozenset(request.GET.getlist("more"))
    url = reverse("client_worksheet", args=[found.id])
    context = about_own(found, client)
    context |= parts.form_context(found, step, client, url=url, typed=typed, more=more)
    context["form_url"] = f"{url}?step={_number(found, step.id)}"
    return own_page(request, "client_worksheet", context, status)


def _on(found: Worksheet, step: Step, wants: str) -> HttpResponse:
    """To the step the button asked for, with one more row, or to the end."""
    if wants == "done":
        return redirect(f"{reverse('client_read_worksheet', args=[found.id])}?done=1")
    verb, _, place = wants.partition(":")
    field = "" if verb == "step" else place.partition(".")[0]
    asked = {"step": _number(found, parts.step_after(found, "client", step, wants))}
    if verb == "more":
        asked["more"] = field
    anchor = f"#f_{field}" if field else ""
    return redirect(f"{reverse('client_worksheet', args=[found.id])}?{urlencode(asked)}{anchor}")


def _number(found: Worksheet, step: str) -> str:
    """A step in an address: by its number, as its name would say what it is about."""
    ids = [it.id for it in parts.steps_for(found.definition, "client")]
    return str(ids.index(step) + 1)


def _step(found: Worksheet, number: str) -> Step:
    """The step of that number; else where somebody stopped."""
    ids = [it.id for it in parts.steps_for(found.definition, "client")]
    numbered = {str(n): id for n, id in enumerate(ids, start=1)}
    return parts.step_wanted(found, "client", numbered.get(number, ""))
