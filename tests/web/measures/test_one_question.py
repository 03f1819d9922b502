"""A part of one question is sent with its answer; left out, it is asked once more whether that was meant."""

import pytest

from amity.web.measures import actions, queries
from amity.web.measures.models import Link, Response
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone, text


@pytest.fixture
def two(clock: StoppedClock, world: World) -> Link:
    """Mood and loneliness, one question each, for Maya."""
    return actions.give(client=world.maya, instruments=["own_mood", "own_loneliness"], by=world.ada.user)


@pytest.fixture
def mood(two: Link) -> Response:
    return two.responses.get(place=1)


def is_sent(response: Response) -> bool:
    response.refresh_from_db()
    return response.submitted_at is not None


def test_its_answer_sends_it(two: Link, mood: Response, phone: Phone) -> None:
    phone.start(two.token)
    page = text(phone.get("/d/form/1/1"))
    assert "Part 1 of 2" in page
    assert "Send and go on</button>" in page
    assert "Once sent, answers cannot be changed here." in page
    assert phone.choose(mood, 1, 4)["Location"] == "/d/form/2/1"
    assert is_sent(mood)
    lonely = two.responses.get(place=2)
    assert "Send</button>" in text(phone.get("/d/form/2/1"))
    assert phone.choose(lonely, 1, 0)["Location"] == "/d/done"
    assert "Received. Thank you." in text(phone.get("/d/done"))


def test_all_on_one_page_too(two: Link, mood: Response, phone: Phone) -> None:
    phone.start(two.token, "all")
    sent = phone.post("/d/form/1", {"response": str(mood.id), "q1": "4"})
    assert sent["Location"] == "/d/form/2"
    assert is_sent(mood)


@pytest.mark.parametrize(("path", "mode"), [("/d/form/1/1", "one"), ("/d/form/1", "all")])
def test_twice_is_once(two: Link, mood: Response, phone: Phone, path: str, mode: str) -> None:
    phone.start(two.token, mode)
    given = {"response": str(mood.id), "q1": "4"}
    first, second = phone.post(path, given), phone.post(path, given)
    assert first["Location"] == second["Location"]
    assert mood.answers.count() == 1
    assert phone.post(path, given | {"q1": "9"}).status_code == 409
    assert queries.answers_of(mood) == {"mood": 4}


@pytest.mark.parametrize(("path", "mode"), [("/d/form/1/1", "one"), ("/d/form/1", "all")])
def test_left_out_is_not_sent_by_one_tap(
    two: Link, mood: Response, phone: Phone, path: str, mode: str
) -> None:
    phone.start(two.token, mode)
    assert phone.post(path, {"response": str(mood.id)})["Location"] == "/d/form/1/send"
    assert not is_sent(mood)
    assert "You left all of them out." in text(phone.get("/d/form/1/send"))


def test_taking_it_back_sends_nothing(two: Link, mood: Response, phone: Phone) -> None:
    phone.start(two.token)
    assert phone.choose(mood, 1, 4, take_back="1")["Location"] == "/d/form/1/1"
    assert not is_sent(mood)


def test_a_value_that_is_none_sends_nothing(two: Link, mood: Response, phone: Phone) -> None:
    phone.start(two.token)
    assert phone.choose(mood, 1, 11).status_code == 422
    assert not is_sent(mood)


def test_what_waits_as_one_of_several_is_sent_on_a_page_of_its_own(
    link: Link, phq9: Response, phone: Phone
) -> None:
    phone.start(link.token)
    assert phone.choose(phq9, 10, 1)["Location"] == "/d/form/1/send"
    assert not is_sent(phq9)


def test_whoever_sent_before_is_told_less_before_it_starts(
    two: Link, mood: Response, world: World, phone: Phone
) -> None:
    """Who reads it and that nobody watches stand there each time; the rest is one tap away."""
    phone.start(two.token)
    first = text(phone.get("/d/form"))
    assert "<details" not in first
    assert "Nobody watches round the clock." in first
    phone.choose(mood, 1, 4)
    again = text(phone.get("/d/form"))
    before, _, after = again.partition("<details")
    assert "Ada Whitfield reads this today" in before
    assert "Nobody watches round the clock." in before
    assert "You can stop and come back." in after
