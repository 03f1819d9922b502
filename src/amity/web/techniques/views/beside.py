"""What stands beside a worksheet on a clinician's page: what it belongs to, who sees it, where it goes on."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.web.course.models import Practice, Session
from amity.web.techniques import queries, rules
from amity.web.techniques.forms.around import LinksForm, PlanForm, VisibilityForm
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.arrival import arrived_in_words
from amity.web.techniques.queries.belonging import areas_to_choose, goals_to_choose, sessions_to_choose
from amity.web.techniques.queries.chain import planned_on
from amity.web.techniques.queries.listing import seen_in_words, told_in_words
from amity.web.techniques.views.parts import ClinicRequest


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A worksheet this one can go on into. carried: the questions that are answered already then."""

    technique: Technique
    carried: tuple[str, ...]
    is_held_back: bool
    new_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be agreed as a practice, in words. was_agreed: it was already, with these words."""

    text: str
    if_then: str
    person: str
    day: date | None
    was_agreed: bool


def around(request: ClinicRequest, worksheet: Worksheet, may_write: bool) -> dict[str, Any]:
    """The context of what stands beside it, in `worksheet.html` and `read_worksheet.html`."""
    by, course = request.user, worksheet.course
    names = queries.names_for(course.client, "clinician")
    sessions = sessions_to_choose(course, worksheet.session_id)
    practices = planned_on(worksheet)
    in_words = {it.id: says for it, says in sessions}
    return {
        "beside": queries.beside_of(worksheet, "clinician", names),
        "is_new": queries.is_new_from_client(worksheet),
        "arrived": arrived_in_words(worksheet),
        "is_marked": queries.marked_of(course.client).is_in(worksheet),
        "seen": seen_in_words(worksheet),
        "told": told_in_words(worksheet),
        "may_show": rules.can_set_visibility(worksheet, by),
        "may_put_aside": rules.can_put_aside(worksheet, by),
        "visibility_form": VisibilityForm(initial={"visibility": worksheet.visibility}),
        "links_form": links_form(worksheet, sessions=sessions),
        "goes_on": goes_on(worksheet) if may_write else [],
        "practices": [(it, in_words.get(it.session_id, "")) for it in practices],
        "planned": planned(worksheet, names, practices),
        "plan_form": PlanForm(sessions=sessions),
        "belongs": {
            "session": in_words.get(worksheet.session_id) if worksheet.session_id else "",
            "goal": worksheet.goal.words if worksheet.goal else "",
            "area": next((it.title for it in areas_to_choose(course) if it.id == worksheet.area), ""),
        },
    }


def links_form(
    worksheet: Worksheet, data: Any = None, *, sessions: list[tuple[Session, str]] | None = None
) -> LinksForm:
    """What it belongs to, as it stands."""
    course = worksheet.course
    chosen = {"session": worksheet.session_id, "goal": worksheet.goal_id, "area": worksheet.area}
    return LinksForm(
        data,
        sessions=sessions_to_choose(course, worksheet.session_id) if sessions is None else sessions,
        goals=goals_to_choose(course, worksheet.goal),
        areas=areas_to_choose(course),
        initial={name: str(id or "") for name, id in chosen.items()},
    )


def goes_on(worksheet: Worksheet) -> list[GoesOn]:
    """Where it leads, with the questions that nobody has to answer again."""
    return [
        GoesOn(
            it.technique,
            tuple(it.technique.field(id).asks for id in it.begins_with),
            it.is_held_back,
            uuid.uuid4(),
        )
        for it in queries.leads_from(worksheet, "clinician")
    ]


def planned(worksheet: Worksheet, names: worksheets.Names, practices: Sequence[Practice]) -> Planned | None:
    """What it plans, where its technique carries into practice and something is written."""
    found = worksheets.follow_on(worksheet.definition, worksheet.told)
    text = found.get("text", "")
    if not text:
        return None
    was_agreed = any(it.text == text.strip() for it in practices)
    person, day = found.get("person"), found.get("day")
    return Planned(
        text,
        found.get("if_then", ""),
        names(person) if person else "",
        date.fromisoformat(day) if day else None,
        was_agreed,
    )
