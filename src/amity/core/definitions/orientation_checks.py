"""Rules across the keys of an orientation."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from amity.core.definitions.common import Check, Finding, check
from amity.core.definitions.orientation import STRONGEST_FIRST, Orientation


@check("statements")
def statements_are_told_apart(it: Orientation) -> Iterator[Finding]:
    for id, count in Counter(statement.id for statement in it.statements).items():
        if count > 1:
            yield Finding(("statements",), f"{id} {count} times", "each id once", "rename the others")


@check("statements", "answers")
def every_answer_is_worded_and_reached(it: Orientation) -> Iterator[Finding]:
    for answer in STRONGEST_FIRST:
        if answer not in it.answers:
            yield Finding(("answers",), f"no {answer}", ", ".join(STRONGEST_FIRST), "write what is said then")
        if answer not in {statement.points_to for statement in it.statements}:
            yield Finding(("statements",), f"none points to {answer}", "at least one", "add one")


CHECKS: Final[tuple[Check, ...]] = (statements_are_told_apart, every_answer_is_worded_and_reached)
