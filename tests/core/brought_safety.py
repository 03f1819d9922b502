"""Questionnaires with questions about suicide, as services bring them: rising, falling, from 1 on."""

import json
from collections.abc import Iterator
from typing import Any

from amity.core import importing, library
from amity.core.definitions.instrument import Instrument
from amity.core.importing import fhir_r4
from amity.core.library.writing import tree_of, written
from tests.core import fhir_cast as cast

ASKED = ("/k/3", "/k/6")  # the two that ask about suicide, where a form is added up by itself


def numbered(*numbers: int) -> dict[str, Any]:
    """Seven questions whose answers are printed with these numbers, in this order."""
    answers = [cast.coded(number, f"{cast.FIVE[place]}") for place, number in enumerate(numbers)]
    words = enumerate(cast.WORDS, start=1)
    return cast.form(*(cast.choice(f"/k/{n}", text, answers, prefix=f"{n}.") for n, text in words))


def on_a_scoring(form: str, *, backwards: bool) -> dict[str, Any]:
    """Invented words for a questionnaire that is carried without its own, printed in either order."""
    items = []
    for item in library.instrument(form).items:
        options = item.options[::-1] if backwards else item.options
        answers = [cast.coded(it.value, f"{cast.FIVE[place]}") for place, it in enumerate(options)]
        items.append(cast.choice(item.id, f"Kettle {item.number}", answers, prefix=f"{item.number}."))
    return cast.form(*items)


ALONE = {
    "rising": numbered(0, 1, 2, 3),
    "falling": numbered(3, 2, 1, 0),
    "from one": numbered(1, 2, 3, 4),
    "falling to one": numbered(5, 4, 3, 2, 1),
    "with gaps": numbered(0, 2, 4),
    "yes last, falling": numbered(1, 0),
    "below nought": numbered(-2, -1, 0, 1),
}
LAID = {
    f"{form}, {'backwards' if backwards else 'as printed'}": (form, on_a_scoring(form, backwards=backwards))
    for form in ("epds", "phq_a", "core10")
    for backwards in (False, True)
    if not library.instrument(form).has_wording
}


def brought() -> Iterator[tuple[str, Instrument]]:
    """Each of them by its name, as it is kept and read again."""
    for name, tree in ALONE.items():
        draft = fhir_r4.read(json.dumps(tree))
        yield name, _kept(importing.alone(draft, cast.said(safety=frozenset(ASKED))).instrument)
    for name, (form, tree) in LAID.items():
        draft = fhir_r4.read(json.dumps(tree))
        yield name, _kept(importing.laid_on(draft, library.instrument(form), cast.said()).instrument)


def asks(name: str, number: int) -> bool:
    """Whether this question asks about suicide, by what was said of it and not by what was made of it."""
    if name in ALONE:
        return number in (3, 6)
    return number in {"epds": (10,), "phq_a": (9, 12, 13), "core10": (6,)}[name.split(",")[0]]


def wanted(name: str, number: int, printed: list[int], value: int | None, finished: bool) -> bool:
    """Whether somebody must look at it: answered with anything but its lowest number, or left out."""
    if not asks(name, number):
        return False
    return finished if value is None else value != min(printed)


def _kept(instrument: Instrument | None) -> Instrument:
    assert instrument is not None
    return importing.open_text(written(tree_of(instrument)))
