"""The client's own pages from the clinician's side: inviting, taking back, mailing, closing."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base.models import AuditEvent
from amity.web.people import actions, queries
from amity.web.people.models import Client, Consent, Invitation, OutgoingMessage
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock


def page_of(client: Client) -> str:
    return f"/clients/{client.id}/own-pages"


def invited(world: World) -> Invitation:
    return actions.invite(client=world.maya, by=world.ada.user)


def joined(world: World) -> None:
    actions.accept_invitation(
        invitation=invited(world), name="copper kite", password="lantern pepper orchard", by=world.maya
    )


def test_inviting_leads_to_the_link_and_its_code(world: World) -> None:
    browser = cast.signed_in(world.ada)
    answer = browser.post(f"{page_of(world.maya)}/invite", {"id": str(uuid4())})
    invitation = Invitation.objects.get()
    assert answer.headers["Location"] == f"/invitations/{invitation.id}"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert f"/d/join/{invitation.token}" in page
    assert 'class="code"' in page
    assert AuditEvent.objects.filter(verb="invite", client=world.maya.id).count() == 1


def test_sent_twice_is_one(world: World) -> None:
    browser, id = cast.signed_in(world.ada), str(uuid4())
    for _ in range(2):
        browser.post(f"{page_of(world.maya)}/invite", {"id": id})
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403), ("lena", 403), ("rosa", 403), ("alex", 403)],
)
def test_nobody_else(world: World, who: str, status: int) -> None:
    browser, invitation = cast.signed_in(getattr(world, who)), invited(world)
    assert browser.get(page_of(world.maya)).status_code == status
    assert browser.get(f"/invitations/{invitation.id}").status_code == status
    for address in (
        f"{page_of(world.maya)}/invite",
        f"{page_of(world.maya)}/close",
        f"/invitations/{invitation.id}/withdraw",
        f"/invitations/{invitation.id}/mail",
    ):
        assert browser.post(address).status_code == status
    assert Invitation.objects.count() == 1


def test_nothing_before_the_consent_and_the_question_about_the_phone(world: World) -> None:
    browser = cast.signed_in(world.ada)
    page = browser.get(page_of(world.omar)).content.decode()
    assert "First record the client&#x27;s consent" in page
    assert browser.post(f"{page_of(world.omar)}/invite").status_code == 409
    actions.record_consent(
        client=world.omar, kind=Consent.Kind.RECORDS, given=True, how="spoken",
        on=world.omar.created_at.date(), note="", by=world.ada.user,
    )  # fmt: skip
    refused = browser.post(f"{page_of(world.omar)}/invite")
    assert (refused.status_code, b"whether anybody else uses" in refused.content) == (409, True)
    cast.contact_by_email(world.omar, world.ada, ok=False)
    assert browser.post(f"{page_of(world.omar)}/invite").status_code == 302


@pytest.mark.parametrize("shared", ["yes", "unsure"])
def test_a_shared_phone_is_said_before_inviting(world: World, shared: str) -> None:
    actions.record_safe_contact(
        client=world.maya, text_ok=False, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
        device_shared=shared, when="", note="", by=world.ada.user,
    )  # fmt: skip
    page = cast.signed_in(world.ada).get(page_of(world.maya)).content.decode()
    assert "Somebody else may see these pages" in page


def test_taken_back(world: World) -> None:
    browser, invitation = cast.signed_in(world.ada), invited(world)
    assert browser.post(f"/invitations/{invitation.id}/withdraw").status_code == 302
    page = browser.get(f"/invitations/{invitation.id}").content.decode()
    assert "withdrawn" in page
    assert invitation.token not in page
    browser.post(f"/invitations/{invitation.id}/withdraw")
    assert AuditEvent.objects.filter(verb="withdraw_invitation").count() == 1


def test_a_used_one_is_not_taken_back(world: World) -> None:
    joined(world)
    answer = cast.signed_in(world.ada).post(f"/invitations/{Invitation.objects.get().id}/withdraw")
    assert (answer.status_code, b"It was used already" in answer.content) == (409, True)


@pytest.mark.parametrize("days", [7])
def test_where_it_stands(world: World, clock: StoppedClock, days: int) -> None:
    invitation = invited(world)
    assert queries.state_of_invitation(invitation).id == "open"
    invitation.wrong_tries = 5
    assert queries.state_of_invitation(invitation).id == "locked"
    clock.forward(days=days)
    assert queries.state_of_invitation(invitation).id == "expired"
    page = cast.signed_in(world.ada).get(f"/invitations/{invitation.id}").content.decode()
    assert "run out" in page
    assert invitation.token not in page


def test_by_mail_only_where_that_is_safe_and_once(world: World, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    browser, invitation = cast.signed_in(world.ada), invited(world)
    for status in (302, 409):
        assert browser.post(f"/invitations/{invitation.id}/mail").status_code == status
    message = OutgoingMessage.objects.get()
    assert message.link.endswith(f"/d/join/{invitation.token}")
    again = invited(world)
    cast.contact_by_email(world.maya, world.ada, ok=False)
    refused = browser.post(f"/invitations/{again.id}/mail")
    assert (refused.status_code, b"E-mail is not safe" in refused.content) == (409, True)


def test_closing_ends_it_and_takes_back_what_waits(world: World) -> None:
    joined(world)
    waiting, browser = invited(world), cast.signed_in(world.ada)
    assert browser.post(f"{page_of(world.maya)}/close").status_code == 302
    waiting.refresh_from_db()
    assert queries.state_of_invitation(waiting).id == "withdrawn"
    assert queries.sign_in_by_name("copper kite") is None
    again = browser.post(f"{page_of(world.maya)}/close")
    assert (again.status_code, b"nothing to close" in again.content) == (409, True)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (lambda world: None, "They do not sign in."),
        (invited, "Invited; the invitation is waiting"),
        (joined, "They sign in with a name and a password of their own."),
    ],
)
def test_a_line_on_the_client_page(world: World, done: Any, said: str) -> None:
    done(world)
    assert said in cast.signed_in(world.ada).get(f"/clients/{world.maya.id}").content.decode()


def test_nobody_reads_the_name_they_chose_or_when_they_came(world: World) -> None:
    """Goal G39: no page of ours shows a last sign-in."""
    joined(world)
    Browser().post("/d/sign-in", {"name": "copper kite", "password": "lantern pepper orchard"})
    page = cast.signed_in(world.ada).get(page_of(world.maya)).content.decode()
    assert "copper kite" not in page
    assert "last" not in page.casefold()
