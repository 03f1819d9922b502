"""The client page."""

from uuid import uuid4

import pytest

from amity.web.people import access, actions
from amity.web.people.models import Consent
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.people.helpers import reads


def text(world: World, who: str, client: str) -> str:
    return cast.signed_in(getattr(world, who)).get(f"/clients/{getattr(world, client).id}").content.decode()


def test_it_works_and_says_what_is_next(world: World) -> None:
    page = text(world, "ada", "maya")
    assert "born 14 Feb 1992" in page
    assert "safe by e-mail, not by phone" in page
    assert f"/clients/{world.maya.id}/course" in page


def test_consent_comes_first(world: World) -> None:
    page = text(world, "ada", "omar")
    assert "Record what was agreed" in page
    assert f'href="/clients/{world.omar.id}/course"' not in page
    assert "safe contact not asked" in page


def test_treatment_taken_back_offers_no_course(world: World) -> None:
    say(world, Consent.Kind.TREATMENT, given=False)
    assert f'href="/clients/{world.maya.id}/course"' not in text(world, "ada", "maya")


@pytest.mark.parametrize("who", ["ben", "carl", "col"])
def test_a_stranger_gets_what_nobody_gets(world: World, who: str) -> None:
    browser = cast.signed_in(getattr(world, who))
    there, nowhere = browser.get(f"/clients/{world.maya.id}"), browser.get(f"/clients/{uuid4()}")
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert reads(world.maya.id, getattr(world, who).user_id) == []


@pytest.mark.parametrize("who", ["sam", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).get(f"/clients/{world.maya.id}").status_code == 403


def test_a_coordinator_sees_contact_and_no_narrative(world: World) -> None:
    say(world, Consent.Kind.RECORDS, given=True, note="only if my sister never hears")
    page = text(world, "cora", "maya")
    assert "01632 960 123" in page
    assert "sister" in text(world, "ada", "maya")
    assert "sister" not in page
    assert "onsent" not in page
    assert "weekly supervision" not in page


def test_it_is_on_record_once_a_minute(world: World, clock: StoppedClock) -> None:
    browser = cast.signed_in(world.ada)
    for _ in range(3):
        browser.get(f"/clients/{world.maya.id}")
    assert reads(world.maya.id, world.ada.user_id) == [access.CONTACT]
    clock.forward(minutes=1)
    browser.get(f"/clients/{world.maya.id}")
    assert reads(world.maya.id, world.ada.user_id) == [access.CONTACT] * 2


def test_who_left_the_team_is_a_stranger(world: World) -> None:
    actions.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    browser = cast.signed_in(world.ben)
    assert browser.get(f"/clients/{world.maya.id}").status_code == 200
    actions.leave_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    assert browser.get(f"/clients/{world.maya.id}").status_code == 404


def test_who_left_the_service_is_out_at_once(world: World) -> None:
    browser = cast.signed_in(world.ada)
    actions.deactivate_staff(staff=world.ada, by=world.alex.user)
    assert browser.get(f"/clients/{world.maya.id}").status_code == 302


def say(world: World, kind: str, *, given: bool, note: str = "") -> None:
    actions.record_consent(
        client=world.maya,
        kind=kind,
        given=given,
        how="spoken",
        on=world.maya.created_at.date(),
        note=note,
        by=world.ada.user,
    )
