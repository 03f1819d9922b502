"""Which worksheet is not offered about whom. A technique names the rule; who is marked comes from web."""

from collections.abc import Callable, Collection
from typing import Final

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Safety


def _never(person: str | None, unsafe: Collection[str], *, is_coerced: bool) -> bool:
    return False


def _with_somebody_unsafe(person: str | None, unsafe: Collection[str], *, is_coerced: bool) -> bool:
    """With somebody marked unsafe; and, where coercion is noted, with nobody in particular as well."""
    return person in unsafe if person is not None else is_coerced


RULES: Final[dict[Safety, Callable[..., bool]]] = {
    "none": _never,
    "no_confrontation_when_unsafe": _with_somebody_unsafe,
}


def is_held_back(
    technique: Technique, person: str | None, unsafe: Collection[str], *, is_coerced: bool = False
) -> bool:
    """Whether this worksheet is not offered about `person`; the page for safety is offered instead.

    person: whom it is about; None while nobody is chosen. unsafe: those whom the client is not safe with.
    With anybody else it stays open: to rehearse asking for help is not held back.
    Source: Amity handbook section 5, no coaching to confront somebody who harms.
    """
    return RULES[technique.safety](person, unsafe, is_coerced=is_coerced)
