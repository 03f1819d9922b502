"""The headers of goal G16, on every kind of answer."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import override_settings
from django.urls import path

from amity.web import urls as ours
from amity.web.base.registry import rule
from tests import cast
from tests.cast import World

CANARY = "Zaphira Quellborn"


@rule("public")
def breaks(request: Any) -> HttpResponse:
    raise RuntimeError(f"the note about {CANARY}")


urlpatterns = [*ours.urlpatterns, path("breaks", breaks), path("d/breaks", breaks)]
handler400, handler403 = ours.handler400, ours.handler403
handler404, handler500 = ours.handler404, ours.handler500

ANSWERS = {
    "a page": ("/account/sign-in", 200),
    "a redirect": ("/clients", 302),
    "not there": ("/nowhere", 404),
    "not there, for clients": ("/d/nowhere/at/all", 404),
    "a bug": ("/breaks", 500),
    "a bug, for clients": ("/d/breaks", 500),
    "a static file": ("/static/base/amity.css", 200),
    "no such static file": ("/static/base/nothing.css", 404),
    "a wrong method": ("/account/sign-in", 403),
    "a stranger's host": ("/account/sign-in", 400),
}


def answer(kind: str) -> Any:
    browser = Browser(raise_request_exception=False, enforce_csrf_checks=True)
    address, status = ANSWERS[kind]
    if kind == "a wrong method":
        response = browser.post(address, {})  # no token
    elif kind == "a stranger's host":
        response = browser.get(address, headers={"host": "evil.example"})
    else:
        response = browser.get(address)
    assert response.status_code == status, kind
    if response.streaming:
        response.close()
    return response


@pytest.fixture(params=ANSWERS)
def kind(request: pytest.FixtureRequest, db: None) -> Any:
    with override_settings(ROOT_URLCONF="tests.web.base.test_headers"):
        yield request.param


@pytest.mark.goal("G16")
def test_every_answer_has_them(kind: str) -> None:
    headers = answer(kind).headers
    policy = headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "noindex" in headers["X-Robots-Tag"]
    if "static" not in kind:
        assert headers["Cache-Control"] == "no-store"


def test_no_page_carries_script_or_style_of_its_own(kind: str) -> None:
    response = answer(kind)
    if response.streaming or "html" not in response.headers.get("Content-Type", ""):
        return
    page = response.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page


def test_an_error_page_says_nothing_of_the_error(kind: str) -> None:
    response = answer(kind)
    if not response.streaming:
        assert CANARY not in response.content.decode()
        assert "Traceback" not in response.content.decode()


def test_a_clinical_page_is_never_kept(world: World) -> None:
    page = cast.signed_in(world.ada).get("/clients")
    assert page.headers["Cache-Control"] == "no-store"
    cookie = page.cookies["s"]  # the time of the visit was noted, so it is set again
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.goal("G16")
def test_a_site_on_https_says_so_on_every_answer(kind: str, settings: Any) -> None:
    assert "Strict-Transport-Security" not in answer(kind).headers
    settings.SECURE = True
    assert answer(kind).headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
