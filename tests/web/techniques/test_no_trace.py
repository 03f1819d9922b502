"""What a client keeps leaves no trace at the clinician's; what they took off their pages leaves none there.

No byte, no count, no gap and no order: every page is the same as if it had not been written (G4).
"""

import random
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.web.base import clock as base_clock
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.inventory.models import Relationship
from amity.web.techniques import actions, queries
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries import across
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.counts import count
from tests.web.course.conftest import plan, record
from tests.web.inventory import conftest as circles
from tests.web.techniques.conftest import signed_in_client
from tests.web.techniques.filling import filled, told_by

SHORT = [it for it in library.techniques() if it.quick]
NEW_EACH_TIME = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|id_[0-9a-f]{12}|p[0-9a-f]{8}-"
    r"|(?<=[\"'])[A-Za-z0-9]{64}(?=[\"'&])|\b[0-9a-f]{8}\b"
)


def entry(
    course: Course, technique: Technique, chance: random.Random, people: list[str], **more: Any
) -> Worksheet:
    """One with every question answered, sent by the client."""
    values, _ = filled(technique, chance, people)
    return actions.begin_worksheet(
        course=course, technique=technique, author="client", answers=told_by(technique, values, "client"),
        by=course.client, **more,
    )  # fmt: skip


@pytest.fixture
def person(world: World, course: Course) -> Relationship:
    circle = circles.begin(world)
    [robin] = circles.name(world, circle, "Robin")
    circles.make(world, circle, circles.move(robin, "place", (1, 0)))
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    return robin


@pytest.fixture
def pages(world: World, course: Course, person: Relationship) -> Mapping[str, tuple[Browser, list[str]]]:
    """Whose browser, and every page on which something of a worksheet can stand."""
    record(plan(course, base_clock.now() - timedelta(days=7)))
    session = plan(course, base_clock.now() + timedelta(hours=3))
    here, client = f"/courses/{course.id}", f"/clients/{world.maya.id}"
    return {
        "clinician": (
            cast.signed_in(world.ada),
            [
                "/today", "/today/waiting", "/clients", here, f"{here}/worksheets", f"{here}/focus",
                f"{here}/life",
                f"{here}/together", f"{here}/reviews", f"/sessions/{session.id}", client,
                f"/relationships/{person.id}", f"{here}/worksheets/begin/mood",
            ],
        ),
        "client": (
            signed_in_client(world),
            ["/d/", "/d/worksheets", "/d/plan", "/d/earlier", "/d/people", "/d/life", "/d/been"],
        ),
    }  # fmt: skip


def whole(browser: Browser, addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Each page, byte for byte."""
    answers = {it: browser.get(it) for it in addresses}
    return {it: (answer.status_code, answer.content.decode()) for it, answer in answers.items()}


def drawn(browser: Browser, addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Each page, without what is new each time it is drawn."""
    return settled(whole(browser, addresses))


def settled(pages: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """The same pages, without what is new each time they are drawn."""
    return {it: (status, NEW_EACH_TIME.sub("", text)) for it, (status, text) in pages.items()}


def test_a_page_drawn_twice_is_the_same(pages: Mapping[str, tuple[Browser, list[str]]]) -> None:
    for browser, addresses in pages.values():
        once = drawn(browser, addresses)
        assert {status for status, _ in once.values()} <= {200, 404}
        assert sum(status == 200 for status, _ in once.values()) >= len(addresses) - 2
        assert drawn(browser, addresses) == once


@pytest.mark.goal("G4")
@pytest.mark.parametrize("side", ["clinician", "client"])
def test_what_is_not_theirs_changes_no_byte(
    course: Course,
    person: Relationship,
    pages: Mapping[str, tuple[Browser, list[str]]],
    clock: StoppedClock,
    side: str,
    record_property: Any,
) -> None:
    browser, addresses = pages[side]
    chance, people = random.Random(7), [str(person.id)]
    for seen in ("shared", "shared"):
        entry(course, chance.choice(SHORT), chance, people, visibility=seen)
    before, times = drawn(browser, addresses), min(count(8), 200)
    for _ in range(times):
        how = {"visibility": "private"} if side == "clinician" else {"visibility": "shared", "removed": True}
        one = entry(course, chance.choice(SHORT), chance, people, **how)
        after = whole(browser, addresses)
        assert settled(after) == before
        assert not any(str(one.id) in text for _, text in after.values())
    record_property("entries", times)
    record_property("pages_compared", times * len(addresses))


@pytest.mark.parametrize("fault", ["whole_for", "news", "known_to"])
def test_the_test_can_fail(
    world: World,
    course: Course,
    person: Relationship,
    pages: Mapping[str, tuple[Browser, list[str]]],
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    everything = Worksheet.objects.filter(course=course)
    if fault == "whole_for":
        monkeypatch.setattr(across, "worksheets_visible_to", lambda user, purpose: everything.all())
    elif fault == "news":
        monkeypatch.setattr(across, "news_for", lambda user, ids: everything.all())
    else:
        monkeypatch.setattr(
            "amity.web.techniques.queries.listing.worksheets_of", lambda course, reader: everything.all()
        )
    browser, addresses = pages["clinician"]
    before = drawn(browser, addresses)
    entry(course, library.technique("diary"), random.Random(1), [str(person.id)], visibility="private")
    assert drawn(browser, addresses) != before
    assert queries.sight_of(everything.get(), "clinician") is queries.Sight.NOTHING


def test_what_was_told_in_one_moment_has_one_order(world: World, course: Course, clock: StoppedClock) -> None:
    """A store gives equal rows in whatever order it likes; PostgreSQL in another one after each change."""
    chance = random.Random(7)
    there = [entry(course, SHORT[0], chance, [], visibility="shared") for _ in range(6)]
    wanted = sorted(it.id for it in there)
    assert len({it.changed_at for it in there}) == 1
    assert [it.id for it in Worksheet.objects.filter(course=course)] == wanted
    assert [it.id for it in across.told_in(world.ada.user, course)] == wanted
    assert [it.id for it in across.told_by(world.ada.user, world.maya)] == wanted
