"""What a card may not be: each rule refuses one planted fault, and the cards we have pass all of them."""

from typing import Any

import pytest

from amity.core import library
from amity.core.definitions.card import Card
from amity.core.definitions.card_case import CardCase
from amity.core.definitions.card_checks import CHECKS
from amity.core.library.checks import DIFFERENCES

GOOD = library.card("alliance")


def findings(card: Card) -> list[tuple[Any, ...]]:
    return [found for check in CHECKS for found in check.find(card)]


def changed(**parts: Any) -> Card:
    return GOOD.model_copy(update=parts)


@pytest.mark.parametrize("card", library.cards(), ids=lambda it: it.id)
def test_ours_are_sound(card: Card) -> None:
    assert findings(card) == []


@pytest.mark.parametrize(
    ("card", "place"),
    [
        (changed(when=(*GOOD.when, GOOD.when[0])), ("when",)),
        (changed(shows=(*GOOD.shows, GOOD.shows[0])), ("shows",)),
        (changed(decisions=(GOOD.decisions[0], *GOOD.decisions)), ("decisions",)),
        (changed(decisions=GOOD.decisions[:-1]), ("decisions",)),
        (changed(opens=(GOOD.opens[0].model_copy(update={"technique": None}),)), ("opens", 0)),
        (changed(opens=(GOOD.opens[0].model_copy(update={"page": "goals"}),)), ("opens", 0)),
        (changed(question="Working together"), ("question",)),
        (changed(source="Somebody 1999"), ("source",)),
        (changed(why=(GOOD.why[0].model_copy(update={"source": "Somebody 1999"}),)), ("why", 0, "source")),
    ],
)
def test_a_fault_is_found_where_it_is(card: Card, place: tuple[str | int, ...]) -> None:
    assert [found[0] for found in findings(card)] == [place]


def test_a_worked_example_that_says_otherwise_is_found() -> None:
    case = library.cases("card", "alliance").cases[0]
    assert list(DIFFERENCES["card"](GOOD, case)) == []
    [found] = DIFFERENCES["card"](GOOD, case.model_copy(update={"expect": ()}))
    assert (found.found, found.allowed) == ("alliance_low", "nothing, by the case")
    quiet = CardCase.model_validate({"name": "Quiet", "today": "2026-06-01", "expect": ["alliance_low"]})
    [found] = DIFFERENCES["card"](GOOD, quiet)
    assert (found.found, found.allowed) == ("nothing", "alliance_low, by the case")
