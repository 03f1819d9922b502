"""The password once more, before what cannot be taken back or lies about afterwards."""

from django import forms
from django.http import HttpRequest

from amity.web.companion import tries
from amity.web.companion.client_views.sign_in import TOO_OFTEN
from amity.web.people import access, actions, queries
from amity.web.people.actions.own_record import WRONG

GIVEN, REFUSED, TOO_MANY = 200, 422, 429


def proven(request: HttpRequest, form: forms.Form) -> int:
    """GIVEN when the form holds their password; else the status to answer with, and the form says why.

    It is asked for with each step and kept for none: nothing is open for whoever picks the phone up next.
    """
    client = access.client_of(request)
    if not form.is_valid():
        return REFUSED
    own = queries.sign_in_of(client)
    if own is None or not tries.may_try(request, own.name):
        form.add_error(None, TOO_OFTEN)
        return TOO_MANY
    if not actions.prove_it_is_them(client=client, password=form.cleaned_data["password"], by=client):
        form.add_error("password", WRONG)
        return REFUSED
    tries.was_right(request, own.name)
    return GIVEN
