"""Goals are rated in the weekly set: each open one is asked about, and what is sent is one rating of it."""

from uuid import uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.course import actions as courses
from amity.web.course.models import Course, Goal, GoalRating
from amity.web.measures import actions, queries
from amity.web.measures.models import Response
from amity.web.measures.queries import own_answers
from amity.web.measures.together import weeks_of
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.measures.conftest import Phone, text


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    return start(world.maya, world.ada)


@pytest.fixture
def goals(course: Course, world: World) -> list[Goal]:
    words = ("Sing again", "Call my sister")
    return [
        courses.set_goal(course=course, words=it, priority=place, by=world.ada.user)
        for place, it in enumerate(words, start=1)
    ]


def weekly(world: World) -> list[Response]:
    link = actions.give(client=world.maya, instruments=queries.WEEKLY, by=world.ada.user)
    return list(link.responses.order_by("place"))


def rate(response: Response, value: int, stopped: StoppedClock) -> None:
    actions.answer(
        response=response, item="near", value=value, visit=uuid4(), written_at=stopped.now, by=response.client
    )


def test_on_their_own_pages_each_goal_is_by_itself(
    goals: list[Goal], world: World, clock: StoppedClock
) -> None:
    """The first time is the first time of that goal; its own words stand above it."""
    asked = weekly(world)[2:]
    for response, value in zip(asked, (3, 8), strict=True):
        rate(response, value, clock)
        actions.submit(response=response, by=world.maya)
    shown = [it.title for it in own_answers.own_forms(world.maya)]
    assert sorted(shown) == ["Call my sister", "Sing again"]
    second = own_answers.own_answers(world.maya, asked[1].id)
    assert (second.title, second.since, second.sentence) == ("Call my sister", None, "")


@pytest.mark.parametrize("instrument", ["asq", "phq2"])
def test_what_a_clinician_asked_is_not_on_a_clients_screen(
    course: Course, world: World, clock: StoppedClock, instrument: str
) -> None:
    form = actions.begin_typing_in(
        client=world.maya,
        instrument=instrument,
        mode="interview",
        written_on=clock.now.date(),
        by=world.ada.user,
    )
    lowest = {item.id: item.values[0] for item in queries.instrument_of(form).items}
    actions.type_in(response=form, answers=lowest, by=world.ada.user)
    actions.finish_typing_in(response=form, by=world.ada.user)
    is_the_clients = instrument == "phq2"
    assert bool(own_answers.own_forms(world.maya)) == is_the_clients
    assert bool(weeks_of(course)) == is_the_clients


def test_the_weekly_set_asks_about_each_open_goal(goals: list[Goal], world: World, phone: Phone) -> None:
    asked = weekly(world)
    assert [(it.instrument, it.about_words) for it in asked] == [
        ("phq9", ""),
        ("own_mood", ""),
        ("own_goal", "Sing again"),
        ("own_goal", "Call my sister"),
    ]
    link = asked[0].link
    assert link is not None
    phone.start(link.token)
    page = text(phone.get("/d/form/3/1"))
    assert "Sing again" in page
    assert "How close are you to this goal now?" in page
    assert "Call my sister" in text(phone.get("/d/form/4"))


def test_what_is_sent_is_one_rating(goals: list[Goal], world: World, clock: StoppedClock) -> None:
    asked = weekly(world)[2]
    rate(asked, 4, clock)
    assert not GoalRating.objects.exists()
    rate(asked, 6, clock)
    for _ in range(2):
        actions.submit(response=asked, by=world.maya)
    rating = GoalRating.objects.get()
    assert (rating.goal_id, rating.value, rating.who, rating.by) == (goals[0].id, 6, "client", world.maya.id)


def test_not_answered_is_no_rating(goals: list[Goal], world: World) -> None:
    actions.submit(response=weekly(world)[2], by=world.maya)
    assert not GoalRating.objects.exists()


def test_a_goal_reached_meanwhile_keeps_no_answer_from_being_sent(
    goals: list[Goal], world: World, clock: StoppedClock
) -> None:
    asked = weekly(world)[2]
    rate(asked, 10, clock)
    courses.change_goal(
        goal=goals[0], version=goals[0].version, words="Sing again", indicator="", priority=1,
        state="reached", by=world.ada.user,
    )  # fmt: skip
    assert actions.submit(response=asked, by=world.maya).submitted_at is not None
    assert not GoalRating.objects.exists()
    assert queries.answers_of(asked) == {"near": 10}


def test_without_a_goal_the_set_is_shorter(course: Course, world: World) -> None:
    assert [it.instrument for it in weekly(world)] == ["phq9", "own_mood"]
    with pytest.raises(Refused, match="No goal is open"):
        actions.give(client=world.maya, instruments=[queries.GOAL], by=world.ada.user)


def test_goals_are_read_where_the_goals_are(goals: list[Goal], world: World, clock: StoppedClock) -> None:
    asked = weekly(world)[2]
    rate(asked, 4, clock)
    actions.submit(response=asked, by=world.maya)
    assert queries.series_of(queries.given(queries.responses_of(world.maya))) == []
