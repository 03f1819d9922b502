"""What its page shows before a session: what the client wrote for it, and what ratings say about going on."""

from datetime import timedelta
from typing import Final

from amity.core import worksheets as core
from amity.web.base.models import User
from amity.web.course.models import Session
from amity.web.course.offered import Card
from amity.web.course.queries.facts import sessions_of
from amity.web.people import access
from amity.web.techniques import queries
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.arrival import arrived_in_words
from amity.web.techniques.queries.metacognition import minds_in

CHECK_IN: Final = "check_in"


def before_session(user: User, session: Session) -> Card | None:
    """The newest check-in the client showed since the session before this one; None where there is none."""
    course = session.course
    ends = session.planned_at + timedelta(minutes=session.minutes)
    there = queries.worksheets_visible_to(user, access.READ).filter(
        course=course, technique=CHECK_IN, begun_at__lt=ends, version__gt=0, destroyed_at=None
    )
    earlier = [it.planned_at for it in sessions_of([course])[course.id] if it.planned_at < session.planned_at]
    if earlier:
        there = there.filter(begun_at__gt=max(earlier))
    newest = there.order_by("begun_at", "id").last()
    return None if newest is None else Card(newest.definition.title, TEMPLATE, _told(newest))


def minds_before(user: User, session: Session) -> Card | None:
    """In metacognitive interpersonal therapy: a rating that waits, and that monitoring is low."""
    minds = minds_in(session)
    if minds is None or not (minds.low or minds.is_due):
        return None
    if not access.may_open(user, session.course.client_id, access.READ):
        return None
    return Card("Metacognition", "techniques/_minds_before.html", {"minds": minds, "course": session.course})


TEMPLATE: Final = "techniques/_before_session.html"


def _told(worksheet: Worksheet) -> dict[str, object]:
    names = queries.names_for(worksheet.course.client, "clinician")
    parts = core.lines(worksheet.definition, worksheet.told, "clinician", names=names)
    lines = [line for part in parts for line in part.lines if line.says]
    return {"worksheet": worksheet, "lines": lines, "arrived": arrived_in_words(worksheet)}
