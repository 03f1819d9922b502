"""A client who has joined, and their browser."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client as Browser

from amity.web.people import actions, queries
from amity.web.people.models import Client, Staff
from tests.cast import World

NAME, PASSWORD = "copper kite", "lantern pepper orchard"
Joined = Callable[..., Browser]


@pytest.fixture(autouse=True)
def nobody_tried_before(db: None) -> None:
    cache.clear()


def join(client: Client, by: Staff, name: str = NAME, password: str = PASSWORD) -> None:
    """The client was invited and chose a name and a password."""
    invitation = actions.invite(client=client, by=by.user)
    actions.accept_invitation(invitation=invitation, name=name, password=password, by=client)


def known(name: str = NAME) -> Browser:
    """A browser of their own that is one of their devices, and in which nobody is signed in."""
    browser = Browser(raise_request_exception=False)
    found = queries.sign_in_by_name(name)
    if found is not None:
        secret = actions.approve_device(client=found.client, called="phone", by=found.client)[1]
        browser.cookies[settings.DEVICE_COOKIE_NAME] = secret
    return browser


def sign_in(name: str = NAME, password: str = PASSWORD) -> Browser:
    """The same, after the page for signing in."""
    browser = known(name)
    browser.post("/d/sign-in", {"name": name, "password": password})
    return browser


@pytest.fixture
def maya(world: World) -> Browser:
    """Maya has joined and is signed in."""
    join(world.maya, world.ada)
    return sign_in()
