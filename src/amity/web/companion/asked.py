"""What there is for one client today, gathered from the slices that know."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.errors import UnknownContentError
from amity.web.base import clock
from amity.web.companion import queries
from amity.web.companion.today import Thing
from amity.web.companion.tools import GUIDE
from amity.web.course.models import Course
from amity.web.course.queries import own_course as own
from amity.web.measures import queries as measures
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.techniques import queries as techniques
from amity.web.techniques.models import Visibility, Worksheet

SUGGESTED_FOR: Final = timedelta(days=7)  # a guide that was given, and a practice whose day is past
A_SHEET, A_PRACTICE, AN_UNDERSTANDING, A_LOOK = 5, 1, 2, 1  # minutes; Amity decision, seen in tests of use


def things_for(client: Client, row: Course | None, course: own.OwnCourse | None) -> list[Thing]:
    """Everything that could stand on Today, in no order. After the ending only what was agreed is asked.

    row, course: the client's course, as a row and as its client sees it.
    """
    if row is None or course is None:
        return [*_questions(client, course), *_guides(client)]
    if course.is_closed:
        return [*_questions(client, course), *_guides(client)]
    return [
        *_questions(client, course), *_understanding(client, course), *_practices(client, course),
        *_sheets(client, row), *_guides(client),
    ]  # fmt: skip


def is_done(client: Client, key: str) -> bool:
    """Whether what a key of `Thing` names was done. What is no longer asked for other reasons was not."""
    kind, _sign, id = key.partition(":")
    if kind == "questions":
        link = measures.link_by_id(UUID(id))
        return link is not None and link.client_id == client.id and link.finished_at is not None
    row = own.own_course_row(client)
    if row is None:
        return False
    if kind == "understanding":
        given = own.own_understanding(row)
        return given is not None and (str(given.number) != id or given.answer is not None)
    if kind in ("try", "tell"):
        found = own.own_practice(client, UUID(id))
        return found is not None and bool(found[0].result)
    sheet = Worksheet.objects.filter(pk=id, course__client=client).first()
    if sheet is None:
        return False
    return sheet.asked_at is None if kind == "show" else sheet.client_wrote_at is not None


def _questions(client: Client, course: own.OwnCourse | None) -> Iterator[Thing]:
    link = measures.open_link_of(client)
    if link is None:
        return
    count = sum(len(measures.instrument_of(it).items) for it in link.responses.all() if not it.submitted_at)
    has_begun = measures.state_of(link).id == "begun"
    yield Thing(
        kind="questions", id=str(link.id), since=link.made_at, title=_("A few questions"),
        words=_before(course, count), minutes=measures.minutes(count),
        label=_("Go on") if has_begun else _("Start"),
        url=reverse("own_questions"), reading=_reading(client, is_asked_for=True), sends=True,
    )  # fmt: skip


def _before(course: own.OwnCourse | None, count: int) -> str:
    """How many, and before what."""
    if course is None or course.meeting is None:
        return _("%(count)s short questions.") % {"count": count}
    return _("%(count)s short questions before you meet next.") % {"count": count}


def _understanding(client: Client, course: own.OwnCourse) -> Iterator[Thing]:
    given = course.understanding
    if given is None or given.answer is not None:
        return
    yield Thing(
        kind="understanding", id=str(given.number), since=_at(given.given_on, client),
        title=_("How we understand it"),
        words=_("It is written down now. Read it, and say whether it fits."), minutes=AN_UNDERSTANDING,
        label=_("Read it"), url=reverse("client_understanding"), reading=_reading(client),
    )  # fmt: skip


def _practices(client: Client, course: own.OwnCourse) -> Iterator[Thing]:
    today = clock.today(client.zone)
    for it in course.practices:
        if it.day is None or it.result or not it.may_tell or not today - SUGGESTED_FOR <= it.day <= today:
            continue
        is_now = it.day == today
        yield Thing(
            kind="try" if is_now else "tell", id=str(it.id), since=_at(it.day, client), title=it.text,
            words=_("You chose today for this. However it goes, what happened is useful.")
            if is_now
            else _("Say how it went, if you like. What happened is useful either way."),
            minutes=A_PRACTICE, label=_("Say how it went"), url=reverse("client_practice", args=[it.id]),
            reading=_reading(client), is_own=True,
        )  # fmt: skip


def _sheets(client: Client, row: Course) -> Iterator[Thing]:
    """What the clinician asks to see, and what they gave to fill in."""
    waiting = techniques.own_waiting(row)
    for it in waiting.asked:
        yield Thing(
            kind="show", id=str(it.id), since=it.asked_at or it.changed_at,
            title=_("Your clinician asks to see this"),
            words=_("%(title)s. It is yours, and no is a full answer.") % {"title": _titled(it.definition)},
            minutes=A_LOOK, label=_("Look at it"), url=reverse("client_worksheets"),
        )  # fmt: skip
    for it in waiting.to_fill:
        yield Thing(
            kind="sheet", id=str(it.id), since=it.begun_at, title=_titled(it.definition),
            words=it.definition.purpose, minutes=A_SHEET, label=_("Begin"),
            url=reverse("client_worksheet", args=[it.id]),
            reading=_seen(client, it),
        )  # fmt: skip


def _guides(client: Client) -> Iterator[Thing]:
    """Given in the last days. Whether it was read nobody keeps."""
    for tool, since in queries.opened_for(client).items():
        if not tool.startswith(GUIDE) or clock.now() - since > SUGGESTED_FOR:
            continue
        try:
            guide = library.guide(tool.removeprefix(GUIDE))
        except UnknownContentError:  # a clinic took its own guide away
            continue
        yield Thing(
            kind="read", id=guide.id, since=since, title=guide.title, words=guide.lead, minutes=2,
            label=_("Read it"), url=reverse("client_guide", args=[guide.id]),
        )  # fmt: skip


def _seen(client: Client, sheet: Worksheet) -> str:
    """Who reads what is written on it; where the clinician does at once, when."""
    seen = techniques.seen_by_whom(sheet)
    return f"{seen} {_reading(client)}" if sheet.visibility == Visibility.SHARED else seen


def _reading(client: Client, *, is_asked_for: bool = False) -> str:
    return people.who_reads(client, clock.now(), is_asked_for=is_asked_for)


def _titled(technique: Technique) -> str:
    return technique.client_title


def _at(on: date, client: Client) -> datetime:
    """The beginning of a day, on the client's clock."""
    return datetime.combine(on, datetime.min.time(), client.zone)
