"""A goal rated on paper, or aloud, is a rating of that goal: the client's, on the day it was written."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base.errors import Refused
from amity.web.course import actions as courses
from amity.web.course.models import Course, Goal, GoalRating
from amity.web.measures import actions
from amity.web.measures.models import Response
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.measures.conftest import text

WRITTEN = date(2026, 3, 4)


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    """Begun on Monday; it is Friday now."""
    made = start(world.maya, world.ada)
    clock.forward(days=4)
    return made


@pytest.fixture
def goal(course: Course, world: World) -> Goal:
    return courses.set_goal(course=course, words="Sing again", priority=1, by=world.ada.user)


def begin(world: World, goal: Goal, **changes: Any) -> Response:
    given: dict[str, Any] = {
        "instrument": "own_goal",
        "about": goal.id,
        "mode": "paper",
        "written_on": WRITTEN,
    }
    return actions.begin_typing_in(**({"client": world.maya, "by": world.ada.user} | given | changes))


def rated(world: World) -> list[tuple[int, str, date, Any]]:
    rows = GoalRating.objects.order_by("at", "value")
    return list(rows.values_list("value", "who", "on", "by"))


@pytest.mark.parametrize("mode", ["paper", "interview"])
def test_it_is_a_rating_once_it_is_finished(goal: Goal, world: World, mode: str) -> None:
    form = begin(world, goal, mode=mode)
    assert (form.about, form.about_words) == (goal.id, "Sing again")
    actions.type_in(response=form, answers={"near": 6}, by=world.ada.user)
    assert rated(world) == []
    for _ in range(2):
        actions.finish_typing_in(response=form, by=world.ada.user)
    assert rated(world) == [(6, "client", WRITTEN, world.ada.user.pk)]


def test_a_correction_is_a_further_rating(goal: Goal, world: World, clock: StoppedClock) -> None:
    form = begin(world, goal)
    actions.type_in(response=form, answers={"near": 6}, by=world.ada.user)
    actions.finish_typing_in(response=form, by=world.ada.user)
    clock.forward(minutes=1)
    for _ in range(2):
        actions.type_in(response=form, answers={"near": 7}, by=world.ada.user)
    assert [it[0] for it in rated(world)] == [6, 7]


def test_left_out_on_paper_is_no_rating(goal: Goal, world: World) -> None:
    form = begin(world, goal)
    actions.type_in(response=form, answers={"near": None}, by=world.ada.user)
    actions.finish_typing_in(response=form, by=world.ada.user)
    assert rated(world) == []


def test_written_before_the_course_it_stays_an_answer(goal: Goal, world: World, course: Course) -> None:
    form = begin(world, goal, written_on=course.started_on - timedelta(days=30))
    actions.type_in(response=form, answers={"near": 3}, by=world.ada.user)
    assert actions.finish_typing_in(response=form, by=world.ada.user).submitted_at is not None
    assert rated(world) == []


def test_it_is_about_an_open_goal_of_this_client(goal: Goal, world: World) -> None:
    for about in (None, uuid4()):
        with pytest.raises(Refused, match="Choose which open goal was rated"):
            begin(world, goal, about=about)
    assert begin(world, goal, instrument="phq9").about is None


def test_the_page_offers_each_open_goal_in_its_words(goal: Goal, world: World) -> None:
    ada, address = signed_in(world.ada), reverse("type_in", args=[world.maya.id])
    wanted = f"own_goal:{goal.id}"
    page = text(ada.get(address))
    assert f'<option value="{wanted}">Goal 0–10: Sing again</option>' in page
    sent = {"id": str(uuid4()), "instrument": wanted, "mode": "paper", "written_on": WRITTEN.isoformat()}
    answer = ada.post(address, sent)
    assert answer.status_code == 302
    assert "Sing again" in text(ada.get(answer["Location"]))
    assert ada.post(answer["Location"], {"q1": "8"}).status_code == 302
    assert [it[:2] for it in rated(world)] == [(8, "client")]
    assert ada.post(address, sent | {"instrument": f"own_goal:{uuid4()}"}).status_code == 422
