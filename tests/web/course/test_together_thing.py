"""One thing alone, in the client's words. What may not stand on it, the canaries look for."""

from datetime import timedelta
from typing import Any

import pytest

from amity.web.base import clock as base_clock
from amity.web.course import actions
from amity.web.course.models import Contract, Course, Formulation, Goal, GoalRating
from amity.web.measures import actions as measures
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan

ITEMS = (
    "interest",
    "mood",
    "sleep",
    "energy",
    "appetite",
    "self_worth",
    "concentration",
    "movement",
    "self_harm",
)


def path(course: Course, thing: str) -> str:
    return f"/courses/{course.id}/together/{thing}"


def agree(course: Course) -> Any:
    session = plan(course, base_clock.now())
    by = course.clinician.user
    return actions.agree_practice(
        course=course, session=session, text="ask L. to walk", if_then="if rain", by=by
    )


def answer(world: World, value: int, first: int | None = None) -> None:
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    response = link.responses.get()
    for place, item in enumerate(ITEMS):
        chosen = value if place or first is None else first
        measures.answer(
            response=response,
            item=item,
            value=chosen,
            visit=link.id,
            written_at=base_clock.now(),
            by=world.maya,
        )
    measures.submit(response=response, by=world.maya)


def stamps(world: World) -> dict[str, Any]:
    return {"at": base_clock.now(), "by": world.ada.user.pk}


def test_the_practice(world: World, course: Course) -> None:
    agree(course)
    page = knock.text(knock.get(world.ada, path(course, "practice")))
    assert "ask L. to walk" in page
    assert "if rain" in page
    assert f'href="/courses/{course.id}/together"' in page


def test_in_a_window_of_its_own_it_closes_to_the_choice_alone(world: World, course: Course) -> None:
    agree(course)
    page = knock.text(knock.get(world.ada, path(course, "practice") + "?alone"))
    assert f'href="/courses/{course.id}/together?alone"' in page
    assert page.count("<a ") == 1


@pytest.mark.parametrize(
    ("given", "asks"), [(True, "Does that still fit?"), (False, "We are still working on it.")]
)
def test_the_formulation_given_or_not(world: World, course: Course, given: bool, asks: str) -> None:
    by = (
        {"given_on": course.started_on, "given_by": world.ada.user.pk, "given_how": "spoken"} if given else {}
    )
    Formulation.objects.create(
        course=course, number=1, illness="This is depression.", suggestion="the move",
        background="her mother",
        written_at=base_clock.now(), written_by=world.ada.user.pk, written_by_kind="staff", **by,
    )  # fmt: skip
    page = knock.text(knock.get(world.ada, path(course, "formulation" if given else "draft")))
    for words in ("What you have", "This is depression.", "What we suggest working on", "the move", asks):
        assert words in page, words
    assert "What was happening when it began" not in page
    assert "her mother" not in page


def test_goals_as_near_as_the_client_says(world: World, course: Course) -> None:
    goal = Goal.objects.create(
        course=course,
        words="two people to call",
        indicator="I call",
        set_at=base_clock.now(),
        set_by=world.ada.user.pk,
    )
    for who, value in (("client", 2), ("therapist", 9), ("client", 4)):
        GoalRating.objects.create(
            goal=goal, value=value, who=who, on=course.started_on, by_kind=who, **stamps(world)
        )
    page = knock.text(knock.get(world.ada, path(course, "goals")))
    for words in ("two people to call", "I call", "4 of 10 now, 2 at the start"):
        assert words in page, words
    assert "9" not in page.split("<main", 1)[1].split("</main", 1)[0].replace("class=", "")


def test_the_contract(world: World, course: Course) -> None:
    Contract.objects.create(
        course=course, sessions=16, interval_days=7, minutes=50,
        ends_about=course.started_on + timedelta(weeks=16),
        focus="the move", agreed_on=course.started_on, agreed_how="spoken", **stamps(world),
    )  # fmt: skip
    page = knock.text(knock.get(world.ada, path(course, "contract")))
    assert "We meet 16 times, weekly, for 50 minutes, until about Mon 22 Jun." in page
    assert "the move" in page


def test_the_weeks_are_a_line_without_a_number(world: World, course: Course, clock: StoppedClock) -> None:
    answer(world, 2)
    clock.forward(days=14)
    answer(world, 1)
    page = knock.text(knock.get(world.ada, path(course, "weeks")))
    for words in ("Low mood", "harder", "easier", "nearer to the easier side now", "<circle"):
        assert words in page, words
    for words in ("PHQ", ">18<", ">9<", ">27<", ">0<"):
        assert words not in page, words


def test_what_the_measure_cannot_tell_apart_is_called_the_same(
    world: World, course: Course, clock: StoppedClock
) -> None:
    """One point of 27: a reliable change would be six."""
    answer(world, 1)
    clock.forward(days=14)
    answer(world, 1, first=0)
    assert "about where it began" in knock.text(knock.get(world.ada, path(course, "weeks")))


def test_the_first_time_is_the_first_time(world: World, course: Course) -> None:
    answer(world, 0)
    assert "This is the first time." in knock.text(knock.get(world.ada, path(course, "weeks")))


@pytest.mark.parametrize(
    "thing", ["formulation", "goals", "contract", "practice", "weeks", "safety_plan", "nothing"]
)
def test_what_is_not_there_is_not_shown(world: World, course: Course, thing: str) -> None:
    assert knock.get(world.ada, path(course, thing)).status_code == 404


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    agree(course)
    assert knock.statuses(knock.strangers(world), path(course, "practice")) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    agree(course)
    assert knock.statuses(knock.no_clinicians(world), path(course, "practice")) == {403}


def test_it_takes_no_posts(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course, "practice")).status_code == 405


def test_reading_is_audited(world: World, course: Course) -> None:
    agree(course)
    knock.get(world.ada, path(course, "practice"))
    assert knock.reads(world.ada, world.maya.id, "care") == 1
