"""The language of the client's own pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.web.base.errors import Refused
from amity.web.base.language import speak
from amity.web.base.registry import rule
from amity.web.people import access, actions


@rule("client", signed_in=True, changes=True)
@require_POST
def client_language(request: HttpRequest) -> HttpResponse:
    """Another language for these pages; the answer comes in that one already."""
    client = access.client_of(request)
    wanted = request.POST.get("language", "").partition("-")[0]
    try:
        speak(actions.choose_language(client=client, language=wanted, by=client).language)
        messages.success(request, _("These pages speak English from now on."))
    except Refused as refused:
        messages.error(request, refused.reason)
    return HttpResponseRedirect(reverse("client_mine"))
