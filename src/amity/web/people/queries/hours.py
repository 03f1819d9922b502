"""When somebody of a service reads: its opening hours, working days and holidays, in its own zone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core.timeline.dates import MONTHS
from amity.core.words import say
from amity.web.base.once import once
from amity.web.people.models import Client, Service
from amity.web.people.queries.record import lead_clinician_of

LOOK_AHEAD_DAYS = 400  # a service that is closed for longer has no next working moment
LAST_HOUR = timedelta(hours=1)  # what comes in later than this before closing is promised for tomorrow
DAYS = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip


def next_working_moment(service: Service, after: datetime) -> datetime:
    """`after` itself while the service is open, else its next opening."""
    for opens, closes in _openings(service, after):
        if after < closes:
            return max(after, opens)
    raise AssertionError("_openings is never empty")


def end_of_working_day(service: Service, at: datetime) -> datetime:
    """Closing time today; of the next working day when `at` is after closing or on a day off."""
    for __, closes in _openings(service, at):
        if at < closes:
            return closes
    raise AssertionError("_openings is never empty")


def reading_sentence(service: Service, staff_name: str, at: datetime) -> str:
    """By when somebody reads what is written at `at`, and that nobody does before."""
    openings = _openings(service, at)
    opens, closes = next(window for window in openings if at < window[1])
    here = at.astimezone(service.zone).date()
    if opens <= at and closes - at > LAST_HOUR:
        said = _("{who} reads this today, before {hour}. Nobody reads it at once.")
        return said.format(who=staff_name, hour=_hour(closes))
    if opens <= at:
        opens, closes = next(openings)
    said = _("{who} reads this {day} from {hour}. Nobody reads it before then.")
    return said.format(who=staff_name, day=_day(opens.date(), here), hour=_hour(opens))


def who_reads(client: Client, at: datetime, *, is_asked_for: bool = False) -> str:
    """The same about what this client writes; whose hours these are, if the client lives by others.

    Where a higher slice knows that nobody reads any more, that is said instead, unless somebody asked for
    just this and waits for it.
    """
    if not is_asked_for and (said := nobody_reads(client)):
        return said
    lead, service = lead_clinician_of(client), client.service
    said = reading_sentence(service, lead.name if lead else _("Somebody of the service"), at)
    place = service.time_zone.rpartition("/")[2].replace("_", " ")
    if client.time_zone == service.time_zone:
        return said
    return f"{said} {_('The time is that of {place}.').format(place=place)}"


@once
def nobody_reads(client: Client) -> str:
    """That nobody reads what this client writes, in a sentence; "" while somebody does."""
    said = (import_string(give)(client) for give in settings.NOBODY_READS)
    return next((it for it in said if it), "")


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
        return (_("today"), _("tomorrow"))[away]
    name = DAYS[day.weekday()]
    if away < 7:
        return _("on {weekday}").format(weekday=name)
    return _("on {weekday} {day} {month}").format(weekday=name, day=day.day, month=say(MONTHS[day.month - 1]))
