"""The client's side of a link: the second step, the questions, sending. No earlier visit is ever shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import audit, clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.base.second_step import UNLIKE, DateOfBirthForm
from amity.web.measures import actions, queries, visits
from amity.web.measures.forms import BeginForm, WhoSeesForm
from amity.web.measures.keeping import ANOTHER, is_of, keep
from amity.web.measures.late import late_answer
from amity.web.measures.models import Link
from amity.web.measures.queries.links import has_sent_before
from amity.web.measures.steps import Part, Step, part_of, parts_of, said_so
from amity.web.measures.visits import Visit, in_visit, in_visit_or
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.safety import queries as safety

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@rule("public", changes=True)
@get_or_post
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The second step. The same page for every address of this shape, whether or not there is a link."""
    form = DateOfBirthForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _second_step(request, form, 422 if form.is_bound else 200)
    link = actions.open_link(token=token, date_of_birth=form.cleaned_data["date_of_birth"], by=audit.SYSTEM)
    if link is None:
        form.add_error(None, UNLIKE)
        return _second_step(request, form, 422)
    state = queries.state_of(link)
    if not state.is_open:
        return visits.closed(request, state.id, link)
    visits.begin(request, link)
    return HttpResponseRedirect(reverse("form"))


@rule("client", signed_in=True, changes=True)
@require_POST
def own_questions(request: HttpRequest) -> HttpResponse:
    """The questions that wait for a client who signed in: that took the place of the second step."""
    link = queries.open_link_of(access.client_of(request))
    if link is None:
        return HttpResponseRedirect("/d/")
    visits.begin(request, link)
    return HttpResponseRedirect(reverse("form"))


@rule("client", changes=True)
@get_or_post
@in_visit
def form(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Before it starts: what happens with the answers, and how to be asked."""
    waiting = _waiting(visit)
    if not waiting:
        return HttpResponseRedirect(reverse("done"))
    form = BeginForm(request.POST or None, initial={"mode": visit.mode or "one"})
    if request.method == "POST" and form.is_valid():
        visits.touch(request, form.mode_chosen)
        return HttpResponseRedirect(waiting[0].url(form.mode_chosen))
    questions = sum(part.count for part in waiting)
    context = {
        "form": form,
        "parts": waiting,
        "questions": questions,
        "minutes": queries.minutes(questions),
        "begun": any(part.received for part in waiting),
        "may_be_kept": any(part.may_be_kept for part in waiting),
        "foreign": {part.instrument.language for part in waiting} - {visit.link.client.language},
        "knows": "handed_over" not in request.session and has_sent_before(visit.link.client),
    }
    return _render(request, visit, "start", context, 422 if form.is_bound else 200)


@rule("client", changes=True)
@get_or_post
@in_visit_or(late_answer)
def question(request: HttpRequest, visit: Visit, place: int, number: int) -> HttpResponse:
    """One question a screen. Without a script this is also how an answer arrives."""
    step = part_of(visit, place).step(number)
    if request.method != "POST":
        if step.part.response.submitted_at:
            return HttpResponseRedirect(reverse("form"))
        return _question(request, step)
    if _is_sent_again(request, step):
        return send(request, place)
    on_one_page = request.POST.get("on") == "one_page"
    visits.touch(request, "all" if on_one_page else "one")
    before = step.value
    if error := keep(request, step):
        return _question(request, step, *error)
    again = _fresh(step)
    is_new = again.needs_care and again.value != before  # the panel is seen before the next question
    if on_one_page:
        return HttpResponseRedirect(f"{step.part.url('all')}#q-{step.name}")
    stays = is_new or "take_back" in request.POST
    if not stays and again.part.is_sent_with_its_answer:
        return send(request, place)
    return HttpResponseRedirect(step.url if stays else step.next_url)


@rule("client", changes=True)
@require_POST
@in_visit_or(late_answer)
def save_answer(request: HttpRequest, visit: Visit, place: int, number: int) -> HttpResponse:
    """An answer arrives the moment it is chosen; what stands under the question comes back."""
    visits.touch(request)
    step = part_of(visit, place).step(number)
    error = keep(request, step)
    context = {"error": error[0]} if error else {"step": _fresh(step), "received_at": clock.now()}
    return _render(request, visit, "_under", {**context, "numbers": _numbers(visit)}, 422 if error else 200)


@rule("client", changes=True)
@get_or_post
@in_visit_or(late_answer)
def questions(request: HttpRequest, visit: Visit, place: int) -> HttpResponse:
    """All questions of a part on one page."""
    part = part_of(visit, place)
    if request.method != "POST":
        if part.response.submitted_at:
            return HttpResponseRedirect(reverse("form"))
        return _questions(request, part, {})
    if _is_sent_again(request, part.step(1)):
        return send(request, place)
    visits.touch(request, "all")
    errors = {step.number: error for step in part.steps if (error := keep(request, step))}
    if errors:
        return _questions(request, part, errors)
    if part_of(visit, place).is_sent_with_its_answer:
        return send(request, place)
    return HttpResponseRedirect(reverse("send", args=[place]))


@rule("client", changes=True)
@get_or_post
@in_visit
def send(request: HttpRequest, visit: Visit, place: int) -> HttpResponse:
    """The end of a part: how much is answered, and sending it. The answers are not shown again."""
    part = part_of(visit, place)
    if request.method == "POST":
        visits.touch(request)
        if not is_of(request, part):
            return _send(request, part, str(ANOTHER))
        form = _who_sees(visit, request.POST)
        if part.may_be_kept and not part.response.submitted_at and not form.is_valid():
            return _send(request, part, form=form, status=422)
        try:
            keeps = part.may_be_kept and form.is_valid() and form.keeps
            actions.submit(response=part.response, keep=keeps, by=visit.link.client)
        except Refused as refused:
            return _send(request, part, refused.reason, form)
        waiting = _waiting(visit)
        return HttpResponseRedirect(waiting[0].url(visit.mode) if waiting else reverse("done"))
    if part.response.submitted_at:
        return HttpResponseRedirect(reverse("form"))
    return _send(request, part)


@rule("client")
@require_safe
@in_visit
def done(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Received: who reads it and when."""
    if _waiting(visit):
        return HttpResponseRedirect(reverse("form"))
    kept = [part.response.kept_back_at is not None for part in parts_of(visit)]
    return _render(request, visit, "done", {"some_kept": any(kept), "all_kept": all(kept)})


def _is_sent_again(request: HttpRequest, step: Step) -> bool:
    """Two taps on the button of one question: the second says what the first did."""
    is_sent = step.part.is_one_question and step.part.response.submitted_at is not None
    return is_sent and request.POST.get(step.name, "") == step.chosen


def _fresh(step: Step) -> Step:
    """The same question, read again."""
    return part_of(step.part.visit, step.part.place).step(step.number)


def _waiting(visit: Visit) -> list[Part]:
    return [part for part in parts_of(visit) if part.response.submitted_at is None]


def _numbers(visit: Visit) -> list[safety.HelpNumber]:
    return safety.help_numbers(visit.link.client.service)


def _second_step(request: HttpRequest, form: DateOfBirthForm, status: int) -> HttpResponse:
    service = people.service()
    context = {"form": form, "exit_url": service.exit_url if service else ""}
    return render(request, "measures/open_link.html", context, status=status)


def _question(request: HttpRequest, step: Step, error: str = "", status: int = 200) -> HttpResponse:
    chosen = request.POST.get(step.name, "") if error else step.chosen
    context = {"step": step, "part": step.part, "error": error, "chosen": chosen}
    return _render(request, step.part.visit, "question", context, status)


def _questions(request: HttpRequest, part: Part, errors: dict[int, tuple[str, int]]) -> HttpResponse:
    """With errors, every choice stands as it was sent."""
    rows = [
        (step, request.POST.get(step.name, "") if errors else step.chosen, errors.get(step.number, ("",))[0])
        for step in part.steps
    ]
    status = max((status for _, status in errors.values()), default=200)
    context = {"part": part, "rows": rows, "error": next((said for said, _ in errors.values()), "")}
    return _render(request, part.visit, "questions", context, status)


def _send(
    request: HttpRequest, part: Part, error: str = "", form: WhoSeesForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"part": part, "error": error, "form": form or _who_sees(part.visit)}
    return _render(request, part.visit, "send", context, 409 if error else status)


def _who_sees(visit: Visit, sent: Any = None) -> WhoSeesForm:
    """By name, where somebody reads; and whether there will be a page on which to show it."""
    sign_in = people.sign_in_of(visit.link.client)
    has_own_pages = sign_in is not None and people.is_open(sign_in)
    return WhoSeesForm(sent, name=visit.staff.name if visit.staff else "", has_own_pages=has_own_pages)


def _render(
    request: HttpRequest, visit: Visit, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    link: Link = visit.link
    around = {
        "visit": visit,
        "link": link,
        "reading": visit.reading,
        "numbers": _numbers(visit),
        "said_so": said_so(visit),
        "exit_url": link.client.service.exit_url,
    }
    return render(request, f"measures/{name}.html", {**around, **context}, status=status)
