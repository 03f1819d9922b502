"""What client and therapist come to understand and agree in a session, told through actions."""

from typing import Any

from amity.web.course import actions as courses
from amity.web.course import queries
from amity.web.course.models import Course, Goal, Session
from amity.web.demo.parts import Asked, Changed, Understood, Wish
from amity.web.demo.story import Course as Told

SAID = {"how", "answer", "words", "at"}


def agreed_in(slot: int, told: Told, course: Course) -> None:
    """Everything of the story that was agreed in this slot."""
    for version in told.formulation:
        if version.at == slot:
            _understood(version, course)
    if told.contract and told.contract.at == slot:
        area = queries.area_of(course)
        focus = area.words if area else told.contract.focus
        arrangements = told.contract.arrangements
        courses.agree_contract(course=course, focus=focus, arrangements=arrangements, by=_by(course))
    for wish in told.goals:
        _wished(slot, wish, course)
    for review in told.reviews:
        if review.at == slot:
            courses.record_review(course=course, by=_by(course), **review.model_dump(exclude={"at"}))
    for change in told.changes:
        if change.at == slot:
            _changed(change, course)


def asked_in(slot: int, told: Told, course: Course, session: Session) -> None:
    """Marked for supervision in this slot, or answered by then."""
    for it in told.questions:
        if it.at == slot:
            courses.ask_in_supervision(
                course=course, question=it.question, session=session, about=it.about, by=_by(course)
            )
        if it.answer_at == slot:
            _answered(it, course)


def _answered(it: Asked, course: Course) -> None:
    asked = next(row for row in course.supervision_questions.all() if row.question == it.question)
    courses.note_supervision_answer(question=asked, answer=it.answer, by=_by(course))


def _changed(it: Changed, course: Course) -> None:
    if it.sessions is None:
        said = it.model_dump(include={"kind", "what", "reason"})
        courses.note_plan_change(course=course, by=_by(course), **said)
        return
    courses.change_plan(
        course=course,
        planned_sessions=it.sessions,
        interval_days=course.interval_days,
        minutes=course.minutes,
        reason=it.reason,
        by=_by(course),
    )


def _understood(version: Understood, course: Course) -> None:
    """Said in the room, written down, given, and answered there."""
    newest = queries.newest_formulation(course)
    written = courses.write_formulation(
        course=course,
        base=newest.number if newest else 0,
        by=_by(course),
        **version.model_dump(exclude=SAID),
    )
    given = courses.give_formulation(formulation=written, how=version.how, by=_by(course))
    if version.words:
        courses.answer_formulation(
            formulation=given, answer=version.answer, words=version.words, how="spoken", by=_by(course)
        )


def _wished(slot: int, wish: Wish, course: Course) -> None:
    """Set, rated or reached in this slot."""
    if wish.at == slot:
        kept = wish.model_dump(include={"words", "indicator", "priority"})
        courses.set_goal(course=course, by=_by(course), **kept)
    goal = next((it.goal for it in queries.goals_of(course) if it.goal.words == wish.words), None)
    if goal is None:
        return
    if slot in wish.rated:
        courses.rate_goals(course=course, ratings={goal.id: wish.rated[slot]}, who="client", by=_by(course))
    if wish.state and wish.state_at == slot:
        _came_to(goal, wish)


def _came_to(goal: Goal, wish: Wish) -> None:
    courses.change_goal(
        goal=goal,
        version=goal.version,
        words=goal.words,
        indicator=goal.indicator,
        priority=goal.priority,
        state=wish.state,
        state_note=wish.state_note,
        by=_by(goal.course),
    )


def _by(course: Course) -> Any:
    return course.clinician.user
