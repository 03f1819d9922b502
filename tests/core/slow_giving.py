"""When a course asks, a second time: slow, obvious, sharing no line with `amity.core.giving`."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from amity.core.giving import Appointment, Asked, Times

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Row = tuple[str, frozenset[str], datetime, datetime, datetime]


def shows(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The first minute whose clock shows this hour of this day or later: hour by hour, then by minutes."""
    meant = datetime.combine(on, at)
    moment = datetime.combine(on, time(), UTC) - 40 * HOUR
    while (moment + HOUR).astimezone(zone).replace(tzinfo=None) < meant:
        moment += HOUR
    while moment.astimezone(zone).replace(tzinfo=None) < meant:
        moment += MINUTE
    return moment


def begins(on: date, zone: ZoneInfo) -> datetime:
    """The first minute of a day."""
    return shows(on, time(), zone)


def slow(asked: Sequence[Asked], times: Times) -> list[Row]:
    """Key, instruments, opening, due, closing of everything that this course asks."""
    rows = ended(asked, times) if times.closed_at else under_way(asked, times)
    found = []
    for key, instruments, opens, due, closes in rows:
        first = opens_after_all(opens, times)
        if first is not None and first < due and instruments:
            found.append((key, instruments, first, due, closes))
    return sorted(found, key=lambda it: (it[2], it[3], it[0]))


def opens_after_all(opens: datetime, times: Times) -> datetime | None:
    """The first instant from then on at which nothing stands still; None: nobody knows of one."""
    still = [(begin, end) for begin, end in times.pauses]
    if not times.closed_at:
        for first, last in times.away:
            begin = begins(first, times.zone)
            still.append((begin, None if last is None else begins(last + DAY, times.zone)))
    known: list[datetime] = [opens, *(end for _, end in still if end is not None and end > opens)]
    free = [it for it in known if not any(a <= it and (b is None or it < b) for a, b in still)]
    return min(free, default=None)


def under_way(asked: Sequence[Asked], times: Times) -> list[Row]:
    """The appointments one after the other, then the weeks."""
    zone = times.zone
    local = {it.id: it.at.astimezone(zone).date() for it in times.sessions}
    order = sorted(
        (it for it in times.sessions if it.attendance != "cancelled"), key=lambda it: (it.at, it.id)
    )
    sets: list[tuple[Appointment, set[str], datetime, date]] = []
    for place, it in enumerate(order):
        number = 1 + sum(e.attendance == "planned" or e.attendance in times.counts for e in order[:place])
        want = {"each_session", f"number:{number}"}
        want |= {"assessment"} if number == 1 else set()
        want |= {"midpoint"} if number == (times.planned_sessions // 2 or 1) else set()
        want |= {"end"} if number == times.planned_sessions else set()
        ahead = [each.days_before for each in asked if want & set(each.moments)]
        day = local[it.id]
        opens = begins(day - DAY * (7 if place == 0 else max(ahead) if ahead else 3), zone)
        if place:
            opens = max(opens, begins(local[order[place - 1].id] + DAY, zone))
        opens = max(opens, times.begun_at)
        if opens < it.at:
            sets.append((it, want, opens, day))
    rest = []
    held = [it.at for it in order if it.attendance in times.counts]
    for number in range(1, 41):
        moment = f"week:{number}"
        if not held or not any(moment in it.moments for it in asked):
            continue
        days = [day for day in counted_days(min(held).astimezone(zone).date(), times.away) if day]
        if len(days) <= 7 * number:
            continue
        first, after = days[7 * (number - 1)], days[7 * number]
        inside = [row for row in sets if first <= row[3] < after and opens_in_time(row[2], row[0].at, times)]
        if inside:
            inside[0][1].add(moment)
        else:
            end = begins(after, zone)
            rest.append((moment, of(asked, {moment}), begins(first, zone), end, end))
    found = []
    for place, (it, want, opens, day) in enumerate(sets):
        closes = begins(day + 3 * DAY, zone)
        if place + 1 < len(sets):
            closes = min(closes, sets[place + 1][2])
        found.append((f"session:{it.id}", of(asked, want), opens, it.at, closes))
    return found + rest


def opens_in_time(opens: datetime, due: datetime, times: Times) -> bool:
    """Whether no pause keeps it shut until its session."""
    first = opens_after_all(opens, times)
    return first is not None and first < due


def counted_days(first: date, away: Sequence[tuple[date, date | None]]) -> list[date]:
    """The days of a course from its first on, without those away; the first counts wherever it lies."""
    days = [first]
    for step in range(1, 900):
        day = first + step * DAY
        if any(begin <= day and end is None for begin, end in away):
            break
        if not any(begin <= day and end is not None and day <= end for begin, end in away):
            days.append(day)
    return days


def ended(asked: Sequence[Asked], times: Times) -> list[Row]:
    """After the ending."""
    assert times.closed_at is not None
    last = times.closed_at.astimezone(times.zone).date()
    found = []
    for days in range(1, 400):
        moment = f"follow_up:{days}"
        if any(moment in it.moments for it in asked):
            first = last + days * DAY
            at = [begins(first + it * DAY, times.zone) for it in (0, 7, 14)]
            found.append((moment, of(asked, {moment}), at[0], at[1], at[2]))
    return found


def of(asked: Sequence[Asked], want: set[str]) -> frozenset[str]:
    """What is asked at any of these."""
    return frozenset(it.instrument for it in asked if want & set(it.moments))
