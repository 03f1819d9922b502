"""Handing out courses without names: a reason, enough of them, one documented layout, and who did it."""

import io
import os
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.core.analytics import files
from amity.core.analytics.course_frames import check
from amity.core.analytics.layout import LAYOUT
from amity.web.base import clock as the_clock
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course, Session
from amity.web.outcomes import drafts, jobs, queries, rules
from amity.web.outcomes.models import Export, Summary
from amity.web.outcomes.queries import batches, counting
from tests.cast import World, signed_in
from tests.web.measures.conftest import text
from tests.web.outcomes.conftest import rows

Make = Callable[..., Summary]
REASON = "For the yearly report, kept by the service."
URL = "export_courses"


def ask(world: World, reason: str = REASON) -> Any:
    return signed_in(world.lena).post(reverse(URL), {"reason": reason})


def unpacked(response: Any, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        packed.extractall(folder)
    return folder / "courses"


@pytest.fixture
def hundred(ended: Course, world: World) -> list[Course]:
    """Maya's course and 99 like it."""
    sessions = list(Session.objects.filter(course=ended))
    made = []
    for _ in range(99):
        twin = Course.objects.get(pk=ended.pk)
        twin.pk, twin.close_reason = uuid4(), ""
        made.append(twin)
    Course.objects.bulk_create(made)
    Session.objects.bulk_create(
        Session(
            course=course, planned_at=it.planned_at, zone=it.zone, minutes=50, attendance=it.attendance,
            recorded_at=it.recorded_at, recorded_by=it.recorded_by,
        )
        for course in made
        for it in sessions
    )  # fmt: skip
    return [ended, *made]


def test_the_page_says_what_is_in_it_and_what_is_not(made_up: Make, world: World) -> None:
    made_up()
    shown = text(signed_in(world.lena).get(reverse(URL)))
    for words in ("Without names is not anonymous", "Not in it", "needed", "Made-up courses"):
        assert words in shown


def test_made_up_courses_are_handed_out_as_such(made_up: Make, world: World, tmp_path: Path) -> None:
    made_up()
    response = ask(world)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="courses-')
    folder = unpacked(response, tmp_path)
    batch = next(files.batches(folder))
    check(batch, counting.ASKED)
    found = rows(batch.courses)
    assert len(found) == 640
    assert {it["synthetic"] for it in found} == {True}
    assert "MADE UP" in (folder / "READ-ME.txt").read_text()


def test_the_records_leave_without_names(hundred: list[Course], world: World, tmp_path: Path) -> None:
    folder = unpacked(ask(world), tmp_path)
    batch = next(files.batches(folder))
    check(batch, counting.ASKED)
    found = rows(batch.courses)
    assert sorted(it["course"] for it in found) == list(range(1, 101))
    assert {it["synthetic"] for it in found} == {False}
    assert (folder / "dictionary.csv").read_text().count("\n") == 1 + sum(
        it.table in ("courses", "scores") for it in LAYOUT
    )
    assert {it["age_band"] for it in found} == {None}  # decision 57
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    told = everything + str(found).encode() + str(rows(batch.scores)).encode()
    secrets = [b"Maya", b"Ada", str(world.maya.id).encode(), world.maya.id.bytes]
    secrets += [it.id.bytes for it in hundred] + [str(it.id).encode() for it in hundred]
    assert not [it for it in secrets if it in told]


def test_the_same_courses_have_other_keys_each_time(hundred: list[Course], world: World) -> None:
    now, mine = the_clock.now(), []
    for _ in range(3):
        seen: dict[Any, int] = {}
        real = batches.of_records

        def noted(ids: Any, until: Any, keys: Any = None, seen: Any = seen, real: Any = real) -> Any:
            seen |= keys
            return real(ids, until, keys)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(batches, "of_records", noted)
            patch.setattr(files, "write", lambda blocks, folder: len(list(blocks)))
            batches.write(Export(service=world.north, asked_at=now, made_up=False), Path("unused"))
        mine.append(seen)
    assert sorted(mine[0].values()) == list(range(1, 101))
    assert not mine[0] == mine[1] == mine[2]


def test_who_took_them_and_what_for_is_written_down(made_up: Make, world: World) -> None:
    made_up()
    ask(world)
    export = Export.objects.get()
    assert (export.reason, export.courses, export.made_up) == (REASON, 640, True)
    assert export.asked_by == world.lena.user.id
    row = AuditEvent.objects.get(verb="export_courses")
    assert (row.record_id, row.actor, row.client) == (export.id, world.lena.user.id, None)


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("  ", 422), ("report", 409)])
def test_a_reason_is_needed(made_up: Make, world: World, reason: str, status: int) -> None:
    made_up()
    answer = ask(world, reason)
    assert answer.status_code == status
    assert not Export.objects.exists()
    assert 'role="alert"' in text(answer)


def test_too_few_courses_are_not_handed_out(ended: Course, world: World) -> None:
    shown = text(signed_in(world.lena).get(reverse(URL)))
    assert "There are fewer than 100 courses" in shown
    assert "<textarea" not in shown
    answer = ask(world)
    assert answer.status_code == 409
    assert not Export.objects.exists()


def test_more_than_a_page_can_wait_for_are_not(
    made_up: Make, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up()
    monkeypatch.setattr(rules, "MOST_COURSES", 600)
    assert "longer than a page can wait" in text(ask(world))


def test_without_frames_it_says_how_to_get_them(
    made_up: Make, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up()
    monkeypatch.setattr(rules, "find_spec", lambda name: None)
    assert "pip install" in text(signed_in(world.lena).get(reverse(URL)))
    assert queries.newest(world.north) is not None


# --- what a killed export leaves behind


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Folders in the computer's folder for such things, by name; "own" was left by an export an hour ago."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = {"own": "amity-courses-k2x", "running": "amity-courses-new", "another": "amity-demo-x"}
    found = {key: tmp_path / name for key, name in names.items()}
    for folder in found.values():
        (folder / "courses/scores").mkdir(parents=True)
        (folder / "courses/scores/part-00000.parquet").write_bytes(b"PAR1")
    found["linked"] = tmp_path / "amity-courses-link"
    found["linked"].symlink_to(found["another"], target_is_directory=True)
    for key in ("own", "another", "linked"):
        os.utime(found[key], (time.time() - 3_600,) * 2, follow_symlinks=False)
    return found


@pytest.mark.parametrize("how", ["the next export", "the worker"])
def test_what_a_killed_export_left_goes(how: str, left: dict[str, Path], made_up: Make, world: World) -> None:
    if how == "the worker":
        jobs.run_due()
    else:
        made_up()
        assert ask(world).status_code == 200
    assert not left["own"].exists()
    assert (left["running"] / "courses/scores/part-00000.parquet").exists()
    assert (left["another"] / "courses/scores/part-00000.parquet").exists()
    assert {it.name for it in left["own"].parent.iterdir()} <= {
        it.name for key, it in left.items() if key != "own"
    }


def test_a_killed_export_leaves_it_under_that_name(
    left: dict[str, Path], made_up: Make, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nobody would find it."""
    here: list[Path] = []

    def stops(export: Export, folder: Path) -> int:
        here.append(folder.parent)
        raise OSError("no space left")

    made_up()
    monkeypatch.setattr(batches, "write", stops)
    assert ask(world).status_code == 500
    assert here[0].name.startswith(drafts.PREFIX)
    assert not here[0].exists()
