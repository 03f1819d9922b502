"""Who has looked: people, days and why, and nothing that somebody could be watched by."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from amity.web.base import audit
from amity.web.base import clock as base_clock
from amity.web.base.models import AuditEvent
from amity.web.people import actions, queries
from amity.web.people.models import Client, Staff
from amity.web.techniques.actions import agree_sharing
from tests.cast import World, staff
from tests.conftest import MONDAY, StoppedClock
from tests.web.course.conftest import start


def look(client: Client, by: Staff, purpose: str = "read") -> None:
    audit.read(by=by.user, client=client.id, purpose=purpose)


def looked(client: Client) -> dict[str, int]:
    """By name, on how many days."""
    return {it.who: len(it.days) for it in queries.who_looked(client)}


def test_people_and_days(world: World, clock: StoppedClock) -> None:
    for _ in range(3):
        look(world.maya, world.ada, "care")
        look(world.maya, world.ada, "read")
        clock.forward(days=1)
    look(world.maya, world.sam)
    look(world.maya, world.cora, "contact")
    look(world.omar, world.ben)
    clock.forward(days=1)
    found = queries.who_looked(world.maya)
    assert {(it.who, it.role, len(it.days)) for it in found} == {
        ("Ada W.", "clinician", 3), ("Sam V.", "supervisor", 1), ("Cora B.", "reception", 1),
    }  # fmt: skip
    [ada] = [it for it in found if it.who == "Ada W."]
    assert (ada.since, ada.why) == (MONDAY.date(), "works with you")
    assert list(ada.days) == sorted(ada.days, reverse=True)


def test_today_is_not_among_them(world: World, clock: StoppedClock) -> None:
    """What is done about something said this morning is not watched from a phone (hazard H40)."""
    look(world.maya, world.ada)
    assert looked(world.maya) == {}
    clock.forward(days=1)
    assert looked(world.maya) == {"Ada W.": 1}


def test_days_are_those_of_the_clients_own_clock(world: World, clock: StoppedClock) -> None:
    Client.objects.filter(pk=world.maya.pk).update(time_zone="Pacific/Auckland")
    maya = Client.objects.get(pk=world.maya.pk)
    clock.to(datetime(2026, 3, 2, 12, 0, tzinfo=UTC))  # already the third there
    look(maya, world.ada)
    clock.forward(days=2)
    [ada] = queries.who_looked(maya)
    assert [it.isoformat() for it in ada.days] == ["2026-03-03"]


def test_their_own_looks_and_what_was_written_are_not(world: World, clock: StoppedClock) -> None:
    audit.read(by=world.maya, client=world.maya.id, purpose="read")
    audit.wrote("change_client", by=world.ada.user, client=world.maya.id)
    audit.read(by=audit.SYSTEM, client=world.maya.id, purpose="read")
    clock.forward(days=1)
    assert looked(world.maya) == {}


def test_two_of_one_name_are_two(world: World, clock: StoppedClock) -> None:
    look(world.maya, world.ada)
    look(world.maya, staff(world.south, "Ada Winter", Staff.Role.COORDINATOR), "contact")
    clock.forward(days=1)
    assert [it.who for it in queries.who_looked(world.maya)] == ["Ada W."] * 2


def test_who_left_is_still_named(world: World, clock: StoppedClock) -> None:
    look(world.maya, world.sam)
    actions.deactivate_staff(staff=world.sam, by=audit.SYSTEM)
    clock.forward(days=1)
    assert looked(world.maya) == {"Sam V.": 1}


def test_the_page_says_it_calmly(maya: Browser, world: World, clock: StoppedClock) -> None:
    del maya
    from tests.web.companion.conftest import sign_in

    for _ in range(2):
        look(world.maya, world.ada)
        clock.forward(days=1)
    page = sign_in().get("/d/mine/looked").content.decode()
    assert "Ada W." in page
    assert "On 2 days since 2 Mar 2026." in page
    assert "Works with you." in page
    assert "10:00" not in page, "no hour stands anywhere"
    assert world.ada.name not in page


def test_nobody_yet(maya: Browser, world: World) -> None:
    assert "Nobody yet" in maya.get("/d/mine/looked").content.decode()


@pytest.mark.goal("G39")
def test_looking_here_leaves_no_trace(maya: Browser, world: World) -> None:
    before = AuditEvent.objects.count()
    for path in ("/d/mine", "/d/mine/looked", "/d/mine/copy"):
        assert maya.get(path).status_code == 200
    assert AuditEvent.objects.count() == before


def test_a_year_of_looks_is_as_many_questions_to_the_store(world: World, clock: StoppedClock) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            queries.who_looked(world.maya)
        return len(found)

    look(world.maya, world.ada)
    clock.forward(days=1)
    assert asked() == 2
    for _ in range(60):
        look(world.maya, world.ada)
        look(world.maya, world.sam)
        clock.forward(days=1)
    assert asked() == 2
    assert base_clock.now() > MONDAY


@pytest.mark.parametrize(
    ("choice", "said"),
    [("private", "yours alone"), ("shared", "one you show."), ("removed", "take off these")],
)
def test_this_notebook_says_how_an_entry_begins(maya: Browser, world: World, choice: str, said: str) -> None:
    course = start(world.maya, world.ada)
    assert "As you agreed" not in maya.get("/d/mine").content.decode()
    agree_sharing(course=course, choice=choice, by=world.ada.user)
    assert said in maya.get("/d/mine").content.decode()
