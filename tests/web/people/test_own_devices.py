"""The devices of a client from the clinician's side: neutral words, ending, codes."""

from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.companion import rules as companion
from amity.web.people import actions, queries
from amity.web.people.models import Client
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, join, sign_in


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Client:
    """Maya, who has joined."""
    join(world.maya, world.ada)
    return world.maya


def page_of(client: Client) -> str:
    return f"/clients/{client.id}/own-pages"


def test_added_on_a_day_and_never_when_anybody_looked(maya: Client, world: World) -> None:
    page = cast.signed_in(world.ada).get(page_of(maya)).content.decode()
    assert "Phones and computers" in page
    assert "added" in page
    assert "last seen" not in page


def test_one_ends_and_all_end(maya: Client, world: World) -> None:
    [device] = queries.devices_of(maya)  # the one it was joined on
    staff, browser = cast.signed_in(world.ada), sign_in()
    assert staff.post(f"/own-devices/{device.id}/end").headers["Location"] == page_of(maya)
    assert browser.get("/d/").status_code == 200
    staff.post(f"{page_of(maya)}/end")
    assert browser.get("/d/").status_code == 302
    assert queries.devices_of(maya) == []


def test_a_code_to_say(maya: Client, world: World) -> None:
    staff = cast.signed_in(world.ada)
    figures = staff.post(f"{page_of(maya)}/code").context["figures"]
    assert 'class="figures"' not in staff.get(page_of(maya)).content.decode()
    given = {"name": NAME, "password": PASSWORD, "code": figures}
    assert Browser().post("/d/sign-in", given).headers["Location"] == "/d/"


def test_a_code_on_paper_names_nobody(maya: Client, world: World) -> None:
    page = cast.signed_in(world.ada).post(f"{page_of(maya)}/code", {"on_paper": "1"})
    assert maya.name not in page.content.decode()
    given = {"name": NAME, "password": PASSWORD, "code": page.context["figures"]}
    assert Browser().post("/d/sign-in", given).headers["Location"] == "/d/"


def test_no_code_for_whoever_has_no_pages(world: World) -> None:
    answer = cast.signed_in(world.ada).post(f"{page_of(world.maya)}/code")
    assert (answer.status_code, b"Invite them first" in answer.content) == (409, True)


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else(maya: Client, world: World, who: str, status: int) -> None:
    browser, device = cast.signed_in(getattr(world, who)), queries.devices_of(maya)[0]
    for address in (f"/own-devices/{device.id}/end", f"{page_of(maya)}/end", f"{page_of(maya)}/code"):
        assert browser.post(address).status_code == status
    assert queries.devices_of(maya) == [device]


def test_closing_ends_every_device(maya: Client, world: World) -> None:
    actions.close_sign_in(client=maya, by=world.ada.user)
    assert queries.devices_of(maya) == []


@pytest.mark.parametrize(("shared", "is_small"), [("no", False), ("unsure", True), ("yes", True)])
def test_whoever_shares_a_phone_leaves_less_behind(world: World, shared: str, is_small: bool) -> None:
    """Nothing is kept on it, nothing is sent to it, and the clinician reads so before inviting."""
    assert queries.has_small_footprint(world.omar), "never asked"
    actions.record_safe_contact(
        client=world.maya, text_ok=False, call_ok=False, voicemail_ok=False, email_ok=True, post_ok=False,
        device_shared=shared, when="", note="", by=world.ada.user,
    )  # fmt: skip
    assert queries.has_small_footprint(world.maya) is is_small
    page = cast.signed_in(world.ada).get(page_of(world.maya)).content.decode()
    assert ("the pages leave less behind" in page) is is_small


def test_no_reminder_where_somebody_else_reads(
    maya: Client, world: World, settings: Any, clock: StoppedClock
) -> None:
    settings.MAIL_IS_SET_UP = True
    assert companion.can_switch_on(maya)
    clock.forward(minutes=1)
    actions.record_safe_contact(
        client=maya, text_ok=False, call_ok=False, voicemail_ok=False, email_ok=True, post_ok=False,
        device_shared="yes", when="", note="", by=world.ada.user,
    )  # fmt: skip
    assert not companion.can_switch_on(maya)
