"""The events of flags: what was said, what was said before, what was done about it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from amity.web.people import queries as people
from amity.web.people.models import Staff
from amity.web.safety.models import NOT_ANSWERED, Flag, FlagEvent
from amity.web.safety.queries.help import reading_sentence

Kind = FlagEvent.Kind
SAID = (Kind.ECHO, Kind.CHANGED)
LATE = timedelta(hours=1)  # received this long after it was written: said in words (H25)
SKEW = timedelta(minutes=5)  # written this far ahead of being received: the phone's clock is wrong


@dataclass(frozen=True)
class EventLine:
    """One line of a flag's story."""

    event: FlagEvent
    who: str

    @property
    def answered(self) -> bool:
        return bool(self.event.said != NOT_ANSWERED)

    @property
    def timing(self) -> str:
        return timing(self.event)


def story_of(flag: Flag) -> list[EventLine]:
    """What was said and done, in order."""
    events = list(flag.events.select_related("same_as", "flag"))
    names = {staff.user_id: staff.name for staff in Staff.objects.filter(user__in={e.by for e in events})}
    return [EventLine(event, _who(event, names)) for event in events]


def event_count(flag: UUID) -> int:
    """How long a flag's story is: what its page showed, when it was shown."""
    return FlagEvent.objects.filter(flag=flag).count()


def newest_said(source: tuple[str, UUID], rule: str) -> FlagEvent | None:
    """The newest thing said under a rule in one source, such as one questionnaire given once."""
    return _said_in(source).filter(rule=rule).last()


def positive_rules_of(source: tuple[str, UUID]) -> set[str]:
    """The rules whose newest event from this source says that somebody must look."""
    newest = {event.rule: event.kind for event in _said_in(source)}
    return {rule for rule, kind in newest.items() if kind == Kind.ECHO}


def is_responded_to(flag: Flag) -> bool:
    """Whether something was recorded as done after the newest answer."""
    done = False
    for kind in flag.events.order_by("at", "place").values_list("kind", flat=True):
        done = True if kind == Kind.DONE else False if kind == Kind.ECHO else done
    return done


def is_accompanied(flag: Flag) -> bool:
    """Whether it is recorded who stayed with the person, after the newest answer."""
    newest = 0
    for event in flag.events.filter(kind__in=(Kind.ECHO, Kind.STAYED)).order_by("at", "place"):
        newest = event.place if event.kind == Kind.STAYED else 0
    return newest > 0


def shown_to_client(flag: Flag) -> str:
    """What stood under the question at once when it was answered; empty when nothing did."""
    echoes = [event for event in flag.events.all() if event.kind == Kind.ECHO]
    event = to_answer(echoes)
    if event.said == NOT_ANSWERED or event.received_at is None:
        return ""
    staff = flag.owner or people.lead_clinician_of(flag.client)
    return reading_sentence(flag.client.service, staff, event.received_at)


def timing(event: FlagEvent) -> str:
    """How far writing and receiving lie apart, in words, or nothing."""
    if event.written_at is None or event.received_at is None:
        return ""
    late = event.received_at - event.written_at
    if late > LATE:
        return f"received {_span(late)} after it was written"
    if -late > SKEW:
        return f"the device's clock was {_span(-late)} ahead"
    return ""


def to_answer(echoes: list[FlagEvent]) -> FlagEvent:
    """The newest answer that somebody gave; a question left out since must not stand in front of it."""
    given = [event for event in echoes if event.said != NOT_ANSWERED]
    return given[-1] if given else echoes[-1]


def _span(length: timedelta) -> str:
    days, hours = length.days, round(length.total_seconds() / 3600)
    minutes = round(length.total_seconds() / 60)
    number, unit = (days, "day") if days > 1 else (hours, "hour") if hours > 1 else (minutes, "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _who(event: FlagEvent, names: dict[UUID, str]) -> str:
    if event.by_kind == "staff":
        return names.get(event.by, "somebody who has left")
    return "the client" if event.by_kind == "client" else "the program, on time"


def _said_in(source: tuple[str, UUID]) -> QuerySet[FlagEvent]:
    found = FlagEvent.objects.filter(kind__in=SAID, source_kind=source[0], source_id=source[1])
    return found.select_related("flag").order_by("at", "place")
