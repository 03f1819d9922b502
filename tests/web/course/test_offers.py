"""What higher slices offer to these pages, and what courses offer to lower ones."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.course.models import Course, Session
from amity.web.course.offered import MEASURES_ANSWERED, Card, FormsTell, SafetySaid, TodayRow
from amity.web.course.offers import client_lines
from amity.web.people.offered import ClientLine
from tests.cast import World
from tests.web.course import knock

ALL = (*settings.COURSE_FACTS, *settings.FORMS_TELL, *settings.COURSE_CARDS, *settings.TODAY_ROWS)


@pytest.mark.parametrize("path", ALL)
def test_every_path_named_is_there_and_higher(path: str) -> None:
    slice_ = path.split(".")[2]
    assert callable(import_string(path))
    assert settings.SLICES.index(slice_) < settings.SLICES.index("course")
    assert path.split(".")[3] == "offers"


def facts(courses: Any) -> Any:
    return {
        it.id: {
            MEASURES_ANSWERED: {},
            "baseline_measure": True,
        }
        for it in courses
    }


def said(courses: Any) -> Any:
    answer = SafetySaid("PHQ-9 item 9 was answered 0", date(2026, 5, 3))
    return {it.id: FormsTell("PHQ-9 12, 6 points lower", (answer,)) for it in courses}


def rows(user: Any, ids: Any) -> Any:
    from amity.web.base import clock

    return [TodayRow(id, clock.now(), "answers", "Offered row", "detail", "/x", 10) for id in ids]


def card(user: Any, course: Course) -> Card:
    return Card("Offered card", "base/_messages.html", {}, 1)


def test_what_is_offered_stands_on_the_pages(
    world: World, course: Course, session: Session, settings: Any
) -> None:
    settings.FORMS_TELL = (f"{__name__}.said",)
    settings.COURSE_FACTS, settings.TODAY_ROWS, settings.COURSE_CARDS = (
        (f"{__name__}.facts",),
        (f"{__name__}.rows",),
        (f"{__name__}.card",),
    )
    today = knock.text(knock.get(world.ada, "/today"))
    assert "Offered row" in today
    assert "Omar Haddad" in today  # a row about a client without a course is named too
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}"))
    assert "Offered card" in page
    assert "a first measure has been answered" not in page
    assert "PHQ-9 item 9 was answered 0 on Sun 3 May." in page
    meeting = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert "PHQ-9 item 9 was answered 0 on Sun 3 May." in meeting


def test_with_nothing_offered_nothing_is_claimed(world: World, course: Course, settings: Any) -> None:
    settings.COURSE_FACTS = settings.FORMS_TELL = settings.TODAY_ROWS = settings.COURSE_CARDS = ()
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}"))
    assert "a first measure has been answered" in page
    assert "not recorded here yet" in page


def test_courses_stand_on_the_clients_page(world: World, course: Course) -> None:
    lines = client_lines(world.ada.user, world.maya)
    assert [type(it) for it in lines] == [ClientLine]
    assert lines[0].title == "Course of IPT"
