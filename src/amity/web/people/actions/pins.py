"""The PIN of a client's device: chosen, changed, tried, taken off. It is not the phone's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries, rules
from amity.web.people.models import Device

FREE, LAST = 5, 10  # wrong ones before the first wait; the one that ends the sign-in (goal G37)
WAITS: Final = (1, 5, 15)  # minutes after the fifth, the sixth, each later one
NOT_YOURS = _("That is not your password.")


@dataclass(frozen=True)
class Tried:
    """What came of it. left: wrong ones before the sign-in ends; wait_until: none is looked at before."""

    is_right: bool
    left: int = LAST
    wait_until: datetime | None = None

    @classmethod
    def so_far(cls, device: Device) -> "Tried":
        """How it stands before the next one is typed."""
        return cls(False, LAST - device.wrong_pins, device.pins_wait_until)

    @property
    def is_over(self) -> bool:
        """Signed out on this device; what was not sent from it is wiped, as was said beforehand."""
        return self.left == 0


@transaction.atomic
def try_pin(*, device: Device, pin: str, by: Actor) -> Tried:
    """Whether it is the PIN. Wrong ones are counted, and after five of them each costs a wait."""
    rules.check_is_the_client(device.client, by)
    device = _locked(device)
    now = clock.now()
    if not device.pin:
        return Tried(True)
    if device.pins_wait_until is not None and device.pins_wait_until > now:
        return Tried(False, LAST - device.wrong_pins, device.pins_wait_until)
    if check_password(pin, device.pin):
        if device.wrong_pins:
            _count(device, 0, None)
        return Tried(True)
    wrong = device.wrong_pins + 1
    _wrote("try_pin", device, by)
    if wrong >= LAST:
        _count(device, 0, None)  # from here on only the password opens a session
        return Tried(False, 0)
    wait = now + timedelta(minutes=WAITS[min(wrong - FREE, len(WAITS) - 1)]) if wrong >= FREE else None
    _count(device, wrong, wait)
    return Tried(False, LAST - wrong, wait)


@transaction.atomic
def set_pin(*, device: Device, pin: str, by: Actor) -> Device:
    """From now on this one. Whoever calls this has asked for the one before, if there was one."""
    rules.check_is_the_client(device.client, by)
    rules.check_pin(pin, device.client)
    device = _locked(device)
    device.pin = make_password(pin)
    device.wrong_pins, device.pins_wait_until = 0, None
    device.save(update_fields=["pin", "wrong_pins", "pins_wait_until"])
    _wrote("set_pin", device, by)
    return device


@transaction.atomic
def remove_pin(*, device: Device, password: str | None = None, by: Actor) -> Device:
    """No lock any more: after the PIN was typed, or by the password where it was forgotten."""
    rules.check_is_the_client(device.client, by)
    if password is not None:
        own = queries.sign_in_of(device.client)
        if own is None or not check_password(password, own.password):
            raise Refused(str(NOT_YOURS))
    device = _locked(device)
    device.pin, device.wrong_pins, device.pins_wait_until = "", 0, None
    device.save(update_fields=["pin", "wrong_pins", "pins_wait_until"])
    _wrote("remove_pin", device, by)
    return device


def _locked(device: Device) -> Device:
    rows = Device.objects.select_for_update(of=("self",)).select_related("client")
    return rows.get(pk=device.pk, ended_at=None)


def _count(device: Device, wrong: int, wait: datetime | None) -> None:
    device.wrong_pins, device.pins_wait_until = wrong, wait
    device.save(update_fields=["wrong_pins", "pins_wait_until"])


def _wrote(verb: str, device: Device, by: Actor) -> None:
    audit.wrote(
        verb, by=by, client=device.client_id, record="people.Device", record_id=device.id, fields=("pin",)
    )
