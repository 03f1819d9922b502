"""What is agreed around a young client in a story: the limits of confidentiality, parents, school."""

from typing import Any

from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.demo import safe_parts, story
from amity.web.people import actions as people

FIRST = 1  # the slot in which confidentiality is told and a parent comes along


def young_in(slot: int, told: story.Course, course: Course) -> None:
    """Told before anything else is; and, item by item, what a parent may see."""
    if told.young is None:
        return
    if slot == FIRST:
        _told(told.young, course)
    for it in told.young.may_see:
        if it.at == slot:
            _may_see(it, course)


def _told(it: safe_parts.Young, course: Course) -> None:
    people.record_young_person(
        client=course.client,
        version=0,
        confidentiality_told_on=_today(course),
        confidentiality_words=it.confidentiality,
        school=it.school,
        school_contact_ok=it.school_contact_ok,
        school_arrangements=it.school_arrangements,
        by=_by(course),
    )
    for guardian in it.guardians:
        people.add_guardian(client=course.client, by=_by(course), **guardian.model_dump())


def _may_see(it: safe_parts.MaySee, course: Course) -> None:
    shown = courses.agree_what_guardian_sees(
        course=course,
        item=it.item,
        may_see=it.may_see,
        detail=it.detail,
        client_words=it.words,
        by=_by(course),
    )
    if it.given:
        courses.give_to_guardian(shown=shown, how=it.given, on=_today(course), by=_by(course))


def _today(course: Course) -> Any:
    return clock.today(course.client.service.zone)


def _by(course: Course) -> Any:
    return course.clinician.user
