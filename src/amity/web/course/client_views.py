"""The client's side of a course: where it is, and how we understand it. Only what `own_course` allows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base import arriving, clock
from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.forms import OwnResultForm
from amity.web.course.forms.understanding import Answer, UnderstandingForm
from amity.web.course.models import Course, Formulation, Practice
from amity.web.course.queries import own_course as own
from amity.web.course.queries.ending import given_booklet
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.people.versions import Stale

UNREADABLE = "Say whether you tried it, and send it again."
MEANWHILE = gettext_lazy(
    "Another version was written meanwhile. Your words are below; look at both, then send again."
)


@rule("client", signed_in=True)
@require_safe
def client_course(request: HttpRequest) -> HttpResponse:
    """Where the course is, what it is about, what was agreed."""
    client = access.client_of(request)
    context = {
        "course": own.own_course(client),
        "booklet": given_booklet(client),
        "links": people.own_links(client),
    }
    return _page(request, client, "client_course", context)


@rule("client", signed_in=True)
@require_safe
def client_booklet(request: HttpRequest) -> HttpResponse:
    """*What I take with me*, once it was given."""
    client = access.client_of(request)
    return _page(request, client, "client_booklet", {"booklet": given_booklet(client)})


@rule("client", signed_in=True, changes=True, has_words=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_understanding(request: HttpRequest) -> HttpResponse:
    """Read how we understand it; say that it fits, how it would fit, or that it does not."""
    client = access.client_of(request)
    course = own.own_course_row(client)
    given = queries.given_formulation(course) if course else None
    if course is None or given is None:
        return _page(request, client, "client_understanding", {"understanding": None})
    if request.method != "POST":
        return _understanding(request, course, _form(course))
    if not arriving.is_for(request, people.whose_pages(client)):
        again = _again(course, _form(course, request.POST))
        return _understanding(request, course, again, 409, refused=str(arriving.OTHER))
    if own.was_received(course, request.POST.get("id", "")):
        return HttpResponseRedirect(reverse("client_understanding"))  # the same form sent twice
    form = _form(course, request.POST)
    if request.POST.get("number") != str(given.number):
        return _understanding(request, course, _again(course, form), 409, refused=str(MEANWHILE))
    if not form.is_valid():
        return _understanding(request, course, form, 422)
    try:
        _say(course, given, form.cleaned_data, client)
    except (Stale, Refused) as refused:
        reason = str(MEANWHILE) if isinstance(refused, Stale) else refused.reason
        return _understanding(request, course, _again(course, form), 409, refused=reason)
    return HttpResponseRedirect(reverse("client_understanding"))


@rule("client", signed_in=True, changes=True, has_words=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Say what came of something that was agreed; it may be said otherwise until it was talked about."""
    client = access.client_of(request)
    is_theirs = arriving.is_for(request, people.whose_pages(client))
    if not is_theirs and arriving.by_script(request):
        return arriving.for_another()
    found = own.own_practice(client, practice_id)
    if found is None:
        raise Http404
    practice, shown = found
    if request.method != "POST":
        initial = {"result": shown.result, "said": shown.said, "seen": practice.told_stamp}
        return _practice(request, shown, OwnResultForm(initial=initial))
    form = OwnResultForm(request.POST)
    if not is_theirs:
        return _practice(request, shown, form, 409, refused=str(arriving.OTHER))
    if arriving.by_script(request):
        return _arrived(practice, form, client, arriving.written_at(request.POST))
    if not form.is_valid():
        return _practice(request, shown, form, 422)
    try:
        actions.record_practice_result(practice=practice, by=client, **form.cleaned_data)
    except Refused as refused:
        again = own.own_practice(client, practice_id) or found
        said_again(form, seen=again[0].told_stamp)
        return _practice(request, again[1], form, 409, refused=refused.reason)
    return HttpResponseRedirect(f"{reverse('client_course')}#tries")


def _arrived(
    practice: Practice, form: OwnResultForm, client: Client, written_at: datetime | None
) -> HttpResponse:
    """From a phone that kept it, perhaps for days."""
    if not form.is_valid():
        return arriving.refused(UNREADABLE, 422)
    try:
        actions.receive_practice_result(
            practice=practice, written_at=written_at, by=client, **form.cleaned_data
        )
    except Refused as refused:
        return arriving.refused(refused.reason, 409)
    return arriving.received(f"{reverse('client_course')}#tries")


def _practice(
    request: HttpRequest, shown: own.OwnPractice, form: OwnResultForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    context = {"it": shown, "form": form, "refused": refused}
    return _page(request, access.client_of(request), "client_practice", context, status)


def _say(course: Course, given: Formulation, said: dict[str, Any], client: Client) -> None:
    """The client's own wording first, so that no answer speaks of changes that did not arrive."""
    if said["answer"] == Answer.EDITS:
        actions.suggest_formulation(
            id=said["suggestion_id"], course=course, base=said["base"], text=said["own_text"], by=client
        )
    actions.answer_formulation(
        id=said["id"], formulation=given, answer=said["answer"], words=said["words"], how="here", by=client
    )


def _form(course: Course, data: Any = None) -> UnderstandingForm:
    """The words one may change are the newest the client sees: what was given, or their own."""
    given, seen = queries.given_formulation(course), queries.formulation_seen_by_client(course)
    assert given
    assert seen
    initial = {"number": given.number, "base": seen.number}
    return UnderstandingForm(data, begun_from=seen.text, initial=initial)


def _again(course: Course, form: UnderstandingForm) -> UnderstandingForm:
    """Everything typed stays; what it is sent on top of is what stands there now."""
    given, seen = queries.given_formulation(course), queries.formulation_seen_by_client(course)
    assert given
    assert seen
    typed: Any = form.data.copy()  # type: ignore[attr-defined]
    typed["number"], typed["base"] = str(given.number), str(seen.number)
    if typed.get("answer") != Answer.EDITS:
        typed["own_text"] = seen.text  # nobody wrote it: it came with the page
    return UnderstandingForm(typed, begun_from=seen.text)


def _understanding(
    request: HttpRequest, course: Course, form: UnderstandingForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    found = own.own_understanding(course)
    answered = found.answer.at if found and found.answer else None
    context = {
        "understanding": found,
        "form": form,
        "refused": refused,
        "is_closed": course.closed_at is not None,
        "said_today": answered is not None and _day(course, answered) == _day(course, clock.now()),
    }
    return _page(request, course.client, "client_understanding", context, status)


def _day(course: Course, moment: Any) -> Any:
    return moment.astimezone(course.client.zone).date()


def _page(
    request: HttpRequest, client: Client, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {"exit_url": client.service.exit_url, "reading": people.who_reads(client, clock.now())}
    return render(request, f"course/{name}.html", {**around, **context}, status=status)
