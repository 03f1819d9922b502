"""Maya's people."""

from typing import Any
from uuid import uuid4

import pytest

from amity.core.network import Move
from amity.web.course.models import Course
from amity.web.inventory import actions
from amity.web.inventory.models import Circle, CircleMove, Relationship
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start


def begin(world: World, **changes: Any) -> Circle:
    """A circle of today."""
    given: dict[str, Any] = {"client": world.maya, "by": world.ada.user}
    return actions.start_circle(**given | changes)


def name(world: World, circle: Circle, *names: str) -> list[Relationship]:
    """People into its tray."""
    return actions.name_people(circle=circle, names={uuid4(): it for it in names}, by=world.ada.user)


def move(who: Relationship | None, what: str, value: Any, **changes: Any) -> Move:
    """One that is new."""
    return Move(str(uuid4()), what, str(who.id) if who else "", value, **changes)


def make(world: World, circle: Circle, *moves: Move, **changes: Any) -> list[CircleMove]:
    """Stored."""
    given: dict[str, Any] = {"circle": circle, "moves": moves, "by": world.ada.user}
    return actions.make_moves(**given | changes)


@pytest.fixture
def circle(world: World, clock: StoppedClock) -> Circle:
    """Maya's first."""
    return begin(world)


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """Hers, under way with Ada."""
    return start(world.maya, world.ada)
