"""The session page saves by itself: any of its fields at any time, and a page is never in its own way."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.web.base.errors import Refused
from amity.web.course import actions
from amity.web.course.models import Course, Session
from amity.web.people import actions as people
from amity.web.people.models import KeptText
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record

MOST_QUERIES = 26
HERE, THERE = str(uuid.uuid4()), str(uuid.uuid4())


@pytest.fixture(autouse=True)
def _on_the_day(session: Session, clock: StoppedClock) -> None:
    clock.forward(hours=2)


def path(session: Session) -> str:
    return f"/sessions/{session.id}/save"


def sent(version: int = 1, page: str = HERE, turn: int = 1, **fields: Any) -> dict[str, Any]:
    return {"version": version, "page": page, "turn": turn, "changed": list(fields), **fields}


def saves(world: World, session: Session, **given: Any) -> Any:
    """What the page is answered; the row is read again."""
    answer = knock.post(world.ada, path(session), sent(**given))
    session.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("attendance", "late", "late"),
        ("mode", "phone", "phone"),
        ("safety_asked", "yes", True),
        ("safety_said", "not since March", "not since March"),
        ("safety_decided", "her sister knows", "her sister knows"),
        ("since_last", "worse\r\non Sunday", "worse\non Sunday"),
        ("note", "  the move ", "the move"),
        ("summary", "You rang her.", "You rang her."),
        ("tasks_done", ["say_diagnosis"], ["say_diagnosis"]),
        ("tasks_aside", ["say_diagnosis"], ["say_diagnosis"]),
        ("who_is_there", "yes", "yes"),
        ("is_private", "no", "no"),
        ("place", "at her mother’s", "at her mother’s"),
        ("emergency_contact", "Dolores, 01632 960 111", "Dolores, 01632 960 111"),
        ("dropped_call", "I ring her", "I ring her"),
        ("meeting_link", "https://meet.example/a", "https://meet.example/a"),
    ],
)
def test_each_field_saves_by_itself(
    world: World, session: Session, field: str, typed: Any, stored: Any
) -> None:
    answer = saves(world, session, **{field: typed})
    assert answer.json() == {"version": 2, "saved": "12:00", "wrong": {}}
    assert getattr(session, field) == stored
    assert session.attendance == ("late" if field == "attendance" else "planned")
    assert knock.written("save_session", session.id) == 1


def test_what_is_not_named_stays(world: World, session: Session) -> None:
    saves(world, session, note="the move", safety_asked="yes")
    saves(world, session, version=2, turn=2, since_last="worse")
    assert (session.note, session.safety_asked, session.since_last) == ("the move", True, "worse")


def test_a_reply_that_got_lost_is_no_conflict_with_oneself(world: World, session: Session) -> None:
    saves(world, session, turn=1, note="the")
    answer = saves(world, session, turn=2, note="the move")
    assert answer.status_code == 200
    assert (session.note, session.version) == ("the move", 3)
    assert KeptText.objects.count() == 0


def test_what_was_overtaken_on_the_way_changes_nothing(world: World, session: Session) -> None:
    saves(world, session, turn=2, note="the move")
    answer = saves(world, session, turn=1, note="the")
    assert answer.json()["version"] == 2
    assert session.note == "the move"
    assert KeptText.objects.count() == 0


def test_a_turn_that_says_nothing_new_still_overtakes(world: World, session: Session) -> None:
    saves(world, session, turn=3, note="")
    saves(world, session, turn=2, note="typed, then taken back")
    assert session.note == ""


def test_another_page_keeps_both_texts(world: World, session: Session) -> None:
    saves(world, session, page=THERE, note="from there")
    answer = saves(world, session, page=HERE, note="from here")
    assert answer.status_code == 409
    assert (answer.json()["version"], answer.json()["who"]) == (2, "in another window")
    assert answer.json()["stored"]["note"] == "from there"
    assert session.note == "from there"
    assert [it.text for it in KeptText.objects.all()] == ["from here"]
    saves(world, session, version=2, page=HERE, turn=2, note="from both")
    assert session.note == "from both"


def test_a_colleague_is_named_as_one(world: World, session: Session) -> None:
    """Two editors: the later one is told, and what they wrote is kept."""
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    saves(world, session, note="by Ada")
    answer = knock.post(world.ben, path(session), sent(page=THERE, note="by Ben"))
    assert (answer.status_code, answer.json()["who"]) == (409, "by a colleague")
    session.refresh_from_db()
    assert (session.note, session.recorded_by) == ("by Ada", world.ada.user.actor_id)
    assert [(it.text, it.by) for it in KeptText.objects.all()] == [("by Ben", world.ben.user.actor_id)]


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        ("2026-03-29", "01:30", "the clocks go forward over it"),
        ("2036-03-09", "12:00", "very far away"),
        ("1991-03-09", "12:00", "very far away"),
    ],
)
def test_a_next_appointment_that_cannot_be_is_said(
    world: World, session: Session, day: str, at: str, said: str
) -> None:
    form = {
        "version": "1", "attendance": "attended", "mode": "in_person", "note": "kept", "next_on": day,
        "next_at": at, "practice_id": str(uuid.uuid4()), "next_id": str(uuid.uuid4()),
    }  # fmt: skip
    answer = knock.post(world.ada, f"/sessions/{session.id}/record", form)
    assert answer.status_code == 422
    assert said in knock.text(answer)
    assert "kept" in knock.text(answer)


def test_no_appointment_before_birth_or_after_the_end(world: World, course: Course) -> None:
    with pytest.raises(Refused, match="before the client was born"):
        plan(course, datetime(1991, 3, 2, 12, tzinfo=UTC))
    record(course.sessions.get(), "cancelled")
    actions.close_course(course=course, reason="moved away", by=world.ada.user)
    with pytest.raises(Refused, match="closed"):
        plan(course, datetime(2026, 4, 2, 12, tzinfo=UTC))


def test_the_page_asks_few_questions_of_the_store(world: World, session: Session) -> None:
    for number in range(3):
        actions.capture(session=session, words=f"{number}", filed="note", by=world.ada.user)
        actions.save_mood_event(
            id=uuid.uuid4(), session=session, version=0, mood=f"{number}", event="", by=world.ada.user
        )
    browser = signed_in(world.ada)
    browser.get(f"/sessions/{session.id}")
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/sessions/{session.id}")
    assert len(asked) <= MOST_QUERIES


def test_the_first_page_goes_on_only_after_it_saw_the_second(world: World, session: Session) -> None:
    saves(world, session, page=HERE, turn=1, note="one")
    saves(world, session, page=THERE, version=2, turn=1, note="two")
    assert saves(world, session, page=HERE, version=2, turn=2, note="one and more").status_code == 409
    assert session.note == "two"


def test_what_agrees_with_what_is_stored_is_no_conflict(world: World, session: Session) -> None:
    saves(world, session, page=THERE, note="the same")
    assert saves(world, session, page=HERE, note="the same").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("meeting_link", "http://meet.example/a", "begins with https://"),
        ("meeting_link", "javascript:alert(1)", "begins with https://"),
        ("safety_follow_up_on", "2026-03-01", "before the day of the session"),
        ("safety_follow_up_on", "2062-03-01", "very far away"),
        ("tasks_done", ["dance"], "dance is not one of the available choices"),
        ("attendance", "planned", "planned is not one of the available choices"),
        ("note", "x" * 20_001, "shorter"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_rest_is_saved(
    world: World, session: Session, field: str, typed: Any, said: str
) -> None:
    answer = saves(world, session, since_last="Sunday was long", **{field: typed})
    assert answer.status_code == 200
    assert said in answer.json()["wrong"][field]
    assert session.since_last == "Sunday was long"
    assert getattr(session, field) == getattr(Session(), field) or field == "attendance"


def test_attendance_is_not_saved_ahead_and_the_note_is(
    world: World, course: Course, clock: StoppedClock
) -> None:
    ahead = plan(course, clock.now + timedelta(days=3))
    answer = saves(world, ahead, attendance="attended", note="to bring: the letter")
    assert "from the day of the session on" in answer.json()["wrong"]["attendance"]
    assert (ahead.attendance, ahead.note) == ("planned", "to bring: the letter")


def test_a_shared_summary_does_not_change_under_the_client(
    world: World, session: Session, clock: StoppedClock
) -> None:
    share = f"/sessions/{session.id}/share"
    assert knock.post(world.ada, share, {"shared": "yes"}).status_code == 409
    saves(world, session, summary="You rang her.")
    knock.post(world.ada, share, {"shared": "yes"})
    session.refresh_from_db()
    assert session.summary_shared_at == clock.now
    answer = saves(world, session, version=2, turn=2, summary="You rang Mum.")
    assert "Take it back" in answer.json()["wrong"]["summary"]
    knock.post(world.ada, share, {"shared": "no"})
    saves(world, session, version=2, turn=3, summary="You rang Mum.")
    again = Session.objects.get(pk=session.pk)
    assert (again.summary, again.summary_shared_at) == ("You rang Mum.", None)


@pytest.mark.parametrize("wrong", [{"version": "one"}, {"page": "here"}, {"turn": "-1"}])
def test_what_no_page_sends_is_refused(world: World, session: Session, wrong: dict[str, str]) -> None:
    answer = knock.post(world.ada, path(session), sent(note="x") | wrong)
    assert answer.status_code == 400
    assert "Open it again" in answer.json()["refused"]


def test_the_button_saves_in_the_pages_next_turn(world: World, session: Session) -> None:
    saves(world, session, turn=1, note="the move")
    form = {
        "version": "1", "page": HERE, "turn": "2", "attendance": "attended", "note": "the move, and more",
        "practice_id": str(uuid.uuid4()), "next_id": str(uuid.uuid4()), "mode": "in_person",
    }  # fmt: skip
    assert knock.post(world.ada, f"/sessions/{session.id}/record", form).status_code == 302
    session.refresh_from_db()
    assert (session.attendance, session.note) == ("attended", "the move, and more")


def test_signed_out_it_leads_to_sign_in_and_saves_nothing(world: World, session: Session) -> None:
    from django.test import Client as Browser

    answer = Browser().post(path(session), sent(note="x"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/sign-in")


def test_it_keeps_somebody_signed_in(world: World, session: Session, clock: StoppedClock) -> None:
    browser = signed_in(world.ada)
    for turn in range(1, 4):
        clock.forward(minutes=14)
        answer = browser.post(path(session), sent(turn=turn, note=f"{turn}"))
        assert answer.status_code == 200


def test_a_stranger_finds_nothing(world: World, session: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(session), posting=True) == {404}


def test_other_roles_are_refused(world: World, session: Session) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(session), posting=True) == {403}


def test_it_takes_no_gets(world: World, session: Session) -> None:
    assert knock.get(world.ada, path(session)).status_code == 405
