"""The private question about violence, asked before anybody else joins a session."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.safety import actions, queries
from amity.web.safety.forms import ViolenceForm
from amity.web.safety.views.about import about, today_of
from amity.web.safety.views.roles import CARERS, ClinicRequest


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_violence(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    client = access.client(request.user, client_id, access.CARE)
    form = ViolenceForm(request.POST or None, initial={"on": today_of(client)})
    context = {**about(request, client), "form": form, "aloud": queries.VIOLENCE}
    if request.method != "POST" or not form.is_valid():
        return render(request, "safety/ask_violence.html", context, status=422 if form.errors else 200)
    try:
        actions.record_violence_answer(client=client, by=request.user, **form.given)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return render(request, "safety/ask_violence.html", context, status=409)
    messages.success(request, "The answer is kept.")
    return redirect("safety", client.id)
