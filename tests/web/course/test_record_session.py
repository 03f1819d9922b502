"""Recording a session: only attendance is needed, and nothing that was typed is ever lost."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from amity.web.course.models import Course, Practice, Session
from amity.web.people.models import KeptText
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record


@pytest.fixture(autouse=True)
def _on_the_day(session: Session, clock: StoppedClock) -> None:
    clock.forward(hours=3)


def path(session: Session) -> str:
    return f"/sessions/{session.id}/record"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "version": "1",
        "practice_id": str(uuid.uuid4()),
        "next_id": str(uuid.uuid4()),
        "attendance": "attended",
    }
    return given | changes


FULL = {
    "safety_asked": "yes",
    "since_last": "Sunday was long",
    "tasks_done": ["say_diagnosis", "supportive_listening"],
    "note": "What the move took away",
    "practice": "Ask L. to walk home",
    "if_then": "When I take my coat, then I ask",
    "next_on": "2026-03-09",
    "next_at": "12:00",
}


def test_attendance_alone_is_enough(world: World, session: Session) -> None:
    answer = knock.post(world.ada, path(session), sent())
    assert answer.headers["Location"] == f"/courses/{session.course_id}"
    session.refresh_from_db()
    assert (session.attendance, session.version) == ("attended", 2)
    assert session.safety_asked is None
    assert Session.objects.count() == 1


def test_everything_at_once(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent(**FULL))
    session.refresh_from_db()
    assert session.safety_asked is True
    assert session.since_last == "Sunday was long"
    assert session.tasks_done == ["say_diagnosis", "supportive_listening"]
    practice = Practice.objects.get()
    assert (practice.text, practice.if_then) == ("Ask L. to walk home", "When I take my coat, then I ask")
    following = Session.objects.get(attendance="planned")
    assert following.planned_at - session.planned_at == timedelta(days=7)


def test_sent_twice_nothing_is_doubled(world: World, session: Session) -> None:
    form = sent(**FULL)
    assert [knock.post(world.ada, path(session), form).status_code for _ in range(2)] == [302, 302]
    assert (Practice.objects.count(), Session.objects.count(), KeptText.objects.count()) == (1, 2, 0)


def test_an_unset_answer_about_safety_is_not_recorded_and_can_be_taken_back(
    world: World, session: Session
) -> None:
    knock.post(world.ada, path(session), sent(safety_asked="no"))
    session.refresh_from_db()
    assert session.safety_asked is False
    knock.post(world.ada, path(session), sent(version="2", safety_asked=""))
    session.refresh_from_db()
    assert session.safety_asked is None


def test_two_tabs_keep_both_texts_side_by_side(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent(note="from the first window"))
    answer = knock.post(world.ada, path(session), sent(note="from the second window"))
    page = knock.text(answer)
    assert answer.status_code == 409
    assert "from the first window" in page
    assert "from the second window" in page
    assert 'name="version" value="2"' in page
    session.refresh_from_db()
    assert session.note == "from the first window"
    assert [it.text for it in KeptText.objects.all()] == ["from the second window"]
    knock.post(world.ada, path(session), sent(version="2", note="both together"))
    session.refresh_from_db()
    assert session.note == "both together"


def test_a_refusal_after_the_record_keeps_what_was_typed(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    plan(course, session.planned_at + timedelta(days=7))
    answer = knock.post(world.ada, path(session), sent(**FULL))
    page = knock.text(answer)
    assert answer.status_code == 409
    assert "at that very time already" in page
    assert "Sunday was long" in page
    assert "Ask L. to walk home" in page


def test_a_cancellation_says_by_whom(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent(attendance="cancelled", cancelled_by="client"))
    session.refresh_from_db()
    assert (session.attendance, session.cancelled_by) == ("cancelled", "client")


def test_attendance_is_not_recorded_ahead(world: World, course: Course, clock: StoppedClock) -> None:
    ahead = plan(course, clock.now + timedelta(days=3))
    answer = knock.post(world.ada, path(ahead), sent(note="kept"))
    assert answer.status_code == 409
    assert "from the day of the session on" in knock.text(answer)
    assert "kept" in knock.text(answer)
    cancelled = knock.post(world.ada, path(ahead), sent(attendance="cancelled"))
    assert cancelled.status_code == 302


def test_no_phase_stands_before_recording(world: World, session: Session) -> None:
    assert session.course.phase == "not_begun"
    assert knock.post(world.ada, path(session), sent()).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"attendance": ""},
        {"attendance": "planned"},
        {"tasks_done": ["dance"]},
        {"next_on": "2026-03-09"},
        {"next_on": "2026-03-29", "next_at": "01:30"},
        {"if_then": "when, then", "practice": ""},
        {"note": "x" * 20_001},
        {"version": "one"},
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(world: World, session: Session, wrong: dict[str, Any]) -> None:
    answer = knock.post(world.ada, path(session), sent(**{"since_last": "Sunday was long", **wrong}))
    assert answer.status_code == 422
    assert "Sunday was long" in knock.text(answer)
    session.refresh_from_db()
    assert session.attendance == "planned"


def test_a_stranger_finds_nothing(world: World, session: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(session), posting=True) == {404}


def test_other_roles_are_refused(world: World, session: Session) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(session), posting=True) == {403}


def test_it_is_audited_without_its_words(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent(**FULL))
    assert knock.written("record_session", session.id) == 1
    assert knock.written("agree_practice") == 1
    record(Session.objects.get(pk=session.pk), "late")
    assert knock.written("record_session", session.id) == 2
