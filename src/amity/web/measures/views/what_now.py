"""*What now*: what brought a course up, one card after another, and a decision on each."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amity.core import library, review
from amity.core.definitions.card import When
from amity.core.review import Occasion, Raised, Shown
from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.course.queries.facts import count_of, sessions_of
from amity.web.measures import actions, decision_rules
from amity.web.measures.decision_forms import DecisionForm
from amity.web.measures.queries import card_evidence
from amity.web.measures.queries import what_now as looking
from amity.web.measures.queries.card_evidence import Line, Link
from amity.web.measures.queries.decided import Decided, decided_in
from amity.web.people import access
from amity.web.people.models import Staff

READERS = frozenset({Staff.Role.CLINICIAN.value, Staff.Role.SUPERVISOR.value})
ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there


@dataclass(frozen=True)
class OnPage:
    """One card as it stands on the page. earlier: what was decided on it before.

    is_settled: about everything that brings it up. is_open: the first of which that is not so, and the one
    that was just sent. prescribes: whom to call, where a rise of mood brings it up.
    """

    raised: Raised
    parts: tuple[Shown[Line], ...]
    opens: list[Link]
    earlier: list[Decided]
    is_settled: bool
    is_open: bool
    form: DecisionForm | None
    prescribes: str = ""

    @property
    def text(self) -> str:
        return card_evidence.as_text(self.raised.by, self.parts)


@dataclass(frozen=True)
class Page:
    """Everything the page shows."""

    occasions: tuple[Occasion, ...]
    cards: list[OnPage]
    decided: list[Decided]
    waiting: int


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def what_now(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The cards; sent, one of them is decided."""
    if request.method != "POST":
        return _show(request, courses.course_for(request.user, course_id, access.READ))
    course = courses.course_for(request.user, course_id, access.CARE)
    page = _page(request, course)
    here = next((it for it in page.cards if it.raised.card.id == request.POST.get("card")), None)
    if here is None:
        gone = "Nothing brings this card up any more. What was decided about it so far stands on this page."
        return _show(request, course, status=409, refusal=gone, typed=_typed(request))
    form = DecisionForm(request.POST, card=here.raised.card)
    if not form.is_valid():
        return _show(request, course, form, status=422)
    said = form.cleaned_data
    try:
        decision_rules.check_seen(said["seen"], _short(here.text))
        actions.decide_card(
            id=said["id"],
            course=course,
            card=here.raised.card,
            occasions=[it.key for it in here.raised.by],
            evidence=here.text,
            decision=said["decision"],
            reason=said["reason"],
            by=request.user,
        )
    except Refused as refusal:
        said_again(form, **{form.add_prefix("seen"): _short(here.text)})
        return _show(request, course, form, status=409, refusal=refusal.reason)
    return redirect(f"{reverse('what_now', args=[course.id])}#{here.raised.card.id}")


def _show(
    request: ClinicRequest, course: Course, form: DecisionForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **about(request, course, "what_now"),
        "page": _page(request, course, form),
        "count": count_of(course, sessions_of([course])[course.id]),
        "form": form,
        **more,
    }
    return render(request, "measures/what_now.html", context, status=status)


def _page(request: ClinicRequest, course: Course, form: DecisionForm | None = None) -> Page:
    known = looking.known_of([course])[course.id]
    occasions = looking.occasions_of(course, known)
    raised = review.cards_for(library.cards(), occasions)
    wanted = {evidence for it in raised for evidence in it.card.shows}
    told = card_evidence.told_of(request.user, course, known, wanted)
    decided = decided_in(known.decided)
    may_write = request.staff.role == Staff.Role.CLINICIAN and not course.closed_at
    settled = looking.settled_in(known)
    open_ = [it.card.id for it in raised if any((it.card.id, by.key) not in settled for by in it.by)]
    whom = looking.prescribers_beside({course: occasions}).get(course.id, "")
    cards = []
    for it in raised:
        parts = review.shown(it.card, told)
        text = card_evidence.as_text(it.by, parts)
        own = form if form is not None and form.prefix == it.card.id else None
        cards.append(
            OnPage(
                raised=it,
                parts=parts,
                opens=card_evidence.links_of(course, it.card),
                earlier=[one for one in decided if one.row.card == it.card.id],
                is_settled=it.card.id not in open_,
                is_open=it.card.id == next(iter(open_), None) or own is not None,
                form=(own or DecisionForm(card=it.card, initial={"seen": _short(text)}))
                if may_write
                else None,
                prescribes=whom if any(by.when is When.MOOD_RISING for by in it.by) else "",
            )
        )
    return Page(occasions, cards, decided, len(looking.undecided(occasions, known)))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _typed(request: ClinicRequest) -> list[str]:
    """What was written on a card that is not there any more, to be read and carried elsewhere."""
    return [text for name, text in request.POST.items() if name.endswith("-reason") and text.strip()]
