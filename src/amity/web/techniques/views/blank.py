"""An empty worksheet as paper needs it: each question with the room its answer takes."""

from dataclasses import dataclass

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import HIGHEST, LOWEST, Asked, Choice, Rows, Scale, Step, Words
from amity.core.worksheets import THIRDS

ROOM = {"text": 1, "long": 2, "letter": 16}  # ruled lines
CELL_ROOM = {"text": 1, "long": 1, "letter": 2}
SHORT = 48  # letters of a question that stands beside another
MOST_ROWS = 3  # drawn of a list; there is always the back of the page
POINTS = tuple(range(LOWEST, HIGHEST + 1))


@dataclass(frozen=True, slots=True)
class BlankField:
    """One question. room: ruled lines for it; options: boxes to tick; rows: numbers of a list's rows."""

    asked: Asked
    room: tuple[int, ...] = ()
    options: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    rows: tuple[str, ...] = ()
    fields: "tuple[BlankField, ...]" = ()

    @property
    def is_short(self) -> bool:
        """Whether half the width of the page is enough for it."""
        is_line = len(self.room) == 1 and not self.asked.prompts
        return (is_line or self.asked.type == "yes_part_no") and len(self.asked.asks) <= SHORT


@dataclass(frozen=True, slots=True)
class BlankStep:
    """One step with its questions."""

    step: Step
    fields: tuple[BlankField, ...]


def blank_steps(technique: Technique) -> list[BlankStep]:
    """What a client reads: nothing that is for clinicians alone."""
    found = []
    for step in technique.steps:
        asked = [technique.field(id) for id in step.fields]
        fields = tuple(_blank(it, ROOM) for it in asked if it.is_for("client"))
        if fields:
            found.append(BlankStep(step, fields))
    return found


def _blank(asked: Asked, room: dict[str, int]) -> BlankField:
    match asked:
        case Words():
            return BlankField(asked, tuple(range(room[asked.type])))
        case Choice():
            return BlankField(asked, options=tuple(it.says for it in asked.options))
        case Scale():
            return BlankField(asked, points=POINTS)
        case Rows():
            inner = tuple(_blank(it, CELL_ROOM) for it in asked.fields if it.is_for("client"))
            named = [it.says for it in asked.always]
            free = max(min(MOST_ROWS, asked.most) - len(named), 1)
            numbered = [f"{asked.row} {n}" for n in range(1, free + 1)]
            return BlankField(asked, rows=(*named, *numbered), fields=inner)
    if asked.type == "yes_part_no":
        return BlankField(asked, options=tuple(THIRDS.values()))
    return BlankField(asked, (0,))
