"""What clients of the stories have on their own pages, and what of it a clinician is shown."""

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.companion import queries as companion
from amity.web.demo import story
from amity.web.demo.queries import client_of_story
from amity.web.people.models import Client, OutgoingMessage, Staff
from amity.web.people.queries import who_looked
from amity.web.techniques.models import Worksheet

pytestmark = pytest.mark.usefixtures("clinic", "db")
WRITE_BETWEEN = ("new_city", "lage_lucht")


def of(story_id: str) -> Client:
    client = client_of_story(story_id)
    assert client
    return client


def own_pages(browser: Browser, story_id: str) -> None:
    browser.post(reverse("demo_own_pages", args=[of(story_id).id]))


@pytest.mark.parametrize("story_id", WRITE_BETWEEN)
def test_they_write_of_everything_that_can_be_written_in_a_minute(story_id: str) -> None:
    own = Worksheet.objects.filter(course__client=of(story_id), author="client")
    opened = {it.removeprefix("write:") for it in companion.opened_for(of(story_id)) if ":" in it}
    assert {"mood", "diary", "check_in", "interpersonal_incident"} <= opened
    assert {"mood", "diary", "check_in", "interpersonal_incident"} == set(
        own.values_list("technique", flat=True)
    )
    assert {"private", "shared"} <= set(own.values_list("visibility", flat=True))
    assert own.filter(looked_at__isnull=False).exists()
    assert own.filter(looked_at=None, visibility="shared").exists(), "something waits to be read"


@pytest.mark.parametrize(
    ("story_id", "lang", "said"),
    [("new_city", "en", "The kettle at eleven"), ("lage_lucht", "nl", "Foto’s")],
)
def test_their_pages_have_something_to_show(demo: Browser, story_id: str, lang: str, said: str) -> None:
    own_pages(demo, story_id)
    assert f'lang="{lang}' in demo.get("/d/").content.decode()
    assert demo.get("/d/been").content.decode().count("<circle") >= 4
    assert said in demo.get("/d/worksheets").content.decode() + demo.get("/d/been").content.decode()
    assert "Noor I." in demo.get("/d/mine/looked").content.decode()


def test_what_was_agreed_speaks_their_language(demo: Browser) -> None:
    own_pages(demo, "lage_lucht")
    for address in ("/d/", "/d/plan"):
        assert "met Anneke, op " in demo.get(address).content.decode(), address


def test_who_looked_has_days_of_everybody_who_has_to_do_with_them() -> None:
    assert {it.role for it in who_looked(of("week_four"))} == {"clinician", "supervisor", "reception"}
    assert len(next(it for it in who_looked(of("new_city")) if it.role == "clinician").days) >= 5


def test_reminders_that_stopped_are_told_and_none_waits_to_leave(clinic: datetime) -> None:
    told = [it for it in story.stories() if it.course and it.course.own.reminders]
    chosen = companion.reminders_of(of(told[0].id))
    noor = Staff.objects.get(user__email="noor@harbour.example").user
    assert [it.client for it in companion.stopped_for(noor, [of(told[0].id).id])] == [of(told[0].id)]
    assert chosen
    assert chosen.stopped_at
    assert timedelta(days=1) < clinic - chosen.stopped_at < timedelta(days=3)
    assert len(companion.unanswered(chosen)) == 2
    assert not OutgoingMessage.objects.filter(sent_at=None).exists()


def test_a_day_off_was_asked_for_and_two_devices_are_known() -> None:
    client = of("lage_lucht")
    assert client.put_off.count() == 1
    assert set(client.devices.values_list("called", flat=True)) == {"phone", "tablet"}
