"""The calendar of a service, week by week: appointments and what came of them, and who waits for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amity.web.base import clock
from amity.web.course.models import Course, Session
from amity.web.course.queries.find import courses_visible_to, sessions_visible_to
from amity.web.course.queries.pauses import Days, days_away
from amity.web.people import access
from amity.web.people.models import Client, Staff

DAYS = 7
HELD = (Session.Attendance.ATTENDED, Session.Attendance.LATE)
SHOWN = 5  # Monday to Friday stand there even when they are empty


@dataclass(frozen=True)
class CalendarDay:
    """The appointments of one day, in order."""

    on: date
    sessions: list[Session]
    is_today: bool


@dataclass(frozen=True)
class Waiting:
    """A client for whom no appointment is planned, and since when."""

    client: Client
    why: str
    since: date
    with_name: str

    @property
    def days(self) -> int:
        return (clock.today(self.client.service.zone) - self.since).days


@dataclass(frozen=True)
class Week:
    """One week of a calendar."""

    first: date
    days: list[CalendarDay]
    waiting: list[Waiting]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=DAYS - 1)

    @property
    def before(self) -> date:
        return self.first - timedelta(days=DAYS)

    @property
    def after(self) -> date:
        return self.first + timedelta(days=DAYS)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many appointments of the week came to what: "attended", 4. What did not happen is left out."""
        held = [it.attendance for day in self.days for it in day.sessions]
        found = [(str(label), held.count(value)) for value, label in Session.Attendance.choices]
        return [(label, number) for label, number in found if number]


def week_of(staff: Staff, day: date, purpose: str = access.CONTACT) -> Week:
    """The week in which `day` lies, Monday first, of the clients this person may see for this purpose."""
    zone = staff.service.zone
    first = day - timedelta(days=day.weekday())
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(first + timedelta(days=DAYS), time(), zone)
    visible = sessions_visible_to(staff.user, purpose).filter(planned_at__gte=begins, planned_at__lt=ends)
    return Week(first, _days(first, list(visible), staff), _waiting(staff, purpose))


def _days(first: date, sessions: Sequence[Session], staff: Staff) -> list[CalendarDay]:
    zone = staff.service.zone
    days = [first + timedelta(days=number) for number in range(DAYS)]
    on = {day: [it for it in sessions if it.planned_at.astimezone(zone).date() == day] for day in days}
    today = clock.today(zone)
    return [CalendarDay(day, on[day], day == today) for n, day in enumerate(days) if n < SHOWN or on[day]]


def _waiting(staff: Staff, purpose: str) -> list[Waiting]:
    """Whoever waits, the longest first."""
    courses = list(courses_visible_to(staff.user, purpose))
    clients = access.visible_to(staff.user, purpose).exclude(pk__in=[it.client_id for it in courses])
    found = [*map(_for_a_course, clients), *_for_an_appointment(staff, courses)]
    return sorted(found, key=lambda it: it.since)


def _for_a_course(client: Client) -> Waiting:
    since = client.created_at.astimezone(client.service.zone).date()
    return Waiting(client, "waits for a course to begin", since, "")


def _for_an_appointment(staff: Staff, courses: Sequence[Course]) -> list[Waiting]:
    open_ones = [it for it in courses if it.closed_at is None]
    sessions = Session.objects.filter(course__in=[it.id for it in open_ones])
    planned = set(sessions.filter(attendance=Session.Attendance.PLANNED).values_list("course_id", flat=True))
    held = sessions.filter(attendance__in=HELD).order_by("planned_at")
    last = dict(held.values_list("course_id", "planned_at"))
    today, away = clock.today(staff.service.zone), days_away([it.id for it in open_ones])
    zone = staff.service.zone
    return [
        Waiting(
            it.client,
            "no appointment is planned",
            last[it.id].astimezone(zone).date() if it.id in last else it.started_on,
            it.clinician.name,
        )
        for it in open_ones
        if it.id not in planned and not _is_away(away[it.id], today)
    ]


def _is_away(pauses: Sequence[Days], today: date) -> bool:
    return any(first <= today and (last is None or today <= last) for first, last in pauses)
