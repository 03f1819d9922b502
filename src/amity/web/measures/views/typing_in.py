"""Typing in what a client wrote on paper, or said when it was read aloud."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from amity.core.definitions.instrument import Item
from amity.core.safety import Level
from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.measures import actions, queries
from amity.web.measures.forms import TypeInForm
from amity.web.measures.models import Response
from amity.web.measures.steps import level_of
from amity.web.people import access
from amity.web.people.models import Client, Staff
from amity.web.safety import queries as safety_queries

ClinicRequest = Any  # an HttpRequest that passed the door
CARERS = frozenset({Staff.Role.CLINICIAN})
BLANK = "none"  # what the page sends for "not answered"
NO_OPTION = "That is not one of the answers of this question."


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """Which questionnaire, how it was answered, and on which day."""
    client = access.client(request.user, client_id, access.CARE)
    if request.method != "POST":
        today = clock.today(client.service.zone)
        return _choose(request, client, TypeInForm(client=client, initial={"written_on": today}))
    form = TypeInForm(request.POST, client=client)
    if not form.is_valid():
        return _choose(request, client, form, 422)
    try:
        made = actions.begin_typing_in(client=client, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _choose(request, client, form, 409)
    return HttpResponseRedirect(reverse("typing_in", args=[made.id]))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def typing_in(request: ClinicRequest, typed_id: UUID) -> HttpResponse:
    """All questions on one page. Everything that stands on it is kept, then it is finished or stays open."""
    found = _response(request, typed_id)
    if request.method != "POST":
        return _page(request, found)
    answers, wrong = _read(request, found)
    if "rest_is_blank" in request.POST and not wrong:
        items = queries.instrument_of(found).items
        for number in queries.unmarked(found):
            answers.setdefault(items[number - 1].id, None)
    try:
        actions.type_in(response=found, answers=answers, by=request.user)
        if wrong:
            return _page(request, found, "Some answers are not among those of their question.", wrong, 422)
        if "keep" in request.POST:
            return HttpResponseRedirect(reverse("client_measures", args=[found.client_id]))
        actions.finish_typing_in(response=found, by=request.user)
    except Refused as refused:
        return _page(request, found, refused.reason, wrong, 409)
    return HttpResponseRedirect(reverse("response", args=[found.id]))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def type_in_answer(request: ClinicRequest, typed_id: UUID, number: int) -> HttpResponse:
    """One answer the moment it is chosen; what stands under its question comes back."""
    found = _response(request, typed_id)
    items = queries.instrument_of(found).items
    if not 1 <= number <= len(items):
        raise Http404
    item, name = items[number - 1], f"q{number}"
    try:
        value = _value(found, item, request.POST.get(name, ""))
        actions.type_in(response=found, answers={item.id: value}, by=request.user)
    except (ValueError, Refused) as problem:
        said = problem.reason if isinstance(problem, Refused) else NO_OPTION
        return render(request, "measures/_typed.html", {"error": said}, status=422)
    context = {"saved_at": clock.now(), "flagged": _flagged(found, item, value)}
    return render(request, "measures/_typed.html", context)


def _read(request: HttpRequest, found: Response) -> tuple[dict[str, int | None], dict[int, str]]:
    """What was sent for each question, and for which it is no answer; without anything it stays as it is."""
    answers: dict[str, int | None] = {}
    wrong: dict[int, str] = {}
    for number, item in enumerate(queries.instrument_of(found).items, start=1):
        sent = request.POST.get(f"q{number}", "")
        try:
            if sent:
                answers[item.id] = _value(found, item, sent)
        except ValueError:
            wrong[number] = NO_OPTION
    return answers, wrong


def _value(found: Response, item: Item, sent: str) -> int | None:
    """Raises ValueError where it is no answer of the question."""
    value = None if sent == BLANK else int(sent)
    queries.check_value(found, item.id, value)
    return value


def _flagged(found: Response, item: Item, value: int | None) -> Level | None:
    return level_of(queries.instrument_of(found), item, value)


def _response(request: ClinicRequest, id: UUID) -> Response:
    """A form that is typed in; one the client answers has no such page. Raises Http404."""
    found = queries.response_for(request.user, id, access.CARE)
    if found.mode == Response.Mode.OWN:
        raise Http404
    return found


def _choose(request: HttpRequest, client: Client, form: TypeInForm, status: int = 200) -> HttpResponse:
    return render(request, "measures/type_in.html", {"client": client, "form": form}, status=status)


def _page(
    request: ClinicRequest,
    found: Response,
    error: str = "",
    wrong: dict[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    instrument, said = queries.instrument_of(found), queries.answers_of(found)
    unmarked = queries.unmarked(found) if error else []
    context = {
        "response": found,
        "client": found.client,
        "instrument": instrument,
        "came": queries.how_it_came(found),
        "error": error,
        "unmarked": unmarked,
        "flag": safety_queries.open_flag_of(found.client, request.user),
        "rows": [
            _row(request, found, number, item, said, (wrong or {}).get(number, ""))
            for number, item in enumerate(instrument.items, start=1)
        ],
    }
    return render(request, "measures/typing_in.html", context, status=status)


def _row(
    request: HttpRequest, found: Response, number: int, item: Item, said: dict[str, int | None], error: str
) -> dict[str, Any]:
    """One question as the page draws it: what was sent stands there again, right or not."""
    name = f"q{number}"
    known = "" if item.id not in said else BLANK if said[item.id] is None else str(said[item.id])
    return {
        "name": name,
        "number": item.number,
        "text": item.text,
        "stem": queries.instrument_of(found).stem if item.scored else "",
        "options": [*_options(item), (BLANK, "", "Not answered")],
        "chosen": request.POST.get(name, known),
        "error": error,
        "asked_when": queries.asked_when_of(queries.instrument_of(found), item),
        "flagged": _flagged(found, item, said.get(item.id)),
        "attrs": _attrs(found, number, name),
    }


def _options(item: Item) -> list[tuple[str, str, str]]:
    """The value, the digit to show before the words where these do not begin with it, the words."""
    said = [(str(option.value), queries.label_of(item, option.value)) for option in item.options]
    return [(value, "" if label.startswith(value) else value, label) for value, label in said]


def _attrs(found: Response, number: int, name: str) -> SafeString:
    """What makes a choice arrive at once; of two of one question the later one counts."""
    return format_html(
        'hx-post="{}" hx-trigger="change" hx-target="#under-{}" hx-swap="innerHTML"'
        ' hx-sync="closest fieldset:queue last"',
        reverse("type_in_answer", args=[found.id, number]),
        name,
    )
