"""The protocols a course has followed: what an earlier one called something stays readable under this one."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from amity.core import library
from amity.core.definitions.protocol import Area, Protocol, Task
from amity.core.definitions.protocol_parts import Stage
from amity.core.errors import UnknownContentError
from amity.web.course.models import Course, PlanChange
from amity.web.course.queries.facts import protocol_of


def protocols_followed(course: Course) -> Iterator[Protocol]:
    """The present protocol, then those before it, the newest first. One that is gone is left out."""
    yield protocol_of(course)
    changes = PlanChange.objects.filter(course=course, kind=PlanChange.Kind.PROTOCOL).order_by("-at")
    for before in changes.values_list("before", flat=True):
        try:
            yield library.protocol(before["protocol"], before["version"])
        except UnknownContentError:
            continue


def protocol_at(course: Course, at: datetime) -> Protocol:
    """The protocol that the course followed then; the present one, where that is gone."""
    changes = PlanChange.objects.filter(course=course, kind=PlanChange.Kind.PROTOCOL, at__gt=at)
    before = changes.order_by("at").values_list("before", flat=True).first()
    try:
        return library.protocol(before["protocol"], before["version"]) if before else protocol_of(course)
    except UnknownContentError:
        return protocol_of(course)


def area_named(course: Course, id: str) -> Area:
    """The area as the first protocol that knows it describes it; else bare, with its id for a name."""
    found = (area for it in protocols_followed(course) for area in it.areas if area.id == id)
    return next(found, None) or _bare_area(id)


def tasks_named(course: Course, ids: Iterable[str]) -> list[Task]:
    """These tasks in the order of the protocols that know them; then those that nobody knows any more."""
    wanted, found = set(ids), list[Task]()
    if not wanted:
        return found
    for protocol in protocols_followed(course):
        found += [task for task in protocol.tasks if task.id in wanted]
        wanted -= {task.id for task in found}
        if not wanted:
            return found
    return [*found, *(Task(id=id, title=in_words(id)) for id in sorted(wanted))]


def in_words(id: str) -> str:
    """An id that no protocol explains, as it can be read."""
    return id.replace("_", " ").capitalize()


def _bare_area(id: str) -> Area:
    title = in_words(id)
    nothing_left = Stage(id="not_described", title="Not described", client_words=title)
    return Area(
        id=id,
        title=title,
        client_words=title,
        recognise=(),
        ask=(),
        strategies=(),
        resolved_when=(),
        stages=(nothing_left,),
        worksheets=(),
        source="The protocol it came from is no longer there",
    )
