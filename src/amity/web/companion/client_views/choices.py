"""What the client chooses about their pages: reminders, and until when they are there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.companion import actions, queries, rules
from amity.web.companion.client_views.around import page
from amity.web.companion.forms_tools import RemindersForm, UntilForm, initial_of
from amity.web.people import access
from amity.web.people import actions as people_actions
from amity.web.people import queries as people

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@rule("client", signed_in=True, changes=True)
@get_or_post
def client_reminders(request: HttpRequest) -> HttpResponse:
    """Off until somebody switches them on."""
    client = access.client_of(request)
    chosen = queries.reminders_of(client)
    if request.method != "POST":
        return _reminders(request, RemindersForm(initial=initial_of(chosen)))
    form = RemindersForm(request.POST)
    if not form.is_valid():
        return _reminders(request, form, 422)
    try:
        actions.choose_reminders(client=client, by=client, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _reminders(request, form, 409)
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(reverse("client_reminders"))


@rule("client", signed_in=True, changes=True)
@get_or_post
def client_until(request: HttpRequest) -> HttpResponse:
    """The day is known, and a sooner one can be chosen."""
    client = access.client_of(request)
    own = people.sign_in_of(client)
    until = own.open_until if own else None
    if request.method != "POST":
        return page(request, "client_until", {"until": until, "form": UntilForm(initial={"until": until})})
    form, status = UntilForm(request.POST), 422
    if form.is_valid():
        try:
            people_actions.set_open_until(client=client, until=form.cleaned_data["until"], by=client)
            messages.success(request, _("Kept."))
            return HttpResponseRedirect(reverse("client_until"))
        except Refused as refused:
            form.add_error("until", refused.reason)
            status = 409
    return page(request, "client_until", {"until": until, "form": form}, status)


def _reminders(request: HttpRequest, form: RemindersForm, status: int = 200) -> HttpResponse:
    client = access.client_of(request)
    chosen = queries.reminders_of(client)
    context = {
        "form": form,
        "why_not": why_not(rules.check_can_switch_on, client),
        "have_stopped": chosen is not None and chosen.stopped_at is not None,
        "are_on": chosen is not None and chosen.are_on,
    }
    return page(request, "client_reminders", context, status)
