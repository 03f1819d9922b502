"""Letting a supervisor read along for a while."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.people import access, actions
from amity.web.people.models import Grant
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.people.helpers import verbs


def form(world: World, days: int = 30, **changes: Any) -> dict[str, Any]:
    until = (clock.now() + timedelta(days=days)).date().isoformat()
    usual = {"staff": str(world.sam.id), "until": until, "reason": "the midpoint"}
    return usual | {"id": str(uuid4())} | changes


def url(world: World) -> str:
    return f"/clients/{world.omar.id}/supervision"


def sees(world: World) -> bool:
    return world.omar.id in access.ids_visible_to(world.sam.user, access.READ)


def test_it_works(world: World) -> None:
    browser = cast.signed_in(world.ada)
    assert browser.get(url(world)).status_code == 200
    assert browser.post(url(world), form(world)).status_code == 302
    assert sees(world)
    assert verbs(world.omar.id)[-1] == "grant_reading"


@pytest.mark.parametrize(("days", "status"), [(0, 302), (90, 302), (91, 422), (-1, 422), (9000, 422)])
def test_ninety_days_at_most(world: World, clock: StoppedClock, days: int, status: int) -> None:
    assert cast.signed_in(world.ada).post(url(world), form(world, days)).status_code == status


def test_it_ends_with_its_last_day(world: World, clock: StoppedClock) -> None:
    cast.signed_in(world.ada).post(url(world), form(world, 1))
    clock.forward(hours=37)  # tomorrow 23:00
    assert sees(world)
    clock.forward(hours=1)
    assert not sees(world)


def test_taken_back_counts_at_once_and_twice_is_once(world: World) -> None:
    browser, sent = cast.signed_in(world.ada), form(world)
    browser.post(url(world), sent)
    for _ in range(2):
        assert browser.post(f"/grants/{sent['id']}/revoke").status_code == 302
    assert not sees(world)
    assert verbs(world.omar.id).count("revoke_grant") == 1


def test_only_the_care_team_takes_back(world: World) -> None:
    for who, status in (("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)):
        page = cast.signed_in(getattr(world, who)).post(f"/grants/{world.grant.id}/revoke")
        assert page.status_code == status
    assert Grant.objects.get(pk=world.grant.id).revoked_at is None
    assert cast.signed_in(world.ada).get(f"/grants/{world.grant.id}/revoke").status_code == 405


def test_the_same_form_twice_grants_once(world: World) -> None:
    browser, sent = cast.signed_in(world.ada), form(world)
    for _ in range(2):
        assert browser.post(url(world), sent).status_code == 302
    assert world.omar.grants.count() == 1


@pytest.mark.parametrize("who", ["ben", "carl"])
def test_a_stranger_gets_404(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form(world)).status_code == 404


@pytest.mark.parametrize("who", ["sam", "cora", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).post(url(world), form(world)).status_code == 403


@pytest.mark.parametrize(
    "change", [{"staff": ""}, {"reason": ""}, {"until": "soon"}, {"staff": str(uuid4())}]
)
def test_bad_input(world: World, change: dict[str, Any]) -> None:
    page = cast.signed_in(world.ada).post(url(world), form(world, **change))
    assert page.status_code == 422
    assert not sees(world)


def test_not_when_the_client_said_no(world: World) -> None:
    actions.record_consent(
        client=world.omar,
        kind="supervision",
        given=False,
        how="spoken",
        on=world.omar.created_at.date(),
        note="",
        by=world.ada.user,
    )
    browser = cast.signed_in(world.ada)
    assert "does not agree to talking" in browser.get(url(world)).content.decode()
    page = browser.post(url(world), form(world))
    assert page.status_code == 409
    assert not sees(world)


def test_the_action_refuses_other_services_and_other_roles(world: World) -> None:
    abroad = cast.staff(world.south, "Sol Abroad", cast.Role.SUPERVISOR)
    for staff in (abroad, world.ben, world.cora):
        with pytest.raises(Refused, match="supervisor of the client's own service"):
            actions.grant_reading(
                client=world.omar,
                staff=staff,
                reason="x",
                until=clock.now() + timedelta(days=1),
                by=world.ada.user,
            )


def test_a_client_who_takes_it_back_is_read_by_no_supervisor(world: World) -> None:
    assert world.maya.id in access.ids_visible_to(world.sam.user, access.READ)
    actions.record_consent(
        client=world.maya,
        kind="supervision",
        given=False,
        how="spoken",
        on=world.maya.created_at.date(),
        note="",
        by=world.ada.user,
    )
    assert world.maya.id not in access.ids_visible_to(world.sam.user, access.READ)
