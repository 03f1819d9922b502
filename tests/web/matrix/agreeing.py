"""What was understood, agreed and looked at in one course: every field with its own canary."""

from collections.abc import Callable
from typing import Any

from amity.web.base.audit import Actor
from amity.web.course import actions
from amity.web.course.models import Course


def agreed(course: Course, by: Actor, canary: Callable[[], str]) -> tuple[set[str], dict[str, Any]]:
    """The canaries, and what fills the addresses."""
    said: dict[str, Any] = {
        name: canary() for name in ("illness", "onset", "suggestion", "text", "background", "alternatives")
    }
    words = {name: canary() for name in ("answer", "goal", "indicator", "note", "focus", "arrangements")}
    looked = {name: canary() for name in ("seen", "decision", "what", "reason")}
    version = actions.write_formulation(course=course, base=0, by=by, **said)
    actions.give_formulation(formulation=version, how="spoken", by=by)
    said_to_it = actions.answer_formulation(
        formulation=version, answer="yes", words=words["answer"], how="phone", by=by
    )
    goal = actions.set_goal(course=course, words=words["goal"], indicator=words["indicator"], by=by)
    actions.rate_goals(course=course, ratings={goal.id: 3}, who="client", by=by)
    goal = actions.change_goal(
        goal=goal, version=1, words=goal.words, indicator=goal.indicator, priority=1, state="open",
        state_note=words["note"], by=by,
    )  # fmt: skip
    actions.agree_contract(course=course, focus=words["focus"], arrangements=words["arrangements"], by=by)
    actions.record_review(
        course=course, kind="other", seen=looked["seen"], decision=looked["decision"], by=by
    )
    actions.note_plan_change(course=course, kind="other", what=looked["what"], reason=looked["reason"], by=by)
    ids = {"formulation_id": version.id, "formulation_answer_id": said_to_it.id, "goal_id": goal.id}
    return {*said.values(), *words.values(), *looked.values()}, ids
