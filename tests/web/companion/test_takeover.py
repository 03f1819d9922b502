"""Goal G38: whoever has the mailbox and the telephone number gets in by no way there is.

They know the date of birth as well, and, way by way, the name and the password. Each way is walked again with
the one thing they do not have, and then it opens: the refusal means something.
"""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from amity.web.companion import urls
from amity.web.people import actions
from amity.web.people.models import Client, ClientSignIn, DeviceCode, OutgoingMessage
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, join, known
from tests.web.companion.soft_key import SoftKey

BORN = {"day": "14", "month": "2", "year": "1992"}
CHOSEN = {"name": "silver pebble", "password": "velvet saddle postcard", "again": "velvet saddle postcard"}
PAGES = ("/d/", "/d/plan", "/d/devices", "/d/mine", "/d/password")
Way = Callable[[World, Browser], None]


def signs_in(browser: Browser, name: str, password: str, code: str = "") -> None:
    browser.post("/d/sign-in", {"name": name, "password": password} | ({"code": code} if code else {}))


def mailed(world: World) -> str:
    """What lies in the mailbox: the newest invitation, sent by the clinician."""
    invitation = actions.invite(client=world.maya, by=world.ada.user)
    link = f"http://localhost:8000/d/join/{invitation.token}"
    actions.queue_message(client=world.maya, link=link, by=world.ada.user)
    sent: str = OutgoingMessage.objects.latest("queued_at").link
    return sent.removeprefix("http://localhost:8000")


def knows_nothing(world: World, browser: Browser) -> None:
    for guess in (world.maya.name, world.maya.email, world.maya.phone):
        signs_in(browser, guess, world.maya.phone, "123456")


def knows_the_name(world: World, browser: Browser) -> None:
    for guess in (world.maya.name, "maya1992", "14021992", "password1234"):
        signs_in(browser, NAME, guess, "140292")


def knows_name_and_password(world: World, browser: Browser) -> None:
    signs_in(browser, NAME, PASSWORD)


def guesses_the_code(world: World, browser: Browser) -> None:
    actions.make_device_code(client=world.maya, by=world.maya)
    right = DeviceCode.objects.latest("made_at")
    for number in range(20):
        cache.clear()  # as if every hour they had none
        signs_in(browser, NAME, PASSWORD, f"{number:06}")
    right.refresh_from_db()
    assert right.wrong_tries == 5


def has_a_code_without_the_password(world: World, browser: Browser) -> None:
    code = actions.make_device_code(client=world.maya, by=world.ada.user)[1]
    signs_in(browser, NAME, "not the one at all", code)
    browser.post("/d/join/code", {"code": code})


def opens_the_invitation_in_the_mailbox(world: World, browser: Browser) -> None:
    address = mailed(world)
    browser.post(address, BORN)
    for guess in ("", "000000", "140292", "123456"):
        browser.post("/d/join/code", {"code": guess})
    browser.get("/d/join/first")
    browser.post("/d/join", CHOSEN)


def makes_the_link_longer(world: World, browser: Browser) -> None:
    address = mailed(world)
    for more in ("x", "x" * 24, address[-24:]):
        browser.post(address + more, BORN)
        browser.post("/d/join", CHOSEN)


def has_a_copied_passkey(world: World, browser: Browser) -> None:
    """It was synchronised to a device that is not the client's."""
    soft, inside = SoftKey(b"copied"), known()
    signs_in(inside, NAME, PASSWORD)
    inside.post("/d/devices/passkey", {"passkey": soft.made(inside.post("/d/devices/passkey/begin").json())})
    browser.post("/d/sign-in", {"passkey": soft.signed(browser.post("/d/sign-in/passkey").json())})


def says_something_is_wrong(world: World, browser: Browser) -> None:
    browser.post("/d/devices/wrong")


def was_on_a_device_that_was_ended(world: World, browser: Browser) -> None:
    theirs = known()
    actions.end_other_devices(client=world.maya, by=world.ada.user)
    browser.cookies.load(theirs.cookies)
    signs_in(browser, NAME, PASSWORD)


def changes_the_password(world: World, browser: Browser) -> None:
    browser.post("/d/password", {"old": PASSWORD, "password": CHOSEN["password"], "again": CHOSEN["again"]})


WAYS: tuple[Way, ...] = (
    knows_nothing, knows_the_name, knows_name_and_password, guesses_the_code, has_a_code_without_the_password,
    opens_the_invitation_in_the_mailbox, makes_the_link_longer, has_a_copied_passkey,
    says_something_is_wrong, was_on_a_device_that_was_ended, changes_the_password,
)  # fmt: skip


@pytest.fixture
def maya(world: World, clock: StoppedClock, settings: Any) -> Client:
    """Maya, who has joined; the service can send mail."""
    settings.MAIL_IS_SET_UP = True
    join(world.maya, world.ada)
    return world.maya


@pytest.mark.goal("G38")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_in(maya: Client, world: World, way: Way) -> None:
    before = ClientSignIn.objects.get().password
    attacker = Browser(raise_request_exception=False)
    way(world, attacker)
    assert [attacker.get(page).status_code for page in PAGES] == [302] * len(PAGES)
    assert ClientSignIn.objects.get().password == before


@pytest.mark.goal("G38")
def test_with_what_they_do_not_have_the_same_ways_open(maya: Client, world: World) -> None:
    """The code that the clinician says to the client alone."""
    with_password, with_link = Browser(), Browser()
    signs_in(with_password, NAME, PASSWORD, actions.make_device_code(client=maya, by=world.ada.user)[1])
    assert with_password.get("/d/").status_code == 200
    with_link.post(mailed(world), BORN)
    with_link.post("/d/join/code", {"code": actions.make_device_code(client=maya, by=world.ada.user)[1]})
    with_link.post("/d/join", CHOSEN)
    assert with_link.get("/d/").status_code == 200
    assert with_password.get("/d/").status_code == 302, "the sign-in of before ended"


@pytest.mark.goal("G38")
def test_every_public_address_of_the_client_is_one_of_these_ways() -> None:
    """A new way in without a sign-in has to be walked here too."""
    walked = {
        "join", "join_code", "joining_first", "choose_sign_in", "client_sign_in", "ask_for_passkey",
    }  # fmt: skip
    assert set(_ways_in()) == walked


def _ways_in() -> Iterator[str]:
    for pattern in urls.urlpatterns:
        rule: Any = getattr(pattern.callback, "rule", None)
        is_open = rule is not None and rule.realm in ("public", "client") and not rule.signed_in
        if is_open and str(pattern.name) not in SHELL:
            yield str(pattern.name)


SHELL = {"offline", "worker", "manifest"}  # the same for everybody, with nobody's words in them


def test_no_message_holds_a_code(maya: Client, world: World) -> None:
    """Codes are said; nothing that leaves by e-mail changes when one is made."""
    mailed(world)
    before = [(it.id, it.link) for it in OutgoingMessage.objects.all()]
    codes = [actions.make_device_code(client=maya, by=by)[1] for by in (maya, world.ada.user)]
    assert [(it.id, it.link) for it in OutgoingMessage.objects.all()] == before
    assert not any(code in link for code, (_, link) in itertools.product(codes, before))
