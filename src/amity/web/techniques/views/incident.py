"""The short form: a few words about what happened, in under a minute; what was agreed to try begins it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Time, Words
from amity.core.errors import UnknownContentError
from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course.models import Course, Practice
from amity.web.course.queries.own_course import own_course_row
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.techniques import actions, queries
from amity.web.techniques.forms import Drawing, Posted
from amity.web.techniques.forms.drawn import DrawnFelt
from amity.web.techniques.models import Author, Visibility
from amity.web.techniques.queries.tried import begins_after, practice_in
from amity.web.techniques.views.own_parts import SEEN, own_page
from amity.web.techniques.views.saving import UNREADABLE

NOTHING: Final = "Nothing is written here yet. One word is enough."
NOT_YET: Final = "Nothing can be kept here yet. Your words stand below; copy what you want to keep."
OVER: Final = (
    "Your sessions are over, so nothing new is kept here. Your words stand below; copy what you want to keep."
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
    def is_open(self) -> bool:
        return self.course is not None and self.course.closed_at is None


@dataclass(frozen=True)
class Sent:
    """What was typed and could not be kept: all of it, with the reason."""

    page: UUID
    values: Mapping[str, Any]
    status: int
    refusal: str = ""
    wrong: Mapping[str, tuple[Any, str]] = field(default_factory=dict)


@rule("client", signed_in=True, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_incident(request: HttpRequest, technique_code: str) -> HttpResponse:
    """The questions of the short form on one screen."""
    desk = _desk(request, technique_code)
    return _form(desk) if request.method != "POST" else _keep(desk)


def _keep(desk: Desk) -> HttpResponse:
    try:
        posted = Posted(desk.short, desk.request.POST, "client")
    except ValueError:
        raise BadRequest(UNREADABLE) from None
    carried = {id: value for id, value in desk.begins_with.items() if id not in posted.asked}
    answers = carried | posted.sent
    if (unkept := _why_not(desk, posted, answers)) is not None:
        return _form(desk, unkept)
    assert desk.course
    try:
        found = actions.begin_worksheet(
            id=posted.page, course=desk.course, technique=desk.short, author=Author.CLIENT,
            answers=answers, practice=desk.practice, by=desk.client,
        )  # fmt: skip
    except Refused as refusal:
        return _form(desk, Sent(posted.page, answers, 409, refusal.reason))
    return redirect(f"{reverse('client_read_worksheet', args=[found.id])}?done=1")


def _why_not(desk: Desk, posted: Posted, answers: Mapping[str, Any]) -> Sent | None:
    """What stands against keeping it, before anything is written."""
    cleaned = worksheets.clean(desk.short, answers, "client")
    if cleaned.misfits:
        wrong = {it.place: (it.raw, it.says) for it in cleaned.misfits}
        return Sent(posted.page, answers, 422, wrong=wrong)
    if not posted.sent.keys() - {it.id for it in desk.short.fields if isinstance(it, Time)}:
        return Sent(posted.page, answers, 422, NOTHING)
    if desk.is_open:
        return None
    return Sent(posted.page, answers, 409, OVER if desk.course else NOT_YET)


def _form(desk: Desk, sent: Sent | None = None) -> HttpResponse:
    short, values = desk.short, sent.values if sent else desk.begins_with
    people = queries.choices_of(desk.client, "client")
    drawing = Drawing(short, "client", people, values, sent.wrong if sent else {})
    fields = drawing.fields(_asked(short, desk.begins_with))
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
        "is_drawn": sent is not None or desk.is_open,
        "seen": SEEN[Visibility(short.visibility)],
    }
    return own_page(desk.request, "client_incident", context, sent.status if sent else 200)


def _desk(request: HttpRequest, technique: str) -> Desk:
    client, short = access.client_of(request), _short(technique)
    course = own_course_row(client)
    practice = _practice(course, request.GET.get("practice", ""))
    return Desk(request, client, short, course, practice, _begins_with(short, client, practice))


def _short(id: str) -> Technique:
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


def _begins_with(short: Technique, client: Client, practice: Practice | None) -> dict[str, Any]:
    """Today, and what a practice brings along: of its result only what the client told themself."""
    today = clock.today(client.zone)
    found: dict[str, Any] = {}
    if practice is not None:
        found = begins_after(short, practice, "client", today)
    for it in short.fields:
        if it.type == "day" and it.id in short.quick:
            found.setdefault(it.id, today.isoformat())
    return found


def _asked(short: Technique, begins_with: Mapping[str, Any]) -> list[str]:
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
