"""Handing the device over: one form opens, and nothing else of this browser until a password was typed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused, why_not
from amity.web.base.middleware import in_client_realm, keep_session
from amity.web.base.registry import rule
from amity.web.base.session_store import Lock
from amity.web.measures import actions, queries, rules, visits
from amity.web.measures.forms import OnTheSpotForm
from amity.web.measures.models import Link
from amity.web.measures.queries.kept_back import kept_of
from amity.web.people import access
from amity.web.people.models import Client, Staff

ClinicRequest = Any  # an HttpRequest that passed the door
CARERS = frozenset({Staff.Role.CLINICIAN})


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """Which form: one that is open already, or these questions now."""
    client = access.client(request.user, client_id, access.CARE)
    if request.method != "POST":
        return _page(request, client, OnTheSpotForm(client=client))
    form = OnTheSpotForm(request.POST, client=client)
    try:
        if "link" in request.POST:
            link = _open_link(client, request.POST["link"])
        elif form.is_valid():
            link = actions.give(client=client, by=request.user, **form.cleaned_data)
        else:
            return _page(request, client, form, status=422)
        actions.hand_over(link=link, by=request.user)
    except Refused as refused:
        return _page(request, client, form, refused.reason, status=409)
    return _handed(request, link, _back(request, client))


def _handed(request: ClinicRequest, link: Link, back: str) -> HttpResponse:
    """The client's visit begins in its own session; the session of the staff is shut from this moment on."""
    response = HttpResponseRedirect(reverse("form"), status=303)
    theirs = in_client_realm(request)
    theirs.session.flush()
    visits.begin(theirs, link)
    theirs.session["handed_over"] = True
    keep_session(theirs, response, settings.CLIENT_COOKIE_NAME)
    request.session.lock_up(Lock("handed_over", back=back, client=str(link.client_id)))
    return response


def _open_link(client: Client, id: str) -> Link:
    try:
        link = queries.link_by_id(UUID(id))
    except ValueError:
        raise Http404 from None
    if link is None or link.client_id != client.id:
        raise Http404
    return link


def _back(request: ClinicRequest, client: Client) -> str:
    """To the session that is going on, or to the measures."""
    try:
        return reverse("session", args=[UUID(request.POST.get("session", ""))])
    except ValueError:
        return reverse("client_measures", args=[client.id])


def _page(
    request: ClinicRequest, client: Client, form: OnTheSpotForm, refused: str = "", status: int = 200
) -> HttpResponse:
    given = queries.given(queries.responses_of(client))
    names = [(it.instrument.short, it.response.link_id) for it in given]
    names += [(it.short, it.link_id) for it in kept_of(client)]
    links = [link for link in queries.links_of(client) if queries.state_of(link).is_open]
    context = {
        "client": client,
        "form": form if "link" not in request.POST else OnTheSpotForm(client=client),
        "links": [
            (link, queries.state_of(link), [name for name, of in names if of == link.id]) for link in links
        ],
        "session_id": request.POST.get("session") or request.GET.get("session", ""),
        "why_not": why_not(rules.check_can_give, client),
        "refused": refused,
    }
    return render(request, "measures/hand_over.html", context, status=status)
