"""The stories tell the whole course: nothing that its place in the course makes likely is empty."""

from datetime import datetime

import pytest

from amity.web.course import queries as courses
from amity.web.course.actions import ENDING_TEXTS
from amity.web.course.models import Course, Resolution
from amity.web.people.queries import is_young
from amity.web.safety import queries as safety
from amity.web.safety.models import RiskAssessment
from tests.web.demo.test_stories import course_of

pytestmark = pytest.mark.usefixtures("clinic", "db")


def test_what_was_said_that_morning_was_assessed_planned_for_and_followed_up(clinic: datetime) -> None:
    client = course_of("week_four").client
    made = RiskAssessment.objects.get(client=client)
    assert made.followed_up_at
    plans = safety.plans_of(client)
    assert [it.row.number for it in plans] == [2, 1]
    assert plans[0].row.review_on
    assert plans[0].row.review_on > clinic.date()


def test_the_ended_course_has_every_part_of_its_ending(clinic: datetime) -> None:
    course = course_of("ended")
    ending = courses.ending_of(course)
    assert ending
    assert [name for name in ENDING_TEXTS if not getattr(ending, name)] == []
    assert ending.booklet_given_on
    assert courses.contracts_of(course)[0].starts_on > clinic.date()
    assert not courses.booklet_of(course).is_empty


def test_a_young_client_said_item_by_item_what_a_parent_may_see() -> None:
    course = course_of("two_houses")
    assert is_young(course.client)
    assert {row.may_see for row in course.shown_to_guardian.all()} == {True, False}
    assert course.client.young_person.confidentiality_told_on
    assert course.sessions.filter(attendees__kind="parent").exists()


def test_other_protocols_are_under_way() -> None:
    followed = {course.protocol for course in Course.objects.filter(closed_at=None)}
    assert followed >= {"ipt", "ipt_a", "ipt_m", "ipc", "perinatal", "ptsd", "ipsrt", "mit"}


def test_no_place_in_a_course_leads_to_an_empty_page() -> None:
    """Whoever has met once was assessed; in the middle there is all that the beginning is for."""
    lacking = []
    for course in Course.objects.select_related("client__service"):
        held = courses.standing_of(course).held
        there = {
            "assessment": courses.assessment_of(course),
            "focus": courses.area_of(course),
            "formulation": courses.newest_formulation(course),
            "goals": courses.goals_of(course),
            "contract": course.contracts.exists(),
        }
        likely = [] if not held else list(there) if course.phase in ("middle", "ending") else ["assessment"]
        lacking += [(course.client.name, name) for name in likely if not there[name]]
    assert lacking == []


def test_both_views_of_how_far_it_is_resolved_differ_somewhere() -> None:
    rows = Resolution.objects.exclude(rating=None).values_list("problem_area", "occasion", "who", "rating")
    views: dict[tuple[object, str], set[int | None]] = {}
    for area, occasion, _, rating in rows:
        views.setdefault((area, occasion), set()).add(rating)
    assert any(len(ratings) == 2 for ratings in views.values())
    assert {occasion for _, occasion in views} >= {"middle", "end"}


def test_the_week_four_review_is_still_to_be_made() -> None:
    course = course_of("week_four")
    standing = courses.standing_of(course)
    assert "early_review" in {due.id for due in (*standing.due, *standing.overdue)}
    assert courses.evidence_of(course).talk
