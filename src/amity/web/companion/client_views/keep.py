"""What the scripts of a client's open pages need: a token, the key they are lent, what the phone keeps."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_safe

from amity.web.base import client_lock
from amity.web.base.registry import rule
from amity.web.companion import queries
from amity.web.companion.tools import WRITING, short_forms
from amity.web.course.queries import own_course as own
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.rhythms import queries as rhythms
from amity.web.safety import queries as safety
from amity.web.techniques import queries as techniques


@rule("client", signed_in=True, polled=True)
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Only an unlocked session gets here; everybody else is led away before."""
    return lent(request)


def lent(request: HttpRequest, go: str = "") -> JsonResponse:
    """key: wraps the private key of an unlocked tab. keeps: whether anything may lie on this phone."""
    client = access.client_of(request)
    return JsonResponse(
        {
            "received": True,
            "token": get_token(request),
            "key": client_lock.key_of(request),
            "whose": people.whose_pages(client),
            "keeps": not people.has_small_footprint(client),
            "go": go,
        }
    )


@rule("client", signed_in=True, polled=True)
@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    """What the forms need without a connection; the phone seals it. The plan only where it was asked for."""
    client = access.client_of(request)
    if people.has_small_footprint(client):
        return JsonResponse({"forms": {}})
    course = own.own_course(client)
    is_open = course is not None and not course.is_closed
    return JsonResponse(
        {
            "forms": _forms(client) if is_open else {},
            "people": [[id, name] for id, name in techniques.choices_of(client, "client").items()],
            "practices": [_practice(it) for it in course.practices if it.may_tell]
            if course and is_open
            else [],
            "plan": _plan(client) if "plan" in request.GET else None,
        }
    )


def _forms(client: Client) -> dict[str, str]:
    """The addresses of the short forms that are open for them, each with what stands chosen on it."""
    row, opened = own.own_course_row(client), queries.opened_for(client)
    is_kept = row is not None and row.closed_at is None and rhythms.open_diary_of(client) is not None
    days = {reverse("client_days"): ""} if is_kept else {}
    return days | {
        reverse("client_short_form", args=[it.id]): techniques.begins_as(row, it)
        for it in short_forms()
        if row and WRITING + it.id in opened
    }


def _practice(it: own.OwnPractice) -> dict[str, Any]:
    told = it.told_at.isoformat() if it.told_at else ""
    to = reverse("client_practice", args=[it.id])
    return {"to": to, "text": it.text, "more": [it.if_then, it.when_with], "seen": told}


def _plan(client: Client) -> list[dict[str, Any]] | None:
    plan = safety.own_plan_of(client)
    if plan is None:
        return None
    return [{"title": str(it.step.title), "lines": list(it.lines)} for it in plan.written]
