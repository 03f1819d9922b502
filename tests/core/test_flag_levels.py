"""One rule on two items speaks once: of the graver answer, or the first where both weigh the same."""

from typing import Any

import pytest

from amity.core.safety import SERIOUS, flags
from tests.core import made


def form(first: str, second: str) -> Any:
    rule = {"rule": "any", "at_least": 1, "source": "Made 2026"}
    return made.instrument(
        alerts=[rule | {"item": "fear", "level": first}, rule | {"item": "talk", "level": second}]
    )


@pytest.mark.parametrize(
    ("first", "second", "of"),
    [
        ("amber", "amber", "fear"),
        ("red", "red", "fear"),
        ("amber", "red", "talk"),
        ("red", "amber", "fear"),
        ("emergency", "emergency", "fear"),
        ("red", "emergency", "talk"),
        ("emergency", "amber", "fear"),
    ],
)
def test_of_which_item_a_rule_speaks(first: str, second: str, of: str) -> None:
    (flag,) = flags(form(first, second), {"fear": 2, "talk": 2}, finished=True)
    assert flag.item == of
    assert flag.level == max((first, second), key=["amber", "red", "emergency"].index)


def test_the_levels_in_order() -> None:
    assert sorted(SERIOUS, key=lambda level: SERIOUS[level]) == ["amber", "red", "emergency"]
