"""The devices of a client: one more, one fewer, and the codes that vouch for a new one."""

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from amity.web.base import addresses, audit, clock
from amity.web.base.audit import Actor
from amity.web.people import queries, rules
from amity.web.people.models import AskedToCall, Client, Device, DeviceCode, Invitation
from amity.web.people.queries.devices import CODE_HOLDS

FIGURES = 6


@transaction.atomic
def approve_device(*, client: Client, called: str, by: Actor) -> tuple[Device, str]:
    """One more device, and the secret for its cookie, which is nowhere else.

    called: "phone", "tablet" or "computer". Whoever calls this has seen to it that somebody vouched.
    """
    rules.check_can_have_devices(client, by)
    return _approved(client, called, by, by)


@transaction.atomic
def end_device(*, device: Device, by: Actor) -> Device:
    """From the next page on the browser is unknown, and whoever is signed in there is out."""
    rules.check_can_change_devices(device.client, by)
    device = Device.objects.select_for_update(of=("self",)).select_related("client").get(pk=device.pk)
    if device.ended_at is None:
        device.ended_at = clock.now()
        device.save(update_fields=["ended_at"])
        _wrote("end_device", device, by, fields=("ended_at",))
    return device


@transaction.atomic
def end_other_devices(*, client: Client, but: Device | None = None, by: Actor) -> int:
    """Every device but this one is unknown from now on, and no code that was made holds. How many ended."""
    rules.check_can_change_devices(client, by)
    queries.client_locked(client)
    ended = _end_all(client, but)
    audit.wrote("end_other_devices", by=by, client=client.id, record="people.Device", fields=("ended_at",))
    return ended


@transaction.atomic
def say_something_is_wrong(*, client: Client, device: Device, by: Actor) -> AskedToCall:
    """Every other device is out, no code and no waiting invitation holds, and the clinician is asked to call.

    Pressed again before anybody called, it is the same asking. It holds no word of what is wrong.
    """
    rules.check_is_the_client(client, by)
    queries.client_locked(client)
    now = clock.now()
    _end_all(client, device)
    Invitation.objects.filter(client=client, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    asked = queries.call_asked_of(client) or AskedToCall.objects.create(client=client, asked_at=now)
    audit.wrote(
        "say_something_is_wrong", by=by, client=client.id, record="people.AskedToCall", record_id=asked.id
    )
    return asked


@transaction.atomic
def note_called(*, asked: AskedToCall, by: Actor) -> AskedToCall:
    """Somebody of the care team has seen to it; noted again changes nothing."""
    rules.check_can_change_record(asked.client, by)
    asked = AskedToCall.objects.select_for_update(of=("self",)).select_related("client").get(pk=asked.pk)
    if asked.answered_at is None:
        asked.answered_at, asked.answered_by = clock.now(), by.actor_id
        asked.save(update_fields=["answered_at", "answered_by"])
        audit.wrote(
            "note_called",
            by=by,
            client=asked.client_id,
            record="people.AskedToCall",
            record_id=asked.id,
            fields=("answered_at", "answered_by"),
        )
    return asked


@transaction.atomic
def make_device_code(*, client: Client, on_paper: bool = False, by: Actor) -> tuple[DeviceCode, str]:
    """Six figures for one new device, shown once. The one of the same sort before it holds no longer.

    on_paper: holds until it is used; otherwise for fifteen minutes.
    """
    rules.check_can_make_device_code(client, by)
    queries.client_locked(client)
    now = clock.now()
    before = DeviceCode.objects.filter(client=client, used_at=None, withdrawn_at=None)
    before.filter(expires_at__isnull=on_paper).update(withdrawn_at=now)
    figures = f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"
    code = DeviceCode.objects.create(
        client=client,
        code_hash=queries.code_hash(client.id, figures),
        made_at=now,
        made_by=by.actor_id,
        made_by_kind=by.actor_kind,
        expires_at=None if on_paper else now + CODE_HOLDS,
    )
    audit.wrote(
        "make_device_code", by=by, client=client.id, record="people.DeviceCode", record_id=code.id, fields=()
    )
    return code, figures


@transaction.atomic
def use_device_code(*, client: Client, code: str, by: Actor) -> DeviceCode | None:
    """The code, when it holds: it is used up. None otherwise, whatever the reason, and the try is counted."""
    rules.check_is_the_client(client, by)
    used = _use_code(client, code)
    audit.wrote(
        "use_device_code" if used else "try_device_code",
        by=by,
        client=client.id,
        record="people.DeviceCode",
        record_id=used.id if used else None,
    )
    return used


def _approve_with_code(client: Client, called: str, code: DeviceCode) -> tuple[Device, str]:
    """A device that this code vouches for, inside the transaction of a sign-in."""
    return _approved(client, called, _Vouched(code.made_by, code.made_by_kind), client)


def _approve_invited(invitation: Invitation, called: str) -> tuple[Device, str]:
    """The device on which an invitation was used, inside the transaction of that."""
    return _approved(invitation.client, called, _Vouched(invitation.made_by, "staff"), invitation.client)


def _use_code(client: Client | None, code: str) -> DeviceCode | None:
    """As `use_device_code`, inside somebody's transaction. As many statements for nobody as for anybody."""
    whose = client.id if client else uuid4()
    wanted = queries.code_hash(whose, code)
    live = queries.live_codes(whose)
    found = next((each for each in live if secrets.compare_digest(each.code_hash, wanted)), None)
    rows = DeviceCode.objects.filter(pk__in=[each.pk for each in ([found] if found else live)] or [uuid4()])
    if found is None:
        rows.update(wrong_tries=F("wrong_tries") + 1)
        return None
    return found if rows.filter(used_at=None).update(used_at=clock.now()) else None


def _end_everything(client: Client) -> None:
    """Every device, and every code: the sign-in is closed, or is another one now."""
    _end_all(client, None)


def _end_all(client: Client, but: Device | None) -> int:
    now = clock.now()
    others = Device.objects.filter(client=client, ended_at=None).exclude(pk=but.pk if but else uuid4())
    DeviceCode.objects.filter(client=client, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    return others.update(ended_at=now)


@dataclass(frozen=True)
class _Vouched:
    """Whoever made the code or the invitation: it was they who vouched for the device."""

    actor_id: UUID
    actor_kind: str


def _approved(client: Client, called: str, vouched: Actor, by: Actor) -> tuple[Device, str]:
    secret = addresses.new_token()
    device = Device.objects.create(
        client=client,
        key_hash=addresses.hash_of(secret),
        called=called,
        approved_on=clock.today(client.zone),
        approved_by=vouched.actor_id,
        approved_by_kind=vouched.actor_kind,
    )
    _wrote("approve_device", device, by, fields=("called",))
    return device, secret


def _wrote(verb: str, device: Device, by: Actor, *, fields: tuple[str, ...]) -> None:
    audit.wrote(
        verb, by=by, client=device.client_id, record="people.Device", record_id=device.id, fields=fields
    )
