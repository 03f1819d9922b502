"""The short form: a few words about what happened, a mood or a day, in under a minute.

What was agreed to try begins it; each entry is kept, shown, or shown and taken off the client's pages.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Time, Words
from amity.core.errors import UnknownContentError
from amity.web.base import arriving, clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course.models import Course, Practice
from amity.web.course.queries.own_course import own_course_row
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.techniques import actions, queries
from amity.web.techniques.forms import Drawing, Posted
from amity.web.techniques.forms.drawn import DrawnFelt
from amity.web.techniques.forms.sharing import Way, chosen_in, ways
from amity.web.techniques.models import Author, Choice
from amity.web.techniques.queries.tried import begins_after, practice_in
from amity.web.techniques.views.own_parts import clinician_of, own_page
from amity.web.techniques.views.saving import UNREADABLE

NOTHING: Final = gettext_lazy("Nothing is written here yet. One word is enough.")
MISFIT: Final = gettext_lazy(
    "An answer in it does not fit its question. Open it, look at it once more, and send it again."
)
NOT_YET: Final = gettext_lazy(
    "Nothing can be kept here yet. Your words stand below; copy what you want to keep."
)


@dataclass(frozen=True)
class Desk:
    """Whose form it is: what is asked, in which course, and what it begins with."""

    request: HttpRequest
    client: Client
    short: Technique
    course: Course | None
    practice: Practice | None
    begins_with: Mapping[str, Any]

    @property
    def is_over(self) -> bool:
        """Whether what is written now is for the client alone."""
        return self.course is not None and self.course.closed_at is not None


@dataclass(frozen=True)
class Sent:
    """What was typed and could not be kept: all of it, with the reason."""

    page: UUID
    values: Mapping[str, Any]
    status: int
    refusal: str = ""
    share: Choice | None = None
    wrong: Mapping[str, tuple[Any, str]] = field(default_factory=dict)


@rule("client", signed_in=True, changes=True, has_words=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_short_form(request: HttpRequest, technique_code: str) -> HttpResponse:
    """The questions of the short form on one screen."""
    if not _is_theirs(request) and arriving.by_script(request):
        return arriving.for_another()
    desk = _desk(request, technique_code)
    return _form(desk) if request.method != "POST" else _keep(desk)


def _is_theirs(request: HttpRequest) -> bool:
    """False: the page was drawn for somebody else, who was signed in here before."""
    return arriving.is_for(request, people.whose_pages(access.client_of(request)))


def _keep(desk: Desk) -> HttpResponse:
    try:
        posted = Posted(desk.short, desk.request.POST, "client")
    except ValueError:
        if arriving.by_script(desk.request):
            return arriving.refused(str(UNREADABLE), 400)
        raise BadRequest(UNREADABLE) from None
    share = chosen_in(desk.request.POST)
    carried = {id: value for id, value in desk.begins_with.items() if id not in posted.asked}
    answers = carried | posted.sent
    if (unkept := _why_not(desk, posted, answers)) is not None:
        return _unkept(desk, replace(unkept, share=share))
    assert desk.course
    seen, is_removed = queries.as_chosen(share)
    try:
        found = actions.begin_worksheet(
            id=posted.page, course=desk.course, technique=desk.short, author=Author.CLIENT,
            visibility=seen, removed=is_removed, answers=answers, practice=desk.practice,
            turn=posted.turn, asked=posted.asked, by_hand=not arriving.by_script(desk.request),
            written_at=arriving.written_at(desk.request.POST), by=desk.client,
        )  # fmt: skip
    except Refused as refusal:
        return _unkept(desk, Sent(posted.page, answers, 409, refusal.reason, share))
    done = (
        f"{reverse('client_worksheets')}?sent=1"
        if found.removed_at
        else f"{reverse('client_read_worksheet', args=[found.id])}?done=1"
    )
    return arriving.received(done) if arriving.by_script(desk.request) else redirect(done)


def _unkept(desk: Desk, sent: Sent) -> HttpResponse:
    """The form again with everything typed; a script that keeps it hears why."""
    if arriving.by_script(desk.request):
        return arriving.refused(sent.refusal or str(MISFIT), sent.status)
    return _form(desk, sent)


def _why_not(desk: Desk, posted: Posted, answers: Mapping[str, Any]) -> Sent | None:
    """What stands against keeping it, before anything is written."""
    cleaned = worksheets.clean(desk.short, answers, "client")
    if cleaned.misfits:
        wrong = {it.place: (it.raw, it.says) for it in cleaned.misfits}
        return Sent(posted.page, answers, 422, wrong=wrong)
    if not posted.sent.keys() - {it.id for it in desk.short.fields if isinstance(it, Time)}:
        return Sent(posted.page, answers, 422, str(NOTHING))
    if not _is_theirs(desk.request):
        return Sent(posted.page, answers, 409, str(arriving.OTHER))
    return None if desk.course else Sent(posted.page, answers, 409, str(NOT_YET))


def _form(desk: Desk, sent: Sent | None = None) -> HttpResponse:
    short, values = desk.short, sent.values if sent else desk.begins_with
    names = queries.choices_of(desk.client, "client")
    drawing = Drawing(short, "client", names, values, sent.wrong if sent else {})
    fields = drawing.fields(asked_of(short, desk.begins_with))
    context = {
        "technique": short,
        "fields": fields,
        "own_words": [it for one in fields if one.felt for it in _own_words(one.felt)],
        "practice": desk.practice,
        "planned": _planned(short, desk.begins_with),
        "page": sent.page if sent else uuid.uuid4(),
        "refusal": sent.refusal if sent else "",
        "wrong_count": len(sent.wrong) if sent else 0,
        "has_course": desk.course is not None,
        "is_drawn": sent is not None or desk.course is not None,
        "ways": _ways(desk, sent),
        "reads": people.who_reads(desk.client, clock.now()),
    }
    return own_page(desk.request, "client_short_form", context, sent.status if sent else 200)


def _ways(desk: Desk, sent: Sent | None) -> list[Way]:
    """Who may read it. None once it is over: it is the client's alone."""
    if desk.course is None or desk.is_over:
        return []
    chosen = sent.share if sent else None
    chosen = chosen or queries.begins_as(desk.course, desk.short)
    return ways(clinician_of(desk.client), people.who_reads(desk.client, clock.now()), chosen)


def _desk(request: HttpRequest, technique: str) -> Desk:
    client, short = access.client_of(request), short_form(technique)
    course = own_course_row(client)
    practice = _practice(course, request.GET.get("practice", ""))
    day = _day(request.GET.get("day", ""), clock.today(client.zone))
    return Desk(request, client, short, course, practice, _begins_with(short, client, practice, day))


def short_form(id: str) -> Technique:
    """A technique with a short form. Http404 for any other, and for those beside the model."""
    try:
        found = library.technique(id)
    except UnknownContentError:
        raise Http404 from None
    if not found.quick or found.adjunct:
        raise Http404
    return found


def _practice(course: Course | None, id: str) -> Practice | None:
    """What was agreed in this client's own course. Http404 for anybody else's."""
    if not id:
        return None
    found = practice_in(course, id) if course else None
    if found is None:
        raise Http404
    return found


def _day(wanted: str, today: date) -> date:
    """The day it is written for: today, or an earlier one that was asked for."""
    try:
        return min(date.fromisoformat(wanted), today)
    except ValueError:
        return today


def _begins_with(short: Technique, client: Client, practice: Practice | None, day: date) -> dict[str, Any]:
    """The day, and what a practice brings along: of its result only what the client told themself."""
    found: dict[str, Any] = {}
    if practice is not None:
        found = begins_after(short, practice, "client", clock.today(client.zone))
    for it in short.fields:
        if it.type == "day" and it.id in short.quick:
            found.setdefault(it.id, day.isoformat())
    return found


def asked_of(short: Technique, begins_with: Mapping[str, Any]) -> list[str]:
    """The questions on the screen: the words first, the day last; after a practice also how it went."""
    ids = set(short.quick)
    for one in short.receives:
        into = short.field(one.into)
        if one.from_ == "result" and worksheets.is_shown(into, begins_with, "client"):
            ids.add(into.id)
    asked = [it for it in short.fields if it.id in ids]
    first = [it.id for it in asked if it.type == "yes_part_no"]
    words = [it.id for it in asked if isinstance(it, Words)]
    days = [it.id for it in asked if isinstance(it, Time)]
    between = [it.id for it in asked if it.id not in {*first, *words, *days}]
    return [*first, *words, *between, *days]


def _own_words(felt: DrawnFelt) -> list[tuple[str, Any]]:
    """Feelings in words that the vocabulary does not have."""
    known = {word for family in felt.vocabulary.families for word in family.words}
    return [*(it for it in felt.chosen if it[0] not in known), *felt.own]


def _planned(short: Technique, begins_with: Mapping[str, Any]) -> str:
    """What had been agreed, in its words."""
    into = next((it.into for it in short.receives if it.from_ == "text"), "")
    return str(begins_with.get(into, ""))
