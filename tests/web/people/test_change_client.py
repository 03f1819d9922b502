"""Changing name and contact."""

import pytest

from amity.web.people.forms.client import identity_of
from amity.web.people.models import Client
from tests import cast
from tests.cast import World
from tests.web.people.helpers import verbs


def form(client: Client, **changes: object) -> dict[str, object]:
    stored = identity_of(client)
    return {**stored, "date_of_birth": stored["date_of_birth"].isoformat(), **changes}


def url(world: World) -> str:
    return f"/clients/{world.maya.id}/change"


@pytest.mark.parametrize("who", ["ada", "cora"])
def test_it_works(world: World, who: str) -> None:
    page = cast.signed_in(getattr(world, who)).post(url(world), form(world.maya, phone="01632 960 555"))
    assert page.status_code == 302
    assert Client.objects.get(pk=world.maya.id).phone == "01632 960 555"
    assert verbs(world.maya.id)[-1] == "change_client"


def test_the_form_holds_what_is_stored(world: World) -> None:
    page = cast.signed_in(world.ada).get(url(world)).content.decode()
    assert 'value="14 February 1992"' in page
    assert 'value="Maya Oyelaran"' in page


def test_nothing_changed_writes_nothing(world: World) -> None:
    before = verbs(world.maya.id)
    assert cast.signed_in(world.ada).post(url(world), form(world.maya)).status_code == 302
    assert verbs(world.maya.id) == before


def test_two_people_at_once_lose_nothing(world: World) -> None:
    stale = form(world.maya, phone="01632 960 555")
    cast.signed_in(world.cora).post(url(world), form(world.maya, phone="01632 960 444"))
    browser = cast.signed_in(world.ada)
    page = browser.post(url(world), stale)
    assert page.status_code == 409
    assert "01632 960 444" in page.content.decode()
    assert "01632 960 555" in page.content.decode()
    assert Client.objects.get(pk=world.maya.id).phone == "01632 960 444"
    again = stale | {"version": page.context["form"].data["version"]}
    assert browser.post(url(world), again).status_code == 302
    assert Client.objects.get(pk=world.maya.id).phone == "01632 960 555"


@pytest.mark.parametrize("who", ["ben", "carl", "col"])
def test_a_stranger_gets_404(world: World, who: str) -> None:
    browser = cast.signed_in(getattr(world, who))
    assert browser.post(url(world), form(world.maya, phone="01632 960 555")).status_code == 404
    assert Client.objects.get(pk=world.maya.id).phone == "01632 960 123"


@pytest.mark.parametrize("who", ["sam", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).get(url(world)).status_code == 403


def test_bad_input(world: World) -> None:
    page = cast.signed_in(world.ada).post(url(world), form(world.maya, name="", pronouns="ze/hir"))
    assert page.status_code == 422
    assert "ze/hir" in page.content.decode()
