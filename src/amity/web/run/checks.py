"""Is everything as it must be before anybody's record is opened? `amity doctor` tells, `amity serve` obeys.

Each check returns None when all is well, or what is wrong and how to mend it. A check that blocks
keeps the server from starting; the others are told.
"""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connection

from amity.core import library
from amity.web.base import clock, keys
from amity.web.base.errors import Unsafe
from amity.web.base.models import AuditEvent, User
from amity.web.people.models import Client, Service
from amity.web.run import start

NUMBERS_HOLD = timedelta(days=180)  # help numbers are looked at twice a year, a decision of this project


class Fault(NamedTuple):
    """What is wrong, and how to mend it."""

    says: str
    mend: str


class Check(NamedTuple):
    """One question to the installation."""

    name: str
    ask: Callable[[], Fault | None]
    blocks: bool = True
    of_store: bool = True  # asks the store, so there is nothing to ask before the first start


class Result(NamedTuple):
    """A check and its answer; no fault means that all is well."""

    check: Check
    fault: Fault | None


def address() -> Fault | None:
    """Records travel encrypted, or do not leave this machine."""
    if settings.SECURE or settings.ON_LOOPBACK:
        return None
    return Fault(
        f"AMITY_SITE_URL is {settings.SITE_URL}: records would cross a network unencrypted.",
        "Put a server that speaks TLS in front and set AMITY_SITE_URL to its https:// address, "
        "or use http://localhost on this machine alone.",
    )


def store() -> Fault | None:
    """Asked only where there is none."""
    return Fault(f"There is nothing at {settings.AMITY_DATA} yet.", "The first amity serve makes it.")


def data_folder() -> Fault | None:
    """Nobody else on this machine can look into the folder."""
    return _open_to_others(settings.AMITY_DATA, "700", "data folder")


def key_file() -> Fault | None:
    """The key is there, is a key, and is ours alone."""
    path = Path(settings.AMITY_KEY_FILE)
    keys.read_master(path)
    return _open_to_others(path, "600", "key file")


def database() -> Fault | None:
    """It opens with this key, obeys its settings and is encrypted on the disk."""
    connection.ensure_connection()
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if not settings.EMBEDDED or not file.exists():
        return None
    with file.open("rb") as opened:
        plain = opened.read(16) == b"SQLite format 3\x00"
    return Fault(f"{file} is not encrypted.", "Restore it from a backup made by Amity.") if plain else None


def tables() -> Fault | None:
    """Every migration has run."""
    if start.tables_are_current():
        return None
    return Fault("The tables are those of an older version.", "Start once with: amity serve")


def demo() -> Fault | None:
    """Invented people and real ones never share a store."""
    if not start.tables_are_current():
        return None
    ends = [AuditEvent.objects.order_by(order).first() for order in ("id", "-id")]
    invented = {event.synthetic for event in ends if event is not None}
    if settings.AMITY_DEMO and False in invented:
        return Fault(
            "AMITY_DEMO=1, but this store was not made by the demo.",
            "Unset AMITY_DEMO, or point AMITY_DATA to the demo's own folder.",
        )
    if not settings.AMITY_DEMO and True in invented:
        return Fault(
            "This store holds the invented people of the demo.",
            "Start it with: amity demo. For a clinic, point AMITY_DATA to an empty folder.",
        )
    return None


def content() -> Fault | None:
    """No instrument or protocol is broken."""
    problems = library.check()
    if not problems:
        return None
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return Fault(f"{count} in the content files.", "Read them with: amity content check")


def client_keys() -> Fault | None:
    """Every record has the key that opens it: a backup put back without its keys shows here."""
    if not start.tables_are_current():
        return None
    ids = list(Client.objects.values_list("pk", flat=True))
    gone = sum(not (Path(settings.AMITY_KEYS) / f"{id}.key").exists() for id in ids)
    if not gone:
        return None
    return Fault(
        f"{gone} of {len(ids)} clients have no key in {settings.AMITY_KEYS}: their names and notes cannot "
        "be read.",
        "Put the folder back from its own backup, unless these clients were erased.",
    )


def staff() -> Fault | None:
    """Somebody can sign in."""
    if User.objects.filter(is_active=True).exists():
        return None
    return Fault("Nobody can sign in yet.", "Add somebody with: amity user add")


def help_numbers() -> Fault | None:
    """Clients see numbers that somebody has looked at lately."""
    oldest = str(clock.now().date() - NUMBERS_HOLD)
    old = [
        number["label"]
        for service in Service.objects.all()
        for number in service.help_numbers
        if number.get("checked_on", "") < oldest
    ]
    if not old:
        return None
    return Fault(
        f"Help numbers not checked for half a year: {', '.join(old)}.", "Call them, then renew the date."
    )


def mail() -> Fault | None:
    """Links can leave by e-mail, where a client said that this is safe."""
    if settings.MAIL_IS_SET_UP:
        return None
    return Fault(
        "No mail server: links are shown to copy, none is mailed.", "Set AMITY_SMTP_URL if you want it."
    )


CHECKS = (
    Check("site address", address, of_store=False),
    Check("data folder", data_folder),
    Check("key file", key_file),
    Check("database", database),
    Check("tables", tables),
    Check("demo and clinic apart", demo),
    Check("content", content, of_store=False),
    Check("keys of clients", client_keys, blocks=False),
    Check("staff", staff, blocks=False),
    Check("help numbers", help_numbers, blocks=False),
    Check("mail", mail, blocks=False, of_store=False),
)


def results(checks: tuple[Check, ...] = CHECKS) -> Iterator[Result]:
    """Every check with its answer, in order. A store that was never made is one note, and so is a fault
    that keeps several checks from being asked."""
    begun = settings.AMITY_DATA.exists() or not settings.EMBEDDED
    if not begun:
        yield Result(Check("store", store, blocks=False), store())
    told: set[str] = set()
    for check in checks:
        if not begun and check.of_store:
            continue
        fault = _answer(check)
        if fault is None or fault.says not in told:
            yield Result(check, fault)
        told.update([fault.says] if fault else [])


def refuse_unsafe() -> None:
    """Raises Unsafe with everything that keeps the server from starting."""
    faults = [result.fault for result in results(tuple(c for c in CHECKS if c.blocks)) if result.fault]
    if faults:
        raise Unsafe("\n".join(f"{fault.says} {fault.mend}".strip() for fault in faults))


def _answer(check: Check) -> Fault | None:
    try:
        return check.ask()
    except Unsafe as unsafe:
        return Fault(str(unsafe), "")
    except Error as error:  # of the database; its text may quote a row, so only its type is told
        return Fault(
            f"The database does not answer ({type(error).__name__}).", "See that it runs and is set up."
        )


def _open_to_others(path: Path, mode: str, what: str) -> Fault | None:
    if not path.exists():
        return Fault(f"There is no {what} at {path} yet.", "The first amity serve makes it.")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Fault(f"Other users of this machine can open the {what} {path}.", f"Run: chmod {mode} {path}")
    return None
