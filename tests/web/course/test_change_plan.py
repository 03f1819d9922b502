"""The plan: number of sessions, how often and how long, changed for a reason, with its history."""

import re
import uuid
from typing import Any

import pytest

from amity.web.base import clock as base_clock
from amity.web.base.models import AuditEvent
from amity.web.course import actions, queries
from amity.web.course.models import Course, PlanChange, Session
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record


def path(course: Course) -> str:
    return f"/courses/{course.id}/plan"


def sent(course: Course, **changes: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid.uuid4()),
        "seen": queries.plan_seen(course),
        "planned_sessions": "12",
        "interval_days": "7",
        "minutes": "50",
        "reason": "Moves away in June",
    }
    return given | changes


def send(world: World, course: Course, **changes: Any) -> Any:
    return knock.post(world.ada, f"{path(course)}/change", sent(course, **changes))


def test_it_works_and_stands_in_the_history(world: World, course: Course) -> None:
    assert "Nothing was changed since the course began" in knock.text(knock.get(world.ada, path(course)))
    assert send(world, course).headers["Location"] == path(course)
    change = PlanChange.objects.get()
    assert (change.kind, change.before, change.after) == (
        "length",
        {"planned_sessions": 16},
        {"planned_sessions": 12},
    )
    assert Course.objects.get().planned_sessions == 12
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Moves away in June" in page
    assert world.ada.name in page
    assert "Sessions:" in page


def test_how_often_and_how_long(world: World, course: Course) -> None:
    send(world, course, planned_sessions="16", interval_days="14", minutes="45")
    change = PlanChange.objects.get()
    assert (change.kind, change.after) == ("frequency", {"interval_days": 14, "minutes": 45})
    page = knock.text(knock.get(world.ada, path(course)))
    assert "every two weeks" in page


def test_sent_twice_it_is_one_change(world: World, course: Course) -> None:
    form = sent(course)
    answers = [knock.post(world.ada, f"{path(course)}/change", form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert PlanChange.objects.count() == 1


def test_changed_meanwhile_nothing_is_overwritten_and_what_was_typed_is_kept(
    world: World, course: Course
) -> None:
    form = sent(course, reason="My reason")
    actions.change_plan(
        course=course, planned_sessions=14, interval_days=7, minutes=50, reason="Other", by=world.ada.user
    )
    answer = knock.post(world.ada, f"{path(course)}/change", form)
    page = knock.text(answer)
    assert answer.status_code == 409
    assert "It is now: IPT, 14 sessions, weekly, 50 minutes each" in page
    assert "My reason" in page
    assert Course.objects.get().planned_sessions == 14
    again = form | {"seen": queries.plan_seen(Course.objects.get())}
    assert again["seen"] in page
    assert knock.post(world.ada, f"{path(course)}/change", again).status_code == 302


def test_a_reason_is_asked_for(world: World, course: Course) -> None:
    assert send(world, course, reason="  ").status_code == 422
    assert not PlanChange.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("planned_sessions", "40"), ("interval_days", "8"), ("minutes", "1"), ("id", "x")],
)
def test_bad_input_is_said(world: World, course: Course, field: str, value: str) -> None:
    assert send(world, course, **{field: value}).status_code == 422
    assert not PlanChange.objects.exists()


def test_the_plan_as_it_is_is_no_change(world: World, course: Course) -> None:
    answer = send(world, course, planned_sessions="16")
    assert answer.status_code == 409
    assert "That is the plan as it is" in knock.text(answer)


def test_not_below_what_is_held(world: World, session: Session, clock: StoppedClock) -> None:
    for _ in range(13):
        clock.forward(days=7)
        record(plan(session.course, base_clock.now()))
    answer = send(world, session.course)
    assert answer.status_code == 409
    assert "13 sessions are held already" in knock.text(answer)


def test_a_closed_course_keeps_its_plan(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="Moved", by=world.ada.user)
    page = knock.get(world.ada, path(course))
    assert page.status_code == 200
    assert "Change the plan" not in knock.text(page)
    assert send(world, course).status_code == 409


def test_a_supervisor_reads_and_changes_nothing(world: World, course: Course) -> None:
    page = knock.get(world.sam, path(course))
    assert page.status_code == 200
    assert "Change the plan" not in knock.text(page)
    assert knock.statuses(knock.no_clinicians(world), f"{path(course)}/change", posting=True) == {403}


def test_strangers_and_other_roles(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), f"{path(course)}/change", posting=True) == {404}
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    send(world, course)
    assert knock.written("change_plan", course.id) == 1
    assert AuditEvent.objects.get(verb="change_plan").fields == ["planned_sessions"]


def test_the_reason_is_sealed(world: World, course: Course) -> None:
    send(world, course, reason="zqcanary")
    stored = PlanChange.objects.extra(select={"raw": "reason"}).values_list("raw", flat=True)[0]
    assert "zqcanary" not in str(stored)


def test_no_two_fields_of_the_page_have_one_id(world: World, course: Course) -> None:
    ids = re.findall(
        r'<(?:input|select|textarea)[^>]* id="([^"]+)"', knock.text(knock.get(world.ada, path(course)))
    )
    assert {"plan_reason", "id_reason"} <= set(ids), "the plan and the pauses both stand there"
    assert [id for id in ids if ids.count(id) > 1] == []
