"""The copy that a client takes along has no label that no catalogue gave, nor an English one in Dutch."""

import re

import pytest
from django.utils import translation

from amity.web.base import clock as base_clock
from amity.web.course.models import FormulationAnswer, Session
from amity.web.inventory.models import Circle, Relationship
from amity.web.people.models import Client, Consent, SafeContact
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.canaries import record
from tests.web.companion.test_copy import copied, open_everything
from tests.web.course.conftest import plan, start
from tests.web.inventory.conftest import make, move
from tests.web.language import made_up
from tests.web.language.test_every_page import NAMES, content
from tools.words.catalogue import read

SAID = (("received_emotional", 0), ("confides", True), ("direction", "away"), ("desired_ring", 2))
DUTCH = ("Wat diegene voor je betekent", "Troost van diegene, 0 tot 10", "Nederlands", "schriftelijk")
PLANTED = re.compile(r"Zq[0-9a-f]{12}")


@pytest.fixture
def hers(world: World, clock: StoppedClock) -> Client:
    """A client with something in every part of her record, and all of it shared."""
    record.fill(plan(start(world.maya, world.ada), base_clock.now()), world.ada)
    open_everything(world.maya)
    Relationship.objects.update(released=True)
    person, circle = Relationship.objects.get(), Circle.objects.get()
    make(world, circle, move(person, "there", True), move(person, "place", (1, 0)))
    make(world, circle, *(move(person, what, value) for what, value in SAID))
    SafeContact.objects.update(email_ok=True)
    FormulationAnswer.objects.update(answer="edits")
    Consent.objects.update(kind="remote", how="written")
    Session.objects.update(mode="video")
    return world.maya


def test_every_label_of_the_copy_can_be_translated(hers: Client, world: World) -> None:
    known = NAMES | content() | {world.ada.name, "x", hers.name}
    with made_up.spoken(), translation.override(made_up.CODE):
        file = PLANTED.sub("", copied(hers))
    assert made_up.OPENS in file
    assert made_up.unmarked(file, known) == []


def test_a_copy_in_dutch_has_no_english_label(hers: Client) -> None:
    Client.objects.filter(pk=hers.pk).update(language="nl")
    with translation.override("nl"):
        file = copied(hers)
    english = {
        id
        for one in read("nl")
        for id in (one.id if isinstance(one.id, tuple) else (one.id,))
        if id not in (one.string if isinstance(one.string, tuple) else (one.string,)) and len(id) > 3
    }
    assert {it.rstrip(":") for it in made_up.texts(file)} & english == set()
    for label in (
        "Wat diegene voor je betekent",
        "Troost van diegene, 0 tot 10",
        "Nederlands",
        "schriftelijk",
    ):
        assert label in file
