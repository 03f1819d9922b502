"""Flags are raised, responded to and closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from amity.core import safety as core_safety
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.templatetags.amity import date_only
from amity.web.people import queries as people
from amity.web.people import rules as people_rules
from amity.web.people.models import Client
from amity.web.safety import queries, rules
from amity.web.safety.models import Flag, FlagEvent

Source = tuple[str, UUID]
Last = tuple[str, datetime, Source]
GRAVITY: dict[str, int] = {str(level): place for level, place in core_safety.SERIOUS.items()}
Kind = FlagEvent.Kind


@transaction.atomic
def raise_flag(
    *,
    client: Client,
    source: Source,
    said: str,
    written_at: datetime,
    received_at: datetime,
    by: Actor,
    asked: str = "",
    rule: str = "",
    level: str = "amber",
    note: str = "",
    last_said: Last | None = None,
) -> FlagEvent | None:
    """An answer that needs a person joins the open flag or opens one.

    source: what was answered, a record's kind and id. said: the answer, word for word.
    note: what should be known about how it came in.
    last_said: what was said to the same question of the same questionnaire the last time, when, and in what
    record. Another questionnaire may have a rule of this name, so nothing is called the same without it.
    Returns None only when the same source says again what it said last under this rule.
    """
    _one_at_a_time(client.pk)
    before = queries.newest_said(source, rule)
    if before is not None and before.kind == Kind.ECHO and before.said == said:
        return None
    flag = _open_or_join(client, level, received_at)
    event = _add(
        flag,
        Kind.ECHO,
        by=by,
        source=source,
        rule=rule,
        said=said,
        asked=asked,
        note=" ".join(filter(None, [note, _was(client, said, last_said)])),
        same_as=_same_as(said, last_said, rule),
        written_at=written_at,
        received_at=received_at,
    )
    _wrote("raise_flag", flag, by, fields=("said",))
    return event


@transaction.atomic
def note_change(
    *,
    client: Client,
    source: Source,
    rule: str,
    said: str,
    written_at: datetime,
    received_at: datetime,
    by: Actor,
    asked: str = "",
) -> FlagEvent | None:
    """The same source now says something that raises no flag: the echo stays, this stands after it.

    Returns None when nothing that was raised has changed.
    """
    _one_at_a_time(client.pk)
    before = queries.newest_said(source, rule)
    if before is None or (before.kind == Kind.CHANGED and before.said == said):
        return None
    flag = before.flag
    event = _add(
        flag,
        Kind.CHANGED,
        by=by,
        source=source,
        rule=rule,
        said=said,
        asked=asked,
        written_at=written_at,
        received_at=received_at,
    )
    _wrote("note_change", flag, by, fields=("said",))
    return event


@transaction.atomic
def note_done(
    *,
    id: UUID | None = None,
    flag: Flag,
    note: str,
    source: Source | None = None,
    stayed: str = "",
    seen: int | None = None,
    by: Actor,
) -> FlagEvent:
    """Record what somebody did; the first time, that the flag was taken up. A repeated id is the same row.

    stayed: who stayed with the person, and where they are now; an emergency is not closed without it.
    source: the record on which it stands in full, such as an assessment.
    seen: how many events of the flag its page showed; a newer answer is read before anything answers it.
    """
    flag = _locked(flag)
    people_rules.check_can_change_record(flag.client, by)
    if id is not None and (known := FlagEvent.objects.filter(pk=id).first()):
        if known.flag_id != flag.id:
            raise Refused("This form was used before. Open the page again.")
        return known
    rules.check_can_note_done(flag)
    rules.check_has_seen(flag, seen)
    event = _add(flag, Kind.DONE, by=by, id=id, note=note, source=source)
    if stayed.strip():
        _add(flag, Kind.STAYED, by=by, note=stayed.strip())
    if flag.acknowledged_at is None:
        flag.acknowledged_at = clock.now()
        flag.save(update_fields=["acknowledged_at"])
    _wrote("note_done", flag, by, fields=("note",))
    return event


@transaction.atomic
def close(*, flag: Flag, reason: str, by: Actor) -> Flag:
    """Nothing more is waiting in this flag, and why. Never done by the program."""
    flag = _locked(flag)
    people_rules.check_can_change_record(flag.client, by)
    rules.check_can_close(flag)
    flag.closed_at, flag.closed_by, flag.close_reason = clock.now(), by.actor_id, reason
    flag.save(update_fields=["closed_at", "closed_by", "close_reason"])
    _add(flag, Kind.CLOSED, by=by, note=reason)
    _wrote("close", flag, by, fields=("closed_at", "closed_by", "close_reason"))
    return flag


def _same_as(said: str, last: Last | None, rule: str) -> FlagEvent | None:
    """What was raised the last time, when that was the same answer."""
    if last is None or last[0] != said:
        return None
    before = queries.newest_said(last[2], rule)
    return before if before is not None and before.said == said else None


def _was(client: Client, said: str, last: Last | None) -> str:
    """ "On 12 Oct 2026 it was “Not at all”.", when that was something else."""
    if last is None or last[0] == said:
        return ""
    return f"On {date_only(last[1].astimezone(client.service.zone).date())} it was “{last[0]}”."


def _open_or_join(client: Client, level: str, at: datetime) -> Flag:
    flag = Flag.objects.filter(client=client, closed_at=None).first()
    due = queries.due_at(client, level, at)
    if flag is None:
        owner = people.lead_clinician_of(client)
        return Flag.objects.create(client=client, level=level, owner=owner, opened_at=clock.now(), due_at=due)
    flag.level = max(flag.level, level, key=GRAVITY.__getitem__)
    flag.due_at = min(flag.due_at, due) if flag.acknowledged_at is None else due
    flag.acknowledged_at = None  # there is something new that nobody has responded to
    flag.owner = people.lead_clinician_of(client)
    flag.save(update_fields=["level", "due_at", "acknowledged_at", "owner"])
    return flag


def _add(
    flag: Flag,
    kind: str,
    *,
    by: Actor,
    id: UUID | None = None,
    source: Source | None = None,
    rule: str = "",
    said: str = "",
    asked: str = "",
    note: str = "",
    same_as: FlagEvent | None = None,
    written_at: datetime | None = None,
    received_at: datetime | None = None,
) -> FlagEvent:
    kind_of_source, id_of_source = source or ("", None)
    event = FlagEvent(
        flag=flag,
        kind=kind,
        place=flag.events.count() + 1,
        source_kind=kind_of_source,
        source_id=id_of_source,
        rule=rule,
        said=said,
        asked=asked,
        note=note,
        same_as=same_as,
        written_at=written_at,
        received_at=received_at,
        at=clock.now(),
        by=by.actor_id,
        by_kind=by.actor_kind,
    )
    if id is not None:
        event.id = id
    event.save(force_insert=True)
    return event


def _one_at_a_time(client: UUID) -> None:
    """Two answers that arrive together must not open two flags, nor one join a flag that is being closed."""
    Client.objects.select_for_update().get(pk=client)


def _locked(flag: Flag) -> Flag:
    _one_at_a_time(flag.client_id)
    return Flag.objects.select_for_update(of=("self",)).select_related("client").get(pk=flag.pk)


def _wrote(verb: str, flag: Flag, by: Actor, *, fields: tuple[str, ...]) -> None:
    audit.wrote(verb, by=by, client=flag.client_id, record="safety.Flag", record_id=flag.id, fields=fields)
