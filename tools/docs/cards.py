"""docs/reference/cards.md: what brings a course up, and every card of *what now*."""

from collections.abc import Iterator

from amity.core import library, review
from amity.core.definitions.card import Card, When
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """The reasons to look, the cards in their order, then one section a card."""
    every = sorted(library.cards(), key=lambda it: it.place)
    about = (
        "A reason to look is a review that is due, or something in the record. None of them says how a "
        "course goes on, and none measures a risk. What is not recorded is never taken for a no."
    )
    reasons = table(
        ["reason", "where the rule comes from"],
        ((_words(when), review.SOURCES[when]) for when in When),
    )
    order = (
        "Cards that the record brings up come first, then those that the calendar alone brings up; among "
        "equals in this order."
    )
    overview = table(
        ["card", "asks", "comes up by", "shows"],
        (
            (
                f"`{it.id}` v{it.version}",
                it.question,
                ", ".join(map(_words, it.when)),
                ", ".join(map(_words, it.shows)),
            )
            for it in every
        ),
    )
    sections = [part for it in every for part in _section(it)]
    return whole_page("Cards of what now", about, reasons, order, overview, *sections)


def _section(it: Card) -> Iterator[str]:
    yield f"## {it.title} (`{it.id}` v{it.version})"
    yield table(["why one looks", "source"], ((one.says, one.source) for one in it.why))
    yield table(
        ["leads to", "where"],
        (
            (
                one.words,
                f"worksheet {_words(one.technique)}" if one.technique else f"page {_words(one.page or '')}",
            )
            for one in it.opens
        ),
    )
    yield f"Can be decided: {'; '.join(one.words for one in it.decisions)}."
    yield f"Source: {it.source}."


def _words(id: str) -> str:
    return id.replace("_", " ")
