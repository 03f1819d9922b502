"""What the therapist notes for one area: kept in versions, rated if that helps, never added up."""

from typing import Any

import pytest

from amity.web.course import actions
from amity.web.course.models import CRITERIA, AreaCandidate, Course
from amity.web.people.models import KeptText
from tests.cast import World
from tests.web.course import knock


def path(course: Course) -> str:
    return f"/courses/{course.id}/focus/note"


def sent(**changes: Any) -> dict[str, Any]:
    return {"area": "grief", "version": 0, "evidence": "her brother", "onset_proximity": "3"} | changes


def test_it_works(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus/choose?note=grief"))
    assert page.count("<textarea") == 1  # one thing at a time: the choice waits
    answer = knock.post(world.ada, path(course), sent())
    assert (answer.status_code, answer.url) == (302, f"/courses/{course.id}/focus/choose#grief")
    found = AreaCandidate.objects.get()
    rated = [getattr(found, name) for name in CRITERIA]
    assert (found.area, found.evidence, rated) == ("grief", "her brother", [3, None, None, None, None])
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus/choose"))
    assert "3 of 3" in page
    assert page.count("not rated") == 4


def test_nothing_is_rated_beforehand(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus/choose?note=grief"))
    assert " checked" not in page.split("<main", 1)[1]  # no rating stands there beforehand


def test_sent_twice_it_is_noted_once(world: World, course: Course) -> None:
    for _ in range(2):
        assert knock.post(world.ada, path(course), sent()).status_code == 302
    assert (AreaCandidate.objects.get().version, KeptText.objects.count()) == (1, 0)


def test_of_two_notes_the_later_loses_nothing(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    answer = knock.post(world.ada, path(course), sent(evidence="her mother", onset_proximity="1"))
    page = knock.text(answer)
    assert answer.status_code == 409
    for words in ("her brother", "her mother", "stored now: 3"):
        assert words in page, words
    assert [it.text for it in KeptText.objects.all()] == ["her mother"]
    assert knock.post(world.ada, path(course), sent(evidence="both", version=1)).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"onset_proximity": "4"}, 422), ({"onset_proximity": "-1"}, 422), ({"version": ""}, 422),
        ({"area": ""}, 422), ({"area": "childhood"}, 409),
    ],
)  # fmt: skip
def test_bad_input(world: World, course: Course, wrong: dict[str, Any], status: int) -> None:
    assert knock.post(world.ada, path(course), sent(**wrong)).status_code == status
    assert not AreaCandidate.objects.exists()


def test_a_closed_course_takes_no_note(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(course), sent()).status_code == 409


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course), posting=True) == {403}


def test_it_takes_posts_alone(world: World, course: Course) -> None:
    assert knock.get(world.ada, path(course)).status_code == 405


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert knock.written("note_area", AreaCandidate.objects.get().id) == 1
