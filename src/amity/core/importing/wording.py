"""The words of a draft: its answers as lists, what stands above its questions, how they are numbered."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from amity.core.importing.draft import DraftItem


def labels_of(item: DraftItem) -> list[dict[str, Any]]:
    """Its answers as a definition has them."""
    return [
        {"value": option.value, "label": option.label, **({"loinc": option.code} if option.code else {})}
        for option in item.options
    ]


def answer_lists(wanted: Sequence[list[dict[str, Any]]]) -> tuple[dict[str, Any], list[str]]:
    """The different lists, each once, and the name of each question's."""
    lists: dict[str, Any] = {}
    named: list[str] = []
    for options in wanted:
        name = next((known for known, one in lists.items() if one["options"] == options), "")
        name = name or f"answers_{len(lists) + 1}"
        lists.setdefault(name, {"options": options})
        named.append(name)
    return lists, named


def texts_of(items: Sequence[DraftItem]) -> tuple[str, list[str]]:
    """What stands above all of them; and each question, with a heading that is not above all before it."""
    shared = [words for words in items[0].stem if all(words in item.stem for item in items)]
    texts = [" ".join((*(words for words in it.stem if words not in shared), it.text)) for it in items]
    return "\n".join(shared), texts


def headings(items: Sequence[DraftItem]) -> Iterator[str]:
    """Where a heading does not stand above the whole form, it is said with each of its questions."""
    every = dict.fromkeys(words for item in items for words in item.stem)
    for words in every:
        if not all(words in item.stem for item in items):
            yield f"the heading “{words}” stands before each of its questions"


def prefixes(items: Sequence[DraftItem]) -> Iterator[str]:
    """Where the printed number is another than the place."""
    for number, item in enumerate(items, start=1):
        if item.prefix and number_of(item) != number:
            yield f"linkId {item.link_id}: printed as “{item.prefix}”, here it is question {number}"


def number_of(item: DraftItem) -> int | None:
    """The number that is printed before it; None where there is none."""
    digits = re.fullmatch(r"([0-9]{1,3})[.):]?", item.prefix)
    return int(digits[1]) if digits else None
