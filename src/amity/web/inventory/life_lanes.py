"""The lanes that the inventory itself draws: what was told, who had to do with it, sessions and treatment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from amity.core import timeline
from amity.web.base import clock
from amity.web.course import queries as courses
from amity.web.course.models import Course, MoodEvent, Session
from amity.web.inventory.models import LifeEvent, MoodPoint, Relationship
from amity.web.inventory.offered import Lane, LaneItem
from amity.web.inventory.queries import life as queries
from amity.web.people.models import Client

TONES: dict[str, str] = {  # colours of the style sheet; the words beside say the same
    LifeEvent.Kind.LOSS: "indigo",
    LifeEvent.Kind.DISPUTE: "clay",
    LifeEvent.Kind.ISOLATION: "ochre",
    LifeEvent.Kind.CHANGE: "pine",
    LifeEvent.Kind.POSITIVE: "pine",
}
MET = (Session.Attendance.ATTENDED, Session.Attendance.LATE)


@dataclass(frozen=True)
class Told:
    """What was told, as far as somebody may see it. people: those whose names may be said here."""

    events: Sequence[LifeEvent]
    points: Sequence[MoodPoint]
    people: Sequence[Relationship]

    @property
    def onsets(self) -> list[LifeEvent]:
        """When it began; more than once for whoever was ill more than once."""
        return [it for it in self.events if it.mark == LifeEvent.Mark.ONSET]


def told_of(client: Client, *, shared: bool = False) -> Told:
    """shared: only what the client may see as well."""
    return Told(
        queries.life_events_of(client, shared=shared),
        queries.mood_points_of(client),
        queries.people_to_choose(client, shared=shared),
    )


def told_lanes(told: Told) -> list[Lane]:
    """How it was, what happened, treatment, and who had to do with it."""
    treatment = [it for it in told.events if it.kind == LifeEvent.Kind.TREATMENT]
    others = [it for it in told.events if it.kind != LifeEvent.Kind.TREATMENT]
    return [
        Lane(
            _("How it was, as remembered: higher is better"), "points",
            [_point(it) for it in told.points], 0, 10, is_joined=False, order=10,
        ),
        Lane(_("What happened"), "spans", [_item(it, told) for it in others], order=30),
        Lane(_("Who had to do with it"), "spans", list(_people(told)), order=35),
        Lane(_("Treatment before"), "spans", [_item(it, told) for it in treatment], order=40),
    ]  # fmt: skip


def course_lanes(client: Client, *, shared: bool = False) -> list[Lane]:
    """Courses and medicines, and the sessions. shared: when one met, and nothing else."""
    mine = courses.courses_of(client)
    moods = {} if shared else _moods(client)
    met = [it for course in mine for it in _sessions(course, moods)]
    lanes = [Lane(_("When you met") if shared else "Sessions", "marks", met, order=60)]
    if not shared:
        medicines = [LaneItem.on(it.on, it.label, it.label) for it in courses.medication_marks(client.id)]
        lanes.append(Lane(_("Treatment here"), "spans", [*map(_course, mine), *medicines], order=45))
    return lanes


def _item(event: LifeEvent, told: Told) -> LaneItem:
    return LaneItem(
        span=event.span,
        when=event.when,
        words=_words(event),
        label=event.words,
        tone=TONES.get(event.kind, ""),
        is_private=event.is_private,
        is_near=not event.mark
        and any(timeline.is_near(event.span, timeline.span_of(onset.began)) for onset in told.onsets),
    )


def _words(event: LifeEvent) -> str:
    return f"{event.words} (for clinicians only)" if event.is_private else event.words


def _point(point: MoodPoint) -> LaneItem:
    words = _("{value} of 10, as remembered").format(value=point.value)
    return LaneItem(point.span, point.when, words, str(point.value), point.value)


def _people(told: Told) -> Iterator[LaneItem]:
    """Somebody stands wherever something happened that had to do with them."""
    for event in told.events:
        for name in queries.names_in(event, told.people):
            yield LaneItem(
                event.span, event.when, f"{name}: {_words(event)}", name,
                tone=TONES.get(event.kind, ""), is_private=event.is_private,
            )  # fmt: skip


def _course(course: Course) -> LaneItem:
    began = timeline.Approximate(course.started_on)
    zone = course.client.service.zone
    ended = course.closed_at.astimezone(zone).date() if course.closed_at else clock.today(zone)
    until = timeline.Approximate(max(ended, course.started_on))
    name = f"Course of {courses.protocol_of(course).short}"
    when = f"{timeline.in_words(began)} to {timeline.in_words(until) if course.closed_at else 'now'}"
    return LaneItem(timeline.span_of(began, until), when, name, name)


def _sessions(course: Course, moods: Mapping[UUID, str]) -> Iterator[LaneItem]:
    for line in courses.session_lines(course):
        if line.session.attendance in MET:
            on = line.session.planned_at.astimezone(line.session.local).date()
            words = _("Session {number}").format(number=line.number)
            said = moods.get(line.session.id)
            yield LaneItem.on(on, f"{words}. Mood: {said}" if said else words, str(line.number))


def _moods(client: Client) -> dict[UUID, str]:
    """By session, the moods told in it, in the client's words."""
    rows = MoodEvent.objects.filter(session__course__client=client, removed_at=None).order_by("place", "at")
    found: dict[UUID, list[str]] = {}
    for row in rows:
        if row.mood:
            found.setdefault(row.session_id, []).append(f"“{row.mood}”")
    return {id: ", ".join(words) for id, words in found.items()}
