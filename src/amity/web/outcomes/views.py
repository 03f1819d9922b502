"""The outcomes of a service for whoever leads it: read from what was counted, counted again, handed out."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import audit, clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.outcomes import actions, drafts, queries, rules
from amity.web.outcomes.forms import ExportForm
from amity.web.outcomes.page import page_of
from amity.web.outcomes.polled import polled

LeadRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there


@rule(roles=rules.WHO)
@require_safe
def outcomes(request: LeadRequest) -> HttpResponse:
    """What was counted last, whatever is being counted now."""
    return _show(request)


@rule(roles=rules.WHO, polled=True)
@require_safe
def outcomes_counting(request: LeadRequest) -> HttpResponse:
    """How far the counting is: asked for every few seconds, so it says when nothing changed."""
    return polled(request, "outcomes/_counting.html", _counting(request))


@rule(roles=rules.WHO, changes=True)
@require_POST
def count_outcomes(request: LeadRequest) -> HttpResponse:
    """Have the courses counted again; in the demo the made-up ones that are shown."""
    service = request.staff.service
    try:
        actions.recompute(service=service, made_up=queries.made_up_in(service), by=request.user)
    except Refused as refused:
        return _show(request, 409, refused=refused.reason)
    return redirect("outcomes")


@rule(roles=rules.WHO, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def export_courses(request: LeadRequest) -> HttpResponse:
    """Says what is in the file and what it takes; with a reason, hands it out."""
    service = request.staff.service
    context: dict[str, Any] = {
        "form": ExportForm(request.POST or None),
        "why_not": why_not(rules.check_can_export, service, request.user),
        "last": queries.newest(service),
        "least": rules.LEAST_COURSES,
    }
    if request.method != "POST":
        return render(request, "outcomes/export_courses.html", context)
    form = context["form"] = ExportForm(request.POST)
    if not form.is_valid():
        return render(request, "outcomes/export_courses.html", context, status=422)
    try:
        return _handed_out(request, form.cleaned_data["reason"])
    except Refused as refused:
        form.add_error("reason" if not context["why_not"] else None, refused.reason)
        return render(request, "outcomes/export_courses.html", context, status=409)


def _handed_out(request: LeadRequest, reason: str) -> HttpResponse:
    """The folder as one file; nothing of it stays on this computer."""
    export = actions.export_courses(service=request.staff.service, reason=reason, by=request.user)
    from amity.web.outcomes.queries import batches  # frames, which take a moment to load

    whole = BytesIO()
    with drafts.folder() as around, ZipFile(whole, "w") as packed:
        folder = around / "courses"
        batches.write(export, folder)
        (folder / "READ-ME.txt").write_text(
            render_to_string("outcomes/read_me.txt", {"export": export}), encoding="utf-8"
        )
        for path in sorted(it for it in folder.rglob("*") if it.is_file()):
            packed.write(path, path.relative_to(around))
    response = HttpResponse(whole.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="courses-{clock.now():%Y-%m-%d}.zip"'
    return response


def _show(request: LeadRequest, status: int = 200, **more: Any) -> HttpResponse:
    service = request.staff.service
    last = queries.newest(service)
    if last is not None:
        audit.looked(by=request.user, record="outcomes.Summary", record_id=last.id)
    context = {"service": service, "last": last, **_counting(request), **more}
    if last is not None:
        context["page"] = page_of(queries.shown_of(last))
    return render(request, "outcomes/outcomes.html", context, status=status)


def _counting(request: LeadRequest) -> dict[str, Any]:
    service = request.staff.service
    counting = queries.under_way(service)
    return {
        "progress": queries.progress_of(counting) if counting else None,
        "failed": None if counting else queries.failed(service),
        "why_not_count": "" if counting else why_not(rules.check_can_recompute, service, request.user),
        "newest": queries.newest(service),
    }
