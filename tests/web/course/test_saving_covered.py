"""A page saves under its cover and is told nothing of what stands there, however it asks."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.course import actions
from amity.web.course.models import MoodEvent, Session
from amity.web.people.models import KeptText
from tests.cast import World, signed_in
from tests.conftest import StoppedClock

WORDS = "Zqstored7a: what stands there"
TYPED = "typed under the cover"
MOOD = uuid.UUID("6f9d2d1e-0c3b-4d2c-9a0c-0f5f5ce0a004")
TARGETS: dict[str, dict[str, str]] = {
    "save": {"changed": "note", "note": TYPED},
    f"moods/{MOOD}": {"mood": TYPED, "event": ""},
    "process-note": {"text": TYPED},
}


@pytest.fixture
def browser(world: World, session: Session, clock: StoppedClock) -> Browser:
    """Of the clinician, with something stored wherever the page saves."""
    clock.forward(hours=2)
    by = world.ada.user
    actions.save_session(session=session, version=1, new={"note": WORDS}, by=by)
    actions.save_mood_event(id=MOOD, session=session, version=0, mood=WORDS, event=WORDS, by=by)
    actions.save_process_note(session=session, author=world.ada, version=0, text=WORDS, by=by)
    return signed_in(world.ada)


def sends(browser: Browser, session: Session, target: str) -> Any:
    """A save on top of a version that is old."""
    data = {"version": 0, "page": str(uuid.uuid4()), "turn": 1, **TARGETS[target]}
    return browser.post(f"/sessions/{session.id}/{target}", data, headers={"Accept": "application/json"})


@pytest.mark.parametrize("target", TARGETS)
def test_an_old_version_reads_nothing_through_the_cover(
    browser: Browser, session: Session, target: str
) -> None:
    browser.post("/cover", {"next": "/today"})
    answer = sends(browser, session, target)
    assert (answer.status_code, answer.headers["Locked"]) == (409, "covered")
    assert json.loads(answer.content).keys() == {"refused"}, "neither the text nor the version it stands on"
    assert WORDS not in answer.content.decode()


@pytest.mark.parametrize("target", TARGETS)
def test_uncovered_the_same_save_lays_both_side_by_side(
    browser: Browser, session: Session, target: str
) -> None:
    answer = sends(browser, session, target)
    assert answer.status_code == 409
    assert WORDS in answer.json()["stored"].values()


def test_what_was_typed_under_the_cover_is_kept_aside(browser: Browser, session: Session) -> None:
    browser.post("/cover", {"next": "/today"})
    sends(browser, session, "save")
    assert [it.text for it in KeptText.objects.all()] == [TYPED]
    assert Session.objects.get(pk=session.pk).note == WORDS
    assert MoodEvent.objects.get().mood == WORDS
