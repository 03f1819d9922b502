"""Scores over time: a sentence, a chart, a table, and nothing that is missing drawn as 0."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.core import library
from amity.web.base import clock as the_clock
from amity.web.base.models import AuditEvent
from amity.web.measures import actions, jobs
from amity.web.measures.models import Response
from amity.web.people.models import Client
from tests.cast import World, signed_in
from tests.conftest import StoppedClock

ITEMS = [item.id for item in library.instrument("phq9").scored_items]


def answered(world: World, client: Client, values: list[int | None], *, sent: bool = True) -> Response:
    """One PHQ-9 of this client with these answers, in order."""
    clinician = world.ben if client == world.pia else world.ada
    response = actions.give(client=client, instruments=["phq9"], by=clinician.user).responses.get()
    for item, value in zip(ITEMS, values, strict=False):
        actions.answer(
            response=response, item=item, value=value, visit=uuid4(), written_at=the_clock.now(), by=client
        )
    return actions.submit(response=response, by=client) if sent else response


def url(client: Client) -> str:
    return reverse("client_measures", args=[client.id])


def page(world: World, client: Client, who: str = "ada") -> str:
    return signed_in(getattr(world, who)).get(url(client)).content.decode()


@pytest.fixture
def series(clock: StoppedClock, world: World) -> World:
    """18, then a form left half done, then 12."""
    answered(world, world.maya, [2] * 9)
    clock.forward(days=7)
    answered(world, world.maya, [3, 3, 3], sent=False)
    clock.forward(days=8)
    jobs.run_due()
    answered(world, world.maya, [2, 2, 2, 1, 1, 1, 1, 1, 1])
    return world


def test_it_works(series: World) -> None:
    shown = page(series, series.maya)
    assert "PHQ-9 is 12, 6 points lower than at the start. Reliable change for this measure is 6." in shown
    assert "<svg" in shown
    assert "The same as a table" in shown
    assert "Gyani 2013" in shown
    assert "Each form asks about 14 days; those given closer together share days." in shown


def test_a_gap_is_a_gap(series: World) -> None:
    shown = page(series, series.maya)
    assert 'class="gap"' in shown
    assert "3 of 9 answered, no total" in shown
    assert "not answered" in shown


def test_an_empty_one_says_what_will_stand_there(clock: StoppedClock, world: World) -> None:
    shown = page(world, world.omar)
    assert "No measure was answered yet." in shown
    assert "First record the client&#x27;s consent" in shown


def test_what_is_with_the_client_is_said(clock: StoppedClock, world: World) -> None:
    answered(world, world.maya, [1], sent=False)
    assert "1 of 9 answered so far" in page(world, world.maya)


def test_a_supervisor_reads_and_gives_nothing(series: World) -> None:
    shown = page(series, series.maya, "sam")
    assert "PHQ-9 is 12" in shown
    assert "Give questions" not in shown


@pytest.mark.parametrize(
    ("who", "status"),
    [("ben", 404), ("carl", 404), ("cora", 403), ("lena", 403), ("rosa", 403), ("alex", 403)],
)
def test_nobody_else_may(clock: StoppedClock, world: World, who: str, status: int) -> None:
    assert signed_in(getattr(world, who)).get(url(world.maya)).status_code == status


def test_a_post_is_refused(clock: StoppedClock, world: World) -> None:
    assert signed_in(world.ada).post(url(world.maya)).status_code == 405


def test_it_audits(clock: StoppedClock, world: World) -> None:
    page(world, world.maya)
    assert AuditEvent.objects.filter(verb="read", client=world.maya.id, purpose="read").count() == 1


def test_as_many_queries_for_many_forms(series: World, clock: StoppedClock) -> None:
    browser = signed_in(series.ada)
    browser.get(url(series.maya))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(url(series.maya))
        counts.append(len(queries))
        for _ in range(3):
            answered(series, series.maya, [1] * 9)
    assert counts[0] == counts[1] <= 25
