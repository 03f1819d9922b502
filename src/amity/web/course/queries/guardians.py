"""What parents and guardians may see of one course: the newest answer to each item, and those before it."""

from dataclasses import dataclass
from uuid import UUID

from amity.web.base.models import User
from amity.web.course.models import Course, ShownToGuardian
from amity.web.course.queries.find import row_for


@dataclass(frozen=True)
class Seen:
    """One item: the answer that holds, and those it replaced."""

    item: str
    title: str
    now: ShownToGuardian | None
    before: list[ShownToGuardian]


def seen_by_guardians(course: Course) -> list[Seen]:
    """Every item in its order, answered or not."""
    rows = list(course.shown_to_guardian.order_by("-at"))
    by_item = {item: [it for it in rows if it.item == item] for item, _ in ShownToGuardian.Item.choices}
    return [
        Seen(str(item), str(title), next(iter(by_item[item]), None), by_item[item][1:])
        for item, title in ShownToGuardian.Item.choices
    ]


def shown_for(user: User, id: UUID, purpose: str) -> ShownToGuardian:
    """The answer, or Http404."""
    return row_for(user, ShownToGuardian, id, purpose)
