"""Who works with a client."""

import pytest

from amity.web.base.errors import Refused
from amity.web.people import actions, queries
from amity.web.people.models import Client, Staff
from tests import cast
from tests.cast import World
from tests.web.people.helpers import verbs


def url(client: Client, leaving: Staff | None = None) -> str:
    return f"/clients/{client.id}/team" + (f"/{leaving.id}/leave" if leaving else "")


@pytest.mark.parametrize("who", ["ada", "cora"])
def test_a_colleague_joins_and_leaves(world: World, who: str) -> None:
    browser = cast.signed_in(getattr(world, who))
    assert browser.post(url(world.omar), {"staff": world.ben.id}).status_code == 302
    assert queries.care_team_of(world.omar) == [world.ada, world.ben]
    assert queries.lead_clinician_of(world.omar) == world.ada
    assert browser.post(url(world.omar, world.ada)).status_code == 302
    assert queries.care_team_of(world.omar) == [world.ben]
    assert verbs(world.omar.id)[-2:] == ["join_care_team", "leave_care_team"]


def test_the_last_one_stays(world: World) -> None:
    page = cast.signed_in(world.ada).post(url(world.omar, world.ada))
    assert page.status_code == 409
    assert "Let somebody join first" in page.content.decode()
    assert queries.care_team_of(world.omar) == [world.ada]


def test_joining_twice_is_joining_once(world: World) -> None:
    for _ in range(2):
        actions.join_care_team(client=world.omar, staff=world.ben, by=world.ada.user)
    assert queries.care_team_of(world.omar) == [world.ada, world.ben]


@pytest.mark.parametrize("who", ["carl", "cora", "sam"])
def test_only_clinicians_of_the_service_join(world: World, who: str) -> None:
    with pytest.raises(Refused):
        actions.join_care_team(client=world.omar, staff=getattr(world, who), by=world.ada.user)
    page = cast.signed_in(world.ada).post(url(world.omar), {"staff": getattr(world, who).id})
    assert page.status_code == 422


@pytest.mark.parametrize("who", ["ben", "carl", "col"])
def test_a_stranger_gets_404(world: World, who: str) -> None:
    browser = cast.signed_in(getattr(world, who))
    assert browser.get(url(world.omar)).status_code == 404
    assert browser.post(url(world.omar), {"staff": getattr(world, who).id}).status_code == 404
    assert queries.care_team_of(world.omar) == [world.ada]


@pytest.mark.parametrize("who", ["sam", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).get(url(world.omar)).status_code == 403


def test_who_is_not_in_the_team_cannot_be_taken_out(world: World) -> None:
    assert cast.signed_in(world.ada).post(url(world.omar, world.carl)).status_code == 404
