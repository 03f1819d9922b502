"""What measures give to lower pages: facts of a course, lines on Today, a card on the course page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.core import library, phases
from amity.core.definitions.instrument import Item
from amity.core.definitions.protocol_parts import Measure
from amity.core.phases import Fact
from amity.web.base.copy_part import SubjectPart
from amity.web.base.models import User
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.course.offered import (
    MEASURES,
    MEASURES_ANSWERED,
    SCORES,
    AreaEvidence,
    Card,
    FormsTell,
    SafetySaid,
    TodayRow,
    TogetherThing,
)
from amity.web.course.queries.facts import moves_of
from amity.web.inventory.offered import Lane, LaneItem
from amity.web.measures import queries
from amity.web.measures.models import Link, Response
from amity.web.measures.queries import Given, Series
from amity.web.measures.queries.brought import stand_ins
from amity.web.measures.queries.giving import measures_asked
from amity.web.measures.queries.kept_back import answered_on
from amity.web.measures.queries.own_answers import own_forms
from amity.web.measures.queries.own_copy import copy_by_staff
from amity.web.measures.queries.series import total
from amity.web.measures.queries.weeks import week_review_of
from amity.web.measures.together import weeks_of
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.people.offered import OwnLink
from amity.web.safety.offered import Asked


def course_facts(courses: Sequence[Course]) -> Mapping[UUID, Mapping[str, Any]]:
    """Which questionnaires were completed on which days, their totals, whether there is a first one."""
    clients = {course.client_id for course in courses}
    given = queries.forms_of(clients)
    last_phase, asked, kept = _last_phase_since(courses), measures_asked(courses), answered_on(clients)
    return {
        it.id: _facts(
            it, given[it.client_id], kept.get(it.client_id, ()), last_phase.get(it.id), asked.get(it.id)
        )
        for it in courses
    }


def forms_tell(courses: Sequence[Course]) -> Mapping[UUID, FormsTell]:
    """What changed in the course, in a phrase, and what was said about safety in whichever course."""
    given = queries.forms_of({course.client_id for course in courses})
    return {
        course.id: FormsTell(_change(course, given[course.client_id]), _safety_said(given[course.client_id]))
        for course in courses
    }


def own_links(client: Client) -> Sequence[OwnLink]:
    """What the client answered, once they answered something."""
    if not own_forms(client):
        return []
    return [OwnLink(_("Your answers"), _("question by question, in your words"), reverse("client_answers"))]


def today_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Answers that nobody marked as read, and links that shut themselves after wrong dates of birth."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    rows = [_answers_row(each) for each in queries.given(queries.unread_of(visible))]
    return [*rows, *(_locked_row(link) for link in queries.locked_of(visible))]


def course_card(user: User, course: Course) -> Card | None:
    """The measures in sentences, with the first one drawn small."""
    client = course.client
    found = queries.series_of(_forms_of(client), since=course.started_on)
    first = found[0] if found else None
    medicines = course_queries.medication_marks(client.id) if first else []
    marks = queries.session_marks(course) if first else []
    return Card(
        title="How the two weeks were",
        template="measures/_course_card.html",
        context={
            "series": found,
            "chart": queries.chart_of(first, marks, medicines=medicines, height=200) if first else None,
            "client_id": client.id,
            "week": week_review_of(course, found),
            "course_id": course.id,
        },
        order=20,
        is_evidence=True,
    )


def safety_asked(user: User, client: Client) -> Sequence[Asked]:
    """Every question about safety on a form that was answered, or left out of one that is finished."""
    return [
        Asked(
            on=each.on,
            where=f"{each.instrument.short} item {item.number}",
            in_person=False,
            asked=True,
            said=queries.label_of(item, value) if value is not None else "",
            url=reverse("response", args=[each.response.id]),
        )
        for each in _forms_of(client)
        for item, value in _safety_items(each)
    ]


def area_evidence(user: User, course: Course) -> Sequence[AreaEvidence]:
    """The measures in a sentence each: they belong to the course, and speak for no area alone."""
    if not access.may_open(user, course.client_id, access.READ):
        return []
    found = queries.series_of(_forms_of(course.client), since=course.started_on)
    address = reverse("client_measures", args=[course.client_id])
    return [AreaEvidence("", it.sentence, it.latest.on, address) for it in found if it.latest]


def life_chart_lanes(user: User, client: Client) -> Sequence[Lane]:
    """The totals of each questionnaire, on its whole scale; a form without a total leaves none."""
    if not access.may_open(user, client.id, access.READ):
        return []
    return [lane for series in queries.series_of(_forms_of(client)) for lane in _lanes(series)]


def together(course: Course) -> TogetherThing | None:
    """The answers over time as a line, without a number."""
    weeks = weeks_of(course)
    if not weeks:
        return None
    return TogetherThing("weeks", "How the weeks were", "measures/_together.html", {"weeks": weeks})


def _forms_of(client: Client) -> list[Given]:
    return queries.forms_of([client.id])[client.id]


def _lanes(series: Series) -> Iterator[Lane]:
    """One for each version: another version is another scale."""
    newest = series.instrument.version
    for version in sorted({each.instrument.version for each in series.scored}, reverse=True):
        scored = [each for each in series.scored if each.instrument.version == version]
        instrument = scored[0].instrument
        name = instrument.short if version == newest else f"{instrument.short}, version {version}"
        items = []
        for each in scored:
            said = queries.as_text(total(each))
            items.append(LaneItem.on(each.on, f"{name} {said}", said, total(each)))
        scale, title = instrument.range, f"{name}: higher is {instrument.higher_is}"
        yield Lane(title, "points", items, scale.lowest, scale.highest, order=20)


def _facts(
    course: Course,
    given: list[Given],
    kept: Iterable[tuple[Response, date]],
    last_phase_since: date | None,
    asked: tuple[Measure, ...] | None,
) -> dict[str, Any]:
    found = _series_in(course, given)
    answered = _days(course, found, kept)
    facts: dict[str, Any] = {MEASURES_ANSWERED: answered}
    if scores := {it.instrument.id: _scores(it) for it in found if it.scored}:
        facts[SCORES] = scores | _of_forms_brought(course, found, scores)
    if any(it.scored for it in _about_the_client(found)):
        facts[Fact.BASELINE_MEASURE] = True
    if asked is not None:
        facts[MEASURES] = asked
    if last_phase_since is not None and _all_answered(course, asked, answered, last_phase_since):
        facts[Fact.OUTCOME_MEASURES] = True
    return facts


def _series_in(course: Course, given: list[Given]) -> list[Series]:
    return queries.series_of([each for each in given if _is_of(course, each)], since=course.started_on)


def _about_the_client(found: Iterable[Series]) -> list[Series]:
    return [it for it in found if not it.instrument.is_about_the_two]


def _change(course: Course, given: list[Given]) -> str:
    found = _about_the_client(_series_in(course, given))
    return next((series.phrase for series in found if series.phrase), "")


def _days(
    course: Course, found: Iterable[Series], kept: Iterable[tuple[Response, date]]
) -> dict[str, tuple[date, ...]]:
    """On which days each was completed; of what the client keeps, sent."""
    days = {it.instrument.id: [each.on for each in it.scored] for it in found}
    for response, on in kept:
        if _is_inside(course, response):
            days.setdefault(response.instrument, []).append(on)
    return {id: tuple(sorted(it)) for id, it in days.items() if it}


def _scores(series: Series) -> tuple[tuple[date, int | Fraction], ...]:
    return tuple((each.on, total(each)) for each in series.scored)


def _of_forms_brought(
    course: Course, found: Iterable[Series], scores: Mapping[str, tuple[tuple[date, int | Fraction], ...]]
) -> dict[str, tuple[tuple[date, int | Fraction], ...]]:
    """The totals of a service's own form, by the name under which the protocol watches them, on its scale."""
    forms = {it.instrument.id: it.instrument for it in found}
    watched = [it.instrument for it in course_queries.protocol_of(course).watches]
    return {
        id: scores[own]
        for id, own in stand_ins(forms.values(), watched).items()
        if own in scores and forms[own].range == library.instrument(id).range
    }


def _safety_said(given: list[Given]) -> tuple[SafetySaid, ...]:
    """The newest answer to each question about safety, or that it was left out of a form that is finished."""
    newest: dict[tuple[str, str], SafetySaid] = {}
    for each in sorted(given, key=lambda it: it.at):
        for item, value in _safety_items(each):
            newest[each.instrument.id, item.id] = _said(each, item, value)
    return tuple(newest.values())


def _safety_items(given: Given) -> Iterator[tuple[Item, int | None]]:
    """The questions about safety that were answered, or were left out of a form that is finished."""
    for item_id in dict.fromkeys(alert.item for alert in given.instrument.alerts):
        value = given.answers.get(item_id)
        if given.is_finished or value is not None:
            yield given.instrument.item(item_id), value


def _said(given: Given, item: Item, value: int | None) -> SafetySaid:
    asked = f"{given.instrument.short} item {item.number}"
    if value is None:
        return SafetySaid(f"{asked} was not answered", given.on)
    return SafetySaid(f"{asked} was answered {value} (“{queries.label_of(item, value)}”)", given.on)


def _is_of(course: Course, given: Given) -> bool:
    return _is_inside(course, given.response)


def _is_inside(course: Course, response: Response) -> bool:
    """Whether a form lies in the time of this course, not of one before or after."""
    closed = course.closed_at
    return closed is None or response.given_at <= closed


def _all_answered(
    course: Course,
    asked: tuple[Measure, ...] | None,
    answered: Mapping[str, tuple[date, ...]],
    since: date,
) -> bool:
    """Whether every questionnaire that the course asks at its end was completed in the last phase."""
    protocol = course_queries.protocol_of(course)
    measures = protocol.measures if asked is None else asked
    at_end = phases.asked_at_end(protocol, course.planned_sessions, measures)
    after = {id for id, days in answered.items() if any(on >= since for on in days)}
    return bool(at_end) and after.issuperset(at_end)


def _last_phase_since(courses: Sequence[Course]) -> dict[UUID, date]:
    """The day on which each course that is in its protocol's last phase, or closed, moved there."""
    last = {
        course.id: library.protocol(course.protocol, course.protocol_version).phases[-1].id
        for course in courses
    }
    there = {course.id: course for course in courses if course.closed_at or course.phase == last[course.id]}
    moved = moves_of(last)
    return {
        id: move.at.astimezone(course.client.service.zone).date()
        for id, course in there.items()
        for move in moved[id]
        if move.to_phase == last[id]
    }


def _answers_row(given: Given) -> TodayRow:
    response, short = given.response, given.instrument.short
    total = given.scores.total
    said = f"{short} {queries.as_text(total.value)}" if total.value is not None else f"{short}, no total"
    detail = "sent" if response.submitted_at else "left unsent"
    if given.scores.answered < given.scores.of:
        detail += f", {given.answered_of} answered"
    return TodayRow(
        client_id=response.client_id,
        at=given.at,
        kind="answers",
        title=f"New answers: {said}",
        detail=detail,
        url=reverse("response", args=[response.id]),
        order=20,
    )


def _locked_row(link: Link) -> TodayRow:
    return TodayRow(
        client_id=link.client_id,
        at=link.made_at,
        kind="link",
        title="A link locked itself",
        detail=queries.state_of(link).words,
        url=reverse("link", args=[link.id]),
        order=40,
    )


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """Every answer that staff may read, in a copy of the record that they read through first."""
    return copy_by_staff(client)
