"""The demo's own pages: the first page, stepping in, a client's phone, the outbox, starting again."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import device_cookie
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.demo import clinic, joining, queries, story
from amity.web.demo.here import here_only
from amity.web.demo.step_in import open_own_pages
from amity.web.demo.step_in import step_in as sign_in_as
from amity.web.measures import actions as measures
from amity.web.people import queries as people
from amity.web.people.models import Client, Staff

INSTRUMENTS = ("phq9", "gad7")


@rule("public")
@require_safe
@here_only
def first_page(request: HttpRequest) -> HttpResponse:
    """Whom to step in as."""
    context = {
        "clinic": story.clinic(),
        "people": queries.people_to_step_in_as(),
        "client": queries.client_of_story(queries.FIRST),
        "signed_in": getattr(request.user, "staff", None) if request.user.is_authenticated else None,
        "stories": [each for each in story.stories() if each.about],
    }
    return render(request, "demo/first_page.html", context)


@rule("public", changes=True)
@require_POST
@here_only
def step_in(request: HttpRequest) -> HttpResponse:
    staff = queries.staff_in(request.POST.get("role", ""))
    if staff is None:
        raise Http404
    sign_in_as(request, staff)
    return HttpResponseRedirect(reverse("today"))


@rule("public", changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
@here_only
def phone(request: HttpRequest, client_id: UUID | None = None) -> HttpResponse:
    """A client's phone with the message that waits; a POST lets the clinic send one."""
    client = get_object_or_404(Client, pk=client_id) if client_id else queries.client_of_story(queries.FIRST)
    if client is None:
        raise Http404
    timezone.activate(client.zone)
    context = {"phone": queries.phone_of(client), "password": joining.PASSWORD}
    if request.method != "POST":
        return render(request, "demo/phone.html", context)
    try:
        _send(client)
    except Refused as refused:
        return render(request, "demo/phone.html", context | {"refused": refused.reason}, status=409)
    return HttpResponseRedirect(reverse("demo_phone", args=[client.id]))


@rule("public", changes=True)
@require_POST
@here_only
def own_pages(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Step in as a client who has joined; the address lies in the client realm, whose session it begins."""
    secret = open_own_pages(request, get_object_or_404(Client, pk=client_id))
    if secret is None:
        raise Http404
    response = HttpResponseRedirect(reverse("client_home"))
    device_cookie.give(response, secret)
    return response


@rule("public")
@require_safe
@here_only
def outbox(request: HttpRequest) -> HttpResponse:
    """What would have left by e-mail."""
    timezone.activate(story.clinic().time_zone)
    return render(request, "demo/outbox.html", {"messages_sent": queries.outbox()})


@rule("public", changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
@here_only
def again(request: HttpRequest) -> HttpResponse:
    """Says what is lost and how long it takes; with `sure`, does it."""
    if request.POST.get("sure") != "yes":
        return render(request, "demo/again.html", {"takes": clinic.TAKES})
    logout(request)
    try:
        clinic.make_again()
    except Refused as refused:
        context = {"takes": clinic.TAKES, "refused": refused.reason}
        return render(request, "demo/again.html", context, status=409)
    return HttpResponseRedirect(reverse("demo_first_page"))


def _send(client: Client) -> None:
    lead = people.lead_clinician_of(client)
    by = lead.user if isinstance(lead, Staff) else client
    measures.give(client=client, instruments=INSTRUMENTS, by=by)
