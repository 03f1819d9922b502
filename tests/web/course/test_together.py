"""Choosing what to show on a screen that the client sees."""

from amity.web.course.models import Course
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import plan
from tests.web.course.test_together_thing import agree


def path(course: Course) -> str:
    return f"/courses/{course.id}/together"


def test_it_lists_what_there_is(world: World, course: Course) -> None:
    agree(course)
    page = knock.text(knock.get(world.ada, path(course)))
    assert f"{path(course)}/practice" in page
    assert f"{path(course)}/formulation" not in page
    assert f"{path(course)}?alone" in page
    assert "Maya Oyelaran, born 14 Feb 1992" in page


def test_a_window_of_its_own_has_no_way_back(world: World, course: Course) -> None:
    agree(course)
    page = knock.text(knock.get(world.ada, path(course) + "?alone"))
    assert f"{path(course)}/practice?alone" in page
    assert f'href="/courses/{course.id}"' not in page


def test_with_nothing_to_show_it_says_what_will_stand_there(world: World, course: Course) -> None:
    assert "There is nothing to show yet." in knock.text(knock.get(world.ada, path(course)))


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course)) == {403}


def test_it_takes_no_posts(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course)).status_code == 405


def test_reading_is_audited(world: World, course: Course) -> None:
    plan(course, course.created_at)
    knock.get(world.ada, path(course))
    assert knock.reads(world.ada, world.maya.id, "care") == 1
