"""How and when it is safe to reach somebody."""

from typing import Any
from uuid import uuid4

import pytest

from amity.web.people import queries
from tests import cast
from tests.cast import World
from tests.web.people.helpers import verbs


def form(**changes: Any) -> dict[str, Any]:
    usual = {"ways": ["text_ok"], "when": "weekdays, 9 to 12", "device_shared": "yes", "note": "say Ada"}
    return usual | {"id": str(uuid4())} | changes


def url(world: World) -> str:
    return f"/clients/{world.omar.id}/contact"


@pytest.mark.parametrize("who", ["ada", "cora"])
def test_it_works(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form()).status_code == 302
    contact = queries.safe_contact_of(world.omar)
    assert contact is not None
    assert (contact.text_ok, contact.call_ok, contact.email_ok) == (True, False, False)
    assert (contact.when, contact.device_shared) == ("weekdays, 9 to 12", "yes")
    assert verbs(world.omar.id)[-1] == "record_safe_contact"


def test_nothing_is_ticked_to_begin_with(world: World) -> None:
    page = cast.signed_in(world.ada).get(url(world)).content.decode()
    assert "Does anybody else use your phone, e-mail or PIN?" in page
    assert 'type="checkbox"' in page
    ticked = [line for line in page.split("<input") if 'type="checkbox"' in line and "checked" in line]
    assert ticked == []


def test_nothing_ticked_means_not_at_all(world: World) -> None:
    cast.signed_in(world.ada).post(url(world), form(ways=[]))
    contact = queries.safe_contact_of(world.omar)
    assert contact is not None
    assert contact.in_words == "not safe to reach between sessions"


def test_what_was_said_last_stands_in_the_form_and_the_newest_holds(world: World) -> None:
    browser = cast.signed_in(world.ada)
    browser.post(url(world), form())
    assert "weekdays, 9 to 12" in browser.get(url(world)).content.decode()
    browser.post(url(world), form(ways=["email_ok"]))
    contact = queries.safe_contact_of(world.omar)
    assert contact is not None
    assert (contact.text_ok, contact.email_ok) == (False, True)
    assert world.omar.safe_contacts.count() == 2


def test_the_same_form_twice_records_once(world: World) -> None:
    browser, sent = cast.signed_in(world.ada), form()
    for _ in range(2):
        assert browser.post(url(world), sent).status_code == 302
    assert world.omar.safe_contacts.count() == 1


@pytest.mark.parametrize("who", ["ben", "carl", "col"])
def test_a_stranger_gets_404(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form()).status_code == 404
    assert queries.safe_contact_of(world.omar) is None


@pytest.mark.parametrize("who", ["sam", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form()).status_code == 403


@pytest.mark.parametrize("change", [{"ways": ["pigeon"]}, {"device_shared": "maybe"}, {"when": "x" * 201}])
def test_bad_input(world: World, change: dict[str, Any]) -> None:
    page = cast.signed_in(world.ada).post(url(world), form(**change))
    assert page.status_code == 422
    assert "say Ada" in page.content.decode()
    assert queries.safe_contact_of(world.omar) is None
