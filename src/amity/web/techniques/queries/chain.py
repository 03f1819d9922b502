"""From an event to life and back: the worksheets and practices one worksheet began with and goes on in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amity.web.course.models import Practice
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.seeing import Sight, sight_of


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the line: a worksheet, or a practice that was agreed on one.

    worksheet: None for a practice. is_open: whether the clinician sees it whole.
    """

    title: str
    at: datetime
    worksheet: Worksheet | None = None
    practice: Practice | None = None
    is_here: bool = False
    is_open: bool = True


def chain_of(worksheet: Worksheet) -> list[Link]:
    """Everything before this worksheet, this one, and what went on from it, in the order of the steps.

    Of what the clinician does not see nothing stands here. Empty where it stands alone.
    """
    course = worksheet.course
    sheets = {it.id: it for it in course.worksheets.select_related(None).all()}
    practices = {it.id: it for it in course.practices.all()}
    before = dict(_parents(sheets.values(), practices.values()))
    path = [worksheet.id]
    while (parent := before.get(path[0])) is not None and parent not in path:
        path.insert(0, parent)
    ids = [*path, *_after(worksheet.id, before, path)]
    found = [_link(id, sheets, practices, worksheet.id) for id in ids]
    shown = [it for it in found if it is not None]
    return shown if len(shown) > 1 else []


def planned_on(worksheet: Worksheet) -> Sequence[Practice]:
    """The practices that were agreed on it, the newest first."""
    rows = worksheet.course.practices.filter(worksheet=worksheet.id)
    return list(rows.select_related("session").order_by("-agreed_at"))


def _parents(sheets: Iterable[Worksheet], practices: Iterable[Practice]) -> Iterator[tuple[UUID, UUID]]:
    """Each id with the one it goes on from."""
    for sheet in sheets:
        parent = sheet.practice_id or sheet.after_id
        if parent is not None:
            yield sheet.id, parent
    for practice in practices:
        if practice.worksheet is not None:
            yield practice.id, practice.worksheet


def _after(id: UUID, before: dict[UUID, UUID], known: list[UUID]) -> list[UUID]:
    """What goes on from `id`, each followed by what goes on from it."""
    found: list[UUID] = []
    for child, parent in before.items():
        if parent == id and child not in known and child not in found:
            found += [child, *_after(child, before, [*known, *found, child])]
    return found


def _link(
    id: UUID, sheets: dict[UUID, Worksheet], practices: dict[UUID, Practice], here: UUID
) -> Link | None:
    if (practice := practices.get(id)) is not None:
        return Link("Practice", practice.agreed_at, practice=practice)
    sheet = sheets.get(id)
    sight = sight_of(sheet, "clinician") if sheet else Sight.NOTHING
    if sheet is None or sight is Sight.NOTHING:
        return None
    return Link(sheet.definition.title, sheet.begun_at, sheet, None, id == here, sight is Sight.WHOLE)
