"""The life chart of a story, told through actions: so many months before the session, as far as known."""

from datetime import date

from amity.core.timeline import Approximate
from amity.web.base import clock
from amity.web.course.models import Course
from amity.web.demo import parts, story
from amity.web.inventory import actions, queries


def lived_in(slot: int, told: story.Course, course: Course) -> None:
    """What was told in this slot about earlier days; whoever had to do with it was named before."""
    today, by = clock.today(course.client.service.zone), course.clinician.user
    ids = {one.alias: one.id for one in queries.relationships_of(course.client)}
    for it in (it for it in told.life if it.at == slot):
        actions.add_life_event(
            client=course.client,
            words=it.words,
            kind=it.kind,
            began=ago(today, it.months_ago, it),
            ended=None if it.until is None else ago(today, it.until, it),
            impact=it.impact,
            mark=it.mark,
            people=[ids[name] for name in it.people],
            is_private=it.private,
            by=by,
        )
    for one in (one for one in told.felt if one.at == slot):
        actions.add_mood_point(
            client=course.client, at=ago(today, one.months_ago, one), value=one.value, by=by
        )


def ago(today: date, months: int, known: parts.Placed) -> Approximate:
    """The month, season or year in which that lies; a day is the middle of its month."""
    count = today.year * 12 + today.month - 1 - months
    if known.precision == "season":
        count -= (count + 1) % 3  # December, March, June, September
    if known.precision == "year":
        count -= count % 12
    first = date(count // 12, count % 12 + 1, 14 if known.precision == "day" else 1)
    return Approximate(first, known.precision, known.about)
