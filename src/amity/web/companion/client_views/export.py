"""Everything a client may take with them, as one file that opens anywhere and asks for nothing."""

from collections.abc import Sequence
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from amity.web.base import clock
from amity.web.base.copy_part import SubjectPart
from amity.web.base.registry import rule
from amity.web.companion.client_views.around import page
from amity.web.companion.client_views.proof import GIVEN, proven
from amity.web.companion.forms_mine import ProofForm
from amity.web.course.queries.own_copy import own_copy as of_courses
from amity.web.inventory.queries.own_copy import own_copy as of_people
from amity.web.measures.queries.own_copy import own_copy as of_answers
from amity.web.people import access, actions
from amity.web.people.models import Client
from amity.web.people.queries.own_copy import own_copy as of_client
from amity.web.rhythms.queries.own_copy import own_copy as of_days
from amity.web.safety import queries as safety
from amity.web.safety.queries.own_copy import own_copy as of_plan
from amity.web.techniques.queries.own_copy import own_copy as of_entries

FILE = "notebook.html"  # says nothing of what it is; the page's title neither
GIVERS = (of_client, of_courses, of_entries, of_answers, of_days, of_people, of_plan)


@sensitive_post_parameters()
@rule("client", signed_in=True, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_copy(request: HttpRequest) -> HttpResponse:
    """What the file holds and who could read it; with the password, the file."""
    if request.method != "POST":
        return page(request, "client_copy", {"form": ProofForm()})
    form = ProofForm(request.POST)
    status = proven(request, form)
    if status != GIVEN:
        return page(request, "client_copy", {"form": form}, status)
    client = access.client_of(request)
    file = written_out(client)
    actions.take_copy(client=client, by=client)
    return HttpResponse(file, headers={"Content-Disposition": f'attachment; filename="{FILE}"'})


def written_out(client: Client) -> str:
    """The file: text and its own few lines of style; no script, no picture, nothing fetched."""
    context = {
        "parts": parts_of(client),
        "numbers": safety.help_numbers(client.service),
        "on": clock.today(client.zone),
        "style": _style(),
    }
    return render_to_string("companion/copy_file.html", context)


def parts_of(client: Client) -> Sequence[SubjectPart]:
    """Every part in which something stands, in the order of the file."""
    return [part for give in GIVERS for part in give(client) if part.rows]


def _style() -> SafeString:
    """The file's own few lines, which hold no sign that HTML would read."""
    found = finders.find("companion/copy_file.css")
    assert isinstance(found, str)
    return format_html("<style>{}</style>", Path(found).read_text(encoding="utf-8"))
