"""Episodes and the pattern: lines with the stories behind them, the eight steps, ratings; and a beginning."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.core import library
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.people import access
from amity.web.techniques import actions, queries
from amity.web.techniques.models import Author
from amity.web.techniques.queries import episodes as reads
from amity.web.techniques.queries.belonging import sessions_to_choose
from amity.web.techniques.queries.metacognition import metacognition_of
from amity.web.techniques.views.begin import technique_named
from amity.web.techniques.views.parts import CLINICIAN, HERE, READERS, ClinicRequest, id_sent


@rule(roles=READERS, reach=access.READ)
@require_safe
def episodes(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What the episodes have in common. Pages lead here where the model is in the course."""
    return _page(request, courses.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def begin_formulation(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Begin the shared formulation with the lines of those episodes that client and clinician both see."""
    course = courses.course_for(request.user, course_id, access.CARE)
    sheets = reads.both_see(course)
    answers = reads.formulation_from(course, sheets)
    if not answers:
        return _page(request, course, status=409, refusal=NOTHING_YET)
    sessions = sessions_to_choose(course)
    try:
        begun = actions.begin_worksheet(
            id=id_sent(request),
            course=course,
            technique=technique_named(reads.SCHEMA),
            author=Author.TOGETHER,
            answers=answers,
            session=sessions[0][0] if sessions else None,
            after=sheets[-1],
            behind=reads.behind_rows(sheets),
            by=request.user,
        )
    except Refused as refusal:
        return _page(request, course, status=409, refusal=refusal.reason)
    return redirect(f"{reverse('worksheet', args=[begun.id])}?step={reads.LINES}")


NOTHING_YET = (
    "No episode that you both see has a wish and an answer of the other in it yet. Put one in order together "
    "first."
)


def _page(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    seen = list(reads.seen_of(course, "clinician", reads.EPISODE, reads.SCHEMA, reads.EXPERIMENT))
    told = [it for it in seen if it.technique == reads.EPISODE]
    found = reads.pooled(told)
    name = queries.names_for(course.client, "clinician")
    open_ids = set(found.open)
    both = {it.id for it in reads.both_see(course)}
    is_own = reads.follows_mit(course)
    context = about(request, course, "episodes" if is_own else HERE) | {
        "model": reads.mit().model,
        "is_own": is_own,
        "lines": reads.lines_in_words(found, told, "clinician"),
        "unordered": [reads.story_of(it, name) for it in told if str(it.id) in open_ids],
        "rungs": reads.ladder_of(course, seen, found),
        "found": found,
        "enough": reads.REPEATED,
        "told": told,
        "ours": [it for it in told if it.id not in both],
        "formulations": reads.formulations_in(seen),
        "minds": metacognition_of(course),
        "begins": [
            it
            for id in (reads.EPISODE, reads.EXPERIMENT, reads.LOG, reads.RATINGS)
            if not queries.is_off(course, it := library.technique(id))
        ],
        "new_id": uuid4(),
        "may_begin": bool(both) and not queries.is_off(course, library.technique(reads.SCHEMA)),
    }
    return render(request, "techniques/episodes.html", context | more, status=status)
