"""Doing away with what is the client's alone: what goes, what stays and why, then one step."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base.registry import rule
from amity.web.companion import actions
from amity.web.companion.client_views.around import page
from amity.web.companion.client_views.proof import GIVEN, proven
from amity.web.companion.forms_mine import AwayForm
from amity.web.people import access
from amity.web.techniques.queries.never_shown import never_shown, with_words


@sensitive_post_parameters()
@rule("client", signed_in=True, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_away(request: HttpRequest) -> HttpResponse:
    """With the box ticked and the password, it goes; nobody can bring it back."""
    if request.method != "POST":
        return _away(request, AwayForm())
    form = AwayForm(request.POST)
    status = proven(request, form)
    if status != GIVEN:
        return _away(request, form, status)
    client = access.client_of(request)
    actions.do_away_with_own(client=client, by=client)
    return HttpResponseRedirect(reverse("client_gone"))


@rule("client", signed_in=True)
@require_safe
def client_gone(request: HttpRequest) -> HttpResponse:
    """That it is done. The same page for everybody who opens it."""
    return page(request, "client_gone", {})


def _away(request: HttpRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    goes = with_words(never_shown(access.client_of(request))).select_related("course__client__service")
    return page(request, "client_away", {"form": form, "goes": goes}, status)
