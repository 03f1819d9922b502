"""An invitation, used together in a session: the second step, what it is, then how the client comes back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base import audit, client_session, clock, device_cookie
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.base.second_step import UNLIKE, DateOfBirthForm
from amity.web.companion import names, tries
from amity.web.companion.client_views.around import page
from amity.web.companion.client_views.sign_in import TOO_OFTEN, enter
from amity.web.companion.forms import ChooseForm, JoinCodeForm
from amity.web.course.queries import own_course as own
from amity.web.people import access, actions, queries
from amity.web.people.models import Invitation
from amity.web.safety import queries as safety
from amity.web.techniques import queries as techniques

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
INVITATION, SINCE, VOUCHED = "invitation", "joining_since", "vouched"
UNLIKE_CODE = gettext_lazy("That is not the code, or it has run out or was used. Ask for a new one.")
GONE = 410


@rule("public", changes=True)
@get_or_post
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The second step. The same page for every address of this shape, whether or not it opens anything."""
    form = DateOfBirthForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _second_step(request, form, 422 if form.is_bound else 200)
    born = form.cleaned_data["date_of_birth"]
    found = actions.open_invitation(token=token, date_of_birth=born, by=audit.SYSTEM)
    if found is None:
        form.add_error(None, UNLIKE)
        return _second_step(request, form, 422)
    state = queries.state_of_invitation(found)
    if not state.is_open:
        return _closed(request, state.id, found)
    request.session.flush()
    request.session[INVITATION], request.session["service"] = str(found.id), str(found.client.service_id)
    request.session[SINCE] = int(clock.now().timestamp())
    request.session[VOUCHED] = queries.was_seen_in_the_room(token)
    return HttpResponseRedirect(reverse("joining_first" if request.session[VOUCHED] else "join_code"))


@rule("client", changes=True)
@get_or_post
def join_code(request: HttpRequest) -> HttpResponse:
    """A link may have come by a mailbox that somebody else reads: then six figures that were said aloud."""
    found = _under_way(request)
    if isinstance(found, HttpResponse):
        return found
    form = JoinCodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, "join_code", {"form": form}, 422 if form.is_bound else 200)
    if not tries.may_try_from_here(request):
        form.add_error("code", TOO_OFTEN)
        return _page(request, found, "join_code", {"form": form}, 429)
    if actions.use_device_code(client=found.client, code=form.cleaned_data["code"], by=found.client) is None:
        form.add_error("code", UNLIKE_CODE)
        return _page(request, found, "join_code", {"form": form}, 422)
    request.session[VOUCHED] = True
    return HttpResponseRedirect(reverse("joining_first"))


@rule("client")
@require_safe
def joining_first(request: HttpRequest) -> HttpResponse:
    """Before anything is chosen: what it is, who reads and when, what it cannot do; paper is as good."""
    found = _under_way(request)
    if isinstance(found, HttpResponse):
        return found
    if not request.session.get(VOUCHED):
        return HttpResponseRedirect(reverse("join_code"))
    return _page(request, found, "before_joining", {"reading": queries.who_reads(found.client, clock.now())})


@sensitive_post_parameters()
@rule("client", changes=True)
@get_or_post
def choose_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever passed the second step chooses how they come back."""
    found = _under_way(request)
    if isinstance(found, HttpResponse):
        return found
    if not request.session.get(VOUCHED):
        return HttpResponseRedirect(reverse("join_code"))
    if request.method != "POST":
        return _choose(request, found, ChooseForm(initial={"name": names.suggestions(1)[0]}))
    form = ChooseForm(request.POST)
    if not form.is_valid():
        return _choose(request, found, form, 422)
    called = device_cookie.called(request)
    chosen = {key: form.cleaned_data[key] for key in ("name", "password")}
    try:
        entered = actions.accept_invitation(invitation=found, called=called, by=found.client, **chosen)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _choose(request, found, form, 409)
    return enter(request, entered, HttpResponseRedirect(f"{reverse('client_pin')}?next={reverse('joined')}"))


@rule("client", signed_in=True, changes=True)
@get_or_post
def joined(request: HttpRequest) -> HttpResponse:
    """The last page: what was agreed about showing, a code for the drawer, Leave and Help; then Today."""
    client = access.client_of(request)
    course = own.own_course_row(client)
    context = {
        "agreed": techniques.sharing_agreed(course) if course else None,
        "reading": queries.who_reads(client, clock.now()),
        "figures": "",
    }
    if request.method == "POST":
        context["figures"] = actions.make_device_code(client=client, on_paper=True, by=client)[1]
    return page(request, "joined", context)


def _under_way(request: HttpRequest) -> Invitation | HttpResponse:
    """The invitation whose second step was passed here, or the page that says why it is shut."""
    if INVITATION not in request.session:
        return _closed(request, "left", None)
    found = queries.invitation_by_id(UUID(request.session[INVITATION]))
    since = clock.now().timestamp() - request.session.get(SINCE, 0)
    if found is None or since > client_session.IDLE_MINUTES * 60:
        return _closed(request, "away", None)
    state = queries.state_of_invitation(found)
    if state.id not in ("open", "locked"):  # locking keeps others out
        return _closed(request, state.id, found)
    return found


def _second_step(request: HttpRequest, form: DateOfBirthForm, status: int) -> HttpResponse:
    """The very page that a link to questions shows: one cannot be told from the other."""
    service = queries.service()
    context = {"form": form, "exit_url": service.exit_url if service else ""}
    return render(request, "measures/open_link.html", context, status=status)


def _choose(request: HttpRequest, found: Invitation, form: ChooseForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "others": names.suggestions(),
        "address": f"{settings.SITE_URL}{reverse('client_sign_in')}",
        "is_shared": queries.has_small_footprint(found.client),
    }
    return _page(request, found, "choose_sign_in", context, status)


def _page(
    request: HttpRequest, found: Invitation, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {"exit_url": found.client.service.exit_url}
    return render(request, f"companion/{name}.html", {**around, **context}, status=status)


def _closed(request: HttpRequest, state: str, found: Invitation | None) -> HttpResponse:
    """Truly why, and what to do; without the second step it says nothing of whose it was (goal G35)."""
    service = found.client.service if found else queries.service()
    context = {
        "state": state,
        "numbers": [] if state == "left" else safety.help_numbers(service),
        "exit_url": service.exit_url if service else "",
    }
    return render(request, "companion/closed.html", context, status=GONE)
