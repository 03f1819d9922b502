"""A change of the plan in words, with its reason."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.course import actions
from amity.web.course.models import Course, PlanChange
from tests.web.course import knock

TOMORROW = date(2026, 3, 3)


def note(course: Course, **changes: Any) -> PlanChange:
    given: dict[str, Any] = {
        "kind": "medication",
        "what": "Sertraline from today",
        "reason": "no change in four weeks",
    }
    return actions.note_plan_change(course=course, by=course.clinician.user, **given | changes)


def test_it_works_once(course: Course) -> None:
    id = uuid4()
    assert note(course, id=id) == note(course, id=id)
    row = PlanChange.objects.get()
    assert (row.kind, row.what, row.on) == ("medication", "Sertraline from today", date(2026, 3, 2))
    assert knock.written("note_plan_change", row.id) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "protocol"},
        {"kind": "length"},
        {"kind": "x"},
        {"what": " "},
        {"reason": ""},
        {"on": date(2026, 3, 3)},
    ],
)
def test_bad_input(course: Course, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        note(course, **wrong)
    assert not PlanChange.objects.exists()


def test_a_closed_course_keeps_its_plan(course: Course) -> None:
    actions.close_course(course=course, reason="over", by=course.clinician.user)
    with pytest.raises(Refused, match="closed"):
        note(course)
