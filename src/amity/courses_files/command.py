"""The command lines of `amity simulate` and `amity outcomes`. Frames are loaded when one of them runs."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amity.core.errors import EXIT_DONE, InputError


def add_simulate(parser: argparse.ArgumentParser) -> None:
    """The arguments of `amity simulate`."""
    parser.add_argument("folder", metavar="OUT", type=Path, help="a new folder, or an empty one")
    parser.add_argument("--courses", type=int, required=True, metavar="N", help="how many")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed, the same courses; default 1"
    )
    parser.add_argument(
        "--no-change", action="store_true", help="a service in which nobody's level ever moves"
    )
    parser.set_defaults(run=simulate)


def add_outcomes(parser: argparse.ArgumentParser) -> None:
    """The arguments of `amity outcomes`."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="courses as `amity simulate` lays them out")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=Path,
        help="a folder for report.json, .csv and .html; default report in DIR",
    )
    parser.add_argument(
        "--by", action="append", default=[], metavar="COLUMN", help="split by, may be repeated"
    )
    parser.add_argument(
        "--measure", action="append", metavar="ID", help="questionnaires; default phq9 and gad7"
    )
    parser.add_argument("--anxiety", default="gad7", metavar="ID", help="beside the PHQ-9; default gad7")
    parser.add_argument(
        "--show-small", action="store_true", help="hold nothing back: for whoever holds the courses anyway"
    )
    parser.set_defaults(run=outcomes)


def simulate(given: argparse.Namespace) -> int:
    """Make up courses and write them."""
    with _frames():
        from amity.core.analytics import files, simulation
    truth = simulation.Truth()
    drawn = simulation.simulate(
        given.courses, seed=given.seed, truth=truth.without_change() if given.no_change else truth
    )
    written = files.write((block.recorded() for block in drawn), given.folder)
    print(f"{written} made-up courses in {given.folder}. Every course says that it is synthetic.")
    return EXIT_DONE


def outcomes(given: argparse.Namespace) -> int:
    """Count the courses of a folder and write a report."""
    with _frames():
        from amity.courses_files import reporting
    asked = reporting.asked(given.measure or ["phq9", "gad7"], given.anxiety, given.by)
    counted = reporting.count(given.folder, asked, hold_back=not given.show_small)
    for path in reporting.write(counted, asked, given.output or given.folder / "report"):
        print(path)
    print(counted.rule)
    return EXIT_DONE


@contextmanager
def _frames() -> Iterator[None]:
    """Say in a sentence how to get what is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name not in ("numpy", "polars"):
            raise
        raise InputError(str(missing)) from missing
