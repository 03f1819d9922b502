"""*What I take with me* on the client's own pages: once it was given, and only what is theirs."""

import pytest
from django.test import Client as Browser

from amity.web.course import actions
from amity.web.course.models import Course
from tests.cast import World
from tests.web.companion.conftest import join, sign_in
from tests.web.course.conftest import start

PATH = "/d/keep"


@pytest.fixture
def maya(world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


def write(course: Course) -> None:
    said = {
        "skills": "asking for help",
        "message": "It was good to work with you",
        "unfinished": "the flat",
        "disposition_note": "back to the surgery",
    }
    actions.record_ending(course=course, version=0, said=said, by=course.clinician.user)


def test_before_it_is_given_nothing_of_it_is_there(course: Course, maya: Browser) -> None:
    write(course)
    page = maya.get(PATH).content.decode()
    assert "Nothing here yet" in page
    assert "asking for help" not in page
    assert PATH not in maya.get("/d/plan").content.decode()


def test_once_given_it_is_read(course: Course, maya: Browser) -> None:
    write(course)
    actions.give_booklet(course=course, by=course.clinician.user)
    page = maya.get(PATH).content.decode()
    assert "asking for help" in page
    assert "It was good to work with you" in page
    assert not any(words in page for words in ("the flat", "back to the surgery"))
    assert PATH in maya.get("/d/plan").content.decode()


def test_it_stays_when_another_course_begins(world: World, course: Course, maya: Browser) -> None:
    write(course)
    actions.give_booklet(course=course, by=course.clinician.user)
    actions.close_course(course=course, reason="well", by=course.clinician.user)
    start(world.maya, world.ada)
    assert "asking for help" in maya.get(PATH).content.decode()


def test_nobody_reads_it_without_signing_in(course: Course) -> None:
    write(course)
    actions.give_booklet(course=course, by=course.clinician.user)
    answer = Browser().get(PATH)
    assert answer.status_code == 302
    assert "asking for help" not in answer.content.decode()


def test_another_client_reads_nothing_of_it(world: World, course: Course) -> None:
    write(course)
    actions.give_booklet(course=course, by=course.clinician.user)
    join(world.pia, world.ben, name="quiet harbour")
    other = sign_in("quiet harbour")
    assert "asking for help" not in other.get(PATH).content.decode()
