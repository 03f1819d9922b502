"""From a worksheet into life: what was planned becomes a practice, and nobody writes it a second time."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amity.core import worksheets
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.actions import agree_practice
from amity.web.course.models import Practice, Session
from amity.web.techniques import queries, rules
from amity.web.techniques.models import Worksheet
from amity.web.techniques.storing import wrote


@transaction.atomic
def agree_practice_from(
    *, id: UUID | None = None, worksheet: Worksheet, session: Session, by: Actor
) -> Practice:
    """Agree, in this session, to try what the worksheet plans: its words, if-then, person and day."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_look_at(found, by)
    planned = worksheets.follow_on(found.definition, found.told)
    if not planned.get("text"):
        raise Refused(_("Nothing is planned here yet. Write down the first step, and agree it then."))
    person, day = planned.get("person"), planned.get("day")
    rules.check_is_not_held_back(found, person)
    practice = agree_practice(
        id=id,
        course=found.course,
        session=session,
        text=planned["text"],
        if_then=planned.get("if_then", ""),
        person=UUID(person) if person else None,
        day=date.fromisoformat(day) if day else None,
        worksheet=found.id,
        by=by,
    )
    wrote("agree_practice_from", found, by, ("practice",))
    return practice
