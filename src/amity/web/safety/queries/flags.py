"""Flags as the people who may see them see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amity.web.base import audit, clock
from amity.web.base.models import User
from amity.web.base.once import once
from amity.web.people import access
from amity.web.people.models import CareTeamMember, Client, Staff
from amity.web.safety.models import NOT_ANSWERED, Flag, FlagEvent
from amity.web.safety.queries.story import SAID, Kind, timing, to_answer


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
    late: str
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
        return self.level == Flag.Level.RED

    @property
    def is_emergency(self) -> bool:
        return self.level == Flag.Level.EMERGENCY


def open_flags_for(user: User) -> list[FlagSummary]:
    """Every open flag of the clients whose record this person may read; the earliest due first."""
    visible = access.ids_visible_to(user, access.READ)
    found = _told(FlagEvent.objects.filter(flag__client__in=visible, flag__closed_at=None), user)
    return sorted(found, key=lambda it: (it.due_at, it.opened_at, it.id))


def flag_for(user: User, id: UUID, purpose: str) -> Flag:
    """The flag, if this person may open its client's record; writes the read row. Raises Http404."""
    found = _visible(user, purpose).filter(pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=purpose)
    return found


def open_flag_of(client: Client, user: User | None = None) -> FlagSummary | None:
    """The client's open flag. The caller came through the one door."""
    is_open = [flag for flag in _flags_of(client) if flag.closed_at is None]
    return next(iter(summaries(is_open, user)), None)


def last_flag_of(client: Client) -> Flag | None:
    """The newest flag, open or closed."""
    return next(iter(_flags_of(client)), None)


@once
def _flags_of(client: Client) -> list[Flag]:
    """Every flag, the newest first."""
    return list(Flag.objects.filter(client=client).select_related("client", "owner").order_by("-opened_at"))


def flags_of_client(client: Client) -> list[FlagSummary]:
    """Every flag of one client, newest first. The caller came through the one door."""
    return summaries(Flag.objects.filter(client=client).order_by("-opened_at"))


def flags_of_clients(ids: Iterable[UUID]) -> dict[UUID, FlagSummary]:
    """The open flags of many clients, by client, in as many queries as for one."""
    found = summaries(Flag.objects.filter(client__in=list(ids), closed_at=None))
    return {flag.client_id: flag for flag in found}


def closed_before(flag: Flag) -> list[FlagSummary]:
    """The client's flags that were opened before this one, newest first."""
    before = Flag.objects.filter(client=flag.client_id, opened_at__lt=flag.opened_at)
    return summaries(before.order_by("-opened_at"))


def summaries(flags: QuerySet[Flag] | Iterable[Flag], user: User | None = None) -> list[FlagSummary]:
    """Flags with their newest answer and whose they are now; the same few queries for any number."""
    if isinstance(flags, QuerySet):
        flags = flags.select_related("client", "owner")
    order = [flag.id for flag in flags]
    if not order:
        return []
    found = {it.id: it for it in _told(FlagEvent.objects.filter(flag__in=order), user)}
    return [found[id] for id in order]


def _told(events: QuerySet[FlagEvent], user: User | None) -> list[FlagSummary]:
    """The flags of these events: none is opened without something that was said."""
    said: dict[Flag, list[FlagEvent]] = {}
    for event in events.filter(kind__in=SAID).select_related(
        "same_as", "flag__client__service", "flag__owner"
    ):
        said.setdefault(event.flag, []).append(event)
    teams = _teams({flag.client_id for flag in said})
    return [_summary(flag, of_it, teams.get(flag.client_id, []), user) for flag, of_it in said.items()]


def _summary(flag: Flag, said: list[FlagEvent], team: list[Staff], user: User | None) -> FlagSummary:
    echoes = [event for event in said if event.kind == Kind.ECHO]
    echo, newest = to_answer(echoes), said[-1]
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
        late=timing(echo),
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


def _teams(clients: set[UUID]) -> dict[UUID, list[Staff]]:
    able = CareTeamMember.objects.filter(client__in=clients, staff__user__is_active=True)
    members = able.current().select_related("staff").order_by("since", "id")
    teams: dict[UUID, list[Staff]] = {}
    for member in members:
        teams.setdefault(member.client_id, []).append(member.staff)
    return teams


def _visible(user: User, purpose: str) -> QuerySet[Flag]:
    visible = access.ids_visible_to(user, purpose)
    return Flag.objects.filter(client__in=visible).select_related("client__service", "owner")
