"""A course stands still for a while: neither weeks nor missed sessions are counted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Course, Pause
from amity.web.course.queries.pauses import pause_now, pauses_of
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import FIRST


def path(course: Course) -> str:
    return f"/courses/{course.id}/pause"


def pause(course: Course, first: int = 7, last: int | None = 20, **more: object) -> Pause:
    """Away from this day of the course to that one."""
    return actions.pause_course(
        course=course,
        first_on=FIRST + timedelta(days=first),
        last_on=None if last is None else FIRST + timedelta(days=last),
        reason="Her mother is ill",
        by=course.clinician.user,
        **more,  # type: ignore[arg-type]
    )


def end(course: Course) -> date | None:
    return queries.standing_of(course).projected_end


def test_the_projected_end_goes_round_it(course: Course) -> None:
    before = end(course)
    assert before is not None
    pause(course)
    assert end(course) == before + timedelta(days=14)


def test_with_an_open_end_nobody_can_tell(course: Course) -> None:
    pause(course, 7, None)
    assert end(course) is None


def test_it_is_recorded_once_and_read_on_the_plan(world: World, course: Course) -> None:
    said = {"id": str(uuid4()), "first_on": "2026-03-09", "last_on": "2026-03-22", "reason": "Away"}
    for _ in range(2):
        assert knock.post(world.ada, path(course), said).status_code == 302
    assert Pause.objects.count() == 1
    assert "Mon 9 Mar to Sun 22 Mar" in knock.text(knock.get(world.ada, f"/courses/{course.id}/plan"))


def test_its_end_becomes_known(world: World, course: Course) -> None:
    row = pause(course, 7, None)
    answer = knock.post(world.ada, f"/pauses/{row.id}/end", {"last_on": "2026-03-22"})
    assert answer.status_code == 302
    assert pauses_of(course)[0].last_on == date(2026, 3, 22)


def test_one_by_mistake_is_taken_back(world: World, course: Course) -> None:
    before = end(course)
    row = pause(course)
    assert knock.post(world.ada, f"/pauses/{row.id}/withdraw").status_code == 302
    assert end(course) == before
    assert knock.post(world.ada, f"/pauses/{row.id}/end", {"last_on": "2026-03-22"}).status_code == 404


def test_the_course_stands_in_it(course: Course) -> None:
    assert pause_now(course) is None
    row = pause(course, 0, 3)
    assert pause_now(course) == row


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (-3, 5, "began later"),
        (9, 7, "before the first"),
        (7, 7 + 367, "a year at most"),
        (10, 12, "Another pause"),
        (20, 25, "Another pause"),
        (0, None, "Another pause"),
    ],
)
def test_impossible_days(course: Course, first: int, last: int | None, why: str) -> None:
    pause(course)
    with pytest.raises(Refused, match=why):
        pause(course, first, last)


def test_beside_another_is_possible(course: Course) -> None:
    pause(course)
    pause(course, 0, 6)
    pause(course, 21, None)
    assert len(pauses_of(course)) == 3


def test_bad_input_is_said_and_nothing_is_lost(world: World, course: Course) -> None:
    said = {"id": str(uuid4()), "first_on": "", "last_on": "", "reason": "The canary"}
    answer = knock.post(world.ada, path(course), said)
    assert answer.status_code == 422
    assert "The canary" in knock.text(answer)
    row = pause(course)
    assert knock.post(world.ada, f"/pauses/{row.id}/end", {"last_on": "soon"}).status_code == 422
    assert knock.post(world.ada, f"/pauses/{row.id}/end", {"last_on": "2026-03-01"}).status_code == 409


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    row = pause(course)
    for place in (path(course), f"/pauses/{row.id}/end", f"/pauses/{row.id}/withdraw"):
        assert knock.statuses(knock.strangers(world), place, posting=True) == {404}
        assert knock.statuses(knock.no_clinicians(world), place, posting=True) == {403}


def test_it_is_audited(course: Course) -> None:
    assert knock.written("pause_course", pause(course).id) == 1
