"""What is asked, how far a worksheet is, where to go on, and how it reads."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import worksheets
from amity.core.definitions.technique_parts import RULES, Reader
from amity.core.worksheets import NOT_ANSWERED, Line, Part, rules
from tests.core import slow_worksheets
from tests.core.made_technique import MAP, plain
from tests.core.made_technique import worksheets as kept

FILE = plain()
READERS = st.sampled_from(get_args(Reader))


def test_every_named_rule_has_its_function() -> None:
    assert set(rules.NAMED) == set(RULES)


@given(kept(), READERS)
def test_what_is_shown_is_what_the_file_says(values: dict[str, Any], reader: Reader) -> None:
    expected = []
    for question in FILE["fields"]:
        if slow_worksheets.is_shown(question, values, reader):
            expected.append(question["id"])
            for row in values.get(question["id"], []) if question["type"] == "records" else []:
                inner = [it for it in question["fields"] if slow_worksheets.is_shown(it, row, reader)]
                expected += [f"{question['id']}.{row['id']}.{it['id']}" for it in inner]
    assert worksheets.shown_fields(MAP, values, reader) == tuple(expected)


@given(kept(), READERS)
def test_how_far_it_is(values: dict[str, Any], reader: Reader) -> None:
    told = worksheets.told(MAP, values, reader)
    expected = slow_worksheets.told(FILE, values, reader)
    assert [(it.step, it.is_begun, it.answered, it.of) for it in told] == expected
    assert [it.is_complete for it in told] == [answered == of for _, _, answered, of in expected]
    assert worksheets.resume_at(MAP, values, reader) == slow_worksheets.resume(expected)


def test_a_row_that_is_always_there_counts_once_something_is_written() -> None:
    stops = MAP.field("stops")
    assert not worksheets.is_answered(stops, None)
    assert worksheets.is_answered(stops, [{"id": "s1", "what": "x"}])
    assert not worksheets.is_answered(stops, [{"id": "home", "what": "x"}])
    assert worksheets.is_answered(MAP.field("place"), "x")


def every_line(parts: tuple[Part, ...]) -> list[Line]:
    """Lines, those in rows too."""
    found = []
    for line in (line for part in parts for line in part.lines):
        found += [line, *(inner for row in line.rows for inner in row.lines)]
    return found


@given(kept(), READERS)
def test_the_reading_view_shows_each_answer_once_and_no_other(values: dict[str, Any], reader: Reader) -> None:
    parts = worksheets.lines(MAP, values, reader)
    read = [line.place for line in every_line(parts) if not line.rows]
    seen = worksheets.seen_by(MAP, values, reader)
    assert sorted(read) == sorted(place for place, _ in worksheets.places(seen))
    assert all(line.says or line.rows for line in every_line(parts))
    if reader == "client":
        assert not any(line.is_private for line in every_line(parts))
        assert not any(place.endswith((".note", "working_view")) for place in read)


@given(kept(), READERS)
def test_what_is_asked_and_open_is_named_where_asked_for(values: dict[str, Any], reader: Reader) -> None:
    open_too = every_line(worksheets.lines(MAP, values, reader, unanswered=True))
    answered = every_line(worksheets.lines(MAP, values, reader))
    said = [line.place for line in open_too if not line.rows]  # rows are no answer of their own
    added = set(said) - {line.place for line in answered}
    assert {line.place for line in open_too if line.says == (NOT_ANSWERED,)} == added
    shown = set(worksheets.shown_fields(MAP, values, reader))
    assert shown >= {line.place for line in open_too}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("place", "Ada", ("Ada",)),
        ("how_far", 0, ("0 of 10 (near)",)),
        ("how_far", 10, ("10 of 10 (far)",)),
        ("how_far", 4, ("4 of 10",)),
        ("kind", "sea", ("the sea",)),
        ("marks", ["red", "none"], ("red", "none at all")),
        ("walked", "part", ("partly",)),
        ("on_day", "2026-03-01", ("1 March 2026",)),
        ("about", "3/2021", ("March 2021",)),
        ("guide", "ada", ("ADA",)),
        ("met", ["ada", "ben"], ("ADA", "BEN")),
        (
            "felt",
            [{"word": "sad", "strength": 3}, {"word": "torn", "strength": None}],
            ("sad, 3 of 10", "torn"),
        ),
    ],
)
def test_an_answer_in_words(field: str, value: Any, said: tuple[str, ...]) -> None:
    assert worksheets.in_words(MAP.field(field), value, str.upper) == said


def test_rows_are_numbered_and_those_always_there_are_named() -> None:
    values = {"stops": [{"id": "x", "what": "A"}, {"id": "home", "what": "B"}, {"id": "y", "note": "C"}]}
    seen: dict[Reader, list[str]] = {
        "clinician": ["Stop 1", "At home", "Stop 2"],
        "client": ["Stop 1", "At home"],
    }
    for reader, titles in seen.items():
        (part,) = worksheets.lines(MAP, values, reader)
        assert [row.title for row in part.lines[0].rows] == titles
    alone = {"stops": [{"id": "y", "note": "C"}]}
    assert worksheets.lines(MAP, alone, "client") == ()


def test_what_is_answered_in_a_row_is_found_by_its_question() -> None:
    values = {"stops": [{"id": "x", "what": "A", "liked": "no"}]}
    (part, *_) = worksheets.lines(MAP, values, "client", unanswered=True)
    assert not part.lines[0].is_answered
    stops = next(
        line for line in every_line(worksheets.lines(MAP, values, "client", unanswered=True)) if line.rows
    )
    assert stops.is_answered
    answered = stops.rows[0].by_id
    assert {id: line.says for id, line in answered.items()} == {"what": ("A",), "liked": ("no",)}
    assert len(stops.rows[0].lines) > len(answered)


def test_somebody_without_a_name_is_somebody() -> None:
    (part,) = worksheets.lines(MAP, {"guide": "ada"}, "client")
    assert part.lines[0].says == ("somebody",)
