"""What a plain form sent while the pages were shut comes back after the PIN; nothing typed is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base import client_words, registry
from amity.web.base.models import SessionRow
from amity.web.base.session_store import SessionStore
from amity.web.course.models import Course
from amity.web.measures.actions import give
from amity.web.techniques.models import Worksheet
from tests.architecture.test_urls import routes
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD
from tests.web.course.conftest import start
from tests.web.techniques.own_hands import NEW, text, typed

PIN = "740915"
SAID = "She rang, and I said nothing."
BACK = "/d/lock/words"
WITHOUT_WORDS = {
    "own_questions", "client_take_off_life_event", "client_put_back_life_event", "client_take_off_mood_point",
    "client_put_back_mood_point", "client_pause_days", "client_circle_moves", "client_place_people",
    "client_take_off_circle",
    "client_as_last_time", "client_take_back", "client_redo", "client_worksheet_visibility",
    "client_ask_for_worksheet", "client_put_aside_worksheet", "client_destroy_worksheet",
    "client_remove_worksheet", "client_settle_kept", "client_follow_worksheet", "client_reminders",
    "client_until", "make_own_code", "end_own_device", "end_other_own_devices", "something_is_wrong",
    "choose_who_sees",
    "begin_passkey", "keep_passkey", "end_passkey", "not_today", "client_language", "joined",
    "client_words_back",
}  # fmt: skip
WITH_A_PASSWORD = {"client_pin", "client_away", "client_copy", "client_password"}


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    return start(world.maya, world.ada)


@pytest.fixture
def locked(maya: Browser, course: Course) -> Browser:
    maya.post("/d/mine/pin", {"new": PIN, "again": PIN})
    maya.post("/d/lock-now")
    return maya


def opened(browser: Browser) -> Any:
    return browser.post("/d/lock", {"pin": PIN})


def words_id(browser: Browser) -> str:
    page = text(browser.get(BACK))
    return page.split('name="words_id" value="', 1)[1].split('"', 1)[0]


def test_it_comes_back_and_is_sent(locked: Browser) -> None:
    sent = typed(happened=SAID, share="shared")
    away = locked.post(NEW, sent)
    assert (away.status_code, away.headers["Location"]) == (303, "/d/lock")
    assert SAID not in text(locked.get("/d/lock"))
    assert locked.get(BACK).headers["Location"] == "/d/lock", "not before the PIN"
    assert opened(locked).headers["Location"] == BACK
    page = text(locked.get(BACK))
    assert SAID in page
    assert f'name="page" value="{sent["page"]}"' in page
    assert page.count('name="asked"') == len(sent["asked"])
    assert not Worksheet.objects.exists(), "nothing is sent before somebody pressed"
    again = locked.post(BACK, sent | {"words_id": words_id(locked), "words_do": "send"})
    assert (again.status_code, again.headers["Location"]) == (307, NEW)
    assert SAID in text(locked.get(BACK)), "a cut line, or a second press: it still waits"
    assert locked.post(NEW, sent | {"words_id": words_id(locked)}).status_code == 302, (
        "as a browser does then"
    )
    assert Worksheet.objects.get().told["happened"] == SAID
    assert locked.get(BACK).headers["Location"] == "/d/", "it waits no longer"


def test_let_go_it_is_gone(locked: Browser) -> None:
    for one in (SAID, "He rang."):
        locked.post(NEW, typed(happened=one))
    opened(locked)
    first = words_id(locked)
    assert locked.post(BACK, {"words_id": first, "words_do": "drop"}).headers["Location"] == BACK
    page = text(locked.get(BACK))
    assert (SAID in page, "He rang." in page) == (False, True)
    locked.post(BACK, {"words_id": first, "words_do": "send"})
    assert "He rang." in text(locked.get(BACK)), "an old id takes nothing else"


def test_no_word_lies_readable_and_nothing_after_signing_out(locked: Browser) -> None:
    locked.post(NEW, typed(happened=SAID))
    row = SessionRow.objects.get(key_hash=SessionRow.hashed(locked.cookies["d"].value))
    assert SAID not in str(decoded(row)), "signed is not sealed"
    assert client_words.WORDS in decoded(row)
    locked.post("/d/sign-out")
    locked.post("/d/sign-in", {"name": NAME, "password": PASSWORD})
    assert opened(locked).headers["Location"] == "/d/"


def decoded(row: SessionRow) -> dict[str, Any]:
    return dict(SessionStore().decode(row.session_data))


def test_a_forgotten_pin_brings_it_back_too(locked: Browser) -> None:
    locked.post(NEW, typed(happened=SAID))
    assert locked.post("/d/lock/forgotten", {"password": PASSWORD}).headers["Location"] == BACK


def test_what_a_script_sends_stays_with_the_script(locked: Browser) -> None:
    """It hears that it must wait, and holds what it sent."""
    sent = typed(happened=SAID)
    by_script = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}
    assert locked.post(NEW, sent, headers=by_script).status_code == 423
    assert opened(locked).headers["Location"] == "/d/"


def test_the_newest_five_and_no_more_than_a_session_holds(
    locked: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(client_words.MOST + 1):
        locked.post(NEW, typed(happened=f"Call {number}."))
    opened(locked)
    page = text(locked.get(BACK))
    assert page.count('name="words_id"') == client_words.MOST
    assert ("Call 0." in page, "Call 5." in page) == (False, True)
    locked.post("/d/lock-now")
    monkeypatch.setattr(client_words, "LONGEST", 1000)
    locked.post(NEW, typed(happened="A long one. " * 100))
    opened(locked)
    page = text(locked.get(BACK))
    assert ("A long one." in page, page.count('name="words_id"')) == (False, client_words.MOST), (
        "nor another gone"
    )


def test_what_was_written_on_anothers_page_waits_for_nobody(locked: Browser) -> None:
    locked.post(NEW, typed(happened=SAID) | {"whose": "the mark of somebody else"})
    assert opened(locked).headers["Location"] == "/d/"


def test_questions_that_are_opened_meanwhile_keep_what_waits(locked: Browser, world: World) -> None:
    locked.post(NEW, typed(happened=SAID))
    opened(locked)
    give(client=world.maya, instruments=["phq2"], by=world.ada.user)
    locked.post("/d/go-on")
    assert SAID in text(locked.get(BACK))


def test_one_word_can_be_read_before_it_is_sent(locked: Browser) -> None:
    locked.post(NEW, typed(happened="Streit"))
    opened(locked)
    assert '<p class="words">Streit</p>' in text(locked.get(BACK))


def test_every_page_on_which_a_client_writes_says_so() -> None:
    """A page that takes a form keeps its words for after the PIN, has none, or holds a password."""
    said: dict[str, bool] = {}
    for _, name, view in routes():
        rule = registry.rule_for(view, name)
        if rule is not None and rule.signed_in and rule.changes and not rule.while_shut:
            said[name] = rule.has_words
    assert {it for it, has_words in said.items() if not has_words} == WITHOUT_WORDS | WITH_A_PASSWORD


def test_an_empty_form_is_nothing(locked: Browser) -> None:
    locked.post(NEW, {"csrfmiddlewaretoken": "x" * 64})
    locked.post(f"/d/tried/{uuid4()}")
    assert opened(locked).headers["Location"] == "/d/"
