"""What a course asks when, in sentences: each moment with its questionnaires, and what became of each set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from amity.core import giving
from amity.core.definitions.protocol_parts import NamedMeasure
from amity.web.base import clock
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures.models import Occasion, PlanLine
from amity.web.measures.queries.brought import stand_ins
from amity.web.measures.queries.giving import Planned, lines_of, occasions_of, planned, short_of
from amity.web.measures.queries.goals import questions_of
from amity.web.measures.queries.instruments import minutes, offered
from amity.web.measures.queries.links import state_of

WITH_A_SESSION: Final = ("assessment", "midpoint", "end", "number:", "week:")
COMING: Final = 6  # sets that are listed ahead
HELD: Final = timedelta(hours=2)  # so long a session lasts at most


@dataclass(frozen=True, slots=True)
class MomentLine:
    """One moment and what is asked at it. too_many: more than the cap for one session."""

    moment: str
    words: str
    shorts: str
    items: int
    minutes: int
    too_many: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set of questions: what for, when, and what became of it. items: of one that is still to come."""

    words: str
    at: datetime
    state: str
    said: Sequence[datetime]
    is_open: bool
    link_id: object | None
    items: int = 0
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class AskedWhen:
    """Everything the page says.

    named: of the protocol, with what is given instead, while nobody brought it. not_given: without words.
    """

    moments: Sequence[MomentLine]
    coming: Sequence[SetLine]
    asked: Sequence[SetLine]
    lines: Sequence[PlanLine]
    named: Sequence[tuple[NamedMeasure, str]]
    not_given: str
    most: int = giving.MOST_ITEMS


def asked_when(course: Course) -> AskedWhen:
    """What this course asks, will ask and asked."""
    plan = planned(course)
    rows = occasions_of(course)
    ahead = [it for it in plan.occasions if it.closes_at > clock.now() and it.key not in plan.made]
    items = questions_of(course.client)
    missing = [it.instrument for it in plan.asked if it.moments and it.instrument not in items]
    return AskedWhen(
        moments=_moments(plan, items),
        coming=[_coming(it, items) for it in ahead[:COMING]],
        asked=[_asked(it) for it in rows],
        lines=lines_of(course),
        named=_named(course, plan),
        not_given=", ".join(short_of(it) for it in missing),
    )


def sets_to_bring(clients: Iterable[UUID], before: datetime) -> list[Occasion]:
    """What waits for these clients' answers: for a session until then or held now, or for none."""
    now, with_session = clock.now(), Q(key__startswith="session:")
    soon = with_session & Q(due_at__lt=before, due_at__gt=now - HELD)
    rows = Occasion.objects.filter(soon | ~with_session, course__client__in=clients, withdrawn_at=None)
    rows = rows.filter(opens_at__lte=now, closes_at__gt=now)
    rows = rows.filter(link__finished_at=None, link__withdrawn_at=None, link__isnull=False)
    return list(rows.select_related("course__client__service", "link").prefetch_related("link__responses"))


def _named(course: Course, plan: Planned) -> list[tuple[NamedMeasure, str]]:
    """What the protocol names and nobody brought, each with what is asked in its place."""
    named = course_queries.protocol_of(course).named_measures
    brought = stand_ins(offered(course.client.service), (it.instrument for it in named))
    asked = {it.instrument for it in plan.asked if it.moments}
    return [
        (it, " and ".join(short_of(id) for id in it.given_instead if id in asked))
        for it in named
        if it.instrument not in brought
    ]


def _moments(plan: Planned, items: Mapping[str, int]) -> list[MomentLine]:
    names = {it.id: it.short for it in offered(plan.course.client.service)}
    every = [it.instrument for it in plan.asked if giving.EACH_SESSION in it.moments]
    found = []
    for moment in dict.fromkeys(it for asked in plan.asked for it in asked.moments):
        own = [it.instrument for it in plan.asked if moment in it.moments]
        more = every if moment.startswith(WITH_A_SESSION) else []
        here = [id for id in dict.fromkeys([*more, *own]) if items.get(id)]
        if here:
            count = giving.items_of(here, items)
            said = ", ".join(names[id] for id in here)
            words = giving.in_words(moment)
            found.append(MomentLine(moment, words, said, count, minutes(count), count > giving.MOST_ITEMS))
    return found


def _for_what(key: str, moments: Sequence[str] = ()) -> str:
    """ "Before the session", "In week 4", "90 days after the ending"."""
    if key.startswith("session:"):
        named = [giving.in_words(it) for it in moments if it != giving.EACH_SESSION]
        return " and ".join(named) or "before the session"
    return giving.in_words(key)


def _coming(occasion: giving.Occasion, items: Mapping[str, int]) -> SetLine:
    """Its questions are counted together: moments that each stay within the cap may meet in one session."""
    shorts = ", ".join(short_of(it) for it in occasion.instruments)
    words = f"{_for_what(occasion.key, occasion.moments)}: {shorts}"
    count = giving.items_of(occasion.instruments, items)
    return SetLine(
        words,
        occasion.due_at,
        "opens",
        [occasion.opens_at],
        is_open=False,
        link_id=None,
        items=count,
        too_many=count > giving.MOST_ITEMS,
    )


def _asked(row: Occasion) -> SetLine:
    said = [it.queued_at for it in sorted(row.notices.all(), key=lambda it: it.number)]
    responses = list(row.link.responses.all()) if row.link else []
    shorts = ", ".join(short_of(it.instrument) for it in sorted(responses, key=lambda it: it.place))
    words = f"{_for_what(row.key)}: {shorts}" if shorts else _for_what(row.key)
    return SetLine(words, row.due_at, _state(row), said, _is_open(row), row.link_id)


def _state(row: Occasion) -> str:
    if row.link is None:
        return "given by hand, so not asked again"
    if row.why_not == Occasion.NOT_HANDED_OVER:
        return "not handed over, so nothing of it was answered"
    if row.withdrawn_at is not None and row.link.finished_at is None:
        return "withdrawn"
    return state_of(row.link).words


def _is_open(row: Occasion) -> bool:
    return row.withdrawn_at is None and row.link is not None and state_of(row.link).is_open
