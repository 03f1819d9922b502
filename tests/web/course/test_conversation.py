"""What is caught while two people talk: moods and events, sentences, who else was there."""

import uuid
from typing import Any

import pytest

from amity.web.course import actions
from amity.web.course.models import Attendee, Capture, MoodEvent, Practice, Session
from amity.web.people.models import KeptText
from amity.web.safety import actions as safety
from tests.cast import World, signed_in
from tests.counts import count
from tests.web.course import knock

SCRIPT: dict[str, Any] = {"HTTP_ACCEPT": "application/json"}
PART: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
TWICE = min(count(20), 1000)  # how often each form is sent again


@pytest.fixture
def pair(world: World, session: Session) -> MoodEvent:
    made = actions.save_mood_event(
        id=uuid.uuid4(), session=session, version=0, mood="flat", event="", by=world.ada.user
    )
    assert made is not None
    return made


@pytest.fixture
def caught(world: World, session: Session) -> Capture:
    return actions.capture(session=session, words="I said fine", filed="note", by=world.ada.user)


def moods(session: Session, id: uuid.UUID | None = None) -> str:
    return f"/sessions/{session.id}/moods/{id or uuid.uuid4()}"


def test_a_mood_waits_for_what_happened_and_is_one_row(world: World, session: Session) -> None:
    browser, path = signed_in(world.ada), moods(session)
    first = browser.post(path, {"version": 0, "mood": "flat", "event": ""}, **SCRIPT)
    second = browser.post(path, {"version": 1, "mood": "flat", "event": "the call"}, **SCRIPT)
    assert [first.json()["version"], second.json()["version"]] == [1, 2]
    only = MoodEvent.objects.get()
    assert (only.mood, only.event) == ("flat", "the call")


def test_an_empty_pair_is_no_row(world: World, session: Session) -> None:
    answer = signed_in(world.ada).post(moods(session), {"version": 0, "mood": " ", "event": ""}, **SCRIPT)
    assert answer.json()["version"] == 0
    assert MoodEvent.objects.count() == 0


def test_a_pair_saved_elsewhere_keeps_both(world: World, session: Session, pair: MoodEvent) -> None:
    browser, path = signed_in(world.ada), moods(session, pair.id)
    browser.post(path, {"version": 1, "mood": "flat", "event": "the call"}, **SCRIPT)
    answer = browser.post(path, {"version": 1, "mood": "flat", "event": "the flat"}, **SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["stored"] == {"mood": "flat", "event": "the call"}
    assert [it.text for it in KeptText.objects.all()] == ["the flat"]


def test_a_pair_is_removed_and_put_back(world: World, session: Session, pair: MoodEvent) -> None:
    path = f"/moods/{pair.id}/remove"
    gone = signed_in(world.ada).post(path, {"removed": "yes"}, **PART)
    assert "Put it back" in knock.text(gone)
    assert "flat" not in knock.text(knock.get(world.ada, f"/sessions/{session.id}")).split('id="moods"')[1]
    back = signed_in(world.ada).post(path, {"removed": "no"}, **PART)
    assert "flat" in knock.text(back)
    assert knock.written("remove_mood_event", pair.id) == 2


@pytest.mark.parametrize("filed", Capture.Filed.values)
def test_a_sentence_is_filed(world: World, session: Session, filed: str) -> None:
    sent = {"id": str(uuid.uuid4()), "words": "I said fine", "filed": filed, "about": "Dolores"}
    answer = signed_in(world.ada).post(f"/sessions/{session.id}/captures", sent, **PART)
    only = Capture.objects.get()
    assert (only.words, only.filed) == ("I said fine", filed)
    assert only.about == ("Dolores" if filed == "person" else "")
    assert "I said fine" in knock.text(answer)
    assert ("Make it the practice" in knock.text(answer)) == (filed == "practice")


def test_a_sentence_is_filed_elsewhere_removed_and_put_back(world: World, caught: Capture) -> None:
    browser, path = signed_in(world.ada), f"/captures/{caught.id}"
    browser.post(path, {"filed": "person", "about": "Dolores"}, **PART)
    caught.refresh_from_db()
    assert (caught.filed, caught.about, caught.version) == ("person", "Dolores", 2)
    assert "Put it back" in knock.text(browser.post(path, {"removed": "yes"}, **PART))
    assert "I said fine" in knock.text(browser.post(path, {"removed": "no"}, **PART))


@pytest.mark.parametrize("wrong", [{"words": " "}, {"filed": "somewhere"}, {"words": "x" * 2001}])
def test_bad_input_is_said(world: World, session: Session, wrong: dict[str, str]) -> None:
    sent = {"words": "x", "filed": "note", **wrong}
    answer = signed_in(world.ada).post(f"/sessions/{session.id}/captures", sent, **PART)
    assert answer.status_code == 422
    assert 'class="refused"' in knock.text(answer)
    assert Capture.objects.count() == 0


def test_without_a_script_it_leads_back_to_the_page(world: World, session: Session) -> None:
    for path, sent in (
        (f"/sessions/{session.id}/captures", {"words": "x", "filed": "note"}),
        (moods(session), {"version": "0", "mood": "flat", "event": ""}),
        (f"/sessions/{session.id}/attendees", {"kind": "interpreter", "name": "Ms Ito"}),
        (f"/sessions/{session.id}/process-note", {"version": "0", "text": "mine"}),
    ):
        answer = knock.post(world.ada, path, sent)
        assert answer.headers["Location"] == f"/sessions/{session.id}", path


@pytest.mark.parametrize("kind", ["partner", "parent"])
def test_a_partner_joins_only_after_the_private_question(world: World, session: Session, kind: str) -> None:
    path, sent = f"/sessions/{session.id}/attendees", {"kind": kind, "name": "Tom"}
    refused = signed_in(world.ada).post(path, sent, **PART)
    assert refused.status_code == 422
    assert "Tom" in knock.text(refused)
    assert Attendee.objects.count() == 0
    safety.record_violence_answer(
        client=world.maya, asked_alone=True, answer="no", said="", decided="", on=session.planned_at.date(),
        by=world.ada.user,
    )  # fmt: skip
    assert knock.post(world.ada, f"/sessions/{session.id}/joins", sent).status_code == 302
    assert Attendee.objects.get().name == "Tom"


def test_an_interpreter_joins_at_once(world: World, session: Session) -> None:
    sent = {"kind": "interpreter", "name": "Ms Ito"}
    answer = signed_in(world.ada).post(f"/sessions/{session.id}/attendees", sent, **PART)
    assert "Ms Ito" in knock.text(answer)
    there = Attendee.objects.get()
    signed_in(world.ada).post(f"/attendees/{there.id}/remove", **PART)
    assert "Ms Ito" not in knock.text(knock.get(world.ada, f"/sessions/{session.id}"))


def creating(session: Session) -> dict[str, tuple[str, dict[str, Any], type]]:
    """Every form of the page that makes a row: its address, what it sends, what it makes."""
    id = str(uuid.uuid4())
    record = {"version": "1", "attendance": "cancelled", "mode": "in_person"}
    agreed = {"practice": "Ring her", "practice_id": id, "next_id": str(uuid.uuid4())}
    planned = {"next_on": "2026-03-09", "next_at": "12:00", "next_id": id, "practice_id": str(uuid.uuid4())}
    return {
        "mood": (moods(session, uuid.UUID(id)), {"version": 0, "mood": "flat", "event": "x"}, MoodEvent),
        "capture": (f"/sessions/{session.id}/captures", {"id": id, "words": "x", "filed": "note"}, Capture),
        "attendee": (f"/sessions/{session.id}/attendees", {"id": id, "kind": "interpreter"}, Attendee),
        "practice": (f"/sessions/{session.id}/record", record | agreed, Practice),
        "appointment": (f"/sessions/{session.id}/record", record | planned, Session),
    }


@pytest.mark.goal("G29")
@pytest.mark.parametrize("what", ["mood", "capture", "attendee", "practice", "appointment"])
def test_sent_many_times_it_is_one_row(
    world: World, session: Session, what: str, record_property: Any
) -> None:
    path, sent, model = creating(session)[what]
    browser, before = signed_in(world.ada), model.objects.count()  # type: ignore[attr-defined]
    answers = {browser.post(path, sent, **PART).status_code for _ in range(TWICE)}
    made = model.objects.count() - before  # type: ignore[attr-defined]
    record_property("sent", TWICE)
    record_property("rows", made)
    assert answers <= {200, 302}
    assert made == 1
    assert KeptText.objects.count() == 0


def test_a_stranger_finds_nothing(world: World, session: Session, pair: MoodEvent, caught: Capture) -> None:
    for path in (
        moods(session), f"/moods/{pair.id}/remove", f"/sessions/{session.id}/captures",
        f"/captures/{caught.id}", f"/sessions/{session.id}/attendees",
    ):  # fmt: skip
        assert knock.statuses(knock.strangers(world), path, posting=True) == {404}, path
        assert knock.statuses(knock.no_clinicians(world), path, posting=True) == {403}, path
        assert knock.get(world.ada, path).status_code == 405, path
