"""One worksheet for clinicians: a step of it, saved by the open page or by a button."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amity.core.definitions.technique_parts import Step
from amity.web.base.registry import rule
from amity.web.course.about import about
from amity.web.people import access
from amity.web.techniques import queries
from amity.web.techniques.models import Worksheet
from amity.web.techniques.views import parts, saving
from amity.web.techniques.views.parts import HERE, READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """A step, to be written on. The open page saves by itself."""
    reach = access.CARE if request.method == "POST" else access.READ
    found = queries.worksheet_for(request.user, worksheet_id, reach)
    step = parts.step_wanted(found, "clinician", request.GET.get("step", ""))
    if request.method != "POST":
        return shown(request, found, step)
    return saving.save_step(
        request,
        found,
        request.user,
        again=lambda now, status, typed: shown(request, now, step, status, typed),
        on=lambda wants: _on(found, step, wants),
    )


def shown(
    request: ClinicRequest,
    found: Worksheet,
    step: Step | None = None,
    status: int = 200,
    typed: saving.Typed | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of one step."""
    step = step or parts.step_wanted(found, "clinician", request.GET.get("step", ""))
    rows = frozenset(request.GET.getlist("more"))
    url = reverse("worksheet", args=[found.id])
    context = about(request, found.course, HERE)
    context |= parts.form_context(found, step, request.user, url=url, typed=typed, more=rows)
    return render(request, "techniques/worksheet.html", context | more, status=status)


def _on(found: Worksheet, step: Step, wants: str) -> HttpResponse:
    """To the step the button asked for; with one more row; or to the reading view."""
    if wants == "done":
        return redirect("read_worksheet", found.id)
    address = reverse("worksheet", args=[found.id])
    verb, _, place = wants.partition(":")
    field = place.partition(".")[0]
    to = parts.step_after(found, "clinician", step, wants)
    rows = f"&more={field}" if verb == "more" else ""
    return redirect(f"{address}?step={to}{rows}{f'#f_{field}' if field else ''}")
