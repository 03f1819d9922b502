"""Core says its sentences in the language of whoever uses it."""

from collections.abc import Iterator

import pytest

from amity.core import timeline, words


@pytest.fixture
def dutch() -> Iterator[None]:
    known = {"March": "maart", "about {date}": "ongeveer {date}", "spring": "lente"}
    words.use(lambda text: known.get(text, text), lambda: "nl")
    yield
    words.use(lambda text: text, lambda: "en")


def test_nobody_said_another_language() -> None:
    assert words.say("March") == "March"
    assert words.language() == "en"


def test_places_are_filled_in_after_the_text_was_found(dutch: None) -> None:
    assert words.say("about {date}", date="2015") == "ongeveer 2015"


@pytest.mark.parametrize("said", ["about March 2021", "ongeveer maart 2021", "Rond mrt 2021"])
def test_a_date_is_read_in_both(said: str, dutch: None) -> None:
    assert timeline.in_words(timeline.read(said)) == "ongeveer maart 2021"


@pytest.mark.parametrize("said", ["najaar 2015 tot voorjaar 2019", "autumn 2015 to spring 2019"])
def test_a_period_is_read_in_both(said: str) -> None:
    began, ended = timeline.read_period(said)
    assert ended is not None
    assert (began.first.month, ended.first.month) == (9, 3)
