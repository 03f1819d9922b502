"""The client's own page with their plan: theirs alone, and only where they wanted it."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.people.models import Client
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.safety.conftest import asked_privately, assessed, plan, said


@pytest.fixture
def maya(clock: StoppedClock, world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


def page(browser: Browser) -> str:
    return browser.get(reverse("my_safety_plan")).content.decode()


def everything_else(client: Client, world: World) -> None:
    """A flag, an assessment and an answer to the private question, none of them for a client's page."""
    said(client)
    assessed(client, world.ada, seen=1)
    asked_privately(client, world.ada, "yes", said="He took my keys.", decided="A new lock.")


def test_it_works(maya: Browser, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    shown = page(maya)
    for words in ("My plan for a bad time", "<li>Mrs Hale next door</li>", "01632 960 001"):
        assert words in shown
    assert "my_safety" not in shown
    assert reverse("my_safety_plan") in maya.get("/d/help").content.decode()


def test_nothing_else_stands_on_it(maya: Browser, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    everything_else(world.maya, world)
    shown = page(maya) + maya.get("/d/").content.decode()
    for words in ("Several days", "Wednesday", "keys", "lock", "Ada", "flag", "version"):
        assert words not in shown


@pytest.mark.parametrize("made", [True, False])
def test_it_stands_there_only_where_they_wanted_it(maya: Browser, world: World, made: bool) -> None:
    if made:
        plan(world.maya, world.ada)
    assert "Nothing here yet" in page(maya)
    assert "Mrs Hale" not in page(maya)
    assert reverse("my_safety_plan") not in maya.get("/d/help").content.decode()


def test_taken_back_it_is_gone(maya: Browser, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    plan(world.maya, world.ada, base=1, client_sees=False)
    assert "Mrs Hale" not in page(maya)


def test_it_is_theirs_alone(maya: Browser, world: World) -> None:
    plan(world.pia, world.ben, client_sees=True)
    assert "Mrs Hale" not in page(maya)


def test_nobody_else_comes_in(maya: Browser, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    for browser in (Browser(), signed_in(world.ada)):
        answer = browser.get(reverse("my_safety_plan"))
        assert (answer.status_code, answer["Location"]) == (302, reverse("client_sign_in"))


def test_a_post_is_refused(maya: Browser) -> None:
    assert maya.post(reverse("my_safety_plan")).status_code == 405


def test_nobody_keeps_a_list_of_when_they_looked(maya: Browser, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    before = AuditEvent.objects.count()
    page(maya)
    assert AuditEvent.objects.count() == before
