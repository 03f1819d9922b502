"""What the first sessions find out, and the focus that follows from it, told through actions."""

from datetime import timedelta
from typing import Any

from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.course import queries
from amity.web.course.models import Course
from amity.web.demo import parts, story

ALONE = ("history", "earlier_treatments", "hope")  # columns that are a part of the page by themselves
PART_OF = {"earlier_treatments": "earlier"}


def assessed_in(slot: int, told: story.Course, course: Course) -> None:
    """What this slot added to the assessment, every medicine, and what spoke for each area."""
    for it in told.assessment:
        if it.at == slot:
            _assessed(it, course)
    for medicine in told.medicines:
        if medicine.at == slot:
            _taken(medicine, course)
    for candidate in told.candidates:
        if candidate.at == slot:
            _noted(candidate, course)


def focused_in(slot: int, told: story.Course, course: Course) -> None:
    """The focus chosen, the stage it came to, and how far it was resolved, as each of the two saw it."""
    for focus in told.focus:
        if focus.at == slot:
            courses.choose_problem_area(course=course, by=_by(course), **focus.model_dump(exclude={"at"}))
    for stage in told.stages:
        if stage.at == slot:
            _came_to(stage, course)
    for rated in told.resolved:
        if rated.at == slot:
            _resolved(rated, course)


def _assessed(it: parts.Assessed, course: Course) -> None:
    for part, said in _parts(it, course).items():
        found = queries.assessment_of(course)
        times = found.parts_saved.get(part, 0) if found else 0
        courses.record_assessment(course=course, part=part, version=times, said=said, by=_by(course))


def _parts(it: parts.Assessed, course: Course) -> dict[str, dict[str, Any]]:
    """By part, the columns that this slot fills."""
    today = _today(course)
    found: dict[str, dict[str, Any]] = {}
    if it.decision:
        chosen = it.model_dump(include={"decision", "decision_why"})
        found["suitability"] = {**chosen, "looked_at": list(it.looked_at), "decided_on": today}
    if it.diagnosis:
        found["diagnosis"] = {"diagnosis": it.diagnosis, "diagnosis_given_on": today}
    if it.sick_role:
        found["sick_role"] = {
            "sick_role": it.sick_role,
            "sick_role_given_on": today,
            "sick_role_review_on": today + timedelta(weeks=it.sick_role_weeks)
            if it.sick_role_weeks
            else None,
        }
    for name in ALONE:
        if getattr(it, name):
            found[PART_OF.get(name, name)] = {name: getattr(it, name)}
    if it.interpreter:
        found["language"] = it.model_dump(include={"interpreter", "interpreter_note"})
    return found


def _taken(it: parts.Medicine, course: Course) -> None:
    on = _today(course) - timedelta(days=it.days_before)
    said = it.model_dump(include={"kind", "medicine", "detail"})
    courses.record_medication_change(course=course, on=on, by=_by(course), **said)


def _noted(it: parts.Candidate, course: Course) -> None:
    courses.note_area(
        course=course, area=it.area, version=0, evidence=it.evidence, ratings=it.rated, by=_by(course)
    )


def _came_to(it: parts.Stage, course: Course) -> None:
    area = queries.area_of(course)
    assert area, "a stage belongs to a focus"
    courses.record_stage(problem_area=area, stage=it.stage, note=it.note, on=_today(course), by=_by(course))


def _resolved(it: parts.Rated, course: Course) -> None:
    area = queries.area_of(course)
    assert area, "what is resolved belongs to a focus"
    courses.rate_resolution(
        problem_area=area, on=_today(course), by=_by(course), **it.model_dump(exclude={"at"})
    )


def _today(course: Course) -> Any:
    return clock.today(course.client.service.zone)


def _by(course: Course) -> Any:
    return course.clinician.user
