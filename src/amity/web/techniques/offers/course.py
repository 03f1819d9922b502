"""Worksheets for the pages of a course: the facts they tell, a card, where each is, one that both look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from amity.core import library
from amity.core import worksheets as core
from amity.core.phases import Fact
from amity.core.schemas import steps_shown
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.course.offered import HELD_BACK, Card, TogetherThing, WorksheetLink
from amity.web.course.queries import protocol_of
from amity.web.techniques import queries
from amity.web.techniques.models import Author, Worksheet
from amity.web.techniques.queries import across
from amity.web.techniques.queries.episodes import FITS, SCHEMA, follows_mit, has_episodes
from amity.web.techniques.queries.listing import told_in_words
from amity.web.techniques.queries.metacognition import held_back_by, low_in

STEP: Final = "formulation"  # the fourth of the eight: the client says that it fits
AT_MOST: Final = 4  # lines on the card; only of what is new a sentence stands there


@dataclass(frozen=True, slots=True)
class Tells:
    """What a worksheet must hold to tell a fact: of each group of questions one is answered.

    by: whose it may be; both sides see it in any case.
    """

    fact: Fact
    needs: tuple[tuple[str, ...], ...]
    by: tuple[str, ...] = (Author.TOGETHER, Author.CLINICIAN)


# Only facts that a ticked task could record as well: what has a page of its own for record stays there.
# Amity decision: the sick role is given by a clinician, a feeling was talked about where both wrote it down.
TOLD_BY: Final[Mapping[str, Tells]] = {
    "sick_role_note": Tells(Fact.SICK_ROLE_GIVEN, (("relieved", "kept"), ("my_task",))),
    "ending_review": Tells(Fact.ENDING_FEELINGS, (("felt",),), (Author.TOGETHER,)),
    "relapse_plan": Tells(
        Fact.RELAPSE_PLAN,
        (("signs",), ("people", "professionals")),
        (Author.TOGETHER, Author.CLINICIAN, Author.CLIENT),
    ),
}


def course_facts(courses: Sequence[Course]) -> Mapping[UUID, Mapping[str, Any]]:
    """What worksheets that both sides see tell by their answers. What they do not tell is left out."""
    found: dict[UUID, dict[str, Any]] = {course.id: {} for course in courses}
    by_id = {course.id: course for course in courses}
    rows = across.told_of(found, {*TOLD_BY, SCHEMA})
    schemas = sorted((it for it in rows if it.technique == SCHEMA), key=lambda it: it.begun_at)
    for id, newest in {it.course_id: it for it in schemas}.items():
        if _fits(newest, by_id[id]):
            found[id][Fact.FORMULATION_AGREED] = True
    for id, low in low_in(courses).items():
        found[id][HELD_BACK] = held_back_by(low)
    for it in (row for row in rows if row.technique in TOLD_BY):
        tells = TOLD_BY[it.technique]
        if it.author in tells.by and all(any(it.told.get(id) for id in group) for group in tells.needs):
            found[it.course_id][tells.fact] = True
    return found


def _fits(newest: Worksheet, course: Course) -> bool:
    """In metacognitive interpersonal therapy: whether the newest shared formulation has the client's yes.

    Its agreement is asked on the worksheet, and again once the lines are worded otherwise; that of IPT stands
    with the formulation of the course. Where the worksheet is the clinician's own, only the client's hand
    counts; what both write, the clinician may write down what the client says aloud (decision 23).
    """
    if not follows_mit(course) or STEP not in steps_shown(newest.technique, newest.told):
        return False
    if newest.author != Author.CLINICIAN:
        return True
    said = queries.last_said(newest, FITS, "clinician")
    return said is not None and said.by_kind == "client"


def course_card(user: User, course: Course) -> Card | None:
    """What the client wrote and nobody looked at first, then what is under way, the newest first."""
    known = (queries.Sight.WHOLE, queries.Sight.TITLE)
    there = [it for it in across.of_course(course.id) if queries.sight_of(it, "clinician") in known]
    there.sort(key=lambda it: queries.moved_at(it, "clinician"), reverse=True)
    there.sort(key=lambda it: not queries.is_new_from_client(it))
    context = {
        "course_id": course.id,
        "lines": [_line(it) for it in there[:AT_MOST]],
        "more": max(len(there) - AT_MOST, 0),
        "has_episodes": has_episodes(course, there),
        "low": low_in([course]).get(course.id),
    }
    return Card("Worksheets", "techniques/_course_card.html", context, order=25)


def worksheets(user: User, course: Course, ids: Sequence[str]) -> Sequence[WorksheetLink]:
    """To the newest that was begun, or to the page on which it begins."""
    known = {it.id: it for it in library.techniques()}
    wanted = [known[id] for id in ids if id in known]
    begun = across.begun_in(course, [it.id for it in wanted]) if wanted else {}
    model = protocol_of(course).model
    on = queries.adjuncts_on(course) if any(it.is_beside(model) for it in wanted) else frozenset()
    return [
        WorksheetLink(
            it.id,
            it.title,
            reverse("worksheet", args=[begun[it.id]])
            if it.id in begun
            else reverse("begin_worksheet", args=[course.id, it.id]),
        )
        for it in wanted
        if not it.is_beside(model) or it.id in on
    ]


def together(course: Course) -> TogetherThing | None:
    """The newest that both see, with what the client reads of it and nothing else."""
    newest = across.newest_shared(course)
    parts = _parts(newest) if newest else ()
    if newest is None or not parts:
        return None
    technique = newest.definition
    context = {"parts": parts}
    return TogetherThing("worksheet", technique.client_title, "techniques/_together.html", context)


def _parts(worksheet: Worksheet) -> Sequence[core.Part]:
    names = queries.names_for(worksheet.course.client, "client")
    return core.lines(worksheet.definition, worksheet.told, "client", names=names)


def _line(worksheet: Worksheet) -> dict[str, Any]:
    is_whole = queries.sight_of(worksheet, "clinician") is queries.Sight.WHOLE
    return {
        "title": worksheet.definition.title,
        "worksheet": worksheet,
        "is_whole": is_whole,
        "at": queries.moved_at(worksheet, "clinician"),
        "is_new": queries.is_new_from_client(worksheet),
        "gist": across.gist_of(worksheet) if queries.is_new_from_client(worksheet) else "",
        "told": told_in_words(worksheet) if is_whole else "",
    }
