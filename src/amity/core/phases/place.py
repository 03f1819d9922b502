"""The count of a course on one day: what was held, is planned, comes next, has been reached."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from amity.core.definitions.anchor import Anchor, FollowUp, Week
from amity.core.definitions.facts import Attendance, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Measure
from amity.core.phases import dates
from amity.core.phases.facts import CourseFacts, SessionFact
from amity.core.phases.lengths import phase_of, phase_spans


class Reached(NamedTuple):
    """How a session or a week of the course lies to today.

    since: the day it began, if that is known. after: an answer counts for it when it is later than this day;
    on the day of a session itself it still belongs to that session.
    """

    begun: bool
    gone_by: bool
    since: date | None
    after: date | None
    is_session: bool


def in_order(sessions: tuple[SessionFact, ...]) -> tuple[SessionFact, ...]:
    """By day, those without a day last; the order in which they were handed over makes no difference."""
    return tuple(sorted(sessions, key=lambda it: (it.on or date.max, it.on is None, it.attendance)))


@dataclass(frozen=True)
class Place:
    """The counting rule applied to the facts of one course."""

    protocol: Protocol
    facts: CourseFacts
    today: date

    @cached_property
    def held(self) -> tuple[SessionFact, ...]:
        """The sessions that count, in order: the first is number 1."""
        counts = self.protocol.counting.counts
        return tuple(it for it in in_order(self.facts.sessions) if it.attendance in counts)

    @cached_property
    def planned(self) -> tuple[SessionFact, ...]:
        """The appointments without an attendance yet, in order."""
        return tuple(it for it in in_order(self.facts.sessions) if it.attendance is Attendance.PLANNED)

    @cached_property
    def ticked(self) -> frozenset[str]:
        """Tasks ticked anywhere in the course; ticks in an appointment that was not kept do not stand."""
        kept = [it.tasks_done for it in (*self.held, *self.planned)]
        return self.facts.tasks_done.union(*kept)

    @cached_property
    def told_by_ticks(self) -> frozenset[Fact]:
        """The facts that a ticked task records."""
        return frozenset(it.records for it in self.protocol.tasks if it.records and it.id in self.ticked)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What this course asks: the protocol's measures, unless the course has a plan of its own."""
        return self.protocol.measures if self.facts.measures is None else self.facts.measures

    @property
    def of(self) -> int:
        return self.facts.planned_sessions

    @property
    def left(self) -> int:
        return max(0, self.of - len(self.held))

    @property
    def session(self) -> int:
        """The number of the next session to be held; of the last, when none is left and none is planned."""
        return len(self.held) + (1 if self.left or self.planned else 0)

    @property
    def phase(self) -> str:
        """The phase the next session belongs to by plan, whatever phase is recorded."""
        return phase_of(self.protocol, self.session, self.of)

    def days_ticked(self, fact: Fact) -> tuple[date | None, ...]:
        """The days on which a task that records it was ticked; None where no day is known."""
        tasks = {it.id for it in self.protocol.tasks if it.records is fact}
        days = [it.on for it in (*self.held, *self.planned) if it.tasks_done & tasks]
        return (*days, *([None] if self.facts.tasks_done & tasks else []))

    def days_before(self, number: int) -> int:
        """How many days lie between session `number` and the one before it.

        A rhythm of its own that was agreed holds throughout; the protocol's may differ from phase to phase.
        """
        agreed, usual = self.facts.interval_days, self.protocol.dose.interval_days
        if agreed not in (None, usual):
            return agreed
        return self.protocol.phase(self._phase_at(number)).interval_days or usual

    def _phase_at(self, number: int) -> str:
        """The next session lies in the phase that is recorded; those after it by plan, but in none before."""
        order, recorded = self.protocol.phase_ids, self.facts.phase
        by_plan = phase_of(self.protocol, number, self.of)
        if recorded not in order:
            return by_plan
        return recorded if number <= self.session else max(by_plan, recorded, key=order.index)

    def reached(self, when: Anchor | Week | FollowUp) -> Reached:
        """How a session or week of the protocol lies to today. A follow-up is never reached in the course."""
        if isinstance(when, FollowUp):
            return Reached(False, False, None, None, is_session=False)
        if isinstance(when, Week):
            return self._reached_week(when.week)
        return self.reached_session(when.number(phase_spans(self.protocol, self.of)))

    def reached_session(self, number: int) -> Reached:
        """A session begins when the one before it has been held; it has gone by when held itself."""
        before = self.held[number - 2].on if 1 < number <= len(self.held) + 1 else None
        since = self.facts.started_on if number == 1 else before
        return Reached(number <= len(self.held) + 1, number <= len(self.held), since, before, is_session=True)

    def _reached_week(self, week: int) -> Reached:
        first = self.held[0].on if self.held else None
        begins = dates.week_begins(first, week, self.facts.pauses) if first else None
        if first is None or begins is None or self.today < begins:
            return Reached(False, False, None, None, is_session=False)
        following = dates.week_begins(first, week + 1, self.facts.pauses)
        gone_by = following is not None and self.today >= following
        return Reached(True, gone_by, begins, begins - timedelta(days=1), is_session=False)

    def expected(self) -> tuple[date, ...] | None:
        """The days of the sessions left: those planned, then on the rhythm from the last dated appointment.

        None while nothing tells them: no date at all, or a pause whose end nobody knows.
        """
        days = [it.on for it in self.planned if it.on][: self.left]
        while len(days) < self.left:
            following = self._day_after(days)
            if following is None:
                return None
            days.append(following)
        return tuple(days)

    def _day_after(self, days: list[date]) -> date | None:
        dated = days + [it.on for it in self.facts.sessions if it.on]
        interval, pauses = self.days_before(len(self.held) + len(days) + 1), self.facts.pauses
        if dated:
            return dates.next_on(max(dated), interval, pauses, earliest=self.today)
        first = self.facts.started_on
        return dates.fitting(first, interval, pauses, earliest=self.today) if first else None
