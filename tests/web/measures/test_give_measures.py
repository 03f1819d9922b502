"""Giving questionnaires by a link."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.course.actions import set_goal
from amity.web.measures import actions
from amity.web.measures.models import Link, Response
from amity.web.people.models import Client
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import start


def post(world: World, client: Client, who: str = "ada", **changes: Any) -> Any:
    given = {"id": str(uuid4()), "instruments": ["phq9", "gad7"], "days": "7"}
    browser = signed_in(getattr(world, who))
    answer: Any = browser.post(reverse("give_measures", args=[client.id]), given | changes)
    return answer


def get(world: World, client: Client, who: str = "ada") -> Any:
    answer: Any = signed_in(getattr(world, who)).get(reverse("give_measures", args=[client.id]))
    return answer


def test_it_works(clock: StoppedClock, world: World) -> None:
    answer = post(world, world.maya)
    link = Link.objects.get()
    assert answer["Location"] == f"/links/{link.id}"
    assert list(Response.objects.order_by("place").values_list("instrument", "version", "language")) == [
        ("phq9", 1, "en"),
        ("gad7", 1, "en"),
    ]
    assert (link.expires_at - link.made_at).days == 7
    assert len(link.token) == 32


def test_the_weekly_set_is_chosen_already(clock: StoppedClock, world: World) -> None:
    shown = get(world, world.maya).content.decode()
    assert "PHQ-9, depressive symptoms: 10 questions, about 2 minutes" in shown
    assert shown.count(" checked") == 3


def test_without_consent_the_button_says_why_not(clock: StoppedClock, world: World) -> None:
    reason = "First record the client&#x27;s consent to questionnaires by link."
    assert reason in get(world, world.omar).content.decode()
    assert "disabled" in get(world, world.omar).content.decode()
    assert post(world, world.omar).status_code == 409
    assert not Link.objects.exists()


def test_twice_is_once(clock: StoppedClock, world: World) -> None:
    id = str(uuid4())
    assert len({post(world, world.maya, id=id)["Location"] for _ in range(2)}) == 1
    assert (Link.objects.count(), Response.objects.count()) == (1, 2)


def test_an_id_of_another_client_opens_nothing(clock: StoppedClock, world: World) -> None:
    other = actions.give(client=world.pia, instruments=["phq9"], by=world.ben.user)
    answer = post(world, world.maya, id=str(other.id))
    assert (answer.status_code, "used already" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    "changes",
    [{"instruments": []}, {"instruments": ["none"]}, {"days": "999"}, {"id": "x"}, {"days": ""}],
)
def test_bad_input_is_said_and_kept(clock: StoppedClock, world: World, changes: dict[str, Any]) -> None:
    answer = post(world, world.maya, **changes)
    assert answer.status_code == 422
    assert "to look at again" in answer.content.decode()
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403), ("rosa", 403)]
)
def test_nobody_else_may(clock: StoppedClock, world: World, who: str, status: int) -> None:
    assert get(world, world.maya, who).status_code == status
    assert post(world, world.maya, who).status_code == status
    assert not Link.objects.exists()


def test_it_audits(clock: StoppedClock, world: World) -> None:
    post(world, world.maya)
    row = AuditEvent.objects.get(verb="give")
    assert (row.actor, row.client, row.record) == (world.ada.user_id, world.maya.id, "measures.Link")


LONG = ["pcl5", "phq9"]  # thirty questions


def test_more_than_25_questions_are_given_only_when_they_are_meant(clock: StoppedClock, world: World) -> None:
    answer = post(world, world.maya, instruments=LONG)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "These are 30 questions, and more than 25 are much for one sitting." in said
    assert said.count(" checked") == 2  # nothing of what was chosen is lost
    assert not Link.objects.exists()
    assert post(world, world.maya, instruments=LONG, all_the_same="on").status_code == 302
    assert Response.objects.count() == 2


def test_so_many_are_not_spoken_of_where_they_are_few(clock: StoppedClock, world: World) -> None:
    assert "Give all of them together" not in get(world, world.maya).content.decode()
    assert "Give all of them together" not in post(world, world.maya, days="999").content.decode()


def test_each_open_goal_counts_among_the_25(clock: StoppedClock, world: World) -> None:
    """PCL-5, PHQ-4 and two goals are 26."""
    course = start(world.maya, world.ada)
    asked = ["pcl5", "phq4", "own_goal"]
    for place in (1, 2):
        set_goal(course=course, words=f"Goal {place}", priority=place, by=world.ada.user)
        status = 302 if place == 1 else 422
        assert post(world, world.maya, instruments=asked).status_code == status
