"""The line from which working together is talked about: broken in every way, and as it may stand."""

from collections.abc import Callable
from typing import Any, Final, Literal

from tests.core import made

Break = Callable[[dict[str, Any]], Any]


def line(at: int = 9, source: str = "Made 2026") -> dict[str, Any]:
    return {"at": at, "source": source}


def a_talk(at: int = 9, source: str = "Made 2026", **also: Any) -> Break:
    return lambda it: it.update(talk_from=line(at, source), **also)


def without_total(it: dict[str, Any]) -> None:
    it["scoring"].update(method="none", subscales=[])
    it.update(range={"lowest": 1, "highest": 4}, talk_from=line(2))


def both_lines(it: dict[str, Any]) -> None:
    about_the_two(it)
    it.update(review_from=line(), talk_from=line())


def about_the_two(it: dict[str, Any]) -> None:
    """Nothing in it is about safety, and the client may keep it."""
    it.update(alerts=[], may_be_kept_back=True)
    it["items"][4].pop("safety")


def right(higher_is: Literal["better", "worse"], at: int) -> dict[str, Any]:
    form = made.plain() | {"higher_is": higher_is, "talk_from": line(at)}
    about_the_two(form)
    return form


RIGHT: Final = [right("better", 4), right("better", 15), right("worse", 5), right("worse", 16)]
BROKEN: Final[list[tuple[str, Break, str, str]]] = [
    ("a total to talk about above all totals", a_talk(17), "talk_from.at", "17"),
    ("a total to talk about below all totals", a_talk(3), "talk_from.at", "3"),
    ("every total, where higher is better", a_talk(16, higher_is="better"), "talk_from.at", "16"),
    ("every total to talk about", a_talk(4), "talk_from.at", "4"),
    ("a total to talk about of none", without_total, "talk_from", "a line on a total"),
    ("a total to talk about without source", a_talk(9, "Nobody 1999"), "talk_from.source", "Nobody 1999"),
    ("talk about danger", a_talk(), "talk_from", "a line, with questions about safety"),
    ("talk about danger, no alert", a_talk(alerts=[]), "talk_from", "a line, with questions about safety"),
    ("a total both looked at and talked about", both_lines, "talk_from", "a line, beside review_from"),
]
