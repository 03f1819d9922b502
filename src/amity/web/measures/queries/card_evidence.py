"""What the record holds for the cards: each a sentence with the page it stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from amity.core import network
from amity.core.change.in_words import plain
from amity.core.definitions.card import Card, Evidence, Opening, Page
from amity.core.review import is_to_talk_about, worse_side
from amity.web.base.models import User
from amity.web.course import queries as courses
from amity.web.course.models import Attendee, Course
from amity.web.course.queries.evidence import (
    attendance_said,
    practice_said,
    said_of_areas,
    said_of_safety,
)
from amity.web.inventory.queries.circles import drawn_all
from amity.web.measures.queries.instruments import label_of
from amity.web.measures.queries.kept_back import kept_of, told
from amity.web.measures.queries.responses import Given
from amity.web.measures.queries.series import Series, total
from amity.web.measures.queries.what_now import SLEEP, Known, newest_answer, series_in
from amity.web.safety import queries as safety

RECENT: Final = 3  # practices in the client's words
FOR_AREAS: Final = 6  # things that speak for an area
SUPPORT: Final = ("by_ring", "confidants", "supporters", "concentration")
PAGES: Final[dict[Page, tuple[str, str]]] = {  # the name of its address, and whose id stands in it
    Page.FOCUS: ("focus", "course"),
    Page.CHOICE_OF_AREA: ("choose_problem_area", "course"),
    Page.PEOPLE: ("inventory", "course"),
    Page.LIFE_CHART: ("life_chart", "course"),
    Page.FORMULATION: ("formulation", "course"),
    Page.GOALS: ("goals", "course"),
    Page.ASSESSMENT: ("assessment", "course"),
    Page.PLAN: ("change_plan", "course"),
    Page.NEXT_SESSION: ("plan_session", "course"),
    Page.SUPERVISION: ("supervision", "course"),
    Page.MEASURES: ("client_measures", "client"),
    Page.SAFETY: ("safety", "client"),
    Page.SAFETY_PLAN: ("safety_plan", "client"),
    Page.VIOLENCE: ("ask_violence", "client"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is recorded. own: in the client's words. url: where it stands, or ""."""

    words: str
    url: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Something that helps: a worksheet that begins, or a page."""

    words: str
    url: str


def told_of(user: User, course: Course, known: Known, wanted: set[Evidence]) -> dict[Evidence, list[Line]]:
    """What is recorded of each kind that is asked for, the newest first where it has a day."""
    return {it: list(TELLS[it](user, course, known)) for it in Evidence if it in wanted}


def links_of(course: Course, card: Card) -> list[Link]:
    """Where the card leads to: a worksheet that begins for this course, or a page."""
    return [Link(it.words, url) for it in card.opens if (url := _address(course, it))]


def as_text(occasions: Sequence[Any], parts: Sequence[Any]) -> str:
    """What brought a card up and what it showed, a line each: as it is kept with the decision."""
    said = [it.words for it in occasions]
    for part in parts:
        said += [line.words for line in part.lines] or [part.nothing]
    return "\n".join(said)


def _address(course: Course, it: Opening) -> str:
    if it.page is None:
        return _page("begin_worksheet", course.id, it.technique)
    name, whose = PAGES[it.page]
    return _page(name, course.id if whose == "course" else course.client_id)


def _page(name: str, *ids: UUID | str | None) -> str:
    """The address, or "" where nobody has such a page."""
    try:
        return reverse(name, args=ids)
    except NoReverseMatch:
        return ""


def _day(on: Any) -> str:
    return f"{on.day} {on:%B %Y}"


def _scores(user: User, course: Course, known: Known) -> Iterator[Line]:
    for it in series_in(course, known):
        if it.latest and not it.instrument.is_about_the_two:
            yield Line(_moved(it), _page("client_measures", course.client_id))


def _moved(series: Series) -> str:
    """The sentence of a series with the arithmetic of its change."""
    change = series.change
    if change is None or not change.size:
        return series.sentence
    return series.sentence.replace(change.moved, f"{change.moved} ({change.arithmetic})")


def _sessions(user: User, course: Course, known: Known) -> Iterator[Line]:
    if said := attendance_said(known.sessions):
        yield Line(f"Sessions: {said}.", f"{_page('course', course.id)}#sessions-h")


def _practice(user: User, course: Course, known: Known) -> Iterator[Line]:
    if said := practice_said(known.practices):
        yield Line(f"Practice: {said}.", f"{_page('course', course.id)}#agreed-h")
    for it in reversed(known.practices[-RECENT:]):
        came = f"{it.get_result_display()}" if it.result else "not recorded"
        yield Line(f"“{it.text}” {came}.{f' “{it.result_said}”' if it.result_said else ''}", own=True)


def _goals(user: User, course: Course, known: Known) -> Iterator[Line]:
    for it in courses.goals_of(course):
        yield Line(f"“{it.goal.words}”: {it.sentence}.", _page("goals", course.id), own=True)


def _focus(user: User, course: Course, known: Known) -> Iterator[Line]:
    area = courses.area_of(course)
    if area is not None:
        shape = courses.area_shape(course, area)
        stage = courses.stage_title(shape, area)
        title = shape.title if shape else courses.in_words(area.area)
        page = _page("focus", course.id)
        yield Line(f"{title}{f', {stage.lower()}' if stage else ''}, chosen {_day(area.chosen_at)}.", page)
        if area.words:
            yield Line(f"“{area.words}”", page, own=True)
        if area.why:
            yield Line(f"Why: {area.why}", page)


def _areas(user: User, course: Course, known: Known) -> Iterator[Line]:
    titles = {it.id: it.title for it in courses.protocol_of(course).areas}
    there = said_of_areas(user, course)
    for it in there[:FOR_AREAS]:
        yield Line(f"{titles[it.area]}: {it.words}.", it.url)
    if len(there) > FOR_AREAS:
        more = len(there) - FOR_AREAS
        yield Line(f"And {more} more, beside the areas.", _page("choose_problem_area", course.id))


def _formulation(user: User, course: Course, known: Known) -> Iterator[Line]:
    newest, page = courses.newest_formulation(course), _page("formulation", course.id)
    if newest is not None:
        answer = courses.newest_answer(course)
        given = f"given {_day(newest.given_on)}" if newest.given_on else "not given yet"
        said = f"; the client said: {answer.get_answer_display()}" if answer else ""
        yield Line(f"Formulation, version {newest.number}, {given}{said}.", page)
        if newest.alternatives:
            yield Line(f"Also considered: {newest.alternatives}", page)


def _alliance(user: User, course: Course, known: Known) -> Iterator[Line]:
    for it in reversed(known.reviews):
        if it.alliance is not None:
            words = f"Working together: {it.alliance} of 10, says the client, {_day(it.on)}."
            yield Line(words, _page("reviews", course.id))
    page = _page("client_measures", course.client_id)
    for series in series_in(course, known):
        if series.latest and series.instrument.is_about_the_two:
            yield Line(_about_the_two(series, series.latest), page)
    yield from (Line(said, page) for said in told(kept_of(course.client)))


def _about_the_two(series: Series, latest: Given) -> str:
    """How they work together: the total with its arithmetic and day, and whether it is a reason to talk."""
    value, form = total(latest), latest.instrument
    said = [latest.answers.get(it.id) for it in form.scored_items]
    answered = f"Answered {_day(latest.on)}"
    if form.scoring.method == "mean" and None not in said and not any(it.reverse for it in form.items):
        equals = "=" if (10 * value).denominator == 1 else "≈"
        answered += f": ({' + '.join(map(str, said))}) ÷ {len(said)} {equals} {plain(value)}"
    line = form.talk_from
    if line and is_to_talk_about(value, line.at, form.higher_is):
        answered += f"; {line.at} {worse_side(form.higher_is)} is a reason to talk"
    return f"{_moved(series)} {answered}."


def _support(user: User, course: Course, known: Known) -> Iterator[Line]:
    drawn = drawn_all([known.circle]).get(known.circle.id) if known.circle else None
    if drawn is None:
        return
    found = network.of_circle(network.describe(drawn.board.circle))
    for it in found:
        if it.measure in SUPPORT:
            yield Line(f"{it.text.rstrip('.')} ({it.behind}).", _page("inventory", course.id))


def _sleep(user: User, course: Course, known: Known) -> Iterator[Line]:
    found = newest_answer(course, known.given, SLEEP)
    if found is not None:
        form, id, value = found
        item = form.instrument.item(id)
        words = f"{form.instrument.short} item {item.number}, on sleep: {value} (“{label_of(item, value)}”)"
        yield Line(f"{words}, {_day(form.on)}.", _page("response", form.response.id))


def _medication(user: User, course: Course, known: Known) -> Iterator[Line]:
    page = _page("assessment", course.id)
    for it in reversed(known.medication):
        detail = f": {it.detail}" if it.detail else ""
        yield Line(f"{it.medicine} {it.get_kind_display()}, {_day(it.on)}{detail}.", page)
    for row in reversed(known.reviews):
        if "medication" in row.discussed:
            yield Line(f"Talked about in the review of {_day(row.on)}.", _page("reviews", course.id))


def _safety(user: User, course: Course, known: Known) -> Iterator[Line]:
    page = _page("safety", course.client_id)
    for it in said_of_safety(course):
        yield Line(f"{it.words}, {_day(it.on)}.", page)
    if (on := courses.last_asked_on(known.sessions)) is not None:
        yield Line(f"Last asked about in a session on {_day(on)}.", page)
    flag = safety.open_flag_of(course.client, user)
    if flag is not None:
        yield Line(f"Something said still waits for somebody, since {_day(flag.opened_at)}.", page)


def _safety_plan(user: User, course: Course, known: Known) -> Iterator[Line]:
    plan = safety.plan_of(course.client)
    if plan is not None:
        again = f", to be looked at again {_day(plan.review_on)}" if plan.review_on else ""
        words = f"Safety plan, version {plan.number}, made {_day(plan.made_on)}{again}."
        yield Line(words, _page("safety_plan", course.client_id))


def _took_part(user: User, course: Course, known: Known) -> Iterator[Line]:
    rows = Attendee.objects.filter(session__course=course, removed_at=None).select_related("session__course")
    for it in rows.order_by("-session__planned_at"):
        words = f"{it.get_kind_display().capitalize()} in the session of {_day(it.session.planned_at)}."
        yield Line(words, _page("session", it.session_id))


def _plan_changes(user: User, course: Course, known: Known) -> Iterator[Line]:
    for it in courses.plan_changes_of(course):
        words = f"{it.change.get_kind_display().capitalize()}, {_day(it.change.on)}: {it.change.reason}"
        yield Line(words, _page("change_plan", course.id))


TELLS: Final = {
    Evidence.SCORES: _scores,
    Evidence.SESSIONS: _sessions,
    Evidence.PRACTICE: _practice,
    Evidence.GOALS: _goals,
    Evidence.FOCUS: _focus,
    Evidence.AREAS: _areas,
    Evidence.FORMULATION: _formulation,
    Evidence.ALLIANCE: _alliance,
    Evidence.SUPPORT: _support,
    Evidence.SLEEP: _sleep,
    Evidence.MEDICATION: _medication,
    Evidence.SAFETY: _safety,
    Evidence.SAFETY_PLAN: _safety_plan,
    Evidence.TOOK_PART: _took_part,
    Evidence.PLAN_CHANGES: _plan_changes,
}
