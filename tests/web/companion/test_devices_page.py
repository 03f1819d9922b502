"""Where it is open: what a client ends and makes there, and "Something is wrong"."""

import re

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from amity.web.base.addresses import hash_of
from amity.web.base.models import AuditEvent
from amity.web.people import actions, queries
from amity.web.people.models import AskedToCall, Client, Device
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, join, sign_in

PAGE = "/d/devices"


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Client:
    """Maya, who has joined."""
    join(world.maya, world.ada)
    return world.maya


def device_in(browser: Browser) -> Device:
    """The device that this browser is."""
    return Device.objects.get(key_hash=hash_of(browser.cookies[settings.DEVICE_COOKIE_NAME].value))


def test_neutral_words_and_no_time_of_use(maya: Client) -> None:
    page = sign_in().get(PAGE).content.decode()
    assert "phone" in page
    assert "this one" in page
    for word in ("last seen", "last used on", "Mozilla", "Android", "iPhone"):
        assert word not in page


def test_one_is_ended(maya: Client) -> None:
    here, there = sign_in(), sign_in()
    answer = here.post(f"{PAGE}/{device_in(there).id}/end")
    assert answer.headers["Location"] == PAGE
    assert (here.get(PAGE).status_code, there.get(PAGE).status_code) == (200, 302)


def test_ending_this_one_leads_out(maya: Client) -> None:
    here = sign_in()
    assert here.post(f"{PAGE}/{device_in(here).id}/end").headers["Location"] == "/d/sign-in"
    assert here.get(PAGE).status_code == 302


def test_somebody_elses_is_not_there(maya: Client, world: World) -> None:
    join(world.pia, world.ben, "silver pebble")
    theirs = queries.devices_of(world.pia)[0]
    assert sign_in().post(f"{PAGE}/{theirs.id}/end").status_code == 404
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_all_but_this_one(maya: Client) -> None:
    here, there = sign_in(), sign_in()
    here.post(f"{PAGE}/others/end")
    assert (here.get(PAGE).status_code, there.get(PAGE).status_code) == (200, 302)
    assert queries.devices_of(maya) == [device_in(here)]


@pytest.mark.parametrize("more", [{}, {"on_paper": "1"}])
def test_a_code_stands_in_the_answer_alone(maya: Client, more: dict[str, str]) -> None:
    browser = sign_in()
    figures = browser.post(f"{PAGE}/code", more).context["figures"]
    assert 'class="figures"' not in browser.get(PAGE).content.decode()
    given = {"name": NAME, "password": PASSWORD, "code": figures}
    assert Browser().post("/d/sign-in", given).headers["Location"] == "/d/"


def test_something_is_wrong(maya: Client, world: World) -> None:
    """One press: out everywhere else, no code and no link holds, and the clinician is asked to call."""
    here, there = sign_in(), sign_in()
    figures = actions.make_device_code(client=maya, by=maya)[1]
    waiting = actions.invite(client=maya, by=world.ada.user)
    assert here.post(f"{PAGE}/wrong").headers["Location"] == PAGE
    assert here.get(PAGE).status_code == 200
    there_now = there.get("/d/")
    assert (there_now.status_code, there_now.headers["Location"]) == (302, "/d/sign-in")
    given = {"name": NAME, "password": PASSWORD, "code": figures}
    assert Browser().post("/d/sign-in", given).status_code == 422
    waiting.refresh_from_db()
    assert waiting.withdrawn_at is not None
    today = cast.signed_in(world.ada).get("/today").content.decode()
    assert "Asks you to call, about the device" in today


def test_where_it_was_pressed_nothing_says_so_afterwards(maya: Client) -> None:
    """One word once; then every page is what it was before."""
    browser = sign_in()
    browser.post(f"{PAGE}/others/end")  # so that the press ends none
    browser.get(PAGE)
    before = {address: told(browser, address) for address in (PAGE, "/d/help")}
    browser.post(f"{PAGE}/wrong")
    once = told(browser, PAGE)
    assert "Done." in once
    assert "asked to call you" not in once
    assert before == {address: told(browser, address) for address in before}


def told(browser: Browser, address: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r"<[^>]+>", " ", browser.get(address).content.decode().split("<main", 1)[1])


def test_elsewhere_stands_the_page_for_signing_in_and_not_a_word_more(maya: Client) -> None:
    here, there = sign_in(), sign_in()
    here.post(f"{PAGE}/wrong")
    shown = there.get("/d/", follow=True).content.decode()
    for word in ("ended", "signed out", "wrong", "call", "phone, "):
        assert word not in shown.split("<main", 1)[1].split("</h1>")[1].split("<form")[0]


def test_pressed_twice_is_one_asking_until_somebody_called(maya: Client, world: World) -> None:
    browser, staff = sign_in(), cast.signed_in(world.ada)
    browser.post(f"{PAGE}/wrong")
    browser.post(f"{PAGE}/wrong")
    asked = AskedToCall.objects.get()
    page = staff.get(f"/clients/{maya.id}/own-pages").content.decode()
    assert "They ask you to call, about the device" in page
    assert staff.post(f"/calls/{asked.id}/noted").status_code == 302
    assert "Asks you to call" not in staff.get("/today").content.decode()
    browser.post(f"{PAGE}/wrong")
    assert AskedToCall.objects.count() == 2


def test_nobody_else_is_told(maya: Client, world: World) -> None:
    sign_in().post(f"{PAGE}/wrong")
    assert "Asks you to call" not in cast.signed_in(world.ben).get("/today").content.decode()
    asked = AskedToCall.objects.get()
    assert cast.signed_in(world.ben).post(f"/calls/{asked.id}/noted").status_code == 404


def test_the_trail_says_who_and_not_why(maya: Client) -> None:
    sign_in().post(f"{PAGE}/wrong")
    row = AuditEvent.objects.get(verb="say_something_is_wrong")
    assert (row.actor, row.client, row.fields) == (maya.id, maya.id, [])


def test_on_help_for_whoever_is_signed_in(maya: Client) -> None:
    address = reverse("something_is_wrong")
    assert address in sign_in().get("/d/help").content.decode()
    assert address not in Browser().get("/d/help").content.decode()
