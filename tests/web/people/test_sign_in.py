"""Signing in: password, then a code, and what becomes of a session."""

import time as wall
from typing import Any
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from amity.web.base.models import SessionRow
from amity.web.people import actions
from amity.web.people.models import Staff
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock

IN, CODE, OUT = "/account/sign-in", "/account/code", "/account/sign-out"
HOME, CLINICAL = "/", "/clients"


@pytest.fixture
def ada(world: World) -> Staff:
    """Somebody with a password of her own."""
    world.ada.user.set_password(cast.PASSWORD)
    world.ada.user.save()
    return world.ada


def password(browser: Browser, staff: Staff, word: str = cast.PASSWORD, **more: Any) -> Any:
    return browser.post(IN, {"login": staff.user.email, "password": word, **more})


def all_in(staff: Staff, *, steps: int = 0) -> Browser:
    """Both steps, the real way. Codes count once, so a second sign-in needs a later one."""
    browser = Browser(raise_request_exception=False)
    password(browser, staff)
    with later(steps):
        assert browser.post(CODE, {"code": cast.code()}).status_code == 302
    return browser


def later(steps: int) -> Any:
    """The wall clock stands `steps` codes later than now."""
    return mock.patch("time.time", return_value=wall.time() + 30 * steps)


def may_enter(browser: Browser) -> bool:
    return bool(browser.get(CLINICAL).status_code == 200)


def test_password_then_code(ada: Staff) -> None:
    browser = Browser()
    page = password(browser, ada, next=CLINICAL)
    assert page.headers["Location"].startswith(CODE)
    assert not may_enter(browser)
    page = browser.post(CODE, {"code": cast.code(), "next": CLINICAL})
    assert page.headers["Location"] == CLINICAL
    assert may_enter(browser)


def test_what_is_said_while_signing_in_is_said_by_us(ada: Staff) -> None:
    """No id of a row, no word of a library, and that a code counts once."""
    browser = Browser()
    assert "do not go together" in password(browser, ada, "not this one").content.decode()
    password(browser, ada)
    assert "was used before" in browser.post(CODE, {"code": "000000"}).content.decode()
    inside = browser.post(CODE, {"code": cast.code(), "next": CLINICAL}, follow=True).content.decode()
    assert "Successfully" not in inside
    assert str(ada.user.pk) not in inside


def test_signed_out_is_led_to_sign_in_and_back(db: None) -> None:
    page = Browser().get(CLINICAL)
    assert page.headers["Location"] == f"{IN}?next=%2Fclients"
    assert Browser().get(HOME).headers["Location"] == f"{IN}?next=%2F"


def test_a_fragment_leads_to_sign_in_too(db: None) -> None:
    asked = {"hx-request": "true", "hx-current-url": "http://testserver/clients?x=1"}
    page = Browser().post("/clients/find", headers=asked)
    assert page.status_code == 204
    assert page.headers["HX-Redirect"] == f"{IN}?next=%2Fclients"


@pytest.mark.parametrize("wrong", ["", "000000", "abcdef", "1" * 200])
def test_a_wrong_code_opens_nothing(ada: Staff, wrong: str) -> None:
    browser = Browser()
    password(browser, ada)
    assert browser.post(CODE, {"code": wrong}).status_code == 200
    assert not may_enter(browser)


def test_a_code_counts_once(ada: Staff) -> None:
    with later(0):
        code = cast.code()
        first, second = Browser(), Browser()
        for browser in (first, second):
            password(browser, ada)
            browser.post(CODE, {"code": code})
    assert may_enter(first)
    assert not may_enter(second)


def test_a_recovery_code_works_once(ada: Staff) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(ada.user).get_unused_codes()[0]
    first, second = Browser(), Browser()
    for browser in (first, second):
        password(browser, ada)
        browser.post(CODE, {"code": code})
    assert may_enter(first)
    assert not may_enter(second)


def test_second_factors_are_sealed_at_rest(ada: Staff) -> None:
    held = Authenticator.objects.get(user=ada.user).data
    assert cast.SECRET not in str(held)
    assert cast.SECRET.lower() not in str(held).lower()


def test_without_a_second_step_there_is_no_clinical_page(world: World) -> None:
    new = actions.add_staff(
        service=world.north,
        name="Noah",
        email="noah@example.org",
        password=cast.PASSWORD,
        role=Staff.Role.CLINICIAN,
        by=world.alex.user,
    )
    browser = Browser()
    password(browser, new)
    assert browser.get(CLINICAL).headers["Location"] == "/account/second-step/set-up"
    page = browser.get("/account/second-step/set-up")
    print("LOC", page.headers)
    secret = page.context["form"].secret
    page = browser.post("/account/second-step/set-up", {"code": cast.code(secret)})
    assert page.headers["Location"] == "/account/recovery-codes"
    assert len(browser.get("/account/recovery-codes").context["unused_codes"]) == 10
    page = browser.get(CLINICAL, follow=True)
    assert "Sign in once more, now with its code." in page.content.decode()
    assert not may_enter(browser)
    password(browser, new)
    with later(1):
        browser.post(CODE, {"code": cast.code(secret)})
    assert may_enter(browser)


def test_a_new_key_at_each_step(ada: Staff) -> None:
    browser = Browser()
    browser.cookies["s"] = "a" * 32  # planted before signing in
    password(browser, ada)
    half_way = browser.cookies["s"].value
    browser.post(CODE, {"code": cast.code()})
    assert len({"a" * 32, half_way, browser.cookies["s"].value}) == 3
    assert not SessionRow.objects.filter(key_hash=SessionRow.hashed(half_way)).exists()
    assert not SessionRow.objects.filter(key_hash=SessionRow.hashed("a" * 32)).exists()


def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    browser = cast.signed_in(world.ada)
    key = browser.cookies["s"].value
    browser.post(OUT)
    assert not SessionRow.objects.filter(key_hash=SessionRow.hashed(key)).exists()
    browser.cookies["s"] = key
    assert not may_enter(browser)


def test_a_get_signs_nobody_out(world: World) -> None:
    browser = cast.signed_in(world.ada)
    browser.get(OUT)
    assert may_enter(browser)


def test_who_was_deactivated_is_out_from_the_next_request(world: World) -> None:
    browser = cast.signed_in(world.ada)
    assert may_enter(browser)
    actions.deactivate_staff(staff=world.ada, by=world.alex.user)
    assert browser.get(CLINICAL).status_code == 302


def test_who_was_deactivated_cannot_sign_in(ada: Staff, world: World) -> None:
    actions.deactivate_staff(staff=ada, by=world.alex.user)
    browser = Browser()
    password(browser, ada)
    browser.post(CODE, {"code": cast.code()})
    assert not may_enter(browser)


def test_a_new_password_ends_other_sessions(world: World) -> None:
    browser = cast.signed_in(world.ada)
    world.ada.user.set_password("another quiet walnut chair")
    world.ada.user.save()
    assert not may_enter(browser)


def test_a_replaced_second_step_ends_the_sessions_that_used_it(world: World) -> None:
    browser = cast.signed_in(world.ada)
    actions.set_second_factor(staff=world.ada, secret=cast.SECRET, by=world.ada.user)
    assert not may_enter(browser)


def test_is_it_still_you_is_asked_after_five_minutes(world: World) -> None:
    browser = cast.signed_in(world.ada)
    assert browser.get("/account/second-step/remove").status_code == 200
    with later(11):  # five and a half minutes
        page = browser.get("/account/second-step/remove")
    assert page.headers["Location"].startswith("/account/code/again")


def test_a_session_of_somebody_else_does_not_count(world: World) -> None:
    """The record of how one person signed in opens nothing for another."""
    browser = Browser()
    browser.force_login(world.ben.user)
    session = browser.session
    session.update(cast.both_factors(world.ada))
    session.save()
    assert not may_enter(browser)


def test_fifteen_minutes_without_use(world: World, clock: StoppedClock) -> None:
    browser = cast.signed_in(world.ada)
    assert may_enter(browser)
    clock.forward(minutes=14)
    assert may_enter(browser)
    clock.forward(minutes=15, seconds=1)
    page = browser.get(CLINICAL, follow=True)
    assert "You were signed out after 15 minutes without use." in page.content.decode()
    assert not may_enter(browser)


def test_the_pages_of_the_account_know_idleness_too(world: World, clock: StoppedClock) -> None:
    browser = cast.signed_in(world.ada)
    may_enter(browser)
    clock.forward(minutes=16)
    assert browser.get("/account/recovery-codes").headers["Location"].startswith(IN)


def test_ten_hours_however_busy(world: World, clock: StoppedClock) -> None:
    browser = cast.signed_in(world.ada)
    for _ in range(60):
        assert may_enter(browser)
        clock.forward(minutes=10)
    clock.forward(seconds=1)
    page = browser.get(CLINICAL, follow=True)
    assert "ten hours" in page.content.decode()


def test_polling_keeps_nobody_signed_in(world: World, clock: StoppedClock) -> None:
    browser = cast.signed_in(world.ada)
    may_enter(browser)
    for _ in range(4):
        clock.forward(minutes=5)
        browser.get("/today/waiting", headers={"hx-request": "true"})
    assert not may_enter(browser)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_next_stays_here(ada: Staff, to: str) -> None:
    browser = Browser()
    password(browser, ada, next=to)
    page = browser.post(CODE, {"code": cast.code(), "next": to})
    assert page.headers["Location"] == "/today"


def test_unknown_and_known_get_the_same_answer(ada: Staff) -> None:
    pages = []
    for email in (ada.user.email, "nobody@example.org"):
        page = Browser().post(IN, {"login": email, "password": "wrong walnut chairs"})
        pages.append(page.content.decode().replace(email, ""))
        assert page.status_code == 200
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])


def _without_tokens(html: str) -> str:
    return "".join(line for line in html.splitlines() if "csrf" not in line.lower())


def test_ten_wrong_passwords_an_hour(ada: Staff) -> None:
    for number in range(10):
        browser = Browser(REMOTE_ADDR=f"10.0.0.{number}", HTTP_X_FORWARDED_FOR=f"10.9.9.{number}")
        password(browser, ada, "wrong walnut chairs")
    browser = Browser(REMOTE_ADDR="10.0.1.1")
    page = password(browser, ada)  # the right one, one too late
    assert page.status_code in (200, 429)
    assert browser.get(CODE).status_code == 302  # not even half-way


def test_ten_wrong_codes_an_hour(ada: Staff) -> None:
    browser = Browser()
    password(browser, ada)
    for _ in range(10):
        browser.post(CODE, {"code": "000000"})
    browser.post(CODE, {"code": cast.code()})
    assert not may_enter(browser)


@pytest.mark.parametrize(("proxies", "gets_in"), [(0, False), (1, True)])
def test_behind_a_proxy_one_guesser_keeps_nobody_else_out(
    ada: Staff, settings: Any, proxies: int, gets_in: bool
) -> None:
    """Without being told of the proxy, everybody behind it shares one count."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/h/ip", "login_failed": "10/h/key,3/h/ip"}
    for number in range(4):
        guess = {"login": f"somebody.{number}@example.org", "password": "wrong walnut chairs"}
        Browser(HTTP_X_FORWARDED_FOR="203.0.113.9").post(IN, guess)
    browser = Browser(HTTP_X_FORWARDED_FOR="198.51.100.7")
    password(browser, ada)
    assert (browser.get(CODE).status_code == 200) == gets_in


@pytest.mark.parametrize("path", ["/account/closed", "/account/signup", "/account/password/reset", "/admin/"])
def test_no_other_way_in(db: None, path: str) -> None:
    page = Browser(raise_request_exception=False).get(path)
    assert page.status_code in (200, 404)
    assert b'name="password1"' not in page.content


def test_every_account_page_has_a_rule_and_opens(world: World) -> None:
    browser = cast.signed_in(world.ada)
    for name in ("sign-in", "sign-out", "again", "password", "second-step", "inactive"):
        assert browser.get(f"/account/{name}").status_code in (200, 302), name


def test_the_real_way_from_end_to_end(ada: Staff) -> None:
    browser = all_in(ada, steps=1)
    assert may_enter(browser)
    browser.post(OUT)
    assert not may_enter(browser)
