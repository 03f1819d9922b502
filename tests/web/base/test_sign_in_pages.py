"""The sign-in library's pages are drawn by our templates, every one that has an address."""

import re

import pytest
from django.test import Client as Browser

from amity.web.people.models import Staff
from tests.cast import PASSWORD, World, sign_in, staff


def obeys_the_policy(html: str) -> bool:
    """Ours from the first line to the last: our frame, no style, no script of theirs."""
    ours = "base/tokens.css" in html and 'class="signed-out"' in html
    return ours and not re.search(r"\sstyle=|<style|<script", html)


@pytest.fixture
def dana(world: World) -> Staff:
    """Somebody who knows a password."""
    return staff(world.north, "Dana Price", Staff.Role.CLINICIAN, PASSWORD)


@pytest.fixture
def browser(dana: Staff) -> Browser:
    return Browser()


@pytest.fixture
def past_the_password(browser: Browser, dana: Staff) -> Browser:
    browser.post("/account/sign-in", {"login": dana.user.email, "password": PASSWORD})
    return browser


def test_sign_in_is_ours(browser: Browser) -> None:
    html = browser.get("/account/sign-in").content.decode()
    assert obeys_the_policy(html)
    assert 'autocomplete="current-password"' in html


def test_a_wrong_password_is_said_in_words_and_keeps_the_address(browser: Browser, dana: Staff) -> None:
    answer = browser.post("/account/sign-in", {"login": dana.user.email, "password": "not this one"})
    html = answer.content.decode()
    assert obeys_the_policy(html)
    assert "error-summary" in html
    assert dana.user.email in html


def test_the_code_page_asks_for_figures(past_the_password: Browser) -> None:
    html = past_the_password.get("/account/code").content.decode()
    assert obeys_the_policy(html)
    assert 'inputmode="numeric"' in html
    assert 'autocomplete="one-time-code"' in html


def test_a_wrong_code_is_tied_to_its_field(past_the_password: Browser) -> None:
    answer = past_the_password.post("/account/code", {"code": "000000"})
    html = answer.content.decode()
    assert obeys_the_policy(html)
    assert 'aria-describedby="id_code_error"' in html
    assert 'id="id_code_error"' in html


@pytest.mark.parametrize("path", ["closed", "inactive"])
def test_closed_doors_are_ours(browser: Browser, path: str) -> None:
    assert obeys_the_policy(browser.get(f"/account/{path}").content.decode())


@pytest.fixture
def signed_in(browser: Browser, dana: Staff) -> Browser:
    """Signed in, and asked a moment ago whether it is still her."""
    sign_in(browser, dana)
    browser.post("/account/again", {"password": PASSWORD})
    return browser


@pytest.mark.parametrize(
    "path", ["sign-out", "second-step", "second-step/remove", "recovery-codes/new", "password"]
)
def test_pages_about_the_account_are_ours(signed_in: Browser, path: str) -> None:
    answer = signed_in.get(f"/account/{path}")
    assert answer.status_code == 200
    assert obeys_the_policy(answer.content.decode())


@pytest.mark.parametrize("path", ["again", "code/again"])
def test_is_it_still_you_is_ours(browser: Browser, dana: Staff, path: str) -> None:
    assert obeys_the_policy(sign_in(browser, dana).get(f"/account/{path}").content.decode())


def test_setting_up_shows_the_square_without_a_foreign_picture(signed_in: Browser) -> None:
    """The policy lets no data: address through, so the square stands in the page itself."""
    signed_in.post("/account/second-step/remove")
    html = signed_in.get("/account/second-step/set-up").content.decode()
    assert obeys_the_policy(html)
    assert "<svg" in html
    assert "data:image" not in html


def test_recovery_codes_are_shown_once_made(signed_in: Browser) -> None:
    signed_in.post("/account/recovery-codes/new")
    html = signed_in.get("/account/recovery-codes").content.decode()
    assert obeys_the_policy(html)
    assert len(re.findall(r"<li>\d{8}</li>", html)) == 10
