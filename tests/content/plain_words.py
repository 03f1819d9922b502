"""How hard a text is to read, and the words that no client reads."""

import re
from collections.abc import Iterable
from typing import Final

NEVER: Final = (
    *("deficit", "sensitivit", "sick role", "faulty", "complian", "failed", "homework", "patient", "dispute"),
    *("grief", "transition", "interpersonal", "technique", "inventory", "formulation", "symptom", "score"),
    *("risk", "diagnos", "disorder", "terminat", "overdue", "incident", "worksheet"),
)  # Amity handbook section 10, and words of the trade


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """Each sentence as its words."""
    parts = [part for text in texts for part in re.split(r"[.?!:|]+", text.lower())]
    found = [re.findall(r"[a-zà-ÿ’']+", part) for part in parts]
    return [words for words in found if words]


def grade(texts: Iterable[str]) -> float:
    """The Flesch–Kincaid school grade: 5 is an age of ten to eleven.

    Source: Kincaid, Fishburne, Rogers & Chissom 1975, Research Branch Report 8-75, Naval Air Station Memphis.
    """
    said = sentences(texts)
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    """About how many: groups of vowels, without a silent e."""
    groups = re.findall(r"[aeiouyà-ÿ]+", word)
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and len(groups) > 1
    return max(1, len(groups) - silent)
