"""The part of a record about its ending and supervision, every field a canary of its own."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.course import actions
from amity.web.course.models import Course
from amity.web.people import actions as people
from amity.web.people.actions.young import TEXTS


def ended(course: Course, by: Actor, canary: Callable[[], str]) -> tuple[set[str], Mapping[str, Any]]:
    """What was written, and what fills the addresses."""
    words = {name: canary() for name in actions.ENDING_TEXTS}
    actions.record_ending(course=course, version=0, said={**words, "disposition": "done"}, by=by)
    agreed: dict[str, Any] = {
        name: canary() for name in ("basis", "focus", "back_sooner_when", "who_calls", "ends_if")
    }
    today = clock.now().date()
    actions.agree_maintenance(
        course=course,
        interval_days=28,
        months=12,
        starts_on=today + timedelta(days=28),
        measures=[],
        review_on=None,
        agreed_on=today,
        by=by,
        **agreed,
    )
    asked, answer = canary(), canary()
    question = actions.ask_in_supervision(course=course, question=asked, by=by)
    actions.note_supervision_answer(question=question, answer=answer, by=by)
    away = canary()
    pause = actions.pause_course(
        course=course, first_on=today + timedelta(days=7), last_on=None, reason=away, by=by
    )
    around, ids = _around(course, by, canary)
    written = {*words.values(), *agreed.values(), asked, answer, away, *around}
    return written, {"question_id": question.id, "pause_id": pause.id, **ids}


def _around(course: Course, by: Actor, canary: Callable[[], str]) -> tuple[set[str], dict[str, Any]]:
    """Parents and school."""
    texts: dict[str, Any] = {name: canary() for name in TEXTS}
    people.record_young_person(
        client=course.client, version=0, confidentiality_told_on=None, school_contact_ok="", by=by, **texts
    )
    guardian: dict[str, Any] = {name: canary() for name in ("name", "relation", "contact", "note")}
    added = people.add_guardian(client=course.client, by=by, **guardian)
    said: dict[str, Any] = {name: canary() for name in ("detail", "client_words")}
    shown = actions.agree_what_guardian_sees(course=course, item="goals", may_see=True, by=by, **said)
    words = {*texts.values(), *guardian.values(), *said.values()}
    return words, {"guardian_id": added.id, "shown_id": shown.id}
