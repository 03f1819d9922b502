"""Somebody whom the client never saw on a shared circle is "a person" wherever the client reads."""

import re

import pytest
from django.test import Client as Browser

from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.inventory.models import Circle, Relationship
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory import conftest as circles
from tests.web.techniques.conftest import begin, save, signed_in_client


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Browser:
    return signed_in_client(world)


@pytest.fixture
def circle(world: World, course: Course) -> Circle:
    """Not shared so far."""
    return circles.begin(world)


@pytest.fixture
def robin(world: World, circle: Circle) -> Relationship:
    [one] = circles.name(world, circle, "Robin")
    circles.make(world, circle, circles.move(one, "place", (1, 0)))
    return one


@pytest.fixture
def about_robin(world: World, course: Course, circle: Circle, robin: Relationship) -> Worksheet:
    """Both see it, and somebody else stood there before."""
    [before] = circles.name(world, circle, "Zdenka")
    found = begin(world, course, answers={"person": str(before.id)})
    save(found, world.maya, problem="The rota.")
    save(found, world.ada.user, person=str(robin.id))
    return found


def pages(course: Course, worksheet: Worksheet) -> list[str]:
    """What the client opens, and what stands on the screen between both."""
    own = f"/d/worksheets/{worksheet.id}"
    return [own, f"{own}?step=1", f"{own}/read", f"{own}/print"]


def test_the_client_reads_no_name_they_do_not_know(
    world: World, course: Course, maya: Browser, circle: Circle, about_robin: Worksheet
) -> None:
    shown = [knock.text(maya.get(it)) for it in pages(course, about_robin)]
    shown.append(knock.text(knock.get(world.ada, f"/courses/{course.id}/together/worksheet")))
    shown.append(knock.text(knock.get(world.ada, f"/worksheets/{about_robin.id}/print")))
    assert all("a person" in it for it in shown)
    for name in ("Robin", "Zdenka"):
        assert not any(name in it for it in shown), name
        assert name in knock.text(knock.get(world.ada, f"/worksheets/{about_robin.id}/read"))
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    shown = [knock.text(maya.get(it)) for it in pages(course, about_robin)]
    assert all("Robin" in it for it in shown)


def test_whom_they_do_not_know_stays_chosen_in_their_form(
    world: World, maya: Browser, robin: Relationship, about_robin: Worksheet
) -> None:
    address = f"/d/worksheets/{about_robin.id}?step=1"
    form = knock.text(maya.get(address))
    assert re.search(rf'value="{robin.id}"[^>]*(checked|selected)', form)
    hidden = dict(re.findall(r'name="(version|page|turn)" value="([^"]*)"', form))
    sent = hidden | {"asked": ["person", "problem"], "person": str(robin.id), "problem": "The Sundays."}
    assert maya.post(address, sent).status_code == 302
    about_robin.refresh_from_db()
    assert about_robin.told == {"person": str(robin.id), "problem": "The Sundays."}
