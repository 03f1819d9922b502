"""Where a worksheet stands: which steps are begun or complete, where to go on. Nothing is ever required."""

from collections.abc import Mapping
from dataclasses import dataclass

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Field, Reader, Rows
from amity.core.worksheets.rules import is_shown


@dataclass(frozen=True, slots=True)
class Standing:
    """One step for one reader. answered, of: questions that this reader may fill in.

    is_begun: whether there is anything in it; a list with a row too few is begun and not answered.
    """

    step: str
    is_begun: bool
    answered: int
    of: int

    @property
    def is_complete(self) -> bool:
        """Whether everything asked is answered; a step that asks this reader nothing is."""
        return self.answered == self.of


def told(technique: Technique, values: Mapping[str, object], reader: Reader) -> tuple[Standing, ...]:
    """Each step with what is answered in it, of what this reader is asked."""
    standings = []
    for step in technique.steps:
        asked = [technique.field(id) for id in step.fields]
        asked = [it for it in asked if is_shown(it, values, reader) and it.may_be_filled_by(reader)]
        answered = sum(is_answered(field, values.get(field.id)) for field in asked)
        is_begun = any(field.id in values for field in asked)
        standings.append(Standing(step.id, is_begun, answered, len(asked)))
    return tuple(standings)


def is_answered(field: Field, value: object) -> bool:
    """Whether a question is answered: of rows, as many are there as a new form begins with.

    A row that is always there counts, once any row has something in it.
    """
    if value is None or not isinstance(field, Rows) or not isinstance(value, list):
        return value is not None
    ids = {row["id"] for row in value} | {row.id for row in field.always}
    return len(ids) >= field.least


def resume_at(technique: Technique, values: Mapping[str, object], reader: Reader) -> str | None:
    """The step to open: where somebody stopped, or the first that was left out; None when all is complete.

    Where somebody stopped is the last step begun, if it is not complete, or the next after it that is not.
    """
    standings = told(technique, values, reader)
    last = max((n for n, it in enumerate(standings) if it.is_begun), default=0)
    left = [it.step for it in (*standings[last:], *standings[:last]) if not it.is_complete]
    return left[0] if left else None
