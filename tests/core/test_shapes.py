"""Text → definition, or every problem at once: file, line, place, found, allowed, remedy."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from amity.core.definitions.common import Finding, Id, Many, Shape, Text, check
from amity.core.library.shapes import parse, place_text


class Page(Shape):
    number: int
    words: Text | None = None


class Book(Shape):
    id: Id
    title: Text
    pages: Annotated[Many[Page], Field(min_length=1)]
    weight: Annotated[float, Field(gt=0)] = 1.0
    by_name: dict[Id, Page] = {}
    lent: bool = False
    cover: Literal["soft", "hard"] = "soft"


@check("pages")
def pages_are_counted(book: Book) -> Any:
    for place, page in enumerate(book.pages):
        if page.number != place + 1:
            yield Finding(("pages", place, "number"), str(page.number), str(place + 1), "count them")


GOOD = "id: book\ntitle: A book\npages:\n- number: 1\n- {number: 2, words: two}\n"


def told(text: str) -> list[tuple[int | None, str, str, str, str]]:
    found, problems = parse(Book, text.encode(), "books/book/v1.yaml", (pages_are_counted,))
    assert (found is None) == bool(problems)
    assert {problem.file for problem in problems} <= {"books/book/v1.yaml"}
    return [(p.line, p.place, p.found, p.allowed, p.remedy) for p in problems]


def test_a_good_file_is_read() -> None:
    book, problems = parse(Book, GOOD.encode(), "x", (pages_are_counted,))
    assert problems == []
    assert book is not None
    assert [page.words for page in book.pages] == [None, "two"]
    assert book.weight == 1.0


def test_every_problem_comes_at_once_with_its_line() -> None:
    text = (
        "id: A Book\npages:\n- number: '1'\n- {number: 3, word: two}\n"
        "lent: yes\nweight: -1\nby_name: {Big: {number: 1}}\n"
    )
    assert told(text) == [
        (1, "id", "'A Book'", "lower-case words joined by _, beginning with a letter", "correct it"),
        (1, "title", "nothing", "the key 'title'", "add it; see docs/reference for what it holds"),
        (3, "pages[0].number", "'1'", "a whole number", "write it without quotes"),
        (4, "pages[1].word", "the key 'word'", "one of number, words", "did you mean 'words'?"),
        (5, "lent", "'yes'", "true or false", "write one of the two, without quotes"),
        (6, "weight", "-1", "greater than 0", "correct it"),
        (
            7,
            "by_name.Big",
            "'Big'",
            "lower-case words joined by _, beginning with a letter",
            "correct it",
        ),
    ]


def test_rules_across_keys_are_told_beside_a_misshapen_key() -> None:
    text = "id: book\ntitel: A book\npages:\n- number: 2\nwieght: 2\nzzzz: 1\n"
    assert [(place, found) for _, place, found, _, _ in told(text)] == [
        ("title", "nothing"),
        ("titel", "the key 'titel'"),
        ("pages[0].number", "2"),
        ("wieght", "the key 'wieght'"),
        ("zzzz", "the key 'zzzz'"),
    ]


def test_a_rule_is_left_out_while_what_it_reads_is_misshapen() -> None:
    text = GOOD.replace("number: 1", "number: one").replace("number: 2", "number: 7")
    assert [place for _, place, _, _, _ in told(text)] == ["pages[0].number"]


@pytest.mark.parametrize(("text", "found"), [("", "nothing"), ("- a\n", "['a']"), ("words", "'words'")])
def test_a_file_without_keys_is_told_how_to_begin(text: str, found: str) -> None:
    line = 1 if text else None
    assert told(text) == [(line, "", found, "keys with values", "begin with id:, title:, pages: …")]


def test_a_refused_whole_is_told_as_that_alone() -> None:
    assert [found for _, _, found, _, _ in told("!thing words")] == ["the tag !thing"]


def test_a_refused_value_is_told_once() -> None:
    places = [
        place
        for _, place, _, _, _ in told(
            GOOD.replace("A book", "!x A book").replace("number: 1", "number: &a 1")
        )
    ]
    assert places == ["title", "pages[0].number"]


def test_nothing_is_said_to_be_missing_in_a_text_that_breaks_off() -> None:
    assert [found for _, _, found, _, _ in told("id: book\npages: [")] == [
        "did not find expected node content"
    ]


def test_one_of_a_few_words_is_told_with_all_of_them() -> None:
    problem = told(GOOD + "cover: leather\n")[0]
    assert problem == (6, "cover", "'leather'", "one of 'soft' or 'hard'", "choose one of these")


def test_an_empty_list_is_too_short() -> None:
    problem = told("id: book\ntitle: A book\npages: []\n")[0]
    assert problem == (3, "pages", "[]", "1 or more", "add what is missing")


def test_a_long_finding_is_cut() -> None:
    found = told(GOOD + "weight: " + "x" * 500)[0][2]
    assert len(found) < 130


def test_wrong_things_in_lists_and_keys_are_told_in_words() -> None:
    assert told("id: book\ntitle: 3\npages: 1\nby_name: []\n") == [
        (2, "title", "3", "a text", "put the value in quotes"),
        (3, "pages", "1", "a list", "write a list"),
        (4, "by_name", "[]", "keys with values", "write keys with values"),
    ]
    assert told(GOOD.replace("- number: 1", "- 1"))[0][4] == "write keys with values"


def test_the_keys_of_a_named_part_are_told() -> None:
    problem = told(GOOD + "by_name: {cover: {number: 1, wrods: x}}\n")[0]
    assert problem[1:] == (
        "by_name.cover.wrods",
        "the key 'wrods'",
        "one of number, words",
        "did you mean 'words'?",
    )


def test_a_place_is_written_as_people_write_it() -> None:
    assert (
        place_text(("answer_lists", "often", "options", 2, "value")) == "answer_lists.often.options[2].value"
    )
    assert place_text(()) == ""
