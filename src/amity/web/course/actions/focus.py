"""The focus of the work: what speaks for an area, the one chosen, its stages and how far it is resolved."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import (
    CRITERIA,
    AreaCandidate,
    AreaStage,
    Course,
    PlanChange,
    ProblemArea,
    Resolution,
)
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, save_version


def note_area(
    *,
    course: Course,
    area: str,
    version: int,
    evidence: str,
    ratings: Mapping[str, int | None] | None = None,
    by: Actor,
) -> AreaCandidate:
    """What the therapist found for one area; version: 0 while nothing is noted. Nothing here is added up.

    Raises Stale when somebody else noted something for this area meanwhile.
    """
    with transaction.atomic():
        course = queries.course_locked(course)
        people_rules.check_can_change_record(course.client, by)
        rated = {name: (ratings or {}).get(name) for name in CRITERIA}
        rules.check_can_note_area(course, area, rated)
        now = {"changed_at": clock.now(), "changed_by": by.actor_id}
        found = AreaCandidate.objects.filter(course=course, area=area).first()
        if found is None:
            found = AreaCandidate.objects.create(course=course, area=area, evidence="", version=0, **now)
        saved = save_version(
            found,
            version,
            {"evidence": evidence.strip(), **rated},
            client=course.client,
            texts=("evidence",),
            verb="note_area",
            by=by,
            also=now,
        )
    if not saved:
        raise Stale(found)
    return found


@transaction.atomic
def choose_problem_area(
    *,
    course: Course,
    area: str,
    runner_up: str = "",
    secondary: str = "",
    stage: str = "",
    words: str,
    why: str,
    by: Actor,
) -> ProblemArea:
    """A new choice replaces the one before, which stays readable; words: how the client puts it.

    secondary: an area kept in mind beside it. stage: where the work in it stands today, if that is said.
    Another area once the work on the first has begun is a change of plan, kept with its why.
    """
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_choose_problem_area(course, area, runner_up, stage, secondary)
    now, beside = _chosen(course, primary=True), _chosen(course, primary=False)
    new = {"area": area, "runner_up": runner_up, "words": words.strip(), "why": why.strip()}
    chosen = _replaced(course, now, new, primary=True, by=by)
    kept_in_mind = {"area": secondary, "words": "", "why": ""} if secondary else None
    _replaced(course, beside, kept_in_mind, primary=False, by=by)
    assert chosen
    if now and now.area != area and course.phase in queries.protocol_of(course).phase_ids[1:]:
        _plan_changed(course, now.area, area, why, by)
    if stage and stage != queries.stage_now(chosen):
        _at_stage(uuid.uuid4(), chosen, stage, "", clock.today(course.client.service.zone), by)
    if now != chosen or (beside.area if beside else "") != secondary:
        _wrote("choose_problem_area", "course.ProblemArea", chosen.id, course, (*new, "secondary"), by)
    return chosen


def _plan_changed(course: Course, before: str, after: str, why: str, by: Actor) -> None:
    """The reason of another focus stands among the changes of the plan."""
    PlanChange.objects.create(
        course=course,
        kind=PlanChange.Kind.FOCUS,
        before={"area": before},
        after={"area": after},
        what="",
        reason=why.strip(),
        on=clock.today(course.client.service.zone),
        at=clock.now(),
        by=by.actor_id,
    )


@transaction.atomic
def record_stage(
    *, id: UUID | None = None, problem_area: ProblemArea, stage: str, note: str = "", on: date, by: Actor
) -> AreaStage:
    """The work in the area came to a stage on that day, or stays in it with something to note."""
    course = queries.course_locked(problem_area.course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(AreaStage, id, problem_area_id=problem_area.id)) is not None:
        return found
    problem_area = ProblemArea.objects.select_related("course__client__service").get(pk=problem_area.pk)
    rules.check_can_record_stage(problem_area, stage, on)
    made = _at_stage(id or uuid.uuid4(), problem_area, stage, note, on, by)
    _wrote("record_stage", "course.AreaStage", made.id, course, ("stage", "note", "on"), by)
    return made


@transaction.atomic
def rate_resolution(
    *,
    id: UUID | None = None,
    problem_area: ProblemArea,
    who: str,
    occasion: str,
    rating: int | None = None,
    distress: int | None = None,
    holds: Collection[int] = (),
    mode: str = "",
    evidence: str = "",
    on: date,
    by: Actor,
) -> Resolution:
    """How far the problem is resolved, as one of the two sees it. Append-only; never averaged.

    who: whose view it is; the client's may be taken down in the session. holds: places in the area's
    `resolved_when`. A client records their own view alone.
    """
    course = queries.course_locked(problem_area.course)
    if by.actor_kind == "client":
        rules.check_is_the_client(course.client, by)
        who = Resolution.Who.CLIENT
    else:
        people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(Resolution, id, problem_area_id=problem_area.id)) is not None:
        return found
    rules.check_can_rate_resolution(
        problem_area, occasion, holds, (rating, distress, mode, evidence.strip()), on
    )
    made = Resolution.objects.create(
        id=id or uuid.uuid4(),
        problem_area=problem_area,
        who=Resolution.Who(who),
        occasion=Resolution.Occasion(occasion),
        rating=rating,
        distress=distress,
        holds=sorted(set(holds)),
        mode=Resolution.Mode(mode) if mode else "",
        evidence=evidence.strip(),
        on=on,
        at=clock.now(),
        by=by.actor_id,
        by_kind=by.actor_kind,
    )
    fields = ("who", "occasion", "rating", "distress", "holds", "mode", "evidence")
    _wrote("rate_resolution", "course.Resolution", made.id, course, fields, by)
    return made


def _chosen(course: Course, *, primary: bool) -> ProblemArea | None:
    return course.problem_areas.filter(primary=primary, replaced_at=None).first()


def _replaced(
    course: Course, now: ProblemArea | None, new: Mapping[str, Any] | None, *, primary: bool, by: Actor
) -> ProblemArea | None:
    """The row that says `new`: the present one where it says so already."""
    if now and new and all(getattr(now, name) == value for name, value in new.items()):
        return now
    if now:
        now.replaced_at = clock.now()
        now.save(update_fields=["replaced_at"])
    if new is None:
        return None
    return ProblemArea.objects.create(
        course=course, primary=primary, chosen_at=clock.now(), chosen_by=by.actor_id, **new
    )


def _at_stage(id: UUID, area: ProblemArea, stage: str, note: str, on: date, by: Actor) -> AreaStage:
    return AreaStage.objects.create(
        id=id, problem_area=area, stage=stage, note=note.strip(), on=on, at=clock.now(), by=by.actor_id
    )


def _wrote(verb: str, record: str, id: UUID, course: Course, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(verb, by=by, client=course.client_id, record=record, record_id=id, fields=fields)
