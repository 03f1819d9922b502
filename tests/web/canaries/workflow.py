"""A small clinic's day with a canary in every field, run in a process of its own by `test_canaries`.

`python -m tests.web.canaries.workflow CANARIES.json [plain]`: on the store of the environment; with
`plain`, encryption of columns and of the file is taken away first. Ends as a killed process does, so
that the write-ahead log stays.
"""

import json
import os
import secrets
import sys
import time
from datetime import date, timedelta
from typing import Any

CLIENTS = 25  # with nine canaries each: more than the 200 of goal G13


class Planter:
    """Makes canaries and remembers them."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, kind: str) -> str:
        self.made.append(f"Zq{kind}{secrets.token_hex(8)}")
        return self.made[-1]


def take_encryption_away() -> None:
    """An ordinary SQLite, and a seal that seals nothing."""
    import sqlite3

    from amity.web import settings
    from amity.web.base import encrypted

    def seal(text: str, *, client: Any, bound_to: bytes) -> bytes:
        return encrypted.VERSION + bytes(client.bytes) + b"\x00" * encrypted.NONCE + text.encode()

    def unseal(blob: bytes, *, bound_to: bytes) -> str:
        return blob[encrypted.HEADER + encrypted.NONCE :].decode()

    encrypted.seal, encrypted.unseal = seal, unseal
    if settings.EMBEDDED:
        assert sqlite3.sqlite_version
        store = settings.DATABASES["default"]
        store["ENGINE"] = "django.db.backends.sqlite3"
        store["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL"


def plant(planter: Planter) -> None:
    """Everything that staff write about a client, through the actions."""
    from amity.web.people import actions
    from tests import cast

    world = cast.build()
    for number in range(CLIENTS):
        client = cast.client(
            world.ada,
            f"{planter('first')} {planter('last')}",
            date(1990, 1, 1),
            pronouns=planter("pronouns"),
            phone=planter("phone"),
            email=f"{planter('mail')}@example.org",
        )
        cast.agree_to_everything(client, world.ada)
        actions.record_safe_contact(
            client=client,
            text_ok=True,
            call_ok=True,
            voicemail_ok=True,
            email_ok=True,
            post_ok=True,
            device_shared="yes",
            when=planter("when"),
            note=planter("note"),
            by=world.ada.user,
        )
        actions.record_consent(
            client=client,
            kind="treatment",
            given=True,
            how="spoken",
            on=client.created_at.date(),
            note=planter("consent"),
            by=world.ada.user,
        )
        actions.grant_reading(
            client=client,
            staff=world.sam,
            reason=planter("reason"),
            until=client.created_at + timedelta(days=9),
            by=world.ada.user,
        )
        if number < 3:
            _clinical(client, world, planter)
            _in_the_browser(client, world, planter)


def _clinical(client: Any, world: Any, planter: Planter) -> None:
    from amity.web.course import actions as course
    from amity.web.measures import actions as measures
    from amity.web.safety import actions as safety

    by = world.ada.user
    started = course.start_course(
        client=client,
        clinician=world.ada,
        protocol="ipt",
        planned_sessions=16,
        started_on=client.created_at.date(),
        interval_days=7,
        minutes=50,
        by=by,
    )
    session = course.plan_session(
        course=started,
        planned_at=client.created_at - timedelta(hours=2),
        zone="Europe/London",
        minutes=50,
        mode="in_person",
        by=by,
    )
    course.record_session(
        session=session,
        version=session.version,
        attendance="attended",
        cancelled_by="",
        tasks_done=[],
        safety_asked=True,
        since_last=planter("since"),
        summary=planter("summary"),
        by=by,
    )
    course.agree_practice(
        course=started, session=session, text=planter("practice"), if_then=planter("then"), by=by
    )
    _worksheets(started, by, planter)
    event = safety.raise_flag(
        client=client,
        source=("measures.Response", client.id),
        said=planter("said"),
        asked=planter("asked"),
        written_at=client.created_at,
        received_at=client.created_at,
        by=by,
    )
    assert event is not None
    safety.note_done(flag=event.flag, note=planter("done"), by=by)
    planter.made.append(measures.give(client=client, instruments=["phq9"], by=by).token)


def _worksheets(course: Any, by: Any, planter: Planter) -> None:
    """Two people write at once: one answer stands in its place, one beside it, and both in the edits."""
    from uuid import uuid4

    from amity.core import library
    from amity.web.techniques import actions

    worksheet = actions.begin_worksheet(
        course=course, technique=library.technique("decision_analysis"), author="together", by=by
    )
    for who in (by, course.client):
        answers = {"problem": planter("problem"), "options": [{"id": "r1", "text": planter("way")}]}
        actions.save_worksheet(
            worksheet=worksheet, version=0, page=uuid4(), turn=1, asked=answers, sent=answers, by=who
        )


def _in_the_browser(client: Any, world: Any, planter: Planter) -> None:
    """Pages, searches, mistakes and dead ends: what may end up in sessions, caches and logs."""
    from django.test import Client as Browser

    from tests import cast

    browser = cast.signed_in(world.ada)
    word = planter("typed")
    browser.get(f"/clients/{client.id}")
    browser.post("/clients/find", {"q": client.name})
    browser.post("/clients/add", {"name": word, "pronouns": word, "date_of_birth": word})
    browser.post(f"/clients/{client.id}/change", {"name": word, "version": "0", "phone": word})
    browser.post(f"/clients/{client.id}/contact", {"note": word, "ways": ["email_ok"]})
    browser.post(f"/clients/{client.id}/consent", {"note": word})
    for address in (f"/clients/{word}", f"/{word}?q={word}", f"/d/{word}", f"/clients?q={word}"):
        browser.get(address, headers={"referer": f"http://localhost/{word}", "user-agent": word})
    Browser(raise_request_exception=False).post(
        "/account/sign-in", {"login": f"{word}@example.org", "password": word}
    )
    strict = Browser(raise_request_exception=False, enforce_csrf_checks=True)
    strict.post("/clients/add", {"name": word})
    _a_bug(browser, client, word)


def _a_bug(browser: Any, client: Any, word: str) -> None:
    """An exception that quotes what was typed."""
    from unittest import mock

    from amity.web.people import actions

    with mock.patch.object(
        actions, "record_safe_contact", side_effect=RuntimeError(f"could not keep {word}")
    ):
        page = browser.post(f"/clients/{client.id}/contact", {"note": word, "ways": ["email_ok"]})
    assert page.status_code == 500
    assert word not in page.content.decode()


def tables() -> str:
    """Every table as text, as a stolen dump would show it; sealed columns as hexadecimal digits."""
    from django.apps import apps
    from django.db import connection

    lines: list[str] = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                lines += [bytes(v).hex() if isinstance(v, bytes | memoryview) else str(v) for v in row]
        cursor.execute("SELECT cache_key, value FROM base_cache")
        lines += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join([*lines, *_sessions()])


def _sessions() -> list[str]:
    from amity.web.base.models import SessionRow
    from amity.web.base.session_store import SessionStore

    return [str(SessionStore().decode(row.session_data)) for row in SessionRow.objects.all()]


def main() -> None:
    """Fill the store, write what was planted and what a dump shows, and stop without tidying up."""
    report, *how = sys.argv[1:]
    if how == ["plain"]:
        take_encryption_away()
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from amity.web.base import store

    store.prepare()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    setup_test_environment()
    planter, began = Planter(), time.monotonic()
    plant(planter)
    found = {"planted": planter.made, "dump": tables(), "seconds": round(time.monotonic() - began, 1)}
    with open(report, "w") as file:
        json.dump(found, file)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
