"""What came of what was agreed."""

from datetime import timedelta
from typing import Any

import pytest

from amity.web.course import actions
from amity.web.course.models import Practice, Session
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import plan


@pytest.fixture
def practice(world: World, session: Session) -> Practice:
    return actions.agree_practice(
        course=session.course, session=session, text="ask L. to walk", by=world.ada.user
    )


def path(practice: Practice) -> str:
    return f"/practices/{practice.id}/result"


def sent(practice: Practice, result: str = "partly", said: str = "I wrote it", **more: Any) -> dict[str, Any]:
    prefix = f"p{practice.id.hex[:8]}"
    return {f"{prefix}-result": result, f"{prefix}-said": said, **more}


def test_it_works(world: World, practice: Practice) -> None:
    answer = knock.post(world.ada, path(practice), sent(practice))
    assert answer.headers["Location"] == f"/courses/{practice.course_id}"
    practice.refresh_from_db()
    assert (practice.result, practice.result_said) == ("partly", "I wrote it")
    assert "“I wrote it”" in knock.text(knock.get(world.ada, f"/courses/{practice.course_id}"))


def test_from_a_session_it_goes_back_there(world: World, practice: Practice) -> None:
    here = sent(practice, session=str(practice.session_id))
    answer = knock.post(world.ada, path(practice), here)
    assert answer.headers["Location"] == f"/sessions/{practice.session_id}"
    elsewhere = knock.post(world.ada, path(practice), sent(practice, session="https://elsewhere.example"))
    assert elsewhere.headers["Location"] == f"/courses/{practice.course_id}"


def test_on_a_session_page_only_its_own_card_is_asked_for_again(world: World, practice: Practice) -> None:
    """What is being typed about the session stays as it is, also when the result is not accepted."""
    later = plan(practice.course, practice.session.planned_at + timedelta(days=7))
    page = knock.text(knock.get(world.ada, f"/sessions/{later.id}"))
    assert f'hx-post="{path(practice)}" hx-target="#tried" hx-select="#tried"' in page
    wrong = knock.post(world.ada, path(practice), sent(practice, "", session=str(later.id)))
    assert wrong.status_code == 422
    assert 'id="tried"' in knock.text(wrong)
    assert "I wrote it" in knock.text(wrong)
    assert 'name="note"' in knock.text(wrong)


def test_it_can_be_corrected(world: World, practice: Practice) -> None:
    knock.post(world.ada, path(practice), sent(practice))
    knock.post(world.ada, path(practice), sent(practice, "done"))
    practice.refresh_from_db()
    assert practice.result == "done"
    assert knock.written("record_practice_result", practice.id) == 2


def test_a_closed_course_stays_as_it_is(world: World, practice: Practice) -> None:
    actions.record_session(
        session=practice.session,
        version=1,
        attendance="cancelled",
        tasks_done=[],
        safety_asked=None,
        by=world.ada.user,
    )
    actions.close_course(course=practice.course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(practice), sent(practice)).status_code == 409


@pytest.mark.parametrize("result", ["", "splendid"])
def test_bad_input_is_kept(world: World, practice: Practice, result: str) -> None:
    answer = knock.post(world.ada, path(practice), sent(practice, result))
    assert answer.status_code == 422
    assert "I wrote it" in knock.text(answer)


def test_a_stranger_finds_nothing(world: World, practice: Practice) -> None:
    assert knock.statuses(knock.strangers(world), path(practice), posting=True) == {404}


def test_other_roles_are_refused(world: World, practice: Practice) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(practice), posting=True) == {403}


def test_sent_twice_it_is_audited_once(world: World, practice: Practice) -> None:
    for _ in range(2):
        knock.post(world.ada, path(practice), sent(practice))
    assert knock.written("record_practice_result", practice.id) == 1
