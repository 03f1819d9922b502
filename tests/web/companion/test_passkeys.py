"""Passkeys: they open the pages of whose they are, on a device of theirs, once each; every lie is refused."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client as Browser

from amity.web.people import actions, queries
from amity.web.people.models import Client, Passkey
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, join, known, sign_in
from tests.web.companion.soft_key import PRESENT, SITE, SoftKey

BEGIN, KEEP, ASK, IN = "/d/devices/passkey/begin", "/d/devices/passkey", "/d/sign-in/passkey", "/d/sign-in"


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Client:
    """Maya, who has joined."""
    join(world.maya, world.ada)
    return world.maya


@pytest.fixture
def key(maya: Client) -> SoftKey:
    """Her passkey."""
    return made_in(sign_in(), b"a credential of hers")


def made_in(browser: Browser, id: bytes, **lies: Any) -> SoftKey:
    soft = SoftKey(id)
    answer = browser.post(KEEP, {"passkey": soft.made(browser.post(BEGIN).json(), **lies)})
    assert answer.status_code == 302, answer.content
    return soft


def tried(key: SoftKey, browser: Browser | None = None, code: str = "", **lies: Any) -> Any:
    browser = browser or known()
    signed = key.signed(browser.post(ASK).json(), **lies)
    return browser.post(IN, {"passkey": signed} | ({"code": code} if code else {}))


def test_made_on_a_device_of_theirs_it_opens_their_pages(key: SoftKey) -> None:
    browser = known()
    for _ in range(2):
        assert tried(key, browser).headers["Location"] == "/d/"
        assert browser.get("/d/").status_code == 200
        browser.post("/d/sign-out")


def test_what_is_kept_and_said_names_nobody(maya: Client) -> None:
    browser = sign_in()
    asked = browser.post(BEGIN).json()["publicKey"]
    assert (asked["rp"]["name"], asked["user"]["name"], asked["user"]["displayName"]) == ("Notebook",) * 3
    assert asked["rp"]["id"] == SITE
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert str(maya.id).replace("-", "") not in asked["user"]["id"]


def test_nobody_signed_in_is_asked_for_nobodys_in_particular(key: SoftKey) -> None:
    asked = Browser().post(ASK).json()["publicKey"]
    assert asked.get("allowCredentials") in (None, [])
    assert asked["userVerification"] == "required"


def test_on_a_new_device_it_needs_a_code_as_well(key: SoftKey, maya: Client) -> None:
    """A passkey may have been copied to a device that somebody else holds."""
    assert tried(key, Browser()).status_code == 422
    code = actions.make_device_code(client=maya, by=maya)[1]
    assert tried(key, Browser(), code=f"{(int(code) + 1) % 10**6:06}").status_code == 422
    assert tried(key, Browser(), code=code).headers["Location"] == "/d/"


def ended(key: SoftKey) -> None:
    actions.end_passkey(passkey=Passkey.objects.get(), by=Passkey.objects.get().client)


LIES: dict[str, dict[str, Any]] = {
    "another site's page": {"origin": "http://evil.example"},
    "a page whose address begins like ours": {"origin": "http://localhost:8000.evil.example"},
    "another port of this host": {"origin": "http://localhost:9999"},
    "https where it is not": {"origin": "https://localhost:8000"},
    "made for another site": {"site": "evil.example"},
    "made for a part of this one": {"site": "host"},
    "a challenge of their own": {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    "a registration for a sign-in": {"kind": "webauthn.create"},
    "nobody was there": {"flags": 0},
    "nobody was verified": {"flags": PRESENT},
    "signed by another key": {"signed_by": ec.generate_private_key(ec.SECP256R1())},
    "a counter that went back": {"uses": 0},
    "an unknown credential": {"id": b"nobody has this"},
    "somebody else's handle": {"handle": b"x" * 32},
    "no handle": {"handle": None},
}


@pytest.mark.goal("G8")
@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused(key: SoftKey, lie: str) -> None:
    """The right answer from the same browser opens afterwards: it was the lie that did not."""
    browser = known()
    assert tried(key, browser, uses=5).status_code == 302
    browser.post("/d/sign-out")
    key.uses = 5
    assert tried(key, browser, **LIES[lie]).status_code == 422
    assert browser.get("/d/").status_code == 302
    key.uses = 10
    assert tried(key, browser).headers["Location"] == "/d/"


@pytest.mark.goal("G8")
def test_an_answer_counts_once(key: SoftKey) -> None:
    browser, other = known(), known()
    signed = key.signed(browser.post(ASK).json())
    assert browser.post(IN, {"passkey": signed}).status_code == 302
    browser.post("/d/sign-out")
    assert browser.post(IN, {"passkey": signed}).status_code == 422, "no challenge waits for it"
    other.post(ASK)
    assert other.post(IN, {"passkey": signed}).status_code == 422, "another one waits"


@pytest.mark.goal("G8")
def test_an_answer_counts_for_five_minutes(key: SoftKey, clock: StoppedClock) -> None:
    browser = known()
    signed = key.signed(browser.post(ASK).json())
    clock.forward(minutes=6)
    assert browser.post(IN, {"passkey": signed}).status_code == 422


@pytest.mark.goal("G8")
def test_an_ended_one_and_a_closed_sign_in_open_nothing(key: SoftKey, maya: Client, world: World) -> None:
    ended(key)
    assert tried(key).status_code == 422
    second = made_in(sign_in(), b"another")
    browser = known()
    actions.close_sign_in(client=maya, by=world.ada.user)
    assert tried(second, browser).status_code == 422


@pytest.mark.goal("G8")
def test_somebody_elses_passkey_opens_their_own_pages_alone(key: SoftKey, world: World) -> None:
    """On Maya's device Pia's passkey is one on an unknown device; and it is never taken for Maya's."""
    join(world.pia, world.ben, "silver pebble")
    theirs = made_in(sign_in("silver pebble"), b"a credential of Pia's")
    assert tried(theirs, known(NAME)).status_code == 422
    assert tried(theirs, known(NAME), id=key.id).status_code == 422
    assert tried(theirs, known(NAME), handle=key.handle).status_code == 422
    assert tried(theirs, known("silver pebble")).status_code == 302


@pytest.mark.goal("G8")
@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://evil.example"},
        {"site": "evil.example"},
        {"challenge": "AAAA"},
        {"kind": "webauthn.get"},
        {"flags": PRESENT},
    ],
)
def test_a_lie_makes_no_passkey(maya: Client, lie: dict[str, Any]) -> None:
    browser = sign_in()
    answer = browser.post(KEEP, {"passkey": SoftKey(b"x").made(browser.post(BEGIN).json(), **lie)})
    assert (answer.status_code, Passkey.objects.count()) == (409, 0)


@pytest.mark.goal("G8")
def test_a_credential_that_is_somebody_elses_is_not_kept_again(key: SoftKey, world: World) -> None:
    join(world.pia, world.ben, "silver pebble")
    browser = sign_in("silver pebble")
    answer = browser.post(KEEP, {"passkey": SoftKey(key.id).made(browser.post(BEGIN).json())})
    assert (answer.status_code, Passkey.objects.count()) == (409, 1)


@pytest.mark.parametrize("junk", ["", "{", "[]", "null", '{"id": 1}', '{"rawId": "x", "id": "y"}', "7"])
def test_junk_is_refused(key: SoftKey, junk: str) -> None:
    browser, inside = known(), sign_in()
    browser.post(ASK)
    inside.post(BEGIN)
    assert browser.post(IN, {"passkey": junk}).status_code == 422
    assert inside.post(KEEP, {"passkey": junk}).status_code == 409


def test_only_for_whoever_is_signed_in(db: None) -> None:
    for address in (BEGIN, KEEP):
        assert Browser().post(address).headers["Location"] == IN


def test_a_passkey_is_ended_on_the_page(key: SoftKey, maya: Client, world: World) -> None:
    join(world.pia, world.ben, "silver pebble")
    id = queries.passkeys_of(maya)[0].id
    assert sign_in("silver pebble").post(f"/d/devices/passkey/{id}/end").status_code == 404
    assert sign_in().post(f"/d/devices/passkey/{id}/end").status_code == 302
    assert tried(key).status_code == 422
