"""The eight steps, and what on worksheets shows that the criterion of one is reached. Nobody but a clinician
takes a step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Shown:
    """A worksheet that shows a criterion: of each group of its questions one is answered.

    says: a question and the answers of it that count; any answer counts for the others.
    """

    technique: str
    groups: tuple[tuple[str, ...], ...]
    says: tuple[str, tuple[str, ...]] | None = None

    def is_in(self, technique: str, answers: Mapping[str, Any]) -> bool:
        """Whether these answers show it."""
        if technique != self.technique or not all(any(answers.get(id) for id in it) for it in self.groups):
            return False
        return self.says is None or answers.get(self.says[0]) in self.says[1]


# Amity handbook section 2.6, "advance when"; which questions show it is an Amity decision. The third step is
# shown by what `pool` finds in several episodes, not by one worksheet.
POOLED: Final = "schema"
FIRST_TWO: Final = ("episodes", "monitoring")  # where work stays while monitoring is low; section 2.6
SHOWN_BY: Final[Mapping[str, tuple[Shown, ...]]] = {
    "episodes": (Shown("mit_episode", (("day",), ("where",), ("who", "who_else"))),),
    "monitoring": (Shown("mit_episode", (("felt",), ("trigger",))),),
    POOLED: (),
    "formulation": (Shown("mit_schema", (("lines",), ("fits",)), ("fits", ("yes",))),),
    "differentiation": (
        Shown("mit_episode", (("another_view",),)),
        Shown("mit_schema", (("alternative",),)),
    ),
    "healthy_self": (Shown("mit_schema", (("benign_other",),)),),
    "experiments": (Shown("mit_experiment", (("act", "did"), ("tried",)), ("tried", ("yes", "part"))),),
    "mastery": (Shown("mit_experiment", (("by_myself",),), ("by_myself", ("yes",))),),
}


def steps_shown(technique: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The steps whose criterion one worksheet shows. An answer that is missing shows nothing.

    Source: Amity handbook section 2.6; which questions show it is an Amity decision, and no step is taken by
    it: a clinician ticks the criterion.

    >>> steps_shown("mit_episode", {"felt": [{"word": "hurt", "strength": None}], "trigger": "She sighed."})
    ('monitoring',)
    """
    return tuple(
        step for step, ways in SHOWN_BY.items() if any(way.is_in(technique, answers) for way in ways)
    )
