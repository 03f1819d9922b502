"""A flag's page for staff: what was said, what was done, and its end."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused, why_not
from amity.web.base.fields import said_again
from amity.web.base.models import User
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.safety import actions, queries, rules
from amity.web.safety.forms import CloseForm, DoneForm, done_form
from amity.web.safety.models import Flag
from amity.web.safety.views.roles import CARERS, READERS


@rule(roles=READERS, reach=access.READ)
@require_safe
def flag(request: HttpRequest, flag_id: UUID) -> HttpResponse:
    return _page(request, queries.flag_for(_user(request), flag_id, access.READ))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def flag_done(request: HttpRequest, flag_id: UUID) -> HttpResponse:
    flag = queries.flag_for(_user(request), flag_id, access.CARE)
    form = done_form(flag.level == Flag.Level.EMERGENCY)(request.POST)
    if not form.is_valid():
        return _page(request, flag, done=form, status=422)
    try:
        actions.note_done(flag=flag, by=_user(request), **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.reason)
        said_again(form, seen=flag.events.count())  # the page that is answered with shows them all
        return _page(request, flag, done=form, status=409)
    return HttpResponseRedirect(reverse("flag", args=[flag.id]))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def flag_close(request: HttpRequest, flag_id: UUID) -> HttpResponse:
    flag = queries.flag_for(_user(request), flag_id, access.CARE)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, flag, close=form, status=422)
    try:
        actions.close(flag=flag, reason=form.cleaned_data["reason"], by=_user(request))
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, flag, close=form, status=409)
    return HttpResponseRedirect(reverse("flag", args=[flag.id]))


def _page(
    request: HttpRequest,
    flag: Flag,
    done: DoneForm | None = None,
    close: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = _user(request)
    form_of = done_form(flag.level == Flag.Level.EMERGENCY)
    writes = user.staff.role in CARERS
    context = {
        "flag": queries.summaries([flag], user)[0],
        "client": flag.client,
        "numbers": queries.help_numbers(flag.client.service),
        "story": queries.story_of(flag),
        "shown": queries.shown_to_client(flag),
        "done_form": done or form_of(initial={"seen": flag.events.count()}),
        "close_form": close or CloseForm(),
        "may_write": writes and rules.can_note_done(flag),
        "why_not_close": why_not(rules.check_can_close, flag),
        "earlier": queries.closed_before(flag),
    }
    return render(request, "safety/flag.html", context, status=status)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has seen to it
    return request.user
