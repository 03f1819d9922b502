"""Rules across the keys of a guide."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from amity.core.definitions.common import Check, Finding, Path, check
from amity.core.definitions.guide import Guide


@check("passages", "studies")
def parts_are_told_apart(it: Guide) -> Iterator[Finding]:
    for key in ("passages", "studies"):
        for id, count in Counter(part.id for part in getattr(it, key)).items():
            if count > 1:
                yield Finding((key,), f"{id} {count} times", "each id once", "rename the others")


@check("studies", "source", "sources")
def sources_are_listed(it: Guide) -> Iterator[Finding]:
    cited: list[tuple[Path, str]] = [(("source",), part) for part in it.source.split("; ")]
    cited += [(("studies", n, "source"), study.source) for n, study in enumerate(it.studies)]
    for place, source in cited:
        if not source.startswith(tuple(it.sources)):
            allowed = "beginning with one of: " + "; ".join(it.sources)
            yield Finding(place, source, allowed, "add the work to sources, or correct its name")


CHECKS: Final[tuple[Check, ...]] = (parts_are_told_apart, sources_are_listed)
