"""Moving an appointment."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from amity.web.course import actions
from amity.web.course.actions import Stale
from amity.web.course.models import Session
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import record


def path(session: Session) -> str:
    return f"/sessions/{session.id}/move"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "version": "1",
        "on": "2026-04-02",
        "at": "14:00",
        "zone": "Europe/London",
        "minutes": "50",
        "mode": "phone",
    }
    return given | changes


def test_it_works(world: World, session: Session) -> None:
    assert 'value="12:00"' in knock.text(knock.get(world.ada, path(session)))
    assert knock.post(world.ada, path(session), sent()).status_code == 302
    session.refresh_from_db()
    assert session.planned_at == datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
    assert (session.mode, session.version) == ("phone", 2)


def test_sent_twice_it_moves_once(world: World, session: Session) -> None:
    assert [knock.post(world.ada, path(session), sent()).status_code for _ in range(2)] == [302, 302]
    assert knock.written("move_session", session.id) == 1


def test_a_stale_move_does_not_overwrite(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent())
    answer = knock.post(world.ada, path(session), sent(on="2026-04-03"))
    assert answer.status_code == 409
    assert 'value="2026-04-03"' in knock.text(answer)
    assert 'name="version" value="2"' in knock.text(answer)


def test_a_page_that_was_open_meanwhile_does_not_write_the_old_mode_back(
    world: World, session: Session
) -> None:
    here = uuid.uuid4()
    by = world.ada.user
    actions.save_session(session=session, version=1, new={"mode": "video"}, page=here, turn=1, by=by)
    assert knock.post(world.ada, path(session), sent(version="2")).status_code == 302
    with pytest.raises(Stale):
        actions.save_session(session=session, version=2, new={"mode": "video"}, page=here, turn=2, by=by)
    session.refresh_from_db()
    assert (session.mode, session.version, session.saved_from, session.saved_turn) == ("phone", 3, None, 0)


def test_what_is_recorded_stays_where_it_was(world: World, session: Session, clock: StoppedClock) -> None:
    clock.forward(hours=3)
    record(session)
    assert knock.post(world.ada, path(session), sent(version="2")).status_code == 409
    assert "stays where it was" in knock.text(knock.get(world.ada, path(session)))


@pytest.mark.parametrize(("field", "value"), [("on", ""), ("at", "noon"), ("minutes", "999")])
def test_bad_input(world: World, session: Session, field: str, value: str) -> None:
    assert knock.post(world.ada, path(session), sent(**{field: value})).status_code == 422


def test_a_stranger_finds_nothing(world: World, session: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(session)) == {404}
    assert knock.statuses(knock.strangers(world), path(session), posting=True) == {404}


def test_other_roles_are_refused(world: World, session: Session) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(session)) == {403}


def test_it_is_audited(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent())
    assert knock.written("move_session", session.id) == 1
