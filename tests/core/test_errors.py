"""Errors are sentences: place, finding, remedy. The exit code tells a person's slip from a bug."""

from amity.core.errors import (
    EXIT_BUG,
    EXIT_CONTENT,
    EXIT_REFUSED,
    AmityError,
    ContentError,
    InputError,
    Problem,
    UnknownContentError,
)

PROBLEM = Problem("instruments/x/v1.yaml", 3, "items[0].id", "'1'", "a word", "name the item by what it asks")


def test_a_problem_says_where_what_and_how_to_mend_it() -> None:
    assert str(PROBLEM) == (
        "instruments/x/v1.yaml, line 3, items[0].id\n"
        "  found:   '1'\n"
        "  allowed: a word\n"
        "  remedy:  name the item by what it asks"
    )


def test_a_problem_of_a_whole_file_names_the_file() -> None:
    assert str(Problem("f.yaml", None, "", "a", "b", "c")).startswith("f.yaml\n")


def test_a_content_error_holds_every_problem() -> None:
    assert str(ContentError([PROBLEM])).startswith("1 problem in the content files:\n")
    two = ContentError([PROBLEM, PROBLEM])
    assert str(two).startswith("2 problems in the content files:\n")
    assert two.problems == (PROBLEM, PROBLEM)


def test_exit_codes_tell_whose_turn_it_is() -> None:
    codes = [error.exit_code for error in (AmityError(""), InputError(""), UnknownContentError(""))]
    assert codes == [EXIT_REFUSED] * 3
    assert ContentError([]).exit_code == EXIT_CONTENT
    assert EXIT_BUG not in (EXIT_REFUSED, EXIT_CONTENT)
