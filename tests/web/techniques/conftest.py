"""Maya's worksheets."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client as Browser

from amity.core import library
from amity.web.course.models import Course
from amity.web.people import actions as people
from amity.web.techniques import actions
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """Maya's course, with Ada."""
    return start(world.maya, world.ada)


def begin(world: World, course: Course, technique: str = "decision_analysis", **changes: Any) -> Worksheet:
    """Written together, unless `changes` say otherwise."""
    given: dict[str, Any] = {"author": "together", "by": world.ada.user}
    return actions.begin_worksheet(course=course, technique=library.technique(technique), **given | changes)


def save(worksheet: Worksheet, by: Any, version: int | None = None, **answers: Any) -> actions.Saved:
    """These answers and no others, from a page that was just drawn; None: not answered any more."""
    worksheet.refresh_from_db()
    sent = {id: value for id, value in answers.items() if value is not None}
    return actions.save_worksheet(
        worksheet=worksheet, version=worksheet.version if version is None else version, page=uuid4(), turn=1,
        asked=answers.keys(), sent=sent, by=by,
    )  # fmt: skip


def signed_in_client(world: World) -> Browser:
    """Maya, on her own pages."""
    chosen = {"name": "copper kite", "password": "lantern pepper orchard"}
    invitation = people.invite(client=world.maya, by=world.ada.user)
    entered = people.accept_invitation(invitation=invitation, **chosen, by=world.maya)
    browser = Browser()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = entered.secret
    browser.post("/d/sign-in", chosen)
    return browser


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Browser:
    """Her browser."""
    return signed_in_client(world)
