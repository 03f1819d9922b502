"""What a phone keeps is another as soon as what it is made of is; all of it speaks the client's language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client as Browser

from amity.web.companion.client_views import shell
from amity.web.people.models import Client
from tests.cast import World
from tests.conftest import StoppedClock


@pytest.fixture
def made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for the templates, the contents and the catalogues."""
    monkeypatch.setattr(shell, "roots", lambda: (tmp_path,))
    yield tmp_path
    shell._files.cache_clear()


def worker(asked: str = "/d/worker.js") -> bytes:
    shell._files.cache_clear()  # as in another process
    return bytes(Browser().get(asked, headers={"Accept-Language": "en"}).content)


@pytest.mark.parametrize("name", ["offline.html", "v1.nl.yaml", "django.mo", "forms.py"])
def test_whatever_a_kept_page_is_made_of(world: World, made_of: Path, name: str) -> None:
    (made_of / name).write_text("one")
    before = worker()
    assert worker() == before
    (made_of / name).write_text("another")
    assert worker() != before


def test_what_it_is_made_of_lies_there(world: World) -> None:
    found = {it.name for root in shell.roots() for it in root.rglob("*")}
    assert {"offline.html", "help.html", "django.mo", "_field.html", "forms.py"} <= found


def test_help_speaks_the_language_of_who_is_signed_in(
    world: World, maya: Browser, clock: StoppedClock
) -> None:
    """Not the browser's; signed out it is the browser's again."""
    Client.objects.filter(pk=world.maya.pk).update(language="nl")
    dutch = maya.get("/d/help", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="nl"' in dutch
    signed_out = Browser().get("/d/help", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="en' in signed_out


def test_what_is_kept_speaks_the_language_the_address_asks_for(world: World) -> None:
    """As the worker asks: as nobody, from a browser that asks for another."""
    head = worker("/d/worker.js?l=nl").decode().split("\n", 1)[0]
    found = re.search(r"PAGES = (\{.*?\}),", head)
    assert found
    assert head.endswith('SPOKEN = "?l=nl";')
    for page in {*json.loads(found[1]).values(), "/d/offline"}:
        shown = Browser().get(f"{page}?l=nl", headers={"Accept-Language": "en"}).content.decode()
        assert '<html lang="nl"' in shown, page
        assert "data-worker" not in shown or 'data-worker="/d/worker.js?l=nl"' in shown, page
        assert ">Leave<" not in shown, page
        assert ">Weg<" in shown, page
        assert all(it.endswith("?l=nl") for it in re.findall(r'data-empty="([^"]*)"', shown)), page


def test_another_language_is_another_store(world: World) -> None:
    assert worker("/d/worker.js?l=nl") != worker("/d/worker.js?l=en-gb")
    assert worker("/d/worker.js?l=en-gb") == worker("/d/worker.js?l=xx") == worker()


def test_a_page_of_theirs_asks_for_the_worker_in_their_language(world: World, maya: Browser) -> None:
    Client.objects.filter(pk=world.maya.pk).update(language="nl")
    shown = maya.get("/d/", headers={"Accept-Language": "en"}).content.decode()
    assert 'data-worker="/d/worker.js?l=nl"' in shown
    assert 'href="/d/offline?l=nl"' in shown
