"""The way out, and two sessions side by side in one browser."""

from django.test import Client as Browser

from amity.web.base.models import SessionRow
from amity.web.base.session_store import SessionStore
from tests import cast
from tests.cast import World


def client_session(browser: Browser) -> str:
    """A client's session in the same browser, as a link would have opened it."""
    session = SessionStore()
    session["link"] = "some link"
    session.save()
    browser.cookies["d"] = str(session.session_key)
    return str(session.session_key)


def alive(key: str) -> bool:
    return SessionRow.objects.filter(key_hash=SessionRow.hashed(key)).exists()


def test_leave_ends_the_session_and_shows_an_ordinary_page(world: World) -> None:
    browser = Browser()
    key = client_session(browser)
    page = browser.get("/d/leave")
    assert (page.status_code, page.headers["Location"]) == (303, "https://weather.example/")
    assert not alive(key)
    assert browser.cookies["d"].value == ""


def test_the_beacon_ends_it_whatever_its_token(world: World) -> None:
    browser = Browser(enforce_csrf_checks=True)
    key = client_session(browser)
    assert browser.post("/d/leave", {"csrfmiddlewaretoken": "old"}).status_code == 204
    assert not alive(key)


def test_a_client_who_leaves_signs_no_staff_out(world: World) -> None:
    browser = cast.signed_in(world.ada)
    client_session(browser)
    browser.get("/d/leave")
    assert browser.get("/clients").status_code == 200


def test_staff_who_sign_out_end_no_client_session(world: World) -> None:
    browser = cast.signed_in(world.ada)
    key = client_session(browser)
    browser.post("/account/sign-out")
    assert alive(key)
    assert browser.get("/clients").status_code == 302


def test_the_clients_cookie_opens_no_staff_page(world: World) -> None:
    browser = cast.signed_in(world.ada)
    browser.cookies["s"] = client_session(browser)
    assert browser.get("/clients").status_code == 302


def test_the_staffs_cookie_is_not_looked_at_on_client_pages(world: World) -> None:
    browser = cast.signed_in(world.ada)
    key = browser.cookies["s"].value
    browser.get("/d/leave")
    assert alive(key)


def test_without_any_service_it_still_ends(db: None) -> None:
    assert Browser().get("/d/leave").headers["Location"] == "/"
