"""A service, its staff, and who may set them up."""

from datetime import time, timedelta
from typing import Any

import pytest

from amity.web.base import clock
from amity.web.base.audit import SYSTEM
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.people import actions
from tests import cast
from tests.cast import World


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"time_zone": "Mars/Base"}, "There is no time zone"),
        ({"time_zone": "../etc/passwd"}, "There is no time zone"),
        ({"opens_at": time(17), "closes_at": time(9)}, "opens before it closes"),
        ({"working_days": ""}, "Working days"),
        ({"working_days": "1238"}, "Working days"),
        ({"exit_url": "javascript:x"}, "whole address"),
        ({"holidays": [clock.now().date() + timedelta(days=n) for n in range(-1, 401)]}, "never be open"),
    ],
)
def test_a_service_that_cannot_be(db: None, change: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        cast.service("Odd", **change)


def add(world: World, **changes: Any) -> Any:
    usual: dict[str, Any] = {
        "service": world.north,
        "name": "Noah",
        "email": "noah@example.org",
        "password": cast.PASSWORD,
        "role": "clinician",
        "by": world.alex.user,
    }
    return actions.add_staff(**usual | changes)


def test_a_site_administrator_adds_staff(world: World) -> None:
    noah = add(world, email=" Noah@Example.ORG ")
    assert noah.user.email == "noah@example.org"
    assert AuditEvent.objects.filter(verb="add_staff", record_id=noah.id, actor=world.alex.user_id).exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "password1234"}, "too common"),
        ({"role": "king"}, "There is no role"),
        ({"email": "ada.whitfield.northgate@example.org"}, "already signs in"),
    ],
)
def test_staff_that_cannot_be(world: World, change: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        add(world, **change)


@pytest.mark.parametrize("who", ["ada", "sam", "cora", "lena", "rosa"])
def test_nobody_else_adds_staff(world: World, who: str) -> None:
    with pytest.raises(Refused, match="site administrator"):
        add(world, by=getattr(world, who).user)


def test_not_in_another_service(world: World) -> None:
    with pytest.raises(Refused, match="site administrator"):
        add(world, service=world.south)


def test_nobody_sets_somebody_elses_second_step(world: World) -> None:
    with pytest.raises(Refused):
        actions.set_second_factor(staff=world.ben, secret=cast.SECRET, by=world.ada.user)
    actions.set_second_factor(staff=world.ben, secret=cast.SECRET, by=SYSTEM)


def test_nobody_takes_away_their_own_sign_in(world: World) -> None:
    with pytest.raises(Refused, match="their own"):
        actions.deactivate_staff(staff=world.alex, by=world.alex.user)
