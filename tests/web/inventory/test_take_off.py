"""Somebody is taken off a circle by a button: a move like any other, by both, taken back like any other."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.models import Circle, CircleMove, Relationship
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name

BUTTON = "Take off this circle"


@pytest.fixture
def inge(world: World, circle: Circle) -> Relationship:
    [person] = name(world, circle, "Inge")
    make(world, circle, move(person, "place", (2, 900)))
    actions.share_circle(circle=circle, shared=True, by=world.ada.user)
    return person


@pytest.fixture
def maya(course: Course, world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


def there(circle: Circle) -> list[str]:
    return [one.id for one in queries.drawn(circle).there]


def form_of(page: str) -> tuple[str, str]:
    """Where the button's form goes, and the id it sends."""
    found = re.search(r'<form[^>]*action="([^"]*/off/[^"]*)"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert found, "no form takes anybody off"
    assert BUTTON in found[2]
    sent = re.search(r'name="id" value="([^"]+)"', found[2])
    assert sent
    return found[1].split("?")[0], sent[1]


def test_the_button_takes_off_and_undo_puts_back_with_the_place(
    world: World, course: Course, circle: Circle, inge: Relationship
) -> None:
    page = f"/courses/{course.id}/people"
    to, id = form_of(knock.text(knock.get(world.ada, f"{page}?who={inge.id}")))
    for _ in range(2):  # sent twice it is one
        answer = knock.post(world.ada, to, {"id": id})
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert there(circle) == []
    assert CircleMove.objects.filter(circle=circle, what="there", value=False).count() == 1
    knock.post(world.ada, f"/circles/{circle.id}/take-back", {"id": str(uuid4())})
    assert [(one.id, one.ring, one.angle) for one in queries.drawn(circle).there] == [(str(inge.id), 2, 900)]


def test_the_client_too(maya: Browser, circle: Circle, inge: Relationship) -> None:
    page = maya.get(f"/d/people?who={inge.id}").content.decode()
    assert "your clinician can change it" in page  # a name written wrong
    to, id = form_of(page)
    assert maya.post(to, {"id": id}).status_code == 302
    assert there(circle) == []
    maya.post("/d/people/take-back", {"id": str(uuid4())})
    assert there(circle) == [str(inge.id)]


def test_by_script_the_stage_comes_back(
    world: World, course: Course, circle: Circle, inge: Relationship
) -> None:
    sent: dict[str, Any] = {"id": str(uuid4())}
    to = f"/circles/{circle.id}/off/{inge.id}"
    answer = signed_in(world.ada).post(to, sent, headers={"X-Stage": "1"})
    assert answer.status_code == 200
    assert "Inge" not in answer.content.decode()


def test_whoever_was_taken_off_is_not_on_the_next_circle(
    world: World, course: Course, circle: Circle, inge: Relationship, clock: StoppedClock
) -> None:
    [rui] = name(world, circle, "Rui")
    make(world, circle, move(rui, "place", (1, 0)))
    knock.post(world.ada, f"/circles/{circle.id}/off/{inge.id}", {"id": str(uuid4())})
    clock.forward(days=1)
    assert there(begin(world)) == [str(rui.id)]


def test_nobody_of_this_circle_and_an_earlier_circle(
    world: World, course: Course, circle: Circle, inge: Relationship, clock: StoppedClock
) -> None:
    assert knock.post(world.ada, f"/circles/{circle.id}/off/{uuid4()}", {}).status_code == 404
    clock.forward(days=1)
    begin(world)
    assert knock.post(world.ada, f"/circles/{circle.id}/off/{inge.id}", {}).status_code == 409
    assert there(circle) == [str(inge.id)]


def test_who_only_looks_has_no_button(
    world: World, course: Course, circle: Circle, inge: Relationship
) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/people"))
    assert BUTTON not in page  # nobody is chosen
    assert knock.post(world.sam, f"/circles/{circle.id}/off/{inge.id}", {}).status_code in (403, 404)
    assert there(circle) == [str(inge.id)]
