"""Six clients of the demo have joined: their phones open their own pages."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.demo import joining, queries

WORKING_ON = {
    "ended": "What you worked on",
    "lage_lucht": "Waar jullie aan werken",
    "workbench": "What your stories have in common",
}


@pytest.mark.parametrize("story", joining.JOINED)
def test_a_phone_opens_their_own_pages(demo: Browser, story: str) -> None:
    client = queries.client_of_story(story)
    assert client
    assert joining.JOINED[story] in demo.get(reverse("demo_phone", args=[client.id])).content.decode()
    assert demo.post(reverse("demo_own_pages", args=[client.id])).headers["Location"] == "/d/"
    assert demo.get("/d/").status_code == 200
    assert WORKING_ON.get(story, "What you are working on") in demo.get("/d/plan").content.decode()


def test_name_and_password_open_them_too_on_the_phone_that_was_opened(demo: Browser) -> None:
    client = queries.client_of_story("new_city")
    assert client
    given = {"name": joining.JOINED["new_city"], "password": joining.PASSWORD}
    assert demo.post("/d/sign-in", given).status_code == 422, "this browser is nobody's yet"
    demo.post(reverse("demo_own_pages", args=[client.id]))
    demo.post("/d/sign-out")
    assert demo.post("/d/sign-in", given).headers["Location"] == "/d/"


def test_who_has_not_joined_has_none(demo: Browser) -> None:
    client = queries.client_of_story("the_bakery")
    assert client
    assert "Notebook" not in demo.get(reverse("demo_phone", args=[client.id])).content.decode()
    assert demo.post(reverse("demo_own_pages", args=[client.id])).status_code == 404


def test_only_from_this_computer(demo: Browser) -> None:
    client = queries.client_of_story("new_city")
    assert client
    assert demo.post(reverse("demo_own_pages", args=[client.id]), REMOTE_ADDR="192.0.2.7").status_code == 404


def test_the_one_whose_session_comes_next_has_something_to_answer(demo: Browser) -> None:
    client = queries.client_of_story(queries.FIRST)
    assert client
    demo.post(reverse("demo_own_pages", args=[client.id]))
    assert "How we understand it" in demo.get("/d/").content.decode()
    assert "Does it fit?" in demo.get("/d/words").content.decode()
