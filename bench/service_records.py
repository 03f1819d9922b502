"""A store full of records for `service_page.py`: courses of `core.analytics.simulation`, row by row.

Rows are written past the actions, which would take days; for a bench alone. Each course has its client with
three consents, appointments, a focus with its ratings, an ending, and every questionnaire with every answer
as it came in. Nothing but the day of birth is opened to count, so that all other sealed text is bytes of a
usual length that nobody could open. Links, audit rows and safety plans are left out: nothing of them counts.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from django.conf import settings
from django.db import connection, models

from amity.core import library
from amity.core.analytics import simulation
from amity.core.analytics.course_frames import Recorded
from amity.web.base import encrypted, keys
from amity.web.course.models import Course, Ending, ProblemArea, Resolution, Session
from amity.web.measures.models import Answer, Response
from amity.web.people.models import Client, Consent, Staff

SEED: Final = 57
TRUTH: Final = simulation.Truth(unanswered=0.3, unanswered_all=0.5)  # as the demo's made-up courses
LAST: Final = date(2026, 11, 1)  # by then every course has ended
YEARS: Final = 10  # over which they began
SEALED: Final = 45  # bytes around a sealed text of no letter
NOTE: Final = 600  # letters of the note of a session
TOOK_BACK: Final = 500  # one client in so many took back the agreement to keeping records
WAYS: Final = 64  # in which the points of a total are spread over its items
ROWS: Final = 20_000  # written at once
AGES: Final = {"18_to_29": 24, "30_to_44": 37, "45_to_64": 55, "65_on": 71, None: 40}
WHAT: Final = {"attended": "attended", "missed": "dna", "cancelled": "cancelled"}
Row = tuple[Any, ...]


def fill(clinician: Staff, courses: int) -> dict[str, int]:
    """So many finished courses of this clinician; how many rows of each table there are."""
    drawn = [it.recorded() for it in simulation.simulate(courses, seed=SEED, truth=TRUTH)]
    people = _People(clinician, drawn)
    made: dict[type[models.Model], Callable[[], tuple[Sequence[str], Iterable[Row]]]] = {
        Client: people.clients,
        Consent: people.consents,
        Course: people.courses,
        Session: people.sessions,
        ProblemArea: people.areas,
        Resolution: people.resolutions,
        Ending: people.endings,
        Response: people.responses,
        Answer: people.answers,
    }
    indexes = _quick()
    counts = {model._meta.db_table: _write(model, *rows()) for model, rows in made.items()}
    _as_it_was(indexes)
    return counts


class _People:
    """Everybody, in arrays with a place for each course."""

    def __init__(self, clinician: Staff, drawn: Sequence[Recorded]) -> None:
        self.by, self.clinician = clinician.user.actor_id.hex, clinician.id.hex
        self.service = clinician.service_id.hex
        self.rows = pl.concat([it.courses.collect() for it in drawn])
        number = len(self.rows)
        chance = np.random.default_rng(SEED)
        self.client, self.course, self.area = _ids(number), _ids(number), _ids(number)
        began = chance.integers(0, 365 * YEARS, number)
        self.chance = chance
        self.first = [LAST - timedelta(days=int(it) + 400) for it in began]  # the first session attended
        self.held = pl.concat([it.sessions.collect() for it in drawn])
        ends = self.held.group_by("course").agg(low=pl.col("day").min(), high=pl.col("day").max())
        ends = ends.sort("course")
        self.start = [day + timedelta(days=low - 7) for day, low in zip(self.first, ends["low"], strict=True)]
        self.end = [
            day + timedelta(days=high + 1) for day, high in zip(self.first, ends["high"], strict=True)
        ]
        self.asked = self._asked(drawn)

    def _asked(self, drawn: Sequence[Recorded]) -> pl.DataFrame:
        """Every questionnaire with a score, by the day it was answered on: at its session, or just before."""
        met = self.held.drop_nulls("session").select("course", "session", "day")
        scores = pl.concat([it.scores.collect() for it in drawn]).drop_nulls("score")
        told = scores.join(met, on=["course", "session"], how="left")
        first = pl.Series("first", [it.toordinal() for it in self.first])
        on = pl.col("day").fill_null(-3) + first.gather(told["course"])
        return told.with_columns(on=on).sort("on", "course", "measure", maintain_order=True)

    def clients(self) -> tuple[Sequence[str], Iterable[Row]]:
        rows = (
            (id, self.service, self._born(id, place), "Europe/London", _at(self.start[place]), self.by)
            for place, id in enumerate(self.client)
        )
        return ("id", "service_id", "date_of_birth", "time_zone", "created_at", "created_by"), rows

    def _born(self, id: str, place: int) -> bytes:
        """Sealed as the application does it, with a key of the client's own."""
        client = Client(id=id)
        client.id = Client._meta.pk.to_python(id)
        wrapped = keys._wrap(os.urandom(keys.KEY_BYTES), client.id)
        path = Path(settings.AMITY_KEYS) / f"{client.id}.key"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(wrapped)  # `write_once` waits for the disk, twice
        years = AGES[self.rows["age_band"][place]]
        day = self.first[place].replace(day=1, year=self.first[place].year - years)
        field: Any = Client._meta.get_field("date_of_birth")
        return encrypted.seal(day.isoformat(), client=client.id, bound_to=field.place(client))

    def consents(self) -> tuple[Sequence[str], Iterable[Row]]:
        columns = ("id", "client_id", "kind", "given", "how", "on", "recorded_at", "recorded_by")
        return columns, (
            (id, self.client[place], kind, given, "spoken", str(self.start[place]), at, self.by)
            for place in range(len(self.client))
            for id, (kind, given, at) in zip(_ids(4), self._said(place), strict=False)
        )

    def _said(self, place: int) -> Iterator[tuple[str, int, str]]:
        for kind in ("treatment", "records", "questionnaires"):
            yield kind, 1, _at(self.start[place])
        if place % TOOK_BACK == 0:
            yield "records", 0, _at(self.end[place])

    def courses(self) -> tuple[Sequence[str], Iterable[Row]]:
        versions = {it.id: it.version for it in library.protocols()}
        columns = (
            "id", "client_id", "clinician_id", "protocol", "protocol_version", "planned_sessions", "phase",
            "started_on", "created_at", "created_by", "closed_at", "closed_by",
        )  # fmt: skip
        words = zip(self.rows["protocol"], self.rows["sessions_planned"], strict=True)
        return columns, (
            (self.course[at], self.client[at], self.clinician, protocol, versions[protocol], planned,
             "closed", str(self.start[at]), _at(self.start[at]), self.by, _at(self.end[at]), self.by)
            for at, (protocol, planned) in enumerate(words)
        )  # fmt: skip

    def sessions(self) -> tuple[Sequence[str], Iterable[Row]]:
        note = os.urandom(SEALED + NOTE)
        held = self.held.with_columns(
            on=pl.col("day") + pl.Series([it.toordinal() for it in self.first]).gather(self.held["course"])
        ).sort("on", "course", maintain_order=True)
        rows = zip(held["course"], held["on"], held["attendance"], _ids(len(held)), strict=True)
        columns = (
            "id", "course_id", "planned_at", "zone", "minutes", "attendance", "note", "recorded_at",
            "recorded_by",
        )  # fmt: skip
        return columns, (
            (
                id,
                self.course[at],
                _at(on, "10:00:00"),
                "Europe/London",
                50,
                WHAT[what],
                note,
                _at(on),
                self.by,
            )
            for at, on, what, id in rows
        )

    def areas(self) -> tuple[Sequence[str], Iterable[Row]]:
        columns = ("id", "course_id", "area", "chosen_at", "chosen_by")
        rows = zip(self.area, self.course, self.rows["problem_area"], self.first, strict=True)
        return columns, ((id, course, area, _at(day), self.by) for id, course, area, day in rows)

    def resolutions(self) -> tuple[Sequence[str], Iterable[Row]]:
        columns = ("id", "problem_area_id", "who", "occasion", "rating", "on", "at", "by", "by_kind")
        both = zip(
            self.area,
            self.end,
            self.rows["resolution_client"],
            self.rows["resolution_clinician"],
            strict=True,
        )
        return columns, (
            (id, area, who, "end", rating, str(day), _at(day), self.by, "staff")
            for area, day, client, clinician in both
            for who, rating, id in zip(("client", "therapist"), (client, clinician), _ids(2), strict=True)
            if rating is not None
        )

    def endings(self) -> tuple[Sequence[str], Iterable[Row]]:
        columns = ("id", "course_id", "disposition", "disposition_on", "changed_at", "changed_by")
        rows = zip(_ids(len(self.course)), self.course, self.rows["completed"], self.end, strict=True)
        return columns, (
            (id, course, "done" if done else "left", str(day), _at(day), self.by)
            for id, course, done, day in rows
        )

    def responses(self) -> tuple[Sequence[str], Iterable[Row]]:
        self.response = _ids(len(self.asked))
        columns = (
            "id", "client_id", "place", "instrument", "version", "given_at", "given_by", "first_answer_at",
            "last_answer_at", "submitted_at", "read_at", "read_by",
        )  # fmt: skip
        versions = {id: library.instrument(id).version for id in ("phq9", "gad7")}
        rows = zip(self.response, self.asked["course"], self.asked["measure"], self.asked["on"], strict=True)
        return columns, (
            (id, self.client[at], 1 + (measure == "gad7"), measure, versions[measure], _at(on, "08:00:00"),
             self.by, _at(on), _at(on), _at(on), _at(on, "10:00:00"), self.by)
            for id, at, measure, on in rows
        )  # fmt: skip

    def answers(self) -> tuple[Sequence[str], Iterable[Row]]:
        columns = ("id", "response_id", "item", "value", "visit", "written_at", "received_at", "sequence")
        spread = {id: _spread(id, self.chance) for id in ("phq9", "gad7")}
        ways = self.chance.integers(0, WAYS, len(self.asked))
        rows = zip(
            self.response, self.asked["measure"], self.asked["score"], self.asked["on"], ways, strict=True
        )
        ids = _each_id(9 * len(self.asked))
        return columns, (
            (id, response, item, value, response, _at(on), _at(on), number)
            for response, measure, score, on, way in rows
            for number, ((item, value), id) in enumerate(
                zip(spread[measure][score][way], ids, strict=False), start=1
            )
        )


def _spread(id: str, chance: np.random.Generator) -> list[list[list[tuple[str, int]]]]:
    """For every total many ways to come to it: items with their values."""
    items = [it.id for it in library.instrument(id).scored_items]
    found = []
    for total in range(3 * len(items) + 1):
        ways = []
        for _ in range(WAYS):
            places = chance.permutation(3 * len(items))[:total] % len(items)
            values = np.bincount(places, minlength=len(items))
            ways.append([(item, int(value)) for item, value in zip(items, values, strict=True)])
        found.append(ways)
    return found


def _ids(number: int) -> list[str]:
    drawn = os.urandom(16 * number).hex()
    return [drawn[32 * at : 32 * at + 32] for at in range(number)]


def _each_id(number: int) -> Iterator[str]:
    for _ in range(0, number, ROWS):
        yield from _ids(ROWS)


def _at(day: date | int, hour: str = "09:00:00") -> str:
    """A moment as both stores take it: UTC, in words."""
    on = day if isinstance(day, date) else _days(day)
    return f"{on} {hour}"


def _days(number: int, known: dict[int, str] = {}) -> str:  # noqa: B006 - a memory of days
    if number not in known:
        known[number] = date.fromordinal(number).isoformat()
    return known[number]


def _write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """All rows, with the model's own defaults for every other column."""
    others = {it.column: _default(it) for it in model._meta.concrete_fields if it.column not in columns}
    names = ", ".join(connection.ops.quote_name(str(it)) for it in (*columns, *others))
    rest, table, every, written = tuple(others.values()), model._meta.db_table, iter(rows), 0
    with connection.cursor() as cursor:
        while batch := list(islice(every, ROWS)):
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in batch:
                        copy.write_row(row + rest)
            else:
                marks = ", ".join(["%s"] * (len(columns) + len(rest)))
                sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
                cursor.executemany(sql, [row + rest for row in batch])
            written += len(batch)
    return written


def _default(field: Any) -> Any:
    if isinstance(field, encrypted.EncryptedTextField):
        return os.urandom(SEALED)
    if isinstance(field, models.JSONField):
        return "[]" if field.default is list else "{}"
    found = field.get_default()
    return int(found) if isinstance(found, bool) else found


def _quick() -> list[str]:
    """Nothing is kept against a crash, and what can be indexed afterwards is. Returns what that takes."""
    if connection.vendor == "postgresql":
        return []
    with connection.cursor() as cursor:
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-3000000", "foreign_keys=OFF"):
            cursor.execute(f"PRAGMA {setting}")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        found = [
            it for it in cursor.fetchall()
            if it[0].startswith(("people_c", "course_", "measures_")) and "UNIQUE" not in it[1]
        ]  # fmt: skip
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _as_it_was(indexes: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for sql in indexes:
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # which its autovacuum does by itself
    connection.close()


def size() -> int:
    """Bytes of the store."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA page_count")
        pages = int(cursor.fetchone()[0])
        cursor.execute("PRAGMA page_size")
        return pages * int(cursor.fetchone()[0])
