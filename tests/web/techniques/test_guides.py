"""The guides: the same words for everybody; a story says that it is invented, a number says of whom."""

import re
from html import unescape

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.core.definitions.guide import Guide
from amity.web.companion import actions as companion
from amity.web.techniques.addresses import code_of
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.techniques.conftest import signed_in_client

GUIDES = library.guides()


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Browser:
    """Every guide was given to her, and what she writes by herself opened."""
    for tool in ("write:interpersonal_incident", *(f"guide:{it.id}" for it in GUIDES)):
        companion.open_tool(client=world.maya, tool=tool, by=world.ada.user)
    return signed_in_client(world)


def own_address(guide: str) -> str:
    return f"/d/guides/{code_of(guide)}"


def page(browser: Browser, address: str) -> str:
    return unescape(knock.text(browser.get(address)))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda it: it.id)
def test_a_client_and_a_clinician_read_the_same_words(world: World, maya: Browser, guide: Guide) -> None:
    own = page(maya, own_address(guide.id))
    staff = unescape(knock.text(knock.get(world.ada, f"/guides/{guide.id}")))
    said = [guide.title, guide.lead, *(line for it in guide.passages for line in (it.heading, *it.says))]
    if guide.story:
        said += [guide.story.label, guide.story.title, *guide.story.says]
        assert own.index(guide.story.label) < own.index(guide.story.title)
    for line in said:
        assert line in own
        assert line in staff
    for it in guide.sources.values():
        assert it.reference in staff


def test_every_study_says_of_whom_against_what_when_and_what_limits_it(maya: Browser) -> None:
    found = page(maya, own_address("evidence"))
    studies = library.guide("evidence").studies
    for it in studies:
        line = found[found.index(it.found) :].partition("</li>")[0]
        for said in (it.population, it.comparator, str(it.year), it.limits, it.source):
            assert said in line
    assert found.count("Here it did less well, or no better") == sum(it.less_well for it in studies)
    assert all(it.reference in found for it in library.guide("evidence").sources.values())


def test_each_stands_once_in_the_list_and_the_order_is_that_of_a_course(world: World, maya: Browser) -> None:
    own = page(maya, "/d/guides")
    staff = knock.text(knock.get(world.ada, "/guides"))
    for it in GUIDES:
        assert own.count(f'href="{own_address(it.id)}"') == 1
        assert staff.count(f'href="/guides/{it.id}"') == 1
    assert own.index("What these sessions are") < own.index("A big change") < own.index("Whether it helps")


def test_in_the_list_stands_only_what_was_given(world: World, maya: Browser) -> None:
    for it in GUIDES[1:]:
        companion.close_tool(client=world.maya, tool=f"guide:{it.id}", by=world.ada.user)
    addresses = re.findall(r'href="(/d/guides/[^"]+)"', page(maya, "/d/guides"))
    assert addresses == [own_address(GUIDES[0].id)]


def test_what_a_client_begins_alone_is_a_button_and_the_rest_is_said(maya: Browser) -> None:
    alone, together = (
        page(maya, own_address("mood_and_events")),
        page(maya, own_address("saying_what_you_need")),
    )
    assert f'href="/d/worksheets/new/{code_of("interpersonal_incident")}"' in alone
    assert "You begin these together" not in alone
    assert "Say it so that it arrives" not in alone
    assert "You begin these together" in together
    assert "/d/worksheets/new/" not in together
    for id in library.guide("saying_what_you_need").techniques:
        assert library.technique(id).client_title in together


def test_no_page_says_clinicians_words(maya: Browser) -> None:
    for guide in GUIDES:
        found = page(maya, own_address(guide.id)).lower()
        for word in ("sick role", "role dispute", "role transition", "sensitivities", "homework", "deficit"):
            assert word not in found


def test_one_that_is_not_there(world: World, maya: Browser) -> None:
    assert maya.get(own_address("nothing")).status_code == 404
    assert knock.get(world.ada, "/guides/nothing").status_code == 404
    assert Browser().get("/d/guides").status_code == 302
    assert knock.get(world.cora, "/guides").status_code == 403


def test_a_clients_address_does_not_say_what_it_is(maya: Browser) -> None:
    """Goal G36: what stands in a browser's history."""
    addresses = re.findall(r'href="(/d/[^"]+)"', page(maya, "/d/guides"))
    assert len([it for it in addresses if it.startswith("/d/guides/")]) == len(GUIDES)
    for guide in GUIDES:
        assert not any(guide.id in it for it in addresses)
    ids = [*(it.id for it in GUIDES), *(it.id for it in library.techniques())]
    assert len({code_of(id) for id in ids}) == len(ids)
