"""Recording what somebody agreed to."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.people import actions, queries
from tests import cast
from tests.cast import World
from tests.web.people.helpers import verbs


def form(**changes: Any) -> dict[str, Any]:
    today = clock.now().date().isoformat()
    usual = {"kinds": ["treatment", "records"], "given": "yes", "how": "spoken", "on": today, "note": ""}
    return usual | {"id": str(uuid4())} | changes


def url(world: World) -> str:
    return f"/clients/{world.omar.id}/consent"


def test_it_works(world: World) -> None:
    browser = cast.signed_in(world.ada)
    assert browser.get(url(world)).status_code == 200
    assert browser.post(url(world), form(note="not to my mother")).status_code == 302
    assert queries.has_consent(world.omar, "treatment")
    assert not queries.has_consent(world.omar, "questionnaires")
    assert verbs(world.omar.id)[-2:] == ["record_consent"] * 2
    assert "not to my mother" in browser.get(f"/clients/{world.omar.id}").content.decode()


def test_taken_back_keeps_the_history(world: World) -> None:
    browser = cast.signed_in(world.ada)
    browser.post(url(world), form())
    browser.post(url(world), form(kinds=["treatment"], given="no"))
    assert not queries.has_consent(world.omar, "treatment")
    assert queries.has_consent(world.omar, "records")
    assert len(queries.consent_history_of(world.omar)) == 3


def test_the_same_form_twice_records_once(world: World) -> None:
    browser, sent = cast.signed_in(world.ada), form()
    for _ in range(2):
        assert browser.post(url(world), sent).status_code == 302
    assert len(queries.consent_history_of(world.omar)) == 2


@pytest.mark.parametrize("who", ["ben", "carl"])
def test_a_stranger_gets_404(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form()).status_code == 404
    assert queries.consents_of(world.omar) == {}


@pytest.mark.parametrize("who", ["sam", "cora", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form()).status_code == 403
    assert queries.consents_of(world.omar) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": []},
        {"kinds": ["marriage"]},
        {"given": ""},
        {"how": "telepathy"},
        {"on": "2999-01-01"},
        {"on": "2026-02-30"},
        {"note": "x" * 2001},
    ],
    ids=str,
)
def test_bad_input(world: World, change: dict[str, Any]) -> None:
    page = cast.signed_in(world.ada).post(url(world), form(**{"note": "her words", **change}))
    assert page.status_code == 422
    assert change.get("note", "her words") in page.content.decode()
    assert queries.consents_of(world.omar) == {}


def test_the_action_itself_refuses_strangers_and_the_future(world: World) -> None:
    given: dict[str, Any] = {"client": world.omar, "kind": "treatment", "given": True, "how": "spoken"}
    today = clock.now().date()
    with pytest.raises(Refused, match="care team"):
        actions.record_consent(**given, on=today, note="", by=world.ben.user)
    with pytest.raises(Refused, match="on or after"):
        actions.record_consent(**given, on=today + timedelta(days=2), note="", by=world.ada.user)
