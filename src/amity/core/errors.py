"""What can go wrong, in words for people. All else is a bug and keeps its traceback."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

EXIT_DONE: Final = 0
EXIT_BUG: Final = 1  # Python's own code for an unhandled exception
EXIT_REFUSED: Final = 2  # the input or the command is at fault; argparse uses 2 as well
EXIT_CONTENT: Final = 3  # a content file is at fault


class AmityError(Exception):
    """Shown to the person as a sentence, without a traceback."""

    exit_code: int = EXIT_REFUSED


class InputError(AmityError):
    """A file, a cell or an option that somebody gave cannot be used as it is."""


class StatisticError(InputError, ValueError):
    """What a statistic was given cannot be used: the sentence says which, why, and what to give instead."""


class UnknownContentError(AmityError, LookupError):
    """No definition has this id, or this version."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one content file, and how to mend it."""

    file: str
    line: int | None
    place: str
    found: str
    allowed: str
    remedy: str

    def __str__(self) -> str:
        where = (
            self.file
            + (f", line {self.line}" if self.line else "")
            + (f", {self.place}" if self.place else "")
        )
        return f"{where}\n  found:   {self.found}\n  allowed: {self.allowed}\n  remedy:  {self.remedy}"


class ContentError(AmityError):
    """Every problem of the content that was asked for, all at once."""

    exit_code = EXIT_CONTENT

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        return "\n".join([f"{head} in the content files:", *map(str, self.problems)])
