"""When somebody of a service reads: its opening hours, working days and holidays, in its own zone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from amity.web.people.models import Client, Service
from amity.web.people.queries.record import lead_clinician_of

LOOK_AHEAD_DAYS = 400  # a service that is closed for longer has no next working moment
LAST_HOUR = timedelta(hours=1)  # what comes in later than this before closing is promised for tomorrow
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def next_working_moment(service: Service, after: datetime) -> datetime:
    """`after` itself while the service is open, else its next opening."""
    for opens, closes in _openings(service, after):
        if after < closes:
            return max(after, opens)
    raise AssertionError("_openings is never empty")


def end_of_working_day(service: Service, at: datetime) -> datetime:
    """Closing time today; of the next working day when `at` is after closing or on a day off."""
    for _, closes in _openings(service, at):
        if at < closes:
            return closes
    raise AssertionError("_openings is never empty")


def reading_sentence(service: Service, staff_name: str, at: datetime) -> str:
    """By when somebody reads what is written at `at`, and that nobody does before."""
    openings = _openings(service, at)
    opens, closes = next(window for window in openings if at < window[1])
    here = at.astimezone(service.zone).date()
    if opens <= at and closes - at > LAST_HOUR:
        return f"{staff_name} reads this today, before {_hour(closes)}. Nobody reads it at once."
    if opens <= at:
        opens, closes = next(openings)
    when = f"{_day(opens.date(), here)} from {_hour(opens)}"
    return f"{staff_name} reads this {when}. Nobody reads it before then."


def who_reads(client: Client, at: datetime) -> str:
    """The same about what this client writes; whose hours these are, if the client lives by others."""
    lead, service = lead_clinician_of(client), client.service
    said = reading_sentence(service, lead.name if lead else "Somebody of the service", at)
    place = service.time_zone.rpartition("/")[2].replace("_", " ")
    return said if client.time_zone == service.time_zone else f"{said} The time is that of {place}."


def _openings(service: Service, after: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of each working day, from the day of `after` on, in the service's zone."""
    zone, first = service.zone, after.astimezone(service.zone).date()
    found = False
    for number in range(LOOK_AHEAD_DAYS):
        day = first + timedelta(days=number)
        if str(day.isoweekday()) in service.working_days and day.isoformat() not in service.holidays:
            found = True
            yield (
                datetime.combine(day, service.opens_at, zone),
                datetime.combine(day, service.closes_at, zone),
            )
    if not found:
        raise ValueError(f"service {service.id} has no working day in the next {LOOK_AHEAD_DAYS} days")


def _hour(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _day(day: date, here: date) -> str:
    away = (day - here).days
    if away in (0, 1):
        return ("today", "tomorrow")[away]
    name = DAYS[day.weekday()]
    return f"on {name}" if away < 7 else f"on {name} {day.day} {MONTHS[day.month - 1]}"
