"""The plan of a course: its protocol, number of sessions and rhythm, and every change of it, with why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core import library, phases
from amity.core.definitions.protocol import Protocol
from amity.core.errors import UnknownContentError
from amity.web.course.models import Course, PlanChange
from amity.web.course.queries.facts import protocol_of, standing_of
from amity.web.course.queries.followed import (
    area_named,
    in_words,
    protocol_at,
    protocols_followed,
    tasks_named,
)
from amity.web.people import queries as people

Values = Mapping[str, Any]
FIRST = "ipt"  # the form of IPT most courses have; it is offered before the others
RHYTHM = {
    7: gettext_lazy("weekly"),
    14: gettext_lazy("every two weeks"),
    28: gettext_lazy("every four weeks"),
    30: gettext_lazy("about every month"),
}
KEYS = ("protocol", "version", "planned_sessions", "interval_days", "minutes", "phase")
IN_FORCE = {"version": "protocol_version"}  # where the course's column has another name than the plan


class FromTo(NamedTuple):
    """One thing that was changed, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class PlanChangeLine:
    """One change of the plan as it is read later."""

    change: PlanChange
    who: str
    parts: list[FromTo] = field(default_factory=list)


def rhythm(interval_days: int, protocol: Protocol | None = None) -> str:
    """ "weekly", "every 10 days"; with a protocol whose rhythm changes: "weekly, then every two weeks".

    An agreed rhythm that is not the protocol's own holds throughout.
    """
    if protocol and interval_days == protocol.dose.interval_days:
        first, *others = map(rhythm, protocol.paces)
        return reduce(
            lambda said, other: _("{first}, then {other}").format(first=said, other=other), others, first
        )
    known = RHYTHM.get(interval_days)
    return str(known) if known else _("every {days} days").format(days=interval_days)


def offered_protocols() -> list[Protocol]:
    """The newest version of every protocol: standard IPT first, then by name."""
    return sorted(library.protocols(), key=lambda it: (it.id != FIRST, it.title))


def find_protocol(id: str, version: int | None = None) -> Protocol | None:
    """A protocol by its id, or None where there is no such."""
    try:
        return library.protocol(id, version)
    except UnknownContentError:
        return None


def plan_now(course: Course) -> dict[str, Any]:
    """The plan in force: ids and numbers."""
    return {key: getattr(course, IN_FORCE.get(key, key)) for key in KEYS}


def course_again(course: Course) -> Course:
    """The course as it is stored now."""
    return Course.objects.select_related("client__service", "clinician").get(pk=course.pk)


def plan_seen(course: Course) -> str:
    """The plan in force as one word, for a form to bring back: was it changed meanwhile?"""
    return "-".join(str(value) for value in plan_now(course).values())


def plan_in_words(course: Course) -> str:
    """ "IPT, 16 sessions, weekly, 50 minutes each"."""
    protocol = protocol_of(course)
    how_often = f"{course.planned_sessions} sessions, {rhythm(course.interval_days, protocol)}"
    return f"{protocol.short}, {how_often}, {course.minutes} minutes each"


def phase_in(course: Course, protocol: Protocol, planned_sessions: int) -> str:
    """The phase this course would be in under another protocol: the same one, or that of its next session."""
    if course.phase in (phases.NOT_BEGUN, phases.CLOSED, *protocol.phase_ids):
        return course.phase
    return phases.phase_of(protocol, max(1, standing_of(course).session), planned_sessions)


def phases_in(course: Course, protocol: Protocol) -> list[tuple[str, list[int]]]:
    """The phases that another protocol would put this course into, each with the lengths that do.

    A closed course is in none.
    """
    if course.closed_at:
        return []
    titles = {phases.NOT_BEGUN: "Not begun"} | {it.id: it.title for it in protocol.phases}
    found: dict[str, list[int]] = {}
    for length in sorted(protocol.layouts):
        found.setdefault(titles[phase_in(course, protocol, length)], []).append(length)
    return list(found.items())


def unknown_to(course: Course, protocol: Protocol) -> tuple[list[str], str]:
    """What this other protocol does not know: tasks ticked so far, and the area in focus ("" if it does)."""
    ticked = {id for session in course.sessions.all() for id in session.tasks_done}
    gone = ticked - {task.id for task in protocol.tasks}
    area = course.problem_areas.filter(primary=True, replaced_at=None).first()
    lost = area is not None and area.area not in {it.id for it in protocol.areas}
    titles = [task.title for task in tasks_named(course, gone)]
    return titles, area_named(course, area.area).title if area and lost else ""


def plan_changes_of(course: Course) -> list[PlanChangeLine]:
    """Every change of the plan, whatever its kind, the newest first."""
    rows = list(PlanChange.objects.filter(course=course).order_by("-at"))
    names = people.staff_names({row.by for row in rows})
    return [PlanChangeLine(row, names.get(row.by, "somebody"), _parts(course, row)) for row in rows]


def _parts(course: Course, row: PlanChange) -> list[FromTo]:
    keys = [key for key in {**row.before, **row.after} if row.before.get(key) != row.after.get(key)]
    if "protocol" in keys or "version" in keys:
        keys = ["protocol", *(key for key in keys if key not in ("protocol", "version"))]
    said = [[_said(course, key, values, row.at) for key in keys] for values in (row.before, row.after)]
    return [FromTo(_what(key), *both) for key, *both in zip(keys, *said, strict=True)]


WHAT = {"planned_sessions": "sessions", "interval_days": "how often", "minutes": "minutes each"}


def _what(key: str) -> str:
    return WHAT.get(key, in_words(key).lower())


def _said(course: Course, key: str, values: Values, at: datetime) -> str:
    """One value of a plan as it was then, in words; what is not there is "none"."""
    value = values.get(key)
    if value in (None, ""):
        return "none"
    if key == "protocol":
        found = find_protocol(value, values.get("version"))
        return f"{found.short if found else value}, version {values.get('version')}"
    if key == "interval_days":
        own = find_protocol(values.get("protocol", ""), values.get("version"))
        return rhythm(value, own or protocol_at(course, at))
    if key == "phase":
        return _phase(course, value, values)
    if key == "area":
        return area_named(course, value).title
    return str(value)


def _phase(course: Course, id: str, values: Values) -> str:
    own = find_protocol(values.get("protocol", ""), values.get("version"))
    known: Iterable[Protocol] = [own] if own else protocols_followed(course)
    titles = [phase.title for protocol in known for phase in protocol.phases if phase.id == id]
    return next(iter(titles), in_words(id))
