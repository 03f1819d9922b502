"""A link that somebody is about to answer, and a phone to do it on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.measures import actions
from amity.web.measures.models import Link, Response
from tests.cast import World
from tests.conftest import StoppedClock

BORN = date(1992, 2, 14)


@pytest.fixture
def link(clock: StoppedClock, world: World) -> Link:
    """PHQ-9 and GAD-7 for Maya, given on a Monday at ten."""
    return actions.give(client=world.maya, instruments=["phq9", "gad7"], by=world.ada.user)


@pytest.fixture
def phq9(link: Link) -> Response:
    """The first questionnaire on the link."""
    return link.responses.get(place=1)


class Phone:
    """A browser on the client's side of the site."""

    def __init__(self) -> None:
        self.browser = Browser(raise_request_exception=True)

    def open(self, token: str, born: date = BORN, **changes: str) -> Any:
        """The second step."""
        given = {"day": str(born.day), "month": str(born.month), "year": str(born.year)}
        return self.browser.post(reverse("open_link", args=[token]), given | changes)

    def start(self, token: str, mode: str = "one") -> Any:
        """The second step and the page after it."""
        self.open(token)
        return self.browser.post("/d/form", {"mode": mode})

    def get(self, path: str) -> Any:
        return self.browser.get(path)

    def post(self, path: str, given: Mapping[str, Any], **headers: str) -> Any:
        return self.browser.post(path, dict(given), headers=headers)

    def choose(self, response: Response, number: int, value: object, **more: str) -> Any:
        """One answer on its own page, as a plain form."""
        given = {"response": str(response.id), f"q{number}": str(value), **more}
        return self.post(f"/d/form/{response.place}/{number}", given)

    def send(self, response: Response) -> Any:
        return self.post(f"/d/form/{response.place}/send", {"response": str(response.id)})


@pytest.fixture
def phone(db: None) -> Phone:
    """Somebody else's browser than the clinician's."""
    return Phone()


def text(response: Any) -> str:
    """The page as text."""
    return str(response.content.decode())
