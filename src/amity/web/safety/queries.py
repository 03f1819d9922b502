"""Flags as the people who may see them see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amity.web.base import audit, clock
from amity.web.base.models import User
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import CareTeamMember, Client, Service, Staff
from amity.web.safety.models import NOT_ANSWERED, Flag, FlagEvent

Kind = FlagEvent.Kind
SAID = (Kind.ECHO, Kind.CHANGED)
LATE = timedelta(hours=1)  # received this long after it was written: said in words (H25)
SKEW = timedelta(minutes=5)  # written this far ahead of being received: the phone's clock is wrong


@dataclass(frozen=True)
class FlagSummary:
    """A flag in a few lines: word for word, when written, when received, whose, by when."""

    id: UUID
    client_id: UUID
    client: Client
    level: str
    said: str
    asked: str
    note: str
    changed_to: str
    written_at: datetime | None
    received_at: datetime | None
    same_as_at: datetime | None
    owner: str
    is_mine: bool
    due_at: datetime
    opened_at: datetime
    is_overdue: bool
    is_acknowledged: bool
    closed_at: datetime | None
    said_before: int

    @property
    def answered(self) -> bool:
        """Whether somebody said something, or the question was left out."""
        return self.said != NOT_ANSWERED

    @property
    def is_red(self) -> bool:
        return self.level == "red"


@dataclass(frozen=True)
class HelpNumber:
    """Somebody to call, when they answer, and when the number was last tried."""

    label: str
    number: str
    hours: str
    checked_on: date | None

    @classmethod
    def of(cls, entry: dict[str, str]) -> "HelpNumber":
        checked = entry.get("checked_on")
        return cls(
            entry.get("label", ""),
            entry.get("number", ""),
            entry.get("hours", ""),
            date.fromisoformat(checked) if checked else None,
        )

    @property
    def dialled(self) -> str:
        """For a `tel:` link."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


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


def open_flags_for(user: User) -> list[FlagSummary]:
    """Every open flag of the clients whose record this person may read; the earliest due first."""
    flags = _visible(user, access.READ).filter(closed_at=None).order_by("due_at", "opened_at", "id")
    return summaries(flags, user)


def flag_for(user: User, id: UUID, purpose: str) -> Flag:
    """The flag, if this person may open its client's record; writes the read row. Raises Http404."""
    found = _visible(user, purpose).filter(pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=purpose)
    return found


def open_flag_of(client: Client, user: User | None = None) -> FlagSummary | None:
    """The client's open flag. The caller came through the one door."""
    return next(iter(summaries(Flag.objects.filter(client=client, closed_at=None), user)), None)


def last_flag_of(client: Client) -> Flag | None:
    """The newest flag, open or closed."""
    return Flag.objects.filter(client=client).order_by("-opened_at").first()


def flags_of_client(client: Client) -> list[FlagSummary]:
    """Every flag of one client, newest first. The caller came through the one door."""
    return summaries(Flag.objects.filter(client=client).order_by("-opened_at"))


def flags_of_clients(ids: Iterable[UUID]) -> dict[UUID, FlagSummary]:
    """The open flags of many clients, by client, in as many queries as for one."""
    found = summaries(Flag.objects.filter(client__in=list(ids), closed_at=None))
    return {flag.client_id: flag for flag in found}


def story_of(flag: Flag) -> list[EventLine]:
    """What was said and done, in order."""
    events = list(flag.events.select_related("same_as", "flag"))
    names = {staff.user_id: staff.name for staff in Staff.objects.filter(user__in={e.by for e in events})}
    return [EventLine(event, _who(event, names)) for event in events]


def newest_said(source: tuple[str, UUID], rule: str) -> FlagEvent | None:
    """The newest thing said under a rule in one source, such as one questionnaire given once."""
    return _said_in(source).filter(rule=rule).last()


def positive_rules_of(source: tuple[str, UUID]) -> set[str]:
    """The rules whose newest event from this source says that somebody must look."""
    newest = {event.rule: event.kind for event in _said_in(source)}
    return {rule for rule, kind in newest.items() if kind == Kind.ECHO}


def was_flagged(source: tuple[str, UUID]) -> bool:
    """Whether anything from this source ever raised a flag."""
    return _said_in(source).exists()


def newest_before(client: Client, source: tuple[str, UUID], rule: str) -> FlagEvent | None:
    """The newest thing said under a rule in any other source."""
    events = FlagEvent.objects.filter(flag__client=client, kind__in=SAID, rule=rule)
    return events.exclude(source_kind=source[0], source_id=source[1]).order_by("at", "place").last()


def is_responded_to(flag: Flag) -> bool:
    """Whether something was recorded as done after the newest answer."""
    done = False
    for kind in flag.events.order_by("at", "place").values_list("kind", flat=True):
        done = True if kind == Kind.DONE else False if kind == Kind.ECHO else done
    return done


def closed_before(flag: Flag) -> list[FlagSummary]:
    """The client's flags that were opened before this one, newest first."""
    before = Flag.objects.filter(client=flag.client_id, opened_at__lt=flag.opened_at)
    return summaries(before.order_by("-opened_at"))


def help_numbers(service: Service | None) -> list[HelpNumber]:
    """The service's own numbers; there is no number that we could know without it."""
    return [HelpNumber.of(entry) for entry in service.help_numbers] if service else []


def service_of_session(id: str | None) -> Service | None:
    """The service whose pages a client session was opened for."""
    return Service.objects.filter(pk=id).first() if id else None


def shown_to_client(flag: Flag) -> str:
    """What stood under the question at once when it was answered; empty when nothing did."""
    echoes = [event for event in flag.events.all() if event.kind == Kind.ECHO]
    event = _to_answer(echoes)
    if event.said == NOT_ANSWERED or event.received_at is None:
        return ""
    staff = flag.owner or people.lead_clinician_of(flag.client)
    return reading_sentence(flag.client.service, staff, event.received_at)


def reading_sentence(service: Service, staff: Staff | None, at: datetime) -> str:
    """When an answer is read, and by whom; the same words on the form and on the flag."""
    return people.reading_sentence(service, staff.name if staff else "Somebody of the service", at)


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


def _span(length: timedelta) -> str:
    days, hours = length.days, round(length.total_seconds() / 3600)
    minutes = round(length.total_seconds() / 60)
    number, unit = (days, "day") if days > 1 else (hours, "hour") if hours > 1 else (minutes, "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def summaries(flags: QuerySet[Flag] | Iterable[Flag], user: User | None = None) -> list[FlagSummary]:
    """Flags with their newest answer and whose they are now; the same few queries for any number."""
    if isinstance(flags, QuerySet):
        flags = flags.select_related("client", "owner")
    flags = list(flags)
    ids = [flag.id for flag in flags]
    said: dict[UUID, list[FlagEvent]] = {id: [] for id in ids}
    events = FlagEvent.objects.filter(flag__in=ids, kind__in=SAID).select_related("same_as", "flag")
    for event in events:
        said[event.flag_id].append(event)
    teams = _teams({flag.client_id for flag in flags})
    return [_summary(flag, said[flag.id], teams.get(flag.client_id, []), user) for flag in flags]


def _summary(flag: Flag, said: list[FlagEvent], team: list[Staff], user: User | None) -> FlagSummary:
    echoes = [event for event in said if event.kind == Kind.ECHO]
    echo, newest = _to_answer(echoes), said[-1]
    is_of_echo = (newest.source_id, newest.rule) == (echo.source_id, echo.rule)
    changed = newest.said if newest.kind == Kind.CHANGED and is_of_echo else ""
    owners = [flag.owner] if flag.owner and flag.owner in team else team
    return FlagSummary(
        id=flag.id,
        client_id=flag.client_id,
        client=flag.client,
        level=flag.level,
        said=echo.said,
        asked=echo.asked,
        note=echo.note,
        changed_to=changed,
        written_at=echo.written_at,
        received_at=echo.received_at,
        same_as_at=echo.same_as.received_at if echo.same_as else None,
        owner=" or ".join(staff.name for staff in owners),
        is_mine=user is not None and any(staff.user_id == user.id for staff in owners),
        due_at=flag.due_at,
        opened_at=flag.opened_at,
        is_overdue=flag.closed_at is None and flag.acknowledged_at is None and clock.now() > flag.due_at,
        is_acknowledged=flag.acknowledged_at is not None,
        closed_at=flag.closed_at,
        said_before=len(echoes) - 1,
    )


def _to_answer(echoes: list[FlagEvent]) -> FlagEvent:
    """The newest answer that somebody gave; a question left out since must not stand in front of it."""
    given = [event for event in echoes if event.said != NOT_ANSWERED]
    return given[-1] if given else echoes[-1]


def _teams(clients: set[UUID]) -> dict[UUID, list[Staff]]:
    now = clock.now()
    members = (
        CareTeamMember.objects.filter(client__in=clients, since__lte=now, staff__user__is_active=True)
        .filter(Q(until=None) | Q(until__gt=now))
        .select_related("staff")
        .order_by("since", "id")
    )
    teams: dict[UUID, list[Staff]] = {}
    for member in members:
        teams.setdefault(member.client_id, []).append(member.staff)
    return teams


def _who(event: FlagEvent, names: dict[UUID, str]) -> str:
    if event.by_kind == "staff":
        return names.get(event.by, "somebody who has left")
    return "the client" if event.by_kind == "client" else "the program, on time"


def _said_in(source: tuple[str, UUID]) -> QuerySet[FlagEvent]:
    found = FlagEvent.objects.filter(kind__in=SAID, source_kind=source[0], source_id=source[1])
    return found.select_related("flag").order_by("at", "place")


def _visible(user: User, purpose: str) -> QuerySet[Flag]:
    visible = access.ids_visible_to(user, purpose)
    return Flag.objects.filter(client__in=visible).select_related("client__service", "owner")
