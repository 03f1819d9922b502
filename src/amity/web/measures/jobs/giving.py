"""On a timer: what courses ask is made when its time has come, said, moved and withdrawn.

Nothing is remembered between two turns: the store says what is due, so that a worker that died, or a clock
that was wrong, costs a delay at most. Before what is queued is sent, for a notice keeps to safe hours.
"""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from amity.core import giving
from amity.core.phases import Attendance
from amity.web.base import clock
from amity.web.base.audit import SYSTEM
from amity.web.base.errors import why_not
from amity.web.measures import actions
from amity.web.measures import giving_rules as rules
from amity.web.measures.models import Notice, Occasion
from amity.web.measures.queries import giving as queries
from amity.web.measures.queries import ways
from amity.web.measures.queries.giving import Planned

log = logging.getLogger(__name__)


def run_due() -> int:
    """What is due for every course; returns how many things were done."""
    waiting = queries.open_occasions()
    courses = {it.id: it for it in queries.courses_that_ask()}
    asking = frozenset(courses)
    courses |= {it.course_id: it.course for it in waiting if it.course_id not in courses}
    plans = {it.course.id: it for it in queries.plans_of(list(courses.values()))}
    without = queries.without_consent({it.client_id for it in courses.values()})
    elsewhere = queries.answered_elsewhere(waiting)
    done = sum(_try(_keep_up, it, plans[it.course_id], without, elsewhere) for it in waiting)
    if done:  # what was withdrawn may be asked in another place by now
        plans = {
            it.course.id: it for it in queries.plans_of([it for id, it in courses.items() if id in asking])
        }
    for id in asking:
        if plans[id].course.client_id not in without:
            done += sum(_try(_make, plans[id], it) for it in plans[id].open_now())
    done += sum(_try(_take_back, it) for it in queries.notices_to_send())
    return done + sum(_try(_say, it) for it in queries.open_occasions())


def _keep_up(
    occasion: Occasion, plan: Planned, without_consent: frozenset[UUID], elsewhere: frozenset[UUID]
) -> bool:
    """What it is for may not take place, or at another time; or it was answered in another way."""
    no_more = occasion.course.client_id in without_consent
    falls_away = occasion.id in elsewhere or _falls_away(occasion, plan)
    if no_more or (falls_away and not queries.is_begun(occasion)):
        actions.withdraw_occasion(occasion=occasion, by=SYSTEM)
        return True
    wanted = plan.occasion(occasion.key)
    if wanted is None or queries.is_begun(occasion):
        return False
    times = (occasion.opens_at, occasion.due_at, occasion.closes_at)
    if times == (wanted.opens_at, wanted.due_at, wanted.closes_at):
        return False
    actions.move_occasion(occasion=occasion, by=SYSTEM)
    return True


def _falls_away(occasion: Occasion, plan: Planned) -> bool:
    """The course was closed, or its appointment is not there any more."""
    kind, _sign, id = occasion.key.partition(":")
    if kind != "follow_up" and plan.course.closed_at is not None:
        return True
    kept = {it.id for it in plan.times.sessions if it.attendance is not Attendance.CANCELLED}
    return kind == "session" and id not in kept


def _make(plan: Planned, wanted: giving.Occasion) -> bool:
    if wanted.key in plan.made - plan.revivable:
        return False
    return actions.make_occasion(course=plan.course, key=wanted.key, by=SYSTEM) is not None


def _take_back(notice: Notice) -> bool:
    """What was not sent in safe hours, or is safe no more; it may be said anew when it is."""
    message = notice.message
    in_time = message.queued_at <= clock.now() and (message.until is None or clock.now() < message.until)
    if in_time and not why_not(rules.check_can_notify, notice.occasion):
        return False
    return actions.take_back_notice(notice=notice, by=SYSTEM)


def _say(occasion: Occasion) -> bool:
    if ways.safe_until(occasion.course.client) is None:
        return False  # at night, without asking for more
    said_at = tuple(it.queued_at for it in sorted(occasion.notices.all(), key=lambda it: it.number))
    if giving.notice_due(queries.as_laid_out(occasion), said_at=said_at, now=clock.now()) is None:
        return False
    return actions.notify(occasion=occasion, by=SYSTEM) is not None


def _try(do: Callable[..., bool], about: Any, *more: Any) -> int:
    """One course that cannot be asked keeps no other from being asked; it is tried again."""
    try:
        return int(do(about, *more))
    except Exception as problem:  # its text may quote what was written
        log.error("what a course asks could not be seen to: %s", type(problem).__name__)
        return 0
