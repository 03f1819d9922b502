"""A covered browser session: nothing of it opens before its owner's password was typed."""

from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.base.models import SessionRow
from amity.web.base.session_store import SessionStore
from amity.web.people import actions
from amity.web.people.locked import mark_of
from amity.web.people.models import Staff
from tests import cast
from tests.cast import World

PAGES = ("/", "/today", "/clients", "/clients/add", "/account/password", "/account/second-step", "/nowhere")


@pytest.fixture
def owner(world: World) -> Staff:
    """A clinician with a password, who works with Maya."""
    made = cast.staff(world.north, "Ines Carrow", Staff.Role.CLINICIAN, cast.PASSWORD)
    actions.join_care_team(client=world.maya, staff=made, by=world.ada.user)
    return made


@pytest.fixture
def browser(owner: Staff) -> Browser:
    """Theirs, covered on the page of Maya."""
    browser = cast.signed_in(owner)
    assert browser.get("/clients").status_code == 200
    assert browser.post("/cover", {"next": "/clients/add"}).status_code == 303
    return browser


def unlock(browser: Browser, password: str = cast.PASSWORD, **more: Any) -> Any:
    return browser.post("/locked", {"password": password, **more})


def test_the_password_opens_it_where_it_was(browser: Browser) -> None:
    assert browser.get("/locked").status_code == 200
    answer = unlock(browser)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/clients/add")
    assert browser.get("/clients").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_every_address_leads_to_the_cover(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/locked")


def test_the_cover_names_nobody(browser: Browser, world: World, owner: Staff) -> None:
    page = browser.get("/locked").content.decode()
    for word in ("Maya", owner.name, owner.user.email, str(owner.user.pk), "Northgate", "Find a client"):
        assert word not in page


def test_a_wrong_password_opens_nothing(browser: Browser) -> None:
    answer = unlock(browser, "four loud walnut chairs")
    assert answer.status_code == 422
    assert "That is not your password." in answer.content.decode()
    assert browser.get("/clients").status_code == 303


def test_nothing_typed_is_said(browser: Browser) -> None:
    answer = unlock(browser, "")
    assert answer.status_code == 422
    assert "Type the password you sign in with." in answer.content.decode()


def test_wrong_guesses_are_counted_as_when_signing_in(browser: Browser) -> None:
    for _ in range(10):
        assert unlock(browser, "four loud walnut chairs").status_code == 422
    answer = unlock(browser)  # the right one, one too late
    assert answer.status_code == 422
    assert "Too many tries" in answer.content.decode()
    assert browser.get("/clients").status_code == 303


def test_the_password_of_somebody_else_opens_nothing(browser: Browser, world: World) -> None:
    cast.staff(world.north, "Otto Reyes", Staff.Role.CLINICIAN, "another quiet walnut chair")
    assert unlock(browser, "another quiet walnut chair").status_code == 422


def test_a_page_of_somebody_else_is_not_uncovered(browser: Browser, world: World) -> None:
    """Their page lay covered in a tab; another person signed in on the same browser meanwhile."""
    given = {"password": cast.PASSWORD, "whose": mark_of(world.ada.user)}
    answer = browser.post("/locked", given, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Somebody else signed in" in answer.content.decode()


def test_a_script_hears_and_is_not_led_away(browser: Browser) -> None:
    for headers in ({"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}):
        answer = browser.get("/today", headers=headers)
        assert (answer.status_code, answer.headers["Locked"]) == (423, "covered")
        assert answer.content == b""
    by_script = {"HX-Request": "true"}
    assert (
        browser.post("/locked", {"password": "no"}, headers=by_script).content
        == b"That is not your password."
    )
    assert browser.post("/locked", {"password": cast.PASSWORD}, headers=by_script).status_code == 204
    assert browser.get("/clients").status_code == 200


def test_a_head_says_whether_it_is_locked(browser: Browser) -> None:
    assert browser.head("/locked").headers["Locked"] == "covered"
    unlock(browser)
    assert "Locked" not in browser.head("/locked").headers


def test_signing_out_is_another_way_out(browser: Browser) -> None:
    assert browser.get("/account/sign-out").status_code == 303
    browser.post("/account/sign-out")
    assert browser.get("/clients").headers["Location"].startswith("/account/sign-in")


def test_signed_out_there_is_nothing_to_cover(db: None) -> None:
    for answer in (Browser().post("/cover"), Browser().get("/locked")):
        assert answer.headers["Location"].startswith("/account/sign-in")


def test_without_a_cover_the_page_leads_on(owner: Staff) -> None:
    assert cast.signed_in(owner).get("/locked").headers["Location"] == "/"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_next_stays_here(browser: Browser, to: str) -> None:
    assert unlock(browser, next=to).headers["Location"] == "/clients/add"


def test_only_a_post_covers(owner: Staff) -> None:
    assert cast.signed_in(owner).get("/cover").status_code == 405


def test_a_forged_post_covers_nothing(owner: Staff) -> None:
    browser = Browser(enforce_csrf_checks=True)
    cast.sign_in(browser, owner)
    assert browser.post("/cover").status_code == 403
    assert browser.get("/clients").status_code == 200


def test_a_session_saved_by_a_slower_request_stays_locked(browser: Browser) -> None:
    """It was loaded before the cover fell and is saved after it."""
    key = browser.cookies["s"].value
    SessionRow.objects.update(lock={})
    slow = SessionStore(key)
    slow["seen"] = 1
    SessionRow.objects.update(lock={"how": "covered", "back": "/", "client": ""})
    slow.save()
    assert browser.get("/clients").status_code == 303


def test_another_browser_of_theirs_is_open(browser: Browser, owner: Staff) -> None:
    assert cast.signed_in(owner).get("/clients").status_code == 200


def test_a_clients_pages_know_no_cover(browser: Browser) -> None:
    assert browser.get("/d/help").status_code == 200
