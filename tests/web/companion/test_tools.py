"""What is opened together: one tap, the care team alone, and what the client then sees."""

from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.core import library
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.companion import actions, queries
from amity.web.companion.models import OpenedTool
from amity.web.companion.tools import GUIDE, HAPPENED, LIFE, tools
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from tests import cast
from tests.cast import World
from tests.web.course.conftest import start

FEELINGS = f"{GUIDE}feelings"


@pytest.fixture
def under_way(world: World) -> Course:
    return start(world.maya, world.ada)


@pytest.fixture
def ada(world: World) -> Browser:
    return cast.signed_in(world.ada)


def address(world: World, name: str = "own_tools") -> str:
    return reverse(name, args=[world.maya.id])


def send(browser: Browser, world: World, name: str, tool: str) -> int:
    return browser.post(address(world, name), {"tool": tool}).status_code


def test_one_tap_opens_and_one_closes(world: World, ada: Browser, under_way: Course) -> None:
    assert send(ada, world, "open_tool", FEELINGS) == 302
    assert list(queries.opened_for(world.maya)) == [FEELINGS]
    page = ada.get(address(world)).content.decode()
    assert "Open since" in page
    assert send(ada, world, "close_tool", FEELINGS) == 302
    assert queries.opened_for(world.maya) == {}
    written = AuditEvent.objects.filter(client=world.maya.id, record="companion.OpenedTool")
    assert list(written.values_list("verb", flat=True)) == ["open_tool", "close_tool"]


def test_opened_twice_it_is_opened_once_and_what_came_back_is_another_row(world: World) -> None:
    for _ in range(2):
        actions.open_tool(client=world.maya, tool=LIFE, by=world.ada.user)
    assert OpenedTool.objects.count() == 1
    actions.close_tool(client=world.maya, tool=LIFE, by=world.ada.user)
    actions.open_tool(client=world.maya, tool=LIFE, by=world.ada.user)
    assert OpenedTool.objects.count() == 2


def test_people_are_opened_by_sharing_the_circle(world: World, ada: Browser, maya: Browser) -> None:
    start(world.maya, world.ada)
    assert send(ada, world, "open_tool", "people") == 409
    inventory.start_circle(client=world.maya, by=world.ada.user)
    assert send(ada, world, "open_tool", "people") == 302
    assert "<span>People</span>" in maya.get("/d/").content.decode()
    assert send(ada, world, "close_tool", "people") == 302
    assert "<span>People</span>" not in maya.get("/d/").content.decode()


def test_every_tool_has_a_page_that_the_client_can_open(
    world: World, ada: Browser, maya: Browser, under_way: Course
) -> None:
    """One after the other: after each, every link of Today and Course leads to a page."""
    for tool in tools():
        assert send(ada, world, "open_tool", tool.id) == 302
        own = maya.get("/d/").content.decode() + maya.get("/d/plan").content.decode()
        lists = maya.get("/d/guides").content.decode() + maya.get("/d/worksheets").content.decode()
        assert tool.own_title in own or tool.own_title in lists, tool.id


def test_what_there_is_not_is_refused(world: World, ada: Browser) -> None:
    assert send(ada, world, "open_tool", "guide:no_such_guide") == 409
    with pytest.raises(Refused, match="no such thing"):
        actions.open_tool(client=world.maya, tool="", by=world.ada.user)


def test_closing_what_is_not_open_changes_nothing(world: World, ada: Browser) -> None:
    assert send(ada, world, "close_tool", LIFE) == 302
    assert not OpenedTool.objects.exists()


@pytest.mark.parametrize("who", ["ben", "carl", "sam", "cora"])
def test_nobody_else_finds_the_page(world: World, who: str) -> None:
    browser = cast.signed_in(getattr(world, who))
    assert browser.get(address(world)).status_code in (403, 404)
    assert send(browser, world, "open_tool", LIFE) in (403, 404)
    assert not OpenedTool.objects.exists()


def test_a_client_who_is_not_there(world: World, ada: Browser) -> None:
    assert ada.get(reverse("own_tools", args=[uuid4()])).status_code == 404


def test_the_client_does_not_open_tools(world: World) -> None:
    with pytest.raises(Refused):
        actions.open_tool(client=world.maya, tool=HAPPENED, by=world.maya)


def test_the_list_of_what_was_written_offers_only_what_was_opened(
    world: World, maya: Browser, under_way: Course
) -> None:
    title = library.technique("interpersonal_incident").client_title
    assert title not in maya.get("/d/worksheets").content.decode()
    actions.open_tool(client=world.maya, tool=HAPPENED, by=world.ada.user)
    assert title in maya.get("/d/worksheets").content.decode()
