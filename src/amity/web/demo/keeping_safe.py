"""What is done for somebody's safety in a story, beside the asking in every session."""

from datetime import timedelta
from typing import Any

from amity.web.base import clock
from amity.web.course.models import Course, Session
from amity.web.demo import safe_parts, story
from amity.web.safety import actions as safety
from amity.web.safety import queries
from amity.web.safety.models import RiskAssessment


def asked_alone_in(slot: int, told: story.Course, course: Course) -> None:
    """The private question; it comes before anybody else is there."""
    for it in told.violence:
        if it.at == slot:
            said = it.model_dump(exclude={"at"})
            safety.record_violence_answer(
                client=course.client, asked_alone=True, on=_today(course), by=_by(course), **said
            )


def kept_safe_in(slot: int, told: story.Course, course: Course, session: Session) -> None:
    """The structured assessment, what came of its follow-up, and the safety plan made together."""
    for it in told.risk:
        if it.at == slot:
            _assessed(it, course, session)
        if it.followed_up_at == slot:
            newest = RiskAssessment.objects.filter(client=course.client).latest("at")
            safety.record_follow_up(assessment=newest, note=it.followed_up, by=_by(course))
    for plan in told.safety_plan:
        if plan.at == slot:
            _planned(plan, course)


def _assessed(it: safe_parts.Assessed, course: Course, session: Session) -> None:
    kept = it.model_dump(include={"answers", "said", "decision", "rationale", "decided_with"})
    safety.assess_risk(
        client=course.client,
        follow_up_on=_ahead(it.follow_up_days, course),
        made_on=_today(course),
        session_id=session.id,
        by=_by(course),
        **kept,
    )


def _planned(it: safe_parts.Plan, course: Course) -> None:
    newest = queries.plan_of(course.client)
    safety.save_safety_plan(
        client=course.client,
        base=newest.number if newest else 0,
        steps={name: "\n".join(lines) for name, lines in it.steps.items()},
        review_on=_ahead(it.review_days, course),
        client_sees=it.client_sees,
        offline_copy=it.offline_copy,
        made_on=_today(course),
        by=_by(course),
    )


def _ahead(days: int | None, course: Course) -> Any:
    return None if days is None else _today(course) + timedelta(days=days)


def _today(course: Course) -> Any:
    return clock.today(course.client.service.zone)


def _by(course: Course) -> Any:
    return course.clinician.user
