"""No page of a client has a word that no catalogue and no twin gave, nor an English one in Dutch."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.core.library import yaml_text
from amity.core.library.folders import OURS, shelf
from amity.core.library.kinds import KINDS
from amity.core.library.twins import SPOKEN, prose_of
from amity.web.people.models import Client
from tests.web.language import made_up
from tests.web.matrix import world as worlds
from tests.web.matrix.routes import Route, every_route
from tools.words.catalogue import read

# Words that stay as they are in every language: names people gave, languages by their own name.
LEAVES = ("leave", "client_sign_out", "choose_sign_in", "joined", "join_code", "joining_first")
NAMES = {"English", "Nederlands", "Made up", "Samaritans", "Emergency services", "NHS", "Crisis"}


@pytest.fixture
def world(db: None) -> Iterator[worlds.World]:
    logging.disable(logging.CRITICAL)
    yield worlds.build()
    logging.disable(logging.NOTSET)


def own_pages(*, signed_in: bool) -> list[Route]:
    """Every page a client can read: their own, or those a link to questionnaires opens."""
    return [
        it
        for it in every_route()
        if it.rule and it.rule.realm == "client" and it.rule.signed_in == signed_in and it.name not in LEAVES
    ]


def content() -> set[str]:
    """The prose that twins translate, and what questionnaires ask in the words they were tested in."""
    found: set[str] = set()
    for kind in SPOKEN:
        for folder in shelf(KINDS[kind].folder, (OURS,)).folders.values():
            source = yaml_text.read(folder.file(folder.versions[-1]).read_bytes()).value
            found |= set(_texts(prose_of(kind, source)))
    for guide in library.guides():
        found |= {guide.source, *(study.source for study in guide.studies), *guide.sources}
        found |= {str(work.reference) for work in guide.sources.values()}
        found |= {work.note for work in guide.sources.values() if work.note}
    for asked in library.instruments():
        found |= {asked.short, asked.title, *(item.text or "" for item in asked.items)}
        found |= set(_texts(yaml_text.read(folder_of(asked.id)).value))
    found |= {text[:1].upper() + text[1:] for text in found} | {text.lower() for text in found}
    return {text for text in found if text}


def folder_of(id: str) -> bytes:
    return (OURS / "instruments" / id / "v1.yaml").read_bytes()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "id":
                yield from _texts(inner)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)


def pages(browser: Browser, person: worlds.Person, *, signed_in: bool) -> Iterator[tuple[str, str]]:
    """Each page that answers with one, by the name of its address."""
    for route in own_pages(signed_in=signed_in):
        try:
            address = route.address(person.ids | {"token": person.token})
        except KeyError:
            continue
        answer = browser.get(address)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            yield route.name, answer.content.decode()


def test_every_word_of_a_clients_page_can_be_translated(world: worlds.World) -> None:
    person = world.clients["own"]
    Client.objects.filter(pk=person.client.pk).update(language=made_up.CODE)
    known = NAMES | content() | {it.name for it in world.staff.values()}
    known |= person.identity | person.narrative | person.own | person.theirs
    found: dict[str, list[str]] = {}
    with made_up.spoken():
        drawn = dict(pages(world.principals["client"], person, signed_in=True))
        drawn |= dict(pages(world.principals["link_holder"], person, signed_in=False))
    for name, text in drawn.items():  # pages of the demo are nobody's
        left = [it for it in made_up.unmarked(text, known) if not re.search("zq[0-9a-f]{8}", it)]
        if left:
            found[name] = left
    assert len(drawn) > 25
    assert found == {}
    assert [name for name, text in drawn.items() if made_up.OPENS not in text] == []


def test_no_page_in_dutch_says_anything_in_english(world: worlds.World) -> None:
    person = world.clients["own"]
    Client.objects.filter(pk=person.client.pk).update(language="nl")
    english = {
        id
        for one in read("nl")
        for id in (one.id if isinstance(one.id, tuple) else (one.id,))
        if id not in (one.string if isinstance(one.string, tuple) else (one.string,)) and len(id) > 3
    }
    drawn = dict(pages(world.principals["client"], person, signed_in=True))
    drawn |= dict(pages(world.principals["link_holder"], person, signed_in=False))
    left = {name: made_up.texts(text) & english for name, text in drawn.items()}
    assert {name: texts for name, texts in left.items() if texts} == {}
    assert [name for name, text in drawn.items() if "<html" in text and 'lang="nl"' not in text] == []


def test_a_word_that_was_forgotten_shows() -> None:
    page = (
        "<p>⟦Marked⟧ <b>⟦Marked too⟧</b></p><p>Forgotten</p><input placeholder='Lost'><p lang='en'>Asked</p>"
    )
    assert made_up.unmarked(page, set()) == ["Forgotten", "Lost"]
    assert made_up.unmarked(page, {"Forgotten", "Lost"}) == []
