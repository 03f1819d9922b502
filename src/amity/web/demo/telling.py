"""A story as events: what was done, by whom, at what moment, each through an action."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.course import queries as course_queries
from amity.web.course.models import Course, Practice, Session
from amity.web.demo import calendar
from amity.web.demo.agreeing import agreed_in, asked_in
from amity.web.demo.assessing import assessed_in, focused_in
from amity.web.demo.ending import ended_in
from amity.web.demo.keeping_safe import asked_alone_in, kept_safe_in
from amity.web.demo.meeting import recorded, said_in
from amity.web.demo.naming import named_in
from amity.web.demo.parts import Told
from amity.web.demo.sheets import Desk
from amity.web.demo.story import Story
from amity.web.demo.telling_life import lived_in
from amity.web.demo.young import young_in
from amity.web.inventory import queries as inventory
from amity.web.people import actions as people
from amity.web.people.models import Client, Service, Staff

DAY = timedelta(days=1)
GRANT_DAYS = 60


Happening = tuple[datetime, Callable[[], object]]


@dataclass
class Cast:
    """The service and its staff, by the ids of `clinic.yaml`."""

    service: Service
    staff: dict[str, Staff]

    def one(self, role: str) -> Staff:
        """The first with this role."""
        return next(somebody for somebody in self.staff.values() if somebody.role == role)


@dataclass
class Telling:
    """One story while it is told: what has been made of it so far."""

    story: Story
    cast: Cast
    now: datetime
    client: Client | None = None
    course: Course | None = None
    link: Any = None  # the newest questionnaire link
    sessions: dict[int, Session] = field(default_factory=dict)
    practices: dict[int, Practice] = field(default_factory=dict)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.sessions, self.practices)

    @property
    def clinician(self) -> Staff:
        return self.cast.staff[self.story.clinician]

    @property
    def zone(self) -> Any:
        return self.cast.service.zone

    def events(self) -> Iterator[Happening]:
        """Everything but the questionnaires, in no order."""
        began = self.began
        yield began - 9 * DAY, self.add
        if self.story.contact.ok or self.story.contact.note:
            yield began - 9 * DAY + timedelta(minutes=4), self.contact
        for kind in self.story.consents:
            yield began - 8 * DAY, partial(self.consent, kind)
        if self.story.course:
            yield from self._course_events(began)

    @property
    def began(self) -> datetime:
        """Nine days after this client was added: the first appointment, if there is one."""
        if self.story.course:
            return self.slots[0]
        return self.now - (self.story.added_days_ago - 9) * DAY

    @property
    def slots(self) -> list[datetime]:
        assert self.story.course
        return list(calendar.slots(self.story.course, self.now, self.zone))

    def _course_events(self, began: datetime) -> Iterator[Happening]:
        told = self.story.course
        assert told
        yield began - 7 * DAY, self.start
        for slot, at in enumerate(self.slots, start=1):
            if not calendar.happens(told, slot):
                continue
            before = self.slots[slot - 2] + timedelta(minutes=55) if slot > 1 else began - 7 * DAY
            yield before, partial(self.plan, slot, at)
            if slot <= len(told.gone):
                notice = -DAY if told.gone[slot - 1] in "cs" else timedelta(minutes=50)
                yield at + notice, partial(self.record, slot)
        if told.supervised:
            yield self.now - 10 * DAY if len(told.gone) > 2 else began, self.supervise
        if told.closed:
            yield self.slots[-1] + timedelta(hours=2), self.close

    def add(self) -> None:
        it = self.story
        self.client = people.add_client(
            service=self.cast.service,
            name=it.name,
            date_of_birth=it.born,
            pronouns=it.pronouns,
            language=it.language,
            time_zone=it.time_zone,
            phone=it.phone,
            email=it.email,
            by=self.clinician.user,
        )

    def contact(self) -> None:
        it = self.story.contact
        channels = ("text", "call", "voicemail", "email", "post")
        allowed: dict[str, Any] = {f"{name}_ok": name in it.ok for name in channels}
        people.record_safe_contact(
            client=self.known_client,
            device_shared=it.device_shared,
            when=it.when,
            note=it.note,
            by=self.clinician.user,
            **allowed,
        )

    def consent(self, kind: str) -> None:
        people.record_consent(
            client=self.known_client,
            kind=kind,
            given=True,
            how="spoken",
            on=clock.today(self.zone),
            note="",
            by=self.clinician.user,
        )

    def start(self) -> None:
        assert self.story.course
        self.course = courses.start_course(
            client=self.known_client,
            clinician=self.clinician,
            protocol=self.story.course.protocol,
            planned_sessions=self.story.course.sessions,
            started_on=self.slots[0].date(),
            interval_days=7 * self.story.course.every,
            minutes=self.story.course.minutes,
            by=self.clinician.user,
        )

    def plan(self, slot: int, at: datetime) -> None:
        assert self.story.course
        self.sessions[slot] = courses.plan_session(
            course=self.known_course,
            planned_at=at,
            zone=self.zone.key,
            minutes=self.story.course.minutes,
            mode=self._told(slot).mode or self.story.course.mode,
            by=self.clinician.user,
        )

    def record(self, slot: int) -> None:
        """What came of the appointment, and everything that came about in it."""
        assert self.story.course
        letter, told = self.story.course.gone[slot - 1], self._told(slot)
        held = letter in "al"
        tasks = [*self._tasks(), *told.taken] if held else []
        self.sessions[slot] = recorded(self.sessions[slot], letter, told, tasks, self.story.course.remote)
        if held:
            asked_alone_in(slot, self.story.course, self.known_course)
            self.sessions[slot] = said_in(self.sessions[slot], told)
            self._came_about(slot)
            self._agree(slot, told)

    def _came_about(self, slot: int) -> None:
        """What is told about this slot in the parts of the story, in the order in which it is done."""
        told, course = self.story.course, self.known_course
        assert told
        young_in(slot, told, course)
        assessed_in(slot, told, course)
        kept_safe_in(slot, told, course, self.sessions[slot])
        named_in(slot, told, course, self.sessions[slot])
        lived_in(slot, told, course)
        self.desk.write_in(slot, told.worksheets, course)
        focused_in(slot, told, course)
        agreed_in(slot, told, course)
        asked_in(slot, told, course, self.sessions[slot])
        ended_in(slot, told, course)

    def _told(self, slot: int) -> Told:
        return self.story.course.told.get(slot, Told()) if self.story.course else Told()

    def _agree(self, slot: int, told: Told) -> None:
        for before in [earlier for earlier in self.practices if not self.practices[earlier].result]:
            self._come_of(before)
        if told.practice:
            self.practices[slot] = self._agreed(slot, told)
        self._move_on()

    def _agreed(self, slot: int, told: Told) -> Practice:
        people = inventory.relationships_of(self.known_client) if told.practice_with else []
        days = told.practice_in_days
        return courses.agree_practice(
            course=self.known_course,
            session=self.sessions[slot],
            text=told.practice,
            if_then=told.if_then,
            person=next((one.id for one in people if one.alias == told.practice_with), None),
            day=None if days is None else clock.today(self.zone) + days * DAY,
            worksheet=self.desk.written[told.planned_on].id if told.planned_on else None,
            by=self.clinician.user,
        )

    def _come_of(self, slot: int) -> None:
        told = self._told(slot)
        if told.came_of_it:
            self.practices[slot] = courses.record_practice_result(
                practice=self.practices[slot],
                result=told.came_of_it,
                said=told.said,
                by=self.clinician.user,
            )

    def _tasks(self) -> list[str]:
        """What the protocol foresees for this session: a story is told by the book."""
        plan = course_queries.plan_of(self.known_course, self._held + 1)
        return [task.id for task in (*plan.tasks, *plan.each_time)]

    @property
    def _held(self) -> int:
        return sum(session.attendance in ("attended", "late") for session in self.sessions.values())

    def _move_on(self) -> None:
        """Into the next phase when its time has come by the protocol's lengths, unless a gate holds it."""
        assert self.story.course
        course = self.course = _fresh(self.known_course)
        order = course_queries.protocol_of(course).phase_ids
        number = min(self._held + 1, course.planned_sessions)
        due = order.index(course_queries.plan_of(course, number).phase)
        now = order.index(course.phase) if course.phase in order else -1
        if now >= due:
            return
        move = next(it for it in course_queries.standing_of(course).moves if it.to == order[now + 1])
        if move.allowed or move.overridable:
            reason = "" if move.allowed else self.story.course.passed_over
            courses.move_phase(course=course, to=move.to, reason=reason, by=self.clinician.user)

    def supervise(self) -> None:
        assert self.story.course
        people.grant_reading(
            client=self.known_client,
            staff=self.cast.one("supervisor"),
            reason=self.story.course.supervised,
            until=self.now + (GRANT_DAYS - 10) * DAY,
            by=self.clinician.user,
        )

    def close(self) -> None:
        assert self.story.course
        courses.close_course(
            course=self.known_course, reason=self.story.course.closed, by=self.clinician.user
        )

    @property
    def known_client(self) -> Client:
        assert self.client
        return self.client

    @property
    def known_course(self) -> Course:
        assert self.course
        return self.course


def _fresh(course: Course) -> Course:
    return Course.objects.select_related("client__service", "clinician__user").get(pk=course.pk)
