"""How it has been: the client's own line, in words and drawn, without judgement and without filling gaps."""

import random
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.course.models import Course
from amity.web.techniques import actions
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.own_line import DAYS, Noted, line_of, own_line
from tests.cast import World
from tests.counts import count
from tests.web.course import knock
from tests.web.techniques.own_hands import page, text

TODAY = date(2026, 3, 2)
HERE = "/d/been"
JUDGES = re.compile(
    r"severe|mild|moderate|normal|cut-?off|threshold|expected|better|worse|improv|declin|risk|flag|missed|streak"
)


def noted(*told: tuple[int, int]) -> list[Noted]:
    """Days ago, and the number."""
    return [Noted(TODAY - timedelta(days=ago), value, Worksheet()) for ago, value in told]


def write(world: World, course: Course, ago: int, mood: int | None, **more: Any) -> Worksheet:
    technique = library.technique(more.pop("technique", "mood"))
    day = {"day": (TODAY - timedelta(days=ago)).isoformat()} if technique.id != "check_in" else {}
    return actions.begin_worksheet(
        course=course, technique=technique, author="client", visibility=more.pop("visibility", "private"),
        answers=day | ({"mood": mood} if mood is not None else {"who": None}), by=world.maya, **more,
    )  # fmt: skip


def test_it_says_what_most_days_were_like() -> None:
    line = line_of(noted(*((n, 3 + n % 3) for n in range(7)), *((n, 2 + n % 3) for n in range(7, 14))), TODAY)
    assert line.words == (
        "In the last seven days it was mostly between 3 and 5.",
        "In the week before it was mostly between 2 and 4.",
    )
    few = line_of(noted((0, 4), (3, 1), (20, 7)), TODAY)
    assert few.words == (
        "In the last seven days you noted 1, 4.",
        "In the four weeks before that you noted 7.",
    )
    assert line_of(noted(*((n, 6) for n in range(5))), TODAY).words[0].endswith("it was mostly 6.")


def test_a_day_without_a_note_is_a_gap() -> None:
    line = line_of(noted((9, 4), (8, 5), (5, 5), (4, 6), (0, 2)), TODAY)
    assert len(line.dots) == 5
    assert len(line.runs) == 2, "9 to 8 and 5 to 4; nothing across what is open"


def test_no_stroke_ever_crosses_an_open_day() -> None:
    chance = random.Random(6)
    for _ in range(count(200)):
        told = [(ago, chance.randint(0, 10)) for ago in range(DAYS) if chance.random() < chance.random()]
        found = noted(*told, *chance.sample(told, len(told) // 4))
        line = line_of(found, TODAY)
        days = sorted({it.on for it in found})
        assert len(line.dots) == len(found)
        assert len(line.runs) == sum((b - a).days == 1 for a, b in pairwise(days))
        assert all(0 <= dot.x <= line.wide and line.top <= dot.y <= line.foot for dot in line.dots)
        assert not JUDGES.search(" ".join(line.words).lower())


def test_the_page_holds_the_clients_own_and_what_they_took_off_is_not_there(
    world: World, course: Course, maya: Browser
) -> None:
    assert "Nothing was noted in the last six weeks." in page(maya, HERE)
    assert HERE not in page(maya, "/d/plan"), "no entry leads to an empty page"
    first = write(world, course, 1, 3)
    write(world, course, 2, 4, technique="diary", visibility="shared")
    write(world, course, 0, 5, technique="check_in", visibility="shared")
    gone = write(world, course, 4, 9, visibility="shared", removed=True)
    write(world, course, DAYS + 3, 8)
    aside = write(world, course, 6, 10)
    actions.put_aside_worksheet(worksheet=aside, by=world.maya)
    found = page(maya, HERE)
    assert "In the last seven days you noted 3, 4, 5." in found
    assert f"/d/worksheets/{first.id}/read" in found
    assert str(gone.id) not in found
    assert found.count("<circle") == 3
    assert found.count('class="run"') == 2
    assert not JUDGES.search(re.sub(r"<[^>]*>", " ", found).lower())
    assert HERE in page(maya, "/d/plan")


def test_a_note_for_the_day_it_was_written_on_by_the_clients_clock(world: World, course: Course) -> None:
    write(world, course, 0, 5, technique="check_in", written_at=base_clock.now() - timedelta(days=3))
    line = own_line(world.maya, TODAY)
    assert line is not None
    assert [it.on for it in line.noted] == [TODAY - timedelta(days=3)]


@pytest.mark.parametrize("answers", [{}, {"mood": None}])
def test_without_a_number_there_is_no_line(world: World, course: Course, answers: dict[str, Any]) -> None:
    actions.begin_worksheet(
        course=course, technique=library.technique("mood"), author="client", visibility="private",
        answers={"going_on": "Rain.", **answers}, by=world.maya,
    )  # fmt: skip
    assert own_line(world.maya, TODAY) is None


def test_nobody_else_reads_it(world: World, course: Course) -> None:
    write(world, course, 1, 3)
    assert knock.get(world.ada, HERE).status_code in (302, 403, 404)
    assert "mostly" not in text(knock.get(world.ada, f"/courses/{course.id}"))
