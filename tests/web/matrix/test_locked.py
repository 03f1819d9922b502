"""Two more who knock everywhere: a browser that was handed over, and one that was covered.

Both carry the whole session of a clinician, second step included; neither may see or do anything of staff.
"""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client as Browser

from amity.web.people import locked
from tests.web.matrix import world as worlds
from tests.web.matrix.knock import WriteWatch, _body, _leaks
from tests.web.matrix.routes import Route, every_route

AUTOSAVE = {"cover", "save_session", "save_mood_event", "save_process_note"}  # of a page that lies covered
PASSES = {
    "handed_over": {("GET", "locked"), ("POST", "locked"), ("POST", "account_logout")},
    "covered": {("GET", "locked"), ("POST", "locked"), ("POST", "account_logout"), ("GET", "session_open")}
    | {("POST", name) for name in AUTOSAVE},
}


@pytest.fixture(scope="module")
def nothing_to_say() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # thousands of refusals are the point here
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(db: None, nothing_to_say: None) -> worlds.World:
    return worlds.build()


def lock(world: worlds.World, how: str) -> Browser:
    """The browser of the clinician, as it is after *Hand over* or *Cover*."""
    browser, own = world.principals["clinician"], world.clients["own"].ids
    if how == "covered":
        answer = browser.post("/cover", {"next": "/today"})
    else:
        answer = browser.post(
            f"/clients/{own['client_id']}/measures/hand-over", {"link": str(own["link_id"])}
        )
    assert answer.status_code == 303
    return browser


def knock_at(
    world: worlds.World, browser: Browser, how: str, route: Route, relation: str, method: str
) -> list[str]:
    """What was wrong with the answer, in a transaction that is undone."""
    ids = world.clients[relation].ids if route.placeholders else {}
    watch, cookies = WriteWatch(), browser.cookies.output()
    with transaction.atomic(), connection.execute_wrapper(watch):
        answer = browser.generic(method, route.address(ids), *_body(method, world, relation))
        transaction.set_rollback(True)
    browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
    theirs = route.template.startswith("d/")  # the client's own pages: what stands there is seen to elsewhere
    passes = theirs or (method, route.name) in PASSES[how]
    found = [f"shows {kind} of {whose}" for whose, kind in _leaks(world, answer, how)]
    if not passes and not answer.headers.get("Location", "").startswith("/locked"):
        found.append(f"answered {answer.status_code}")
    if watch.wrote and not passes:
        found.append(f"wrote {sorted(set(watch.wrote))}")
    return [f"{method} {route.name} at {relation}, {how}: {fault}" for fault in found]


def walk(world: worlds.World, how: str) -> list[str]:
    browser = lock(world, how)
    return [
        fault
        for route in every_route()
        for relation in (world.clients if route.placeholders else ("own",))
        for method in ("GET", "POST")
        for fault in knock_at(world, browser, how, route, relation, method)
    ]


@pytest.mark.goal("G1")
@pytest.mark.parametrize("how", PASSES)
def test_a_locked_browser_passes_nowhere(world: worlds.World, how: str) -> None:
    assert walk(world, how) == []


def test_a_lock_that_does_not_hold_is_seen(world: worlds.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "WHILE_COVERED", locked.WHILE_COVERED | {("GET", "course")})
    faults = walk(world, "covered")
    assert any(fault.startswith("GET course at own") and "shows" in fault for fault in faults)
