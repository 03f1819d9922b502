"""All questionnaires: which are given here and by whose leave; and bringing one, with what came of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.core import library
from amity.core.definitions.instrument import Instrument
from amity.core.errors import ContentError
from amity.core.importing import Built
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.measures import actions, library_rules, queries, reading_brought
from amity.web.measures.library_forms import BringForm, SentForm
from amity.web.measures.models import ImportedInstrument
from amity.web.measures.queries import brought, rule_of
from amity.web.measures.queries.groups import grouped
from amity.web.measures.reading_brought import Sent
from amity.web.measures.views.typing_in import CARERS, ClinicRequest
from amity.web.people.queries import staff_names

LICENCES = {
    "ship": "its owner lets anybody use it",
    "separate": "free, with conditions of its own",
    "byo": "only by a licence of your own",
}


@rule(roles=library_rules.WHO)
@require_safe
def questionnaires(request: ClinicRequest) -> HttpResponse:
    """Those that can be given, those that wait for their words, and those that are only named."""
    every, rows = library.instruments(), brought.brought_of(request.user.staff.service)
    names = staff_names(row.licensed_by for row in rows)
    context = {
        "given": _by_group(it for it in every if it.has_wording),
        "waiting": _by_group(it for it in every if not it.has_wording),
        "named": library.skeletons(),
        "on_paper": _on_paper(request),
        "brought": [(row, brought.opened(row.id), names.get(row.licensed_by, "")) for row in rows],
    }
    return render(request, "measures/questionnaires.html", context)


@rule(roles=library_rules.WHO, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_questionnaire(request: ClinicRequest) -> HttpResponse:
    """Send it, look at what it would be, attest. What was sent goes along from step to step in the page."""
    if request.method != "POST":
        return _send(request, SentForm(initial={"of": request.GET.get("of", reading_brought.ALONE)}))
    form = SentForm(request.POST)
    if not form.is_valid():
        return _send(request, form, status=422)
    if "again" in request.POST:
        return _send(request, form)
    try:
        sent = reading_brought.read(form.cleaned_data["text"], form.cleaned_data["of"])
        built = reading_brought.build(sent, {})
    except ContentError as wrong:
        return _send(request, form, wrong, 422)
    if "attests_now" not in request.POST:
        return _look(request, form, sent, built, BringForm(sent=sent, initial=_known(sent)))
    return _attest(request, form, sent, built)


def _by_group(instruments: Iterable[Instrument]) -> list[tuple[str, list[tuple[Instrument, str]]]]:
    return [(group.title, [_line(it) for it in group.instruments]) for group in grouped(instruments)]


def _on_paper(request: ClinicRequest) -> set[str]:
    """What this person may print empty."""
    staff = request.user.staff
    return {it.id for it in queries.on_paper(staff.service)} if staff.role in CARERS else set()


def _attest(request: ClinicRequest, form: SentForm, sent: Sent, built: Built) -> HttpResponse:
    bring = BringForm(request.POST, sent=sent)
    if not bring.is_valid():
        return _look(request, form, sent, built, bring, status=422)
    try:
        said = {key: value for key, value in bring.cleaned_data.items() if key != "id"}
        row = actions.import_instrument(
            id=bring.cleaned_data["id"],
            service=request.user.staff.service,
            text=sent.text,
            of=sent.of,
            said=said,
            by=request.user,
        )
    except ContentError as wrong:
        for problem in wrong.problems[:5]:
            bring.add_error(None, f"{problem.place}: {problem.found}. Allowed: {problem.allowed}.")
        return _look(request, form, sent, built, bring, status=422)
    except Refused as refused:
        bring.add_error(None, refused.reason)
        return _look(request, form, sent, built, bring, status=409)
    messages.success(request, "It is kept. It can be given once it is released.")
    return HttpResponseRedirect(reverse("brought_questionnaire", args=[row.id]))


@rule(roles=library_rules.WHO)
@require_safe
def brought_questionnaire(request: ClinicRequest, brought_id: UUID) -> HttpResponse:
    """As the client sees it, how it is scored, what was left behind, and who answers for it."""
    return _brought(request, brought.brought_for(request.user.staff.service, brought_id))


@rule(roles=library_rules.WHO, changes=True)
@require_POST
def release_questionnaire(request: ClinicRequest, brought_id: UUID) -> HttpResponse:
    row = brought.brought_for(request.user.staff.service, brought_id)
    if "compared" not in request.POST:
        return _brought(request, row, "Compare every word and number with the original, then tick it.", 422)
    try:
        actions.release_instrument(row=row, by=request.user)
    except Refused as refused:
        return _brought(request, row, refused.reason, 409)
    messages.success(request, "Released. It can be given from now on.")
    return HttpResponseRedirect(reverse("brought_questionnaire", args=[row.id]))


@rule(roles=library_rules.WHO, changes=True)
@require_POST
def withdraw_questionnaire(request: ClinicRequest, brought_id: UUID) -> HttpResponse:
    row = brought.brought_for(request.user.staff.service, brought_id)
    try:
        actions.withdraw_instrument(row=row, by=request.user)
    except Refused as refused:
        return _brought(request, row, refused.reason, 409)
    messages.success(request, "Withdrawn. What was answered stays, and is read as before.")
    return HttpResponseRedirect(reverse("brought_questionnaire", args=[row.id]))


def _send(
    request: ClinicRequest, form: SentForm, wrong: ContentError | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "problems": wrong.problems[:20] if wrong else ()}
    return render(request, "measures/bring_questionnaire.html", context, status=status)


def _look(
    request: ClinicRequest, form: SentForm, sent: Sent, built: Built, bring: BringForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "sent": sent,
        "bring": bring,
        "mismatches": built.mismatches,
        "not_taken": built.not_taken,
        **(_shown(built.instrument) if built.instrument else {}),
    }
    return render(request, "measures/look_at_questionnaire.html", context, status=status)


def _brought(
    request: ClinicRequest, row: ImportedInstrument, refused: str = "", status: int = 200
) -> HttpResponse:
    who = (one for one in (row.licensed_by, row.released_by, row.withdrawn_by) if one)
    names = staff_names(who)
    context = {
        **_shown(brought.opened(row.id)),
        "row": row,
        "on_paper": _on_paper(request),
        "not_taken": row.not_taken,
        "refused": refused,
        "licensed_by": names.get(row.licensed_by, "somebody who has left"),
        "released_by": names.get(row.released_by, "somebody who has left") if row.released_by else "",
        "withdrawn_by": names.get(row.withdrawn_by, "somebody who has left") if row.withdrawn_by else "",
        "why_not_release": why_not(library_rules.check_can_release, row, request.user),
    }
    return render(request, "measures/brought_questionnaire.html", context, status=status)


def _shown(instrument: Instrument) -> dict[str, Any]:
    """What both pages show of a questionnaire."""
    return {
        "instrument": instrument,
        "questions": [
            (item, f"q{item.number}", [(str(one.value), one.label) for one in item.options])
            for item in instrument.items
        ],
        "worked": reading_brought.worked(instrument),
        "calls": reading_brought.calls(instrument),
        "how": rule_of(instrument),
    }


def _line(instrument: Instrument) -> tuple[Instrument, str]:
    return instrument, LICENCES[instrument.licence.class_]


def _known(sent: Sent) -> dict[str, Any]:
    """What the file itself says."""
    if sent.draft is None:
        return {}
    language = sent.draft.language if 2 <= len(sent.draft.language) <= 3 else "en"
    return {"title": sent.draft.title[:200], "language": language, "holder": sent.draft.copyright[:200]}
