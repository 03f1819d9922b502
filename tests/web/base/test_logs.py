"""Logs say what happened and where in the code; never who, and never what was written."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.test import override_settings

from amity.web.base.logs import ContentFree
from tests.web.base.test_headers import CANARY


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server would have written, from every logger of the settings."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(ContentFree())
    loggers = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.security", "amity")
    ]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.mark.goal("G14")
@override_settings(ROOT_URLCONF="tests.web.base.test_headers")
def test_a_bug_leaves_its_place_and_not_its_words(log: io.StringIO, db: None) -> None:
    browser = Browser(raise_request_exception=False)
    browser.post(f"/breaks?who={CANARY}", {"note": CANARY}, headers={"referer": CANARY})
    written = log.getvalue()
    assert "RuntimeError" in written
    assert "test_headers.py:" in written
    assert "Quellborn" not in written


@pytest.mark.goal("G14")
@pytest.mark.parametrize(
    "address", [f"/clients/{CANARY}", f"/nowhere/{CANARY}?q={CANARY}", f"/d/{CANARY}", f"/static/{CANARY}"]
)
def test_an_address_is_never_written(log: io.StringIO, db: None, address: str) -> None:
    Browser(raise_request_exception=False).get(address, headers={"host": "evil.example"})
    Browser(raise_request_exception=False).get(address)
    assert "Quellborn" not in log.getvalue()


def test_a_wrong_sign_in_writes_no_address_of_anybody(log: io.StringIO, db: None) -> None:
    Browser().post("/account/sign-in", {"login": "quellborn@example.org", "password": CANARY})
    assert "uellborn" not in log.getvalue()


@pytest.mark.parametrize("hostile", ["a\nERROR django forged", "a\r\nb", "\x1b[31mred", "\u2028line"])
def test_a_line_stays_a_line(hostile: str) -> None:
    record = logging.LogRecord("amity.x", logging.WARNING, "f", 1, "%s", (hostile,), None)
    written = ContentFree().format(record)
    assert all(32 <= ord(letter) < 127 for letter in written)


def test_other_peoples_messages_lose_their_arguments() -> None:
    record = logging.LogRecord("django.db", logging.WARNING, "f", 1, "could not %s", (CANARY,), None)
    assert CANARY not in ContentFree().format(record)


def test_every_logger_of_the_settings_is_content_free(settings: Any) -> None:
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "content_free"
    assert {name for logger in settings.LOGGING["loggers"].values() for name in logger["handlers"]} == {
        "stderr"
    }
    assert settings.ADMINS == []
