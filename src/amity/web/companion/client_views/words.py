"""After the PIN: what was sent while these pages were shut comes back, and is sent or let go."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amity.web.base import client_words, clock
from amity.web.base.registry import rule
from amity.web.companion.client_views.around import page
from amity.web.people import access
from amity.web.people import queries as people


@rule("client", signed_in=True, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_words_back(request: HttpRequest) -> HttpResponse:
    """Each form with its words; pressed again it goes where it was going."""
    client = access.client_of(request)
    if request.method != "POST":
        waiting = client_words.of(request, client.id)
        if not waiting:
            return HttpResponseRedirect(reverse("client_home"))
        return page(
            request, "client_words_back", {"waiting": waiting, "reads": people.who_reads(client, clock.now())}
        )
    id = request.POST.get("words_id", "")
    found = next((it for it in client_words.of(request, client.id) if it.id == id), None)
    if found is not None and request.POST.get("words_do") == "send":
        # its own page takes the same form, or says why not; the door takes it off here once it is there
        return HttpResponseRedirect(found.to, preserve_request=True)
    client_words.take(request, client.id, id)
    return HttpResponseRedirect(reverse("client_words_back"))
