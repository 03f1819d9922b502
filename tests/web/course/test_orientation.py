"""Is this for me? Three answers, signed out, without a script, and nothing of it kept anywhere."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client as Browser

from amity.core import library
from tests.cast import World
from tests.web.course import knock

PATH = "/d/orientation"
ASKED = library.orientation("ipt_for_me")


def post(*marked: str) -> Any:
    return Browser().post(PATH, {"marked": list(marked)})


def everything_kept() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_it_asks_what_is_true_and_says_what_it_is_not(world: World) -> None:
    answer = Browser().get(PATH)
    page = knock.text(answer)
    assert answer.status_code == 200
    for line in (*ASKED.is_not, *(it.says for it in ASKED.statements)):
        assert line in page
    assert "<script" not in page.split("<main")[1]
    assert "<title>Notebook</title>" in page


@pytest.mark.parametrize(
    ("marked", "title"),
    [
        (("thoughts_of_dying", "alone"), "Please get help now"),
        (("treated_before", "alone"), "Talk to a professional first"),
        (("alone",), "It may fit"),
        ((), "You marked nothing"),
        (("feeling_fine", "'; drop"), "You marked nothing"),
    ],
)
def test_it_gives_one_of_its_answers(world: World, marked: tuple[str, ...], title: str) -> None:
    answer = post(*marked)
    page = knock.text(answer)
    assert (answer.status_code, f"<h1>{title}</h1>" in page) == (200, True)
    assert "01632 960 001" in page  # whom to call stands with every answer
    for line in ASKED.is_not:
        assert line in page


def test_help_comes_first_where_it_cannot_wait(world: World) -> None:
    page = knock.text(post("thoughts_of_dying"))
    assert page.index("01632 960 001") < page.index(ASKED.is_not[0])


def test_nothing_is_kept_and_nothing_stands_in_an_address(world: World) -> None:
    before = everything_kept()
    browser = Browser()
    browser.get(PATH)
    answer = browser.post(PATH, {"marked": ["thoughts_of_dying"]})
    assert everything_kept() == before
    assert "Location" not in answer
    page = knock.text(answer)
    assert "thoughts_of_dying" not in page  # not even in the page that answers
    assert "no-store" in answer["Cache-Control"]


def test_marks_in_an_address_are_not_read(world: World) -> None:
    page = knock.text(Browser().get(f"{PATH}?marked=thoughts_of_dying"))
    assert "Please get help now" not in page
    assert " checked" not in page


def test_other_ways_of_asking_are_refused(world: World) -> None:
    assert Browser().put(PATH).status_code == 405


def test_staff_see_what_everybody_sees(world: World) -> None:
    assert knock.get(world.ada, PATH).status_code == 200


def test_it_works_before_a_service_is_opened(db: None) -> None:
    page = knock.text(post("thoughts_of_dying"))
    assert "emergency number" in page
