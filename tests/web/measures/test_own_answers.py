"""A client reads their own answers: the words they chose, then and now, and nothing that judges them."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.measures import actions
from amity.web.measures.models import Link, Response
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone
from tests.web.techniques.conftest import signed_in_client

JUDGES = re.compile(
    r"phq|gad-|total|score|severe|mild|moderate|cut-?off|threshold|flag|better|worse|points|higher|lower"
)


def answered(link: Link, instrument: str, values: dict[int, int]) -> Response:
    """Sent by the client, from a link."""
    response = link.responses.get(instrument=instrument)
    phone = Phone()
    phone.start(link.token)
    for number, value in values.items():
        phone.choose(response, number, value)
    phone.send(response)
    return response


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Browser:
    return signed_in_client(world)


def seen(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def words(page: str) -> str:
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_nothing_leads_there_before_there_is_an_answer(world: World, maya: Browser, link: Link) -> None:
    assert "/d/answers" not in seen(maya, "/d/plan")
    assert "You have not answered any questions yet." in seen(maya, "/d/answers")


def test_each_question_in_its_words_then_and_now(world: World, link: Link, clock: StoppedClock) -> None:
    first = answered(link, "phq9", dict.fromkeys(range(1, 10), 1))
    clock.forward(days=7)
    again = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    latest = answered(again, "phq9", {**dict.fromkeys(range(1, 9), 1), 2: 3, 9: 2})
    maya = signed_in_client(world)
    assert "Low mood" in seen(maya, "/d/answers")
    one = words(seen(maya, f"/d/answers/{first.id}"))
    assert "first time" not in one
    assert one.count("Several days") == 9
    both = words(seen(maya, f"/d/answers/{latest.id}"))
    assert "7 of 9 answers are the same as the first time." in both
    assert "Nearly every day the first time, Mon 2 Mar: Several days" in both
    assert "Who answers now" in both
    for page in (one, both, words(seen(maya, "/d/answers"))):
        assert not JUDGES.search(page.lower().replace("better off dead", "")), page


def test_the_question_about_safety_looks_like_every_other(world: World, maya: Browser, link: Link) -> None:
    response = answered(link, "phq9", {**dict.fromkeys(range(1, 9), 0), 9: 3})
    found = seen(maya, f"/d/answers/{response.id}")
    rows = re.findall(r"<div><dt>.*?</dd></div>", found, re.DOTALL)
    assert len(rows) == 10, "nine, and the one about everyday life"
    bare = [re.sub(r">[^<]+<", "><", row) for row in rows]
    assert len(set(bare)) == 1
    other = answered(actions.give(client=world.maya, instruments=["gad7"], by=world.ada.user), "gad7", {1: 0})
    assert "Who answers now" in seen(maya, f"/d/answers/{other.id}"), "help stands on every form alike"


def test_somebody_elses_answers_are_not_there(world: World, maya: Browser, link: Link) -> None:
    strange = actions.give(client=world.pia, instruments=["phq9"], by=world.ben.user).responses.get()
    for id in (strange.id, uuid4()):
        assert maya.get(f"/d/answers/{id}").status_code == 404
    unsent = link.responses.first()
    assert unsent is not None
    assert maya.get(f"/d/answers/{unsent.id}").status_code == 404
