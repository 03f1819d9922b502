"""The lock of a device: nothing before its PIN, and how often somebody may guess it (goal G37)."""

import re
from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.base import registry
from amity.web.base.models import AuditEvent, SessionRow
from amity.web.base.session_store import SessionStore
from amity.web.course.models import Course
from amity.web.measures.actions import give
from amity.web.people.models import Device
from tests.architecture.test_urls import routes
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, sign_in
from tests.web.course.conftest import start

PIN, OTHER = "740915", "sunlit7"
BY_SCRIPT = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}
SECRET = "The garden behind the school"


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    return start(world.maya, world.ada)


def choose(browser: Browser, pin: str = PIN, **more: Any) -> Any:
    return browser.post("/d/mine/pin", {"new": pin, "again": pin, **more})


def type_pin(browser: Browser, pin: str, **more: Any) -> Any:
    return browser.post("/d/lock", {"pin": pin}, **more)


def shut(browser: Browser) -> None:
    assert browser.post("/d/lock-now").status_code == 302


def pins() -> list[str]:
    return list(Device.objects.exclude(pin="").values_list("pin", flat=True))


@pytest.fixture
def locked(maya: Browser, course: Course) -> Browser:
    """Maya's browser, with a PIN, shut."""
    assert choose(maya).status_code == 302
    shut(maya)
    return maya


def test_a_pin_is_chosen_and_opens(locked: Browser) -> None:
    away = locked.get("/d/plan")
    assert (away.status_code, away.headers["Location"]) == (303, "/d/lock")
    back = type_pin(
        locked,
        PIN,
    )
    assert (back.status_code, back.headers["Location"]) == (302, "/d/")
    assert locked.get("/d/plan").status_code == 200
    [stored] = pins()
    assert PIN not in stored
    assert stored.count("$") > 1, "hashed"


def test_without_a_pin_nothing_is_shut(maya: Browser, course: Course) -> None:
    shut(maya)
    assert maya.get("/d/").status_code == 200
    assert maya.get("/d/lock").headers["Location"] == "/d/"


def test_signing_in_again_is_a_cold_start(locked: Browser) -> None:
    """The password alone opens a session; on a device with a PIN it begins shut."""
    locked.post("/d/sign-out")
    locked.post("/d/sign-in", {"name": NAME, "password": PASSWORD})
    assert locked.get("/d/").headers["Location"] == "/d/lock"


def test_every_page_of_theirs_is_shut(locked: Browser, clock: StoppedClock) -> None:
    """Whatever address: what is not public leads to the lock, and a script hears that it must wait."""

    tried = 0
    for address, name, view in routes():
        rule = registry.rule_for(view, name)
        if rule is None or not rule.signed_in or rule.while_shut:
            continue
        path = "/" + address.replace("<technique_code:technique_code>", "ee0e4f30")
        path = path.replace("<thing>", "x").replace("<slug:guide>", "being_unwell")

        path = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", path)
        if "<" in path:
            continue
        for ask in (locked.get, locked.post):
            assert ask(path).headers.get("Location") == "/d/lock", path
            assert ask(path, headers=BY_SCRIPT).status_code == 423, path
            assert ask(path, headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/d/lock"
        tried += 1
    assert tried > 30


def test_signing_out_needs_no_pin(locked: Browser) -> None:
    """The session is gone from the table, not only from the browser."""
    key = SessionRow.hashed(locked.cookies["d"].value)
    assert SessionRow.objects.filter(key_hash=key).exists()
    assert locked.post("/d/sign-out").headers["Location"] == "/d/sign-in"
    assert not SessionRow.objects.filter(key_hash=key).exists()


@pytest.mark.goal("G37")
def test_what_is_open_to_all_knows_of_the_lock(world: World, maya: Browser, course: Course) -> None:
    """Help and the questions stay open when it is shut; their script notes how long nobody looked."""
    assert "companion/lock.js" not in maya.get("/d/help").content.decode(), "no PIN, no lock"
    choose(maya)
    give(client=world.maya, instruments=["phq2"], by=world.ada.user)
    maya.post("/d/go-on")
    for is_shut in (False, True):
        if is_shut:
            shut(maya)
        for path in ("/d/help", "/d/form", "/d/form/1", "/d/offline"):
            answer = maya.get(path)
            page = answer.content.decode()
            assert answer.status_code == 200, path
            assert re.search(r"companion/lock\.js[^>]* data-open-to-all>", page), path
            assert "data-whose" not in page or 'data-whose=""' in page, path
        assert "companion/lock.js" not in Browser().get("/d/help").content.decode(), "nobody's browser"


def test_the_locked_page_says_nothing_of_anybody(world: World, locked: Browser) -> None:
    for path in ("/d/lock", "/d/lock/forgotten", "/d/help"):
        page = locked.get(path).content.decode()
        for word in (world.maya.name, world.ada.name, "Course", "session", "data-bundled"):
            assert word not in page, (path, word)


def test_the_key_is_lent_to_an_open_session_alone(locked: Browser) -> None:
    assert locked.get("/d/kept", headers=BY_SCRIPT).status_code == 423
    assert locked.get("/d/bundle", headers=BY_SCRIPT).status_code == 423
    said = type_pin(locked, PIN, headers=BY_SCRIPT).json()
    assert (said["received"], len(said["key"]), said["go"]) == (True, 44, "/d/")
    again = locked.get("/d/kept", headers=BY_SCRIPT).json()
    assert (again["key"], again["whose"]) == (said["key"], said["whose"])
    shut(locked)
    assert type_pin(locked, PIN, headers=BY_SCRIPT).json()["key"] != said["key"], "another one each time"


def test_unlocking_changes_the_key_of_the_session(locked: Browser) -> None:
    before = locked.cookies["d"].value
    type_pin(locked, PIN)
    assert locked.cookies["d"].value != before
    stolen = Browser()
    stolen.cookies["d"] = before
    assert stolen.get("/d/").headers["Location"] == "/d/sign-in"


def test_a_page_on_its_way_cannot_open_it_again(maya: Browser, course: Course, clock: StoppedClock) -> None:
    """The lock is a column of its own: a request that began before and saves its session afterwards."""
    choose(maya)
    held = SessionStore(maya.cookies["d"].value)
    held["more"] = 1
    shut(maya)
    held.save()
    assert maya.get("/d/").headers["Location"] == "/d/lock"


@pytest.mark.goal("G37")
def test_five_wrong_ones_and_then_waits(locked: Browser, clock: StoppedClock, record_property: Any) -> None:
    looked_at = []
    for wrong in range(1, 5):
        assert type_pin(locked, "000111").status_code == 422, wrong
    for minutes in (1, 5, 15, 15, 15):
        assert type_pin(locked, "000111").status_code == 429
        clock.forward(minutes=minutes, seconds=-1)
        assert type_pin(locked, PIN).status_code == 429, "not even the right one is looked at"
        clock.forward(seconds=2)
        looked_at.append(minutes)
    page = locked.get("/d/lock").content.decode()
    assert "After 1 more this device is signed out, and what was not sent from it is wiped." in page
    record_property("waits_in_minutes", looked_at)
    over = type_pin(locked, "000111")
    assert over.headers["Location"] == "/d/sign-in"
    assert locked.get("/d/").headers["Location"] == "/d/sign-in"
    assert locked.post("/d/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 302
    assert type_pin(locked, PIN).headers["Location"] == "/d/", "the password opened it, the PIN is the same"


def test_ten_wrong_ones_tell_the_script_to_wipe(locked: Browser, clock: StoppedClock) -> None:
    for _ in range(9):
        type_pin(locked, "000111")
        clock.forward(minutes=16)
        locked.post("/d/sign-in", {"name": NAME, "password": PASSWORD})  # half an hour signs out
    answer = type_pin(locked, "000111", headers=BY_SCRIPT)
    assert (answer.status_code, answer.json()) == (410, {"over": True, "go": "/d/sign-in"})


def test_the_policy_is_said_before_a_pin_is_chosen(maya: Browser, course: Course) -> None:
    page = maya.get("/d/mine/pin").content.decode()
    assert "After ten, this device is signed out, and what was not sent from it is wiped." in page


@pytest.mark.parametrize("pin", ["12345", "123456", "987654", "111111", "121212", "abcdef"])
def test_a_pin_that_is_tried_first_is_refused(maya: Browser, course: Course, pin: str) -> None:
    assert choose(maya, pin).status_code == 409
    assert pins() == []


def test_a_birthday_is_refused(world: World, maya: Browser, course: Course) -> None:
    assert choose(maya, f"{world.maya.date_of_birth:%d%m%y}").status_code == 409


def test_the_two_lines_must_agree(maya: Browser, course: Course) -> None:
    assert maya.post("/d/mine/pin", {"new": PIN, "again": OTHER}).status_code == 422


def test_changing_needs_the_one_there_is(maya: Browser, course: Course) -> None:
    choose(maya)
    assert choose(maya, OTHER, old="000111").status_code == 422
    assert choose(maya, OTHER, old=PIN).status_code == 302
    shut(maya)
    assert type_pin(maya, PIN).status_code == 422
    assert type_pin(maya, OTHER).status_code == 302


def test_taken_off_it_asks_no_more(maya: Browser, course: Course) -> None:
    choose(maya)
    maya.post("/d/mine/pin", {"do": "remove", "pin": "000111"})
    assert pins()
    maya.post("/d/mine/pin", {"do": "remove", "pin": PIN})
    assert pins() == []


def test_forgotten_the_password_takes_it_off(locked: Browser) -> None:
    assert locked.post("/d/lock/forgotten", {"password": "not this one"}).status_code == 409
    assert locked.post("/d/lock/forgotten", {"password": PASSWORD}).headers["Location"] == "/d/mine/pin"
    assert locked.get("/d/").status_code == 200
    verbs = set(AuditEvent.objects.filter(record="people.Device").values_list("verb", flat=True))
    assert {"set_pin", "remove_pin"} <= verbs


def test_guessing_the_password_there_is_counted_as_well(locked: Browser) -> None:
    answers = [locked.post("/d/lock/forgotten", {"password": "wrong"}).status_code for _ in range(12)]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "/d//x", "/today", "/d/lock"]
)
def test_the_way_back_stays_on_these_pages(locked: Browser, to: str) -> None:
    assert type_pin(locked, PIN).headers["Location"] == "/d/"
    shut(locked)
    assert locked.post("/d/lock", {"pin": PIN, "next": to}).headers["Location"] == "/d/"
    shut(locked)
    assert locked.post("/d/lock", {"pin": PIN, "next": "/d/plan"}).headers["Location"] == "/d/plan"


def test_nobody_else_on_another_device_is_shut_out(locked: Browser) -> None:
    assert sign_in().get("/d/").status_code == 200


def test_questions_in_between_shut_nothing(world: World, maya: Browser, course: Course) -> None:
    """They begin under another key of the session, which was opened with the PIN."""
    choose(maya)
    give(client=world.maya, instruments=["phq2"], by=world.ada.user)
    maya.post("/d/go-on")
    assert maya.get("/d/").status_code == 200


def test_questions_open_nothing_that_is_shut(world: World, maya: Browser, course: Course) -> None:
    choose(maya)
    link = give(client=world.maya, instruments=["phq2"], by=world.ada.user)
    shut(maya)
    born = world.maya.date_of_birth
    sent = {"day": born.day, "month": born.month, "year": born.year}
    assert maya.post(f"/d/{link.token}", sent).headers["Location"] == "/d/form"
    assert maya.get("/d/").headers["Location"].startswith("/d/lock")
