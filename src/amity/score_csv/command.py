"""The command line of `amity score`, its sentences and its exit codes."""

import argparse
import csv
import sys
from collections.abc import Callable

from amity.core import library
from amity.core.errors import EXIT_DONE, AmityError, InputError
from amity.score_csv.columns import find_columns, output_names
from amity.score_csv.records import open_records
from amity.score_csv.scorer import Choices, Scorer
from amity.score_csv.target import open_target


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `amity score`, for the command line to hang where it likes."""
    parser.add_argument("instrument", metavar="INSTRUMENT", help="id of the questionnaire, for instance phq9")
    parser.add_argument(
        "input", metavar="IN.csv", help="one row a form, first line the column names; - reads stdin"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT.csv", required=True, help="where to write; - writes to stdout"
    )
    parser.add_argument(
        "--columns",
        metavar="A,B,C",
        help="columns of the scored items, in order, then those of unscored ones if there are any; "
        "without it the columns are named by item ids or by 1, 2, 3 …",
    )
    parser.add_argument(
        "--missing",
        metavar="V,W",
        default="",
        help="cell values that mean not answered, as in --missing=-99,NA; a blank cell always does",
    )
    parser.add_argument(
        "--invalid",
        choices=["stop", "missing"],
        default="stop",
        help="what to do with a value that is no option: stop (the default), or read it as not answered",
    )


def run(args: argparse.Namespace) -> int:
    """Score a file. Returns an exit code; what went wrong is one sentence on stderr."""
    return _in_sentences(lambda: _score(args))


def _in_sentences(work: Callable[[], None]) -> int:
    try:
        work()
    except AmityError as error:
        print(f"amity score: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
    return EXIT_DONE


def _score(args: argparse.Namespace) -> None:
    instrument = library.instrument(args.instrument)
    choices = Choices(frozenset(_listed("--missing", args.missing)), args.invalid == "missing")
    with open_records(args.input) as records:
        columns = find_columns(instrument, records.names, _listed("--columns", args.columns))
        scorer = Scorer(instrument, columns, choices, records.delimiter)
        with open_target(args.output, args.input) as write:
            write(records.header(output_names(instrument)))
            records.write_each(scorer.added, write)
    for line in scorer.summary():
        print(line, file=sys.stderr)


def _listed(option: str, text: str | None) -> list[str]:
    """The values of a comma-separated option; quotation marks hold a value with a comma."""
    if not text:
        return []
    try:
        values = next(csv.reader([text], strict=True, skipinitialspace=True))
    except csv.Error as error:
        raise InputError(f"{option} {text} cannot be read: {error}.") from None
    return [value.strip() for value in values]
