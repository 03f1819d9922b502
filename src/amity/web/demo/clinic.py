"""The demo's store: made when absent, made anew on request, and the sign-ins it prints."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import connection
from sqlcipher3 import dbapi2 as sqlcipher

from amity.web.base import clock, keys
from amity.web.base.errors import Refused, Unsafe
from amity.web.base.models import AuditEvent
from amity.web.base.sqlcipher.base import unlock
from amity.web.demo import queries, story
from amity.web.demo.build import build
from amity.web.people.models import Service, Staff

DRAFT = "being-made"
CODE_HOLDS = 30  # seconds, RFC 6238
TAKES = "up to half a minute"


def make(*, again: bool = False) -> None:
    """Fill the store if it is empty, showing how far it is; `again`: also if it is not."""
    shutil.rmtree(settings.AMITY_DATA / DRAFT, ignore_errors=True)  # left by somebody who pulled the plug
    if Service.objects.exists():
        if again:
            print(f"Making the clinic anew, {TAKES}", flush=True)
            make_again()
        return
    print(f"Making a synthetic clinic: {len(story.stories())} invented clients and their courses", flush=True)
    build(clock.now(), _dots)
    print(" done", flush=True)


def make_again() -> None:
    """Make a new clinic beside this one and put it in its place, in one step that pages hardly notice.

    Raises Refused while somebody else does the same.
    """
    draft = settings.AMITY_DATA / DRAFT
    try:
        draft.mkdir(mode=0o700)
    except FileExistsError:
        raise Refused(f"The clinic is being made anew already. It takes {TAKES}.") from None
    try:
        keys.write_once(draft / "amity.key", Path(settings.AMITY_KEY_FILE).read_bytes())
        command = [sys.executable, "-m", "amity", "demo", "--only-make"]
        elsewhere = os.environ | {"AMITY_DATA": str(draft)}
        subprocess.run(command, env=elsewhere, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        _take_over(draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def sign_ins() -> str:
    """One sign-in a role with the code of this half minute. Raises Unsafe on any other store."""
    _only_in_the_demo()
    told = story.clinic()
    lines = [f"Sign in at {settings.SITE_URL}/account/sign-in   password for all: {told.password}"]
    left = CODE_HOLDS - int(time.time()) % CODE_HOLDS
    for staff in queries.first_of_each_role():
        lines.append(f"  {staff.get_role_display():12} {staff.user.email:24} code {code_of(staff)}")
    return "\n".join([*lines, f"  These codes hold for {left} seconds; newer ones: amity demo --sign-ins"])


def code_of(staff: Staff) -> str:
    """The code that a phone would show now."""
    second = Authenticator.objects.get(user_id=staff.user_id, type=Authenticator.Type.TOTP)
    return str(format_hotp_value(hotp_value(decrypt(second.data["secret"]), int(time.time()) // CODE_HOLDS)))


def _only_in_the_demo() -> None:
    first = AuditEvent.objects.order_by("id").first()
    if not settings.AMITY_DEMO or first is None or not first.synthetic:
        raise Unsafe("This store was not made by the demo: its sign-ins are printed nowhere.")


def _take_over(draft: Path) -> None:
    """The draft's keys, then its pages; keys of people who are gone go last."""
    made = {path.name for path in (draft / "keys").glob("*.key")}
    for name in made:
        keys.write_once(settings.AMITY_KEYS / name, (draft / "keys" / name).read_bytes())
    source = sqlcipher.connect(str(draft / "amity.db"))
    try:
        unlock(source)
        connection.ensure_connection()
        source.backup(connection.connection)
    finally:
        source.close()
    connection.close()
    keys.forget()
    for path in settings.AMITY_KEYS.glob("*.key"):
        if path.name not in made:
            path.unlink()


def _dots(done: int, of: int) -> None:
    if done * 40 // of > (done - 1) * 40 // of:
        print(".", end="", flush=True)
