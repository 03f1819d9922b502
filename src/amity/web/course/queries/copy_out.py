"""A session as plain text for the service's own system: only what was recorded, never a process note."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from amity.web.course.models import Capture, Course, Session
from amity.web.course.queries.conversation import conversation_of
from amity.web.course.queries.facts import protocol_of
from amity.web.course.queries.followed import tasks_named
from amity.web.course.queries.practices import names_in
from amity.web.course.queries.sessions import session_lines
from amity.web.people import queries as people

YES_NO = {"yes": "yes", "no": "no"}
FILED = {
    Capture.Filed.NOTE: "for the note",
    Capture.Filed.PERSON: "about a person in the client's life",
    Capture.Filed.FORMULATION: "for the formulation",
    Capture.Filed.PRACTICE: "for practice",
    Capture.Filed.INTERPERSONAL_INCIDENT: "for the interpersonal incident",
}


@dataclass(frozen=True)
class Copy:
    """What one session holds of itself. Empty means that it was not recorded, and then no line says it."""

    client: str
    born: date | None
    course: str
    at: datetime  # local
    minutes: int
    mode: str
    number: int | None = None
    of: int | None = None
    attendance: str = ""
    cancelled_by: str = ""
    also_there: Sequence[str] = ()
    who_is_there: str = ""
    is_private: str = ""
    place: str = ""
    emergency_contact: str = ""
    dropped_call: str = ""
    safety_asked: bool | None = None
    safety_said: str = ""
    safety_decided: str = ""
    safety_follow_up_on: date | None = None
    since_last: str = ""
    moods: Sequence[tuple[str, str]] = ()  # a mood and what happened, either may be empty
    done: Sequence[str] = ()
    captured: Sequence[tuple[str, str]] = ()  # where it is filed, and the client's words
    note: str = ""
    summary: str = ""
    practices: Sequence[tuple[str, str, str]] = ()  # what, when and if-then, with whom and on which day
    next_at: datetime | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was recorded yet."""
        return not any(True for _ in _recorded(self))


def as_text(copy: Copy) -> str:
    """The whole as text: whose, which session, then a line for each thing that was recorded."""
    lines = [*_head(copy), "", *_recorded(copy)]
    if copy.next_at:
        lines.append(f"Next appointment: {_moment(copy.next_at)}")
    if copy.recorded_by and copy.recorded_at:
        lines += ["", f"Recorded by {copy.recorded_by}, {_moment(copy.recorded_at)}"]
    return "\n".join(lines).rstrip() + "\n"


def copy_of(session: Session) -> Copy:
    """What is stored of this session. The caller came through the one door."""
    course, zone, caught = session.course, session.local, conversation_of(session)
    planned = session.attendance == Session.Attendance.PLANNED
    lines = session_lines(course)
    by = session.recorded_by
    return Copy(
        client=course.client.name,
        born=course.client.date_of_birth,
        course=protocol_of(course).title,
        at=session.planned_at.astimezone(zone),
        minutes=session.minutes,
        mode=session.get_mode_display(),
        number=next(it.number for it in lines if it.session.id == session.id),
        of=course.planned_sessions,
        attendance="" if planned else session.get_attendance_display(),
        cancelled_by=session.get_cancelled_by_display() if session.cancelled_by else "",
        also_there=[_named(it.get_kind_display(), it.name) for it in caught.attendees],
        who_is_there=YES_NO.get(session.who_is_there, ""),
        is_private=YES_NO.get(session.is_private, ""),
        place=session.place,
        emergency_contact=session.emergency_contact,
        dropped_call=session.dropped_call,
        safety_asked=session.safety_asked,
        safety_said=session.safety_said,
        safety_decided=session.safety_decided,
        safety_follow_up_on=session.safety_follow_up_on,
        since_last=session.since_last,
        moods=[(it.mood, it.event) for it in caught.moods],
        done=[task.title for task in tasks_named(course, session.tasks_done)],
        captured=[(_filed(it), it.words) for it in caught.captures],
        note=session.note,
        summary=session.summary,
        practices=_practices(session),
        next_at=_next(course, session, zone),
        recorded_by=people.staff_names([by]).get(by, "") if by else "",
        recorded_at=session.recorded_at.astimezone(zone) if session.recorded_at else None,
    )


def _practices(session: Session) -> list[tuple[str, str, str]]:
    agreed = list(session.practices.order_by("agreed_at"))
    who = names_in(session.course.client, agreed)
    found = []
    for it in agreed:
        around = (f"with {who[it.person]}" if it.person in who else "", _day(it.day) if it.day else "")
        found.append((it.text, it.if_then, ", ".join(filter(None, around))))
    return found


def _next(course: Course, session: Session, zone: ZoneInfo) -> datetime | None:
    ahead = course.sessions.filter(
        attendance=Session.Attendance.PLANNED, planned_at__gt=session.planned_at
    ).order_by("planned_at")
    found = ahead.first()
    return found.planned_at.astimezone(zone) if found else None


def _filed(capture: Capture) -> str:
    """Where a sentence belongs; a person by the name it is filed with."""
    is_named = capture.filed == Capture.Filed.PERSON and capture.about.strip()
    return f"about {capture.about.strip()}" if is_named else FILED[Capture.Filed(capture.filed)]


def _head(copy: Copy) -> Iterator[str]:
    yield f"{copy.client}, born {_day(copy.born)}" if copy.born else copy.client
    yield f"Session {copy.number} of {copy.of}, {copy.course}" if copy.number else copy.course
    yield f"{_moment(copy.at)}, {copy.minutes} minutes, {copy.mode}"


def _recorded(copy: Copy) -> Iterator[str]:
    """A line for each thing that is there, in the order of a session."""
    yield from _line(
        "Attendance", copy.attendance + (f" by {copy.cancelled_by}" if copy.cancelled_by else "")
    )
    yield from _line("Also there", ", ".join(copy.also_there))
    yield from _line("Identity confirmed", copy.who_is_there)
    yield from _line("Could talk in private", copy.is_private)
    yield from _line("Where the client was", copy.place)
    yield from _line("Emergency contact", copy.emergency_contact)
    yield from _line("When the call drops", copy.dropped_call)
    yield from _line("Safety asked", {True: "yes", False: "no", None: ""}[copy.safety_asked])
    yield from _line("Safety, said", copy.safety_said)
    yield from _line("Safety, decided", copy.safety_decided)
    yield from _line(
        "Safety, follow-up on", _day(copy.safety_follow_up_on) if copy.safety_follow_up_on else ""
    )
    yield from _line("Since the last session", copy.since_last)
    yield from _list("Mood and what happened", [_pair(mood, event) for mood, event in copy.moods])
    yield from _list("Done", copy.done)
    yield from _list("In the client's words", [f"{filed}: “{words}”" for filed, words in copy.captured])
    yield from _line("Note", copy.note)
    yield from _line("Summary", copy.summary)
    for text, if_then, around in copy.practices:
        yield from _line("Practice", text)
        yield from _line("When, and if-then", if_then)
        yield from _line("With whom, and on which day", around)


def _line(name: str, said: str) -> Iterator[str]:
    """One line; a longer text stands under its name."""
    said = said.strip()
    if "\n" in said:
        yield f"{name}:"
        yield from (f"  {part}".rstrip() for part in said.splitlines())
    elif said:
        yield f"{name}: {said}"


def _list(name: str, things: Sequence[str]) -> Iterator[str]:
    there = [thing.strip() for thing in things if thing.strip()]
    if there:
        yield f"{name}:"
        yield from (f"- {thing}" for thing in there)


def _pair(mood: str, event: str) -> str:
    return " / ".join(part.strip() for part in (mood, event) if part.strip())


def _named(kind: str, name: str) -> str:
    return f"{kind} ({name})" if name.strip() else kind


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _moment(at: datetime) -> str:
    return f"{_day(at.date())}, {at:%H:%M}"
