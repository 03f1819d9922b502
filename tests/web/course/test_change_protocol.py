"""Moving a course to another protocol: chosen, looked at, said before it happens, kept with its reason."""

import uuid
from typing import Any

import pytest

from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Course, PlanChange, Session
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose, record


def path(course: Course) -> str:
    return f"/courses/{course.id}/protocol"


def sent(course: Course, **changes: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid.uuid4()),
        "seen": queries.plan_seen(course),
        "to": "ptsd",
        "version": "1",
        "planned_sessions": "14",
        "interval_days": "7",
        "minutes": "50",
        "reason": "A trauma came up in session 2",
    }
    return given | changes


def test_every_other_protocol_is_offered_and_the_present_one_is_not(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    offered = {it.id for it in queries.offered_protocols()}
    assert {id for id in offered if f'href="?to={id}"' in page} == offered - {"ipt"}


def test_it_says_what_stays_and_what_changes_before_it_happens(
    world: World, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=3)
    course = record(session, tasks_done=["clarify_wants"]).course
    page = knock.text(knock.get(world.ada, path(course) + "?to=ptsd"))
    assert "1 session held, with everything recorded and ticked in it." in page
    assert "has no task for what was ticked as “Clarify what the client wanted”" in page
    assert "No phase has begun, and none begins by moving." in page
    assert "Treatments with exposure have more evidence" in page
    Course.objects.update(phase="attunement", protocol="ptsd", planned_sessions=14)
    page = knock.text(knock.get(world.ada, path(course) + "?to=ipt"))
    assert "The course goes on in the phase “Beginning”: there session 2 belongs" in page
    assert "“Attending to feelings” is no phase of IPT" in page


def test_it_works(world: World, course: Course) -> None:
    choose(course)
    answer = knock.post(world.ada, path(course), sent(course))
    assert answer.headers["Location"] == f"/courses/{course.id}/plan"
    found = Course.objects.get()
    assert (found.protocol, found.protocol_version, found.planned_sessions) == ("ptsd", 1, 14)
    change = PlanChange.objects.get()
    assert change.kind == "protocol"
    assert (change.before["protocol"], change.after["protocol"]) == ("ipt", "ptsd")
    assert change.reason == "A trauma came up in session 2"
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/plan"))
    assert "IPT, version 1" in page
    assert "IPT for PTSD, version 1" in page
    assert knock.get(world.ada, f"/courses/{course.id}").status_code == 200


def test_sent_twice_it_moves_once(world: World, course: Course) -> None:
    form = sent(course)
    assert [knock.post(world.ada, path(course), form).status_code for _ in range(2)] == [302, 302]
    assert PlanChange.objects.count() == 1


def test_changed_meanwhile_it_asks_again_with_what_was_typed(world: World, course: Course) -> None:
    form = sent(course)
    actions.change_protocol(
        course=course, protocol="anxiety", planned_sessions=14, reason="Other", by=world.ada.user
    )
    answer = knock.post(world.ada, path(course), form)
    assert answer.status_code == 409
    assert "It is now: IPT for anxiety, 14 sessions" in knock.text(answer)
    assert "A trauma came up in session 2" in knock.text(answer)
    assert Course.objects.get().protocol == "anxiety"


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("reason", " ", 422),
        ("planned_sessions", "16", 422),
        ("minutes", "", 422),
        ("to", "none", 404),
        ("version", "9", 404),
        ("to", "ipt", 409),
    ],
)
def test_bad_input(world: World, course: Course, field: str, value: str, status: int) -> None:
    changes = {"planned_sessions": "12"} if (field, value) == ("to", "ipt") else {}
    answer = knock.post(world.ada, path(course), sent(course, **{**changes, field: value}))
    assert answer.status_code == status
    assert not PlanChange.objects.exists()


@pytest.mark.parametrize(("to", "of", "says"), [("gone", 14, "no such protocol"), ("ptsd", 3, "takes 14")])
def test_a_protocol_nobody_knows_or_a_length_it_has_not(course: Course, to: str, of: int, says: str) -> None:
    with pytest.raises(Refused, match=says):
        actions.change_protocol(
            course=course, protocol=to, planned_sessions=of, reason="x", by=course.clinician.user
        )


def test_a_closed_course_stays_where_it_is(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="Moved", by=world.ada.user)
    assert "disabled" in knock.text(knock.get(world.ada, path(course) + "?to=ptsd"))
    assert knock.post(world.ada, path(course), sent(course)).status_code == 409


def test_strangers_and_other_roles(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}
    assert knock.statuses(knock.no_clinicians(world), path(course)) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent(course))
    assert knock.written("change_protocol", course.id) == 1
