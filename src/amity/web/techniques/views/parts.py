"""What the pages of worksheets share: who may look, and one step of a worksheet ready to be drawn."""

import uuid
from dataclasses import dataclass
from typing import Any

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader, Step
from amity.web.base.audit import Actor
from amity.web.people.models import Staff
from amity.web.techniques import queries, rules
from amity.web.techniques.forms import Drawing
from amity.web.techniques.models import Worksheet
from amity.web.techniques.views.saving import Typed

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there
CLINICIAN = frozenset({Staff.Role.CLINICIAN})
READERS = frozenset({Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR})
HERE = "worksheets"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in the list of steps: its name and where it stands."""

    id: str
    title: str
    is_here: bool
    is_begun: bool
    answered: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.answered == self.of

    @property
    def words(self) -> str:
        """How far it is."""
        if not self.of:
            return ""
        return f"{self.answered} of {self.of} answered" if self.is_begun else "not begun"


def id_sent(request: ClinicRequest) -> uuid.UUID | None:
    """The id that a page chose for what it begins, so that a form sent twice begins one; None without one."""
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return None


def steps_for(technique: Technique, reader: Reader) -> list[Step]:
    """The steps in which this reader sees a question."""
    return [it for it in technique.steps if any(technique.field(id).is_for(reader) for id in it.fields)]


def step_wanted(worksheet: Worksheet, reader: Reader, wanted: str) -> Step:
    """The step that was asked for; else where somebody stopped, or the first."""
    steps = {it.id: it for it in steps_for(worksheet.definition, reader)}
    resume = worksheets.resume_at(worksheet.definition, worksheet.told, reader) or ""
    return steps.get(wanted) or steps.get(resume) or next(iter(steps.values()))


def step_after(worksheet: Worksheet, reader: Reader, step: Step, wants: str) -> str:
    """The id of the step a button leads to: `next`, `back`, `step:gap`, or this one again."""
    ids = [it.id for it in steps_for(worksheet.definition, reader)]
    if (named := wants.removeprefix("step:")) in ids and named != wants:
        return named
    to = ids.index(step.id) + {"next": 1, "back": -1}.get(wants, 0)
    return ids[min(max(to, 0), len(ids) - 1)]


def step_lines(worksheet: Worksheet, reader: Reader, step: Step | None = None) -> list[StepLine]:
    """The list of steps."""
    technique = worksheet.definition
    shown = {it.id: it for it in steps_for(technique, reader)}
    return [
        StepLine(
            it.step, shown[it.step].title, step is not None and it.step == step.id, it.is_begun, it.answered,
            it.of,
        )
        for it in worksheets.told(technique, worksheet.told, reader)
        if it.step in shown
    ]  # fmt: skip


def form_context(
    worksheet: Worksheet,
    step: Step,
    by: Actor,
    *,
    url: str,
    typed: Typed | None = None,
    more: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The context of `techniques/_worksheet_form.html`. more: lists for which one more row was asked."""
    reader, technique = queries.reader_of(by), worksheet.definition
    client, values = worksheet.course.client, typed.values if typed else worksheet.told
    also = queries.people_in(technique, worksheet.told)
    people = queries.choices_of(client, reader, also)
    drawing = Drawing(technique, reader, people, values, typed.wrong if typed else {}, more)
    lines = step_lines(worksheet, reader, step)
    ids = [it.id for it in lines]
    at = ids.index(step.id)
    unsaved = typed is not None and typed.page is not None
    return {
        "worksheet": worksheet,
        "technique": technique,
        "step": step,
        "steps": lines,
        "before": lines[at - 1] if at else None,
        "after": lines[at + 1] if at + 1 < len(lines) else None,
        "fields": drawing.fields(step.fields),
        "version": typed.version if typed and unsaved else worksheet.version,
        "page": typed.page if typed and unsaved else uuid.uuid4(),
        "turn": typed.turn if typed else 1,
        "form_url": f"{url}?step={step.id}",
        "reader": reader,
        "may_write": rules.can_write(worksheet, by),
        "beside": queries.beside_of(worksheet, reader, queries.names_for(client, reader)),
        "refusal": typed.refusal if typed else "",
        "wrong_count": len(typed.wrong) if typed else 0,
    }
