"""Rules across the keys of a vocabulary of feelings."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from amity.core.definitions.common import Check, Finding, check
from amity.core.definitions.feelings import Feelings


@check("families")
def words_are_told_apart(it: Feelings) -> Iterator[Finding]:
    ids = Counter(family.id for family in it.families)
    words = Counter(word.casefold() for family in it.families for word in family.words)
    for name, count in [*ids.items(), *words.items()]:
        if count > 1:
            yield Finding(("families",), f"{name!r} {count} times", "each once", "leave the nearest one")


@check("source", "sources")
def the_source_is_listed(it: Feelings) -> Iterator[Finding]:
    if not any(it.source.startswith(work) for work in it.sources):
        allowed = "beginning with one of " + ", ".join(it.sources)
        yield Finding(("source",), it.source, allowed, "list the work under sources")


CHECKS: Final[tuple[Check, ...]] = (words_are_told_apart, the_source_is_listed)
