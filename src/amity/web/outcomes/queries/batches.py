"""A service's courses, batch after batch, as the frames that are counted and handed out.

Needs `amity[analytics]`; whoever only reads what was counted does not load this.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from random import SystemRandom
from typing import Any, Final
from uuid import UUID

from amity.core.analytics import files, rows, simulation
from amity.core.analytics.course_frames import Courses
from amity.web.course.queries.counting import CountedCourse, counted
from amity.web.measures.queries.totals import Total, totals_of
from amity.web.outcomes import queries
from amity.web.outcomes.models import ExpectedResponse, Export, Summary
from amity.web.outcomes.queries.sessions import session_of
from amity.web.people.models import Service
from amity.web.people.queries.counted import births_of

SEED: Final = 57  # of made-up courses: the same ones each time they are counted
BANDS: Final = {
    "0_to_17": 17,
    "18_to_29": 29,
    "30_to_44": 44,
    "45_to_64": 64,
    "65_on": 200,
}  # years, at most
# Of a service that gives questionnaires now and then, so that the page has something to say of the missing.
TRUTH: Final = simulation.Truth(unanswered=0.3, unanswered_all=0.5)


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole courses to be counted, or read to be fitted. number: which of the batches; from 1 on.

    up_to: its last course, by id; None of made-up ones. courses: how many.
    """

    number: int
    up_to: UUID | None
    courses: int
    frames: Courses


def following(
    row: Summary | ExpectedResponse, *, instruments: Collection[str], with_ages: bool = False
) -> Batch | None:
    """The next batch after those of this row that are put away; None where all are."""
    parts = list(row.parts.order_by("number").values_list("up_to", "courses"))
    number, done = len(parts) + 1, sum(courses for _, courses in parts)
    if row.made_up is not None:
        courses = min(queries.BATCH, row.made_up - done)
        return Batch(number, None, courses, made_up(row.made_up, done)) if courses else None
    after = parts[-1][0] if parts else None
    ids = next(queries.batches_to_count(row.service, row.asked_at, after), None)
    if ids is None:
        return None
    keys = {id: key for key, id in enumerate(ids, start=done + 1)}
    frames = of_records(ids, row.asked_at, keys, instruments=instruments, with_ages=with_ages)
    return Batch(number, ids[-1], len(ids), frames)


def of_records(
    ids: Collection[UUID],
    until: datetime,
    keys: Mapping[UUID, int] | None = None,
    *,
    instruments: Collection[str] | None = None,
    with_ages: bool = False,
) -> Courses:
    """These courses, with whole numbers instead of their ids and days instead of dates.

    until: what was closed later is still open. keys: the number of each course; None counts them from 1.
    instruments: whose scores, by id; None: of all there are.
    with_ages: in bands, to be counted by; never where a row is handed out (decision 57).
    """
    found = counted(ids, until)
    born = births_of([it.client_id for it in found]) if with_ages else {}
    totals = totals_of(found, instruments)
    numbers = {it.id: number for number, it in enumerate(found, start=1)} if keys is None else keys
    return rows.courses(
        (_row(it, numbers[it.id], band_of(it, born.get(it.client_id))) for it in found),
        (score for it in found for score in _scores(numbers[it.id], it, totals[it.id])),
    )


def made_up(courses: int, done: int) -> Courses:
    """The next batch of so many made-up courses, which are nobody's and always the same. done: before it."""
    return rows.between(_block(courses, done // simulation.BLOCK), done, done + queries.BATCH - 1)


@lru_cache(maxsize=1)
def _block(courses: int, number: int) -> Courses:
    """Many batches are cut from it, one after the other."""
    blocks = simulation.simulate(courses, seed=SEED, truth=TRUTH)
    return next(islice(blocks, number, None)).seen


def write(export: Export, folder: Path) -> int:
    """The courses of an export in a new folder, laid out as `core.analytics.files` says; how many."""
    if export.made_up:
        return files.write(
            (it.seen for it in simulation.simulate(export.courses, seed=SEED, truth=TRUTH)), folder
        )
    return _write_records(export.service, export.asked_at, folder)


def _write_records(service: Service, until: datetime, folder: Path) -> int:
    """In an order and by numbers drawn anew: nothing in the store says which number a course was given."""
    ids = queries.ids_to_count(service, until)
    SystemRandom().shuffle(ids)
    keys = {id: number for number, id in enumerate(ids, start=1)}
    parts = (ids[at : at + queries.BATCH] for at in range(0, len(ids), queries.BATCH))
    return files.write((of_records(it, until, keys) for it in parts), folder)


def band_of(course: CountedCourse, born: date | None) -> str | None:
    """The age at the first session, in the words of `BANDS`; None where it is not to be told."""
    if born is None:
        return None
    on = min(course.met_on, default=course.started_on)
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next(band for band, most in BANDS.items() if years <= most)


def _row(course: CountedCourse, number: int, age_band: str | None) -> dict[str, Any]:
    """When somebody was referred is not recorded, nor of which gender they are: both are not known."""
    return {
        "course": number,
        "synthetic": False,
        "protocol": course.protocol,
        "problem_area": course.problem_area,
        "sessions_planned": course.planned,
        "finished": course.closed_at is not None,
        "completed": course.completed,
        "waiting_days": None,
        "sessions_attended": len(course.met_on),
        "sessions_missed": course.missed,
        "sessions_cancelled": course.cancelled,
        "resolution_client": course.rated.get("client"),
        "resolution_clinician": course.rated.get("therapist"),
        "age_band": age_band,
        "gender": None,
    }


def _scores(
    number: int, course: CountedCourse, totals: Sequence[Total]
) -> Iterator[tuple[int, str, int, float]]:
    """The latest of each session."""
    latest: dict[tuple[str, int], Total] = {}
    for it in totals:  # oldest first
        latest[it.instrument, session_of(it.on, course.met_on, is_open=course.closed_at is None)] = it
    for (measure, session), it in latest.items():
        yield number, measure, session, float(it.points)
