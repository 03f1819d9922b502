"""A link's page: to copy, as a code, by e-mail where that is safe; its state; taking it back."""

import re
from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.measures import actions
from amity.web.measures.models import Link
from amity.web.people.models import OutgoingMessage
from tests.cast import World, contact_by_email, signed_in
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone

NOBODY_ELSE = pytest.mark.parametrize(
    ("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403), ("alex", 403)]
)
MAIL = override_settings(MAIL_IS_SET_UP=True)


def show(link: Link, world: World, who: str = "ada") -> Any:
    answer: Any = signed_in(getattr(world, who)).get(reverse("link", args=[link.id]))
    return answer


def page(link: Link, world: World) -> str:
    return str(show(link, world).content.decode())


def post(name: str, link: Link, world: World, who: str = "ada") -> Any:
    answer: Any = signed_in(getattr(world, who)).post(reverse(name, args=[link.id]))
    return answer


def test_it_works(link: Link, world: World) -> None:
    shown = page(link, world)
    assert f'readonly value="http://localhost:8000/d/{link.token}"' in shown
    assert '<path transform="scale(6)"' in shown
    assert "style=" not in shown
    assert "no answer yet" in shown


def test_it_says_where_it_stands(link: Link, world: World, phone: Phone, clock: StoppedClock) -> None:
    phone.start(link.token)
    phone.choose(link.responses.get(place=1), 1, 1)
    assert "begun, not sent yet" in page(link, world)
    clock.forward(days=7)
    assert "run out" in page(link, world)
    assert link.token not in page(link, world)


def test_it_says_that_it_locked_itself(link: Link, world: World, phone: Phone) -> None:
    for _ in range(5):
        phone.open(link.token, year="1990")
    shown = page(link, world)
    assert "locked after 5 wrong dates of birth" in shown
    assert "ask the client whether it was them" in shown


@NOBODY_ELSE
def test_nobody_else_may(link: Link, world: World, who: str, status: int) -> None:
    assert show(link, world, who).status_code == status
    for name in ("withdraw_link", "mail_link"):
        assert post(name, link, world, who).status_code == status
    link.refresh_from_db()
    assert (link.withdrawn_at, OutgoingMessage.objects.count()) == (None, 0)


def test_it_audits(link: Link, world: World) -> None:
    page(link, world)
    assert AuditEvent.objects.filter(verb="read", client=link.client_id, purpose="care").count() == 1


def test_it_is_withdrawn(link: Link, world: World) -> None:
    assert post("withdraw_link", link, world)["Location"] == f"/links/{link.id}"
    link.refresh_from_db()
    assert link.withdrawn_by == world.ada.user_id
    assert AuditEvent.objects.get(verb="withdraw").client == link.client_id


def test_withdrawing_a_closed_one_is_refused_in_words(link: Link, world: World) -> None:
    post("withdraw_link", link, world)
    answer = post("withdraw_link", link, world)
    assert (answer.status_code, "withdrawn already" in answer.content.decode()) == (409, True)


def test_a_finished_one_is_not_withdrawn(link: Link, world: World) -> None:
    for response in link.responses.all():
        actions.submit(response=response, by=link.client)
    assert "Withdraw this link" not in page(link, world)
    assert post("withdraw_link", link, world).status_code == 409


def test_without_a_mail_server_the_button_says_so(link: Link, world: World) -> None:
    assert re.search(r'disabled aria-describedby="why-not-mail"', page(link, world))
    assert "No mail server is set up here." in page(link, world)
    assert post("mail_link", link, world).status_code == 409


@MAIL
def test_by_e_mail_where_it_is_safe_once(link: Link, world: World) -> None:
    assert post("mail_link", link, world).status_code == 302
    assert post("mail_link", link, world).status_code == 409
    message = OutgoingMessage.objects.get()
    assert message.link == f"http://localhost:8000/d/{link.token}"


@MAIL
def test_not_by_e_mail_where_it_is_not(link: Link, world: World, clock: StoppedClock) -> None:
    clock.forward(minutes=1)
    contact_by_email(world.maya, world.ada, ok=False)
    assert "E-mail is not safe for this client." in page(link, world)
    assert post("mail_link", link, world).status_code == 409
    assert not OutgoingMessage.objects.exists()
