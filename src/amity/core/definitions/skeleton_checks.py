"""Rules across the keys of a questionnaire that is named and not carried."""

from collections.abc import Iterator
from typing import Final

from amity.core.definitions.common import Check, Finding, check
from amity.core.definitions.skeleton import Skeleton


@check("source", "sources")
def sources_are_listed(it: Skeleton) -> Iterator[Finding]:
    if not it.source.startswith(tuple(it.sources)):
        allowed = "beginning with one of: " + "; ".join(it.sources)
        yield Finding(("source",), it.source, allowed, "add the work to sources, or correct the name")


CHECKS: Final[tuple[Check, ...]] = (sources_are_listed,)
