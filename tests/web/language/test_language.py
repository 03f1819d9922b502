"""Which language a client's page speaks, and that a clinician's never changes."""

import pytest
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.people.models import Client
from tests.cast import World
from tests.web.companion.conftest import join, sign_in
from tests.web.language import made_up
from tests.web.matrix.world import sign_in as staff_in


@pytest.fixture
def maya(world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


@pytest.fixture
def ada(world: World) -> Browser:
    """Ada, who works with Maya."""
    return staff_in(world.ada)


def page(browser: Browser, address: str, **headers: str) -> str:
    return browser.get(address, headers=headers).content.decode()


@pytest.mark.parametrize(
    ("asked", "lang"),
    [("nl", "nl"), ("nl-BE,nl;q=0.9,en;q=0.5", "nl"), ("en-US", "en-gb"), ("fr", "en-gb"), ("", "en-gb")],
)
def test_before_somebody_signs_in_the_browser_says(asked: str, lang: str, world: World) -> None:
    shown = page(Browser(), "/d/sign-in", **{"accept-language": asked})
    assert f'<html lang="{lang}"' in shown
    assert ("Inloggen" in shown) == (lang == "nl")


@pytest.mark.parametrize(
    ("language", "lang"), [("nl", "nl"), ("en", "en-gb"), ("ar", "en-gb"), ("", "en-gb")]
)
def test_afterwards_the_record_says(language: str, lang: str, world: World, maya: Browser) -> None:
    Client.objects.filter(pk=world.maya.pk).update(language=language)
    assert f'<html lang="{lang}"' in page(maya, "/d/", **{"accept-language": "nl"})


def test_an_error_page_speaks_it_too(world: World) -> None:
    said = page(Browser(raise_request_exception=False), "/d/no/such/page", **{"accept-language": "nl"})
    assert "Op dit adres staat niets" in said
    assert '<html lang="nl"' in said


def test_clinicians_read_english_whatever_their_browser_asks(world: World, ada: Browser) -> None:
    shown = page(ada, f"/clients/{world.maya.id}/", **{"accept-language": "nl"})
    assert '<html lang="en-gb"' in shown
    assert "Taal" not in shown


def test_nothing_is_left_of_it_for_the_next_page(world: World, ada: Browser, maya: Browser) -> None:
    Client.objects.filter(pk=world.maya.pk).update(language="nl")
    assert "Vandaag" in page(maya, "/d/")
    assert '<html lang="en-gb"' in page(ada, "/today")


def test_the_client_chooses_another_one(world: World, maya: Browser) -> None:
    assert "Nederlands" in page(maya, "/d/mine")
    chosen = maya.post("/d/mine/language", {"language": "nl"}, follow=True).content.decode()
    assert '<html lang="nl"' in chosen
    assert "vanaf nu Nederlands" in chosen
    stored = Client.objects.get(pk=world.maya.pk)
    assert (stored.language, stored.version) == ("nl", 2)
    [event] = AuditEvent.objects.filter(verb="choose_language")
    assert event.actor_kind == "client"
    assert "English" in page(maya, "/d/mine")


def test_one_that_is_not_spoken_is_refused(world: World, maya: Browser) -> None:
    assert "do not speak" in maya.post("/d/mine/language", {"language": "xx"}, follow=True).content.decode()
    assert Client.objects.get(pk=world.maya.pk).language == "en"


def test_a_stranger_chooses_nothing(world: World) -> None:
    Browser().post("/d/mine/language", {"language": "nl"})
    assert Client.objects.get(pk=world.maya.pk).language == "en"


def test_weekdays_and_hours_are_dutch(world: World, maya: Browser) -> None:
    Client.objects.filter(pk=world.maya.pk).update(language="nl")
    shown = page(maya, reverse("client_course"))
    assert "leest dit" in shown
    assert "reads this" not in shown


def test_a_language_that_runs_from_the_right_turns_the_page(world: World, maya: Browser) -> None:
    Client.objects.filter(pk=world.maya.pk).update(language=made_up.CODE)
    with made_up.spoken():
        assert f'<html lang="{made_up.CODE}" dir="rtl"' not in page(maya, "/d/")
        with override_settings(LANGUAGES_BIDI=[made_up.CODE]):
            assert f'<html lang="{made_up.CODE}" dir="rtl"' in page(maya, "/d/")
