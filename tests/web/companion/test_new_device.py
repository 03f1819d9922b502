"""A device that nobody vouched for opens nothing; a code vouches once, for a quarter of an hour."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser

from amity.web.base.addresses import hash_of
from amity.web.base.models import AuditEvent
from amity.web.base.session_store import SessionStore
from amity.web.people import actions, queries
from amity.web.people.models import Client, Device, DeviceCode
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, join, known, sign_in

IN, OUT = (302, "/d/"), (422, None)


def tried(code: str = "", browser: Browser | None = None, password: str = PASSWORD, name: str = NAME) -> Any:
    return (browser or Browser()).post("/d/sign-in", {"name": name, "password": password, "code": code})


def came(answer: Any) -> tuple[int, str | None]:
    return answer.status_code, answer.headers.get("Location")


def made(client: Client, by: Any, *, on_paper: bool = False) -> str:
    return actions.make_device_code(client=client, on_paper=on_paper, by=by)[1]


def device_in(browser: Browser) -> Device:
    """The device that this browser is."""
    secret = browser.cookies[settings.DEVICE_COOKIE_NAME].value
    return Device.objects.get(key_hash=hash_of(secret))


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Client:
    """Maya, who has joined."""
    join(world.maya, world.ada)
    return world.maya


def test_name_and_password_open_nothing_on_a_new_device(maya: Client) -> None:
    browser = Browser()
    assert came(tried(browser=browser)) == OUT
    assert browser.get("/d/").status_code == 302
    assert settings.DEVICE_COOKIE_NAME not in browser.cookies


@pytest.mark.parametrize("who", ["the client", "the clinician"])
def test_a_code_makes_it_one_of_theirs(maya: Client, world: World, who: str) -> None:
    by = maya if who == "the client" else world.ada.user
    browser = Browser()
    assert came(tried(made(maya, by), browser)) == IN
    cookie = browser.cookies[settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert not Device.objects.filter(key_hash=cookie.value).exists(), "the table holds a hash alone"
    browser.post("/d/sign-out")
    assert came(browser.post("/d/sign-in", {"name": NAME, "password": PASSWORD})) == IN, "it is known now"
    device = device_in(browser)
    assert (device.approved_by_kind, device.approved_by) == (by.actor_kind, by.actor_id)


def test_a_code_works_once(maya: Client) -> None:
    code = made(maya, maya)
    assert came(tried(code)) == IN
    assert came(tried(code)) == OUT


def test_a_quarter_of_an_hour(maya: Client, clock: StoppedClock) -> None:
    code = made(maya, maya)
    clock.forward(minutes=15)
    assert came(tried(code)) == OUT


def test_the_one_on_paper_holds_until_it_is_used(maya: Client, clock: StoppedClock) -> None:
    code = made(maya, maya, on_paper=True)
    made(maya, maya)
    clock.forward(days=200)
    assert came(tried(code)) == IN
    assert came(tried(code)) == OUT


def test_another_code_of_the_same_sort_replaces_it(maya: Client) -> None:
    first, second = made(maya, maya), made(maya, maya)
    assert came(tried(first)) == OUT
    assert came(tried(second)) == IN


def test_five_wrong_ones_and_the_right_one_is_dead_too(maya: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amity.web.companion.tries.may_try", lambda *args: True)
    code = made(maya, maya)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert came(tried(wrong)) == OUT
    assert came(tried(code)) == OUT


def test_a_wrong_password_neither_uses_nor_wears_out_a_code(maya: Client) -> None:
    code = made(maya, maya)
    assert came(tried(code, password="not the one at all")) == OUT
    assert (DeviceCode.objects.get().used_at, DeviceCode.objects.get().wrong_tries) == (None, 0)
    assert came(tried(code)) == IN


def test_somebody_elses_code_and_somebody_elses_device_are_none(maya: Client, world: World) -> None:
    join(world.pia, world.ben, "silver pebble")
    theirs = made(world.pia, world.pia)
    assert came(tried(theirs)) == OUT
    assert came(tried(browser=known("silver pebble"))) == OUT


def test_a_device_that_was_ended_is_out_with_the_next_page(maya: Client, world: World) -> None:
    browser = sign_in()
    actions.end_device(device=device_in(browser), by=world.ada.user)
    assert browser.get("/d/").status_code == 302
    assert came(browser.post("/d/sign-in", {"name": NAME, "password": PASSWORD})) == OUT


def test_all_others_end_and_no_code_holds(maya: Client) -> None:
    here, there = sign_in(), sign_in()
    codes = [made(maya, maya), made(maya, maya, on_paper=True)]
    actions.end_other_devices(client=maya, but=device_in(here), by=maya)
    assert (here.get("/d/").status_code, there.get("/d/").status_code) == (200, 302)
    assert [came(tried(code)) for code in codes] == [OUT, OUT]


def test_invited_again_every_device_of_before_ends(maya: Client, world: World) -> None:
    before = sign_in()
    join(world.maya, world.ada)
    assert came(before.post("/d/sign-in", {"name": NAME, "password": PASSWORD})) == OUT


def test_a_session_that_names_no_device_is_none(maya: Client) -> None:
    browser = sign_in()
    session = SessionStore(browser.cookies[settings.CLIENT_COOKIE_NAME].value)
    del session["device"]
    session.save()
    assert browser.get("/d/").status_code == 302


def test_a_code_is_kept_as_a_keyed_hash_and_nowhere_in_the_trail(maya: Client) -> None:
    code = made(maya, maya)
    tried(code)
    kept = [*DeviceCode.objects.values(), *AuditEvent.objects.values()]
    assert all(value != code for row in kept for value in row.values())


@pytest.mark.parametrize(
    ("browser", "word"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari", "phone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148", "phone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148", "tablet"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "computer"),
        ("", "computer"),
    ],
)
def test_what_a_device_is_called(maya: Client, browser: str, word: str) -> None:
    Browser(HTTP_USER_AGENT=browser).post(
        "/d/sign-in", {"name": NAME, "password": PASSWORD, "code": made(maya, maya)}
    )
    assert word in {each.called for each in queries.devices_of(maya)}
