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
from amity.web.techniques import queries, rules
from amity.web.techniques.models import Worksheet
from amity.web.techniques.views import parts, saving
from amity.web.techniques.views.beside import around
from amity.web.techniques.views.parts import HERE, READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """A step, to be written on. The open page saves by itself."""
    reach = access.CARE if request.method == "POST" else access.READ
    found = queries.worksheet_for(request.user, worksheet_id, reach)
    step = parts.step_wanted(found, "clinician", request.GET.get("step", ""))
    if request.method != "POST":
        if not rules.can_write(found, request.user):
            return redirect("read_worksheet", found.id)
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
    """The page of one step. What is refused of what was typed stands with the form, all else above it."""
    if step is None:
        wanted = request.POST.get("step") or request.GET.get("step", "")
        step = parts.step_wanted(found, "clinician", wanted)
    rows = frozenset(request.GET.getlist("more"))
    url = reverse("worksheet", args=[found.id])
    form = parts.form_context(found, step, request.user, url=url, typed=typed, more=rows)
    context = about(request, found.course, HERE) | around(request, found, form["may_write"]) | form
    context |= {"form_refusal": form["refusal"], "refusal": "", "may_write_on": form["may_write"]}
    return render(request, "techniques/worksheet.html", context | more, status=status)


def _on(found: Worksheet, step: Step, wants: str) -> HttpResponse:
    """To the step the button asked for; with one more row; or to the reading view."""
    if wants == "done":
        return redirect("read_worksheet", found.id)
    address = reverse("worksheet", args=[found.id])
    verb, _, place = wants.partition(":")
    field = "" if verb == "step" else place.partition(".")[0]
    to = parts.step_after(found, "clinician", step, wants)
    rows = f"&more={field}" if verb == "more" else ""
    return redirect(f"{address}?step={to}{rows}{f'#f_{field}' if field else ''}")
