"""Rules across the keys of a card."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from amity.core.definitions.card import LEAVE, Card
from amity.core.definitions.common import Check, Finding, Path, check


@check("when", "shows", "decisions")
def nothing_is_named_twice(it: Card) -> Iterator[Finding]:
    named = {"when": it.when, "shows": it.shows, "decisions": [one.id for one in it.decisions]}
    for key, ids in named.items():
        for id, count in Counter(ids).items():
            if count > 1:
                yield Finding((key,), f"{id} {count} times", "each once", "remove the others")


@check("decisions")
def all_may_stay_as_it_is(it: Card) -> Iterator[Finding]:
    if it.decisions[-1].id != LEAVE:
        allowed = f"{LEAVE}, as the last"
        yield Finding(("decisions",), it.decisions[-1].id, allowed, "let it be decided that all stays")


@check("opens")
def each_opens_one_thing(it: Card) -> Iterator[Finding]:
    for n, one in enumerate(it.opens):
        if (one.technique is None) == (one.page is None):
            found = "neither" if one.page is None else "both"
            yield Finding(("opens", n), found, "a technique or a page", "name one of the two")


@check("question")
def it_asks(it: Card) -> Iterator[Finding]:
    if not it.question.endswith("?"):
        yield Finding(("question",), it.question, "a question", "end it with a question mark")


@check("why", "source", "sources")
def sources_are_listed(it: Card) -> Iterator[Finding]:
    cited: list[tuple[Path, str]] = [(("source",), part) for part in it.source.split("; ")]
    cited += [(("why", n, "source"), part) for n, one in enumerate(it.why) for part in one.source.split("; ")]
    for place, source in cited:
        if not source.startswith(tuple(it.sources)):
            allowed = "beginning with one of: " + "; ".join(it.sources)
            yield Finding(place, source, allowed, "add the work to sources, or correct its name")


CHECKS: Final[tuple[Check, ...]] = (
    nothing_is_named_twice,
    all_may_stay_as_it_is,
    each_opens_one_thing,
    it_asks,
    sources_are_listed,
)
