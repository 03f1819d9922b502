"""*What now* on lower pages: a line on Today, a card on the course page, what one reads before a session."""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from django.urls import reverse

from amity.core.definitions.card import REVIEWS
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.course.models import Course, Session
from amity.web.course.offered import Card, TodayRow
from amity.web.course.queries.safety_rows import courses_in_care
from amity.web.measures.queries.decided import decided_in
from amity.web.measures.queries.what_now import known_of, occasions_of, prescribers_beside, undecided

ROW = 24  # where it stands among the lines of Today: after what a client wrote, before what they tried
CARD = 5


def what_now_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """A line for each open course about which something stands and nothing was decided."""
    in_care = [it for it in courses_in_care(user) if it.closed_at is None]
    found = [it for it in in_care if it.client_id in client_ids]
    known = known_of(found) if found else {}
    stands = {it: undecided(occasions_of(it, known[it.id]), known[it.id]) for it in found}
    named = prescribers_beside(stands)
    rows = []
    for course, waiting in stands.items():
        if waiting:
            zone = course.client.service.zone
            on = max((it.on for it in waiting if it.on), default=clock.today(zone))
            first = next((it for it in waiting if it.when not in REVIEWS), waiting[0])
            more = f"; and {len(waiting) - 1} more" if len(waiting) > 1 else ""
            rows.append(
                TodayRow(
                    client_id=course.client_id,
                    at=datetime.combine(on, time.min, zone),
                    kind="what_now",
                    title="What now?",
                    detail=". ".join(
                        filter(None, (f"{first.words.rstrip('.')}{more}", named.get(course.id)))
                    ),
                    url=reverse("what_now", args=[course.id]),
                    order=ROW,
                )
            )
    return rows


def what_now_card(user: User, course: Course) -> Card | None:
    """What stands and is not decided, and the last decision; nothing where there is neither."""
    known = known_of([course])[course.id]
    waiting = undecided(occasions_of(course, known), known)
    decided = decided_in(known.decided)[:1]
    if not waiting and not decided:
        return None
    context = {
        "occasions": waiting,
        "prescribes": prescribers_beside({course: waiting}).get(course.id, ""),
        "newest": next(iter(decided), None),
        "course_id": course.id,
    }
    return Card("What now", "measures/_what_now_card.html", context, order=CARD)


def what_now_before(user: User, session: Session) -> Card | None:
    """For a session: what stands, and what was decided since the one before."""
    course = session.course
    known = known_of([course])[course.id]
    held = [it.planned_at for it in known.sessions if it.planned_at < session.planned_at]
    since = max(held, default=None)
    waiting = undecided(occasions_of(course, known), known)
    decided = [it for it in decided_in(known.decided) if since is None or it.at >= since]
    if not waiting and not decided:
        return None
    context = {
        "occasions": waiting,
        "prescribes": prescribers_beside({course: waiting}).get(course.id, ""),
        "decided": decided,
        "course_id": course.id,
    }
    return Card("What now", "measures/_what_now_before.html", context)
