"""A step before the act: alone, and alike whatever was said, before somebody joins or gets a paper."""

import re
from datetime import date
from typing import Any

import pytest

from amity.web.base.models import AuditEvent
from amity.web.course import actions
from amity.web.course.models import Attendee, Course, Session, ShownToGuardian
from amity.web.inventory import actions as people
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import begin, name
from tests.web.safety.conftest import asked_privately

PART: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
WARNED = "not safe"


def unsafe(world: World, who: str = "Rob") -> None:
    """Maya said, alone, that she is not safe with him."""
    [rob] = name(world, begin(world), who)
    people.say_safe(relationship=rob, answer="no", asked_alone=True, words="", by=world.ada.user)


def joins(session: Session) -> str:
    return f"/sessions/{session.id}/joins"


def alike(page: str) -> str:
    """Without what is new on every page."""
    return re.sub(r"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|id_[0-9a-f]{12}", "", page)


def test_ahead_of_it_the_session_page_leads_to_the_step_alike(
    world: World, course: Course, session: Session
) -> None:
    asked_privately(world.maya, world.ada)
    [rob] = name(world, begin(world), "Rob")
    before = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert joins(session) in before
    assert f'action="/sessions/{session.id}/attendees"' not in before
    people.say_safe(relationship=rob, answer="no", asked_alone=True, words="", by=world.ada.user)
    after = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert alike(after) == alike(before)


def test_the_step_shows_what_was_said_open_and_adds(world: World, course: Course, session: Session) -> None:
    asked_privately(world.maya, world.ada)
    unsafe(world)
    page = knock.text(knock.get(world.ada, joins(session)))
    assert WARNED in page
    assert "Rob" in page
    assert "<details" not in page.split("<main")[1]  # nothing to open first
    answer = knock.post(world.ada, joins(session), {"kind": "partner", "name": "Tom"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sessions/{session.id}")
    assert Attendee.objects.get().name == "Tom"
    assert "looked" in AuditEvent.objects.get(verb="add_attendee").fields


def test_nobody_is_added_past_the_step(world: World, course: Course, session: Session) -> None:
    asked_privately(world.maya, world.ada)
    sent = {"kind": "partner", "name": "Tom"}
    answer = signed_in(world.ada).post(f"/sessions/{session.id}/attendees", sent, **PART)
    assert answer.status_code == 422
    assert joins(session) in knock.text(answer)
    assert "Tom" in knock.text(answer)  # what was typed is there
    assert not Attendee.objects.exists()


def test_what_was_typed_comes_back_when_the_private_question_is_open(
    world: World, course: Course, session: Session
) -> None:
    assert "/violence" in knock.text(knock.get(world.ada, joins(session)))
    answer = knock.post(world.ada, joins(session), {"kind": "partner", "name": "Tom"})
    assert answer.status_code == 409
    assert "Tom" in knock.text(answer)
    assert not Attendee.objects.exists()
    assert knock.post(world.ada, joins(session), {"kind": "nobody"}).status_code == 422


def test_once_it_has_begun_nobody_is_refused(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    unsafe(world)
    clock.forward(hours=2)
    page = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert f'action="/sessions/{session.id}/attendees"' in page
    sent = {"kind": "partner", "name": "Tom"}
    assert signed_in(world.ada).post(f"/sessions/{session.id}/attendees", sent, **PART).status_code == 200
    assert Attendee.objects.get().name == "Tom"


def test_the_step_is_the_care_teams(world: World, course: Course, session: Session) -> None:
    for who in (world.sam, world.carl, world.cora):
        assert knock.get(who, joins(session)).status_code in (403, 404)


@pytest.fixture
def agreed(world: World, course: Course) -> ShownToGuardian:
    return actions.agree_what_guardian_sees(course=course, item="goals", may_see=True, by=world.ada.user)


def test_before_a_paper_goes_to_a_parent(world: World, course: Course, agreed: ShownToGuardian) -> None:
    unsafe(world)
    given = f"/shown/{agreed.id}/given"
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/parents"))
    assert f'href="{given}"' in page
    assert f'action="{given}"' not in page
    step = knock.text(knock.get(world.ada, given))
    assert WARNED in step
    assert "Rob" in step
    assert f'action="{given}"' in step
    wrong = knock.post(world.ada, given, {"how": "pigeon", "on": "2026-03-02"})
    assert wrong.status_code == 422
    assert WARNED in knock.text(wrong)
    assert knock.post(world.ada, given, {"how": "paper", "on": "2026-03-02"}).status_code == 302
    agreed.refresh_from_db()
    assert agreed.given_on == date(2026, 3, 2)
