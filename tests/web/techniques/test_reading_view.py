"""The reading view draws every answer of every technique once, each editor in its own way."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from tests.web.techniques.test_fields import cases


def read(technique: Technique, sent: dict[str, Any], **more: Any) -> str:
    """The fragment, its white space as one space."""
    values = worksheets.clean(technique, sent).values
    parts = worksheets.lines(technique, values, "clinician", names=str.title, **more)
    return re.sub(r"\s+", " ", render_to_string("techniques/_reading.html", {"parts": parts}))


def texts(lines: Any) -> list[str]:
    """Everything that was answered, in rows as well."""
    found: list[str] = []
    for line in lines:
        found += line.says if line.is_answered else []
        for row in line.rows:
            found += texts(row.lines)
    return found


@pytest.mark.parametrize(("technique", "sent"), cases())
def test_every_answer_is_read(technique: Technique, sent: dict[str, Any]) -> None:
    html = read(technique, sent)
    values = worksheets.clean(technique, sent).values
    parts = worksheets.lines(technique, values, "clinician", names=str.title)
    hidden = {"good", "hard", "before", "now", "mine"}  # said by where they stand, or the ordinary case
    for text in texts(it for part in parts for it in part.lines):
        assert re.sub(r"\s+", " ", escape(text)) in html or text in hidden


def test_nothing_written_says_so() -> None:
    assert "Nothing has been written here yet." in read(library.technique("reframe"), {})


def test_what_is_open_is_said_where_it_is_asked_for() -> None:
    technique = library.technique("reframe")
    asked = worksheets.shown_fields(technique, {}, "clinician")
    html = read(technique, {}, unanswered=True)
    assert html.count('<dd class="quiet">not answered</dd>') == len(asked)


def test_a_line_shows_the_gap_only_where_what_arrived_is_not_what_was_meant() -> None:
    technique = library.technique("communication_analysis")
    same = {"id": "l1", "said": "Go.", "meant": "Go away.", "received": "Go away."}
    assert "is-gap" not in read(technique, {"lines": [same]})
    assert "is-gap" in read(technique, {"lines": [same | {"received": "Stay."}]})
    assert "is-gap" not in read(technique, {"lines": [{"id": "l1", "said": "Go.", "meant": "Go away."}]})


def test_whose_idea_another_way_was_is_said_where_it_was_the_clinicians() -> None:
    technique = library.technique("communication_analysis")
    line = {"id": "l1", "speaker": "me", "said": "Go.", "alternative": "Stay?", "alternative_by": "client"}
    assert "an idea from my clinician" not in read(technique, {"lines": [line]})
    assert "an idea from my clinician" in read(technique, {"lines": [line | {"alternative_by": "therapist"}]})


def test_whose_idea_a_line_to_try_was_is_said_where_it_was_the_clinicians() -> None:
    technique = library.technique("role_play")
    line = {"id": "l1", "speaker": "me", "words": "Stay?"}
    assert "Whose idea" not in read(technique, {"script": [line | {"idea_by": "client"}]})
    assert "Whose idea" not in read(technique, {"script": [line]}, unanswered=True)
    assert "an idea from my clinician" in read(technique, {"script": [line | {"idea_by": "therapist"}]})


def test_an_entry_without_a_side_stands_below_the_balance() -> None:
    technique = library.technique("role_balance")
    html = read(
        technique,
        {"sides": [{"id": "b1", "text": "Somewhere."}, {"id": "b2", "side": "old", "text": "There."}]},
    )
    assert html.index("Hard") < html.index("Somewhere.") < html.index("There.")
    assert html.count("nothing yet") == 4


def test_two_looks_stand_beside_each_other() -> None:
    technique = library.technique("role_balance")
    html = read(technique, {"view_start": "2", "words_start": "Grey.", "view_end": "6", "words_end": "Mine."})
    assert html.count("read-look") == 2


def test_peoples_own_words_have_their_own_letters() -> None:
    html = read(library.technique("role_balance"), {"event": "I retired.", "wanted": "no", "control": "4"})
    assert '<dd class="words">I retired.</dd>' in html
    assert '<dd class="read-plain">no</dd>' in html
    assert '<dd class="read-plain">4 of 10</dd>' in html
