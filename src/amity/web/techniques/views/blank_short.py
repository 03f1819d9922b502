"""A short form with nothing in it: what a phone keeps for a time without a connection. Alike for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.people import queries as people
from amity.web.techniques.forms import Drawing
from amity.web.techniques.forms.sharing import ways
from amity.web.techniques.models import Choice
from amity.web.techniques.views.short_form import asked_of, short_form

KEPT = Choice.PRIVATE
SOMEBODY = "SOMEBODY"  # where the script of the page lays a name that the PIN opened


@rule("public")
@require_safe
def client_blank(request: HttpRequest, technique_code: str) -> HttpResponse:
    """No name, no day, no id: the script of the page lays them in, on the phone alone. Who reads it begins as
    agreed where the phone knows of that, and is kept otherwise."""
    short, service = short_form(technique_code), people.service()
    drawing = Drawing(short, "client", {SOMEBODY: ""}, {})
    context = {
        "technique": short,
        "fields": drawing.fields(asked_of(short, {})),
        "own_words": [],
        "ways": ways(_("my clinician"), _("It can be read once it was sent from this phone."), KEPT),
        "page": "",
        "is_drawn": True,
        "is_blank": True,
        "is_bare": True,
        "exit_url": service.exit_url if service else "",
    }
    return render(request, "techniques/client_short_form.html", context)
