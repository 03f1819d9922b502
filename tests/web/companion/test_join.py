"""An invitation: the second step says nothing, a name and a password are chosen, it works once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.companion import names
from amity.web.measures import actions as measures
from amity.web.people import actions
from amity.web.people.models import ClientSignIn, Invitation
from amity.web.people.queries import in_the_room
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, join, sign_in

BORN = {"day": "14", "month": "2", "year": "1992"}
WRONG = {"day": "15", "month": "2", "year": "1992"}
PIN = "/d/mine/pin?next=/d/join/last"
CHOSEN = {"name": NAME, "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def invitation(world: World, clock: StoppedClock) -> Invitation:
    return actions.invite(client=world.maya, by=world.ada.user)


def opened(invitation: Invitation) -> Browser:
    """A browser in which the second step was passed."""
    browser = Browser(raise_request_exception=False)
    answer = browser.post(f"/d/join/{in_the_room(invitation)}", BORN)
    assert answer.headers["Location"] == "/d/join/first"
    return browser


def plain(page: Any) -> bytes:
    """The page without what differs in every answer."""
    return bytes(page.content.replace(str(page.context["csrf_token"]).encode(), b""))


def test_second_step_then_name_and_password_then_in(world: World, invitation: Invitation) -> None:
    browser = opened(invitation)
    page = browser.get("/d/join").content.decode()
    assert "<title>Notebook</title>" in page
    assert world.maya.name not in page
    assert browser.post("/d/join", CHOSEN).headers["Location"] == PIN
    assert browser.get("/d/").status_code == 200
    written = AuditEvent.objects.filter(client=world.maya.id, actor=world.maya.id)
    verbs = ["open_invitation", "accept_invitation", "approve_device"]
    assert list(written.values_list("verb", flat=True)) == verbs


def test_it_works_once(invitation: Invitation) -> None:
    late = opened(invitation)
    opened(invitation).post("/d/join", CHOSEN)
    page = late.post("/d/join", {**CHOSEN, "name": "silver pebble"})
    assert (page.status_code, "was used" in page.content.decode()) == (410, True)
    assert Browser().post(f"/d/join/{invitation.token}", BORN).status_code == 410
    assert ClientSignIn.objects.count() == 1


def test_the_same_page_for_every_address(world: World, invitation: Invitation) -> None:
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    pages = {plain(Browser().get(f"/d/join/{token}")) for token in (invitation.token, "x" * 32)}
    assert len(pages | {plain(Browser().get(f"/d/{link.token}"))}) == 1
    wrong = {plain(Browser().post(f"/d/join/{token}", WRONG)) for token in (invitation.token, "x" * 32)}
    assert len(wrong) == 1


def test_five_wrong_dates_shut_it_without_a_word(invitation: Invitation) -> None:
    answers = [plain(Browser().post(f"/d/join/{invitation.token}", WRONG)) for _ in range(6)]
    assert len(set(answers)) == 1
    right = Browser().post(f"/d/join/{invitation.token}", BORN)
    assert (right.status_code, b"do not go together" in right.content) == (422, True)


def test_locking_keeps_others_out_not_whoever_is_inside(invitation: Invitation) -> None:
    inside = opened(invitation)
    for _ in range(5):
        Browser().post(f"/d/join/{invitation.token}", WRONG)
    assert inside.post("/d/join", CHOSEN).headers["Location"] == PIN


def test_it_runs_out_after_seven_days(invitation: Invitation, clock: StoppedClock) -> None:
    clock.forward(days=7)
    page = Browser().post(f"/d/join/{invitation.token}", BORN)
    assert (page.status_code, b"has run out" in page.content) == (410, True)


def test_half_an_hour_to_choose(invitation: Invitation, clock: StoppedClock) -> None:
    browser = opened(invitation)
    clock.forward(minutes=31)
    assert browser.post("/d/join", CHOSEN).status_code == 410
    assert not ClientSignIn.objects.exists()


def test_taken_back_while_choosing(world: World, invitation: Invitation) -> None:
    browser = opened(invitation)
    actions.withdraw_invitation(invitation=invitation, by=world.ada.user)
    assert browser.post("/d/join", CHOSEN).status_code == 410
    assert not ClientSignIn.objects.exists()


def test_without_the_second_step_nothing_is_said() -> None:
    page = Browser().get("/d/join")
    assert page.status_code == 410
    assert b"Northgate" not in page.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"name": "maya@example.org"}, 409, "no e-mail address"),
        ({"name": "kite"}, 409, "a longer name"),
        ({"name": "maya 92 kite"}, 409, "This name cannot be used."),
        ({"password": "short", "again": "short"}, 409, "at least 12"),
        ({"password": "qwerty123456", "again": "qwerty123456"}, 409, "Many people use this"),
        ({"password": "copper kite!", "again": "copper kite!"}, 409, "not the name"),
        ({"again": "lantern pepper"}, 422, "not the same as the line above"),
        ({"name": ""}, 422, "Write the name you chose."),
        ({"password": "x" * 201, "again": "x" * 201}, 422, "At most 200"),
    ],
)
def test_what_cannot_be_chosen(invitation: Invitation, given: dict[str, str], status: int, said: str) -> None:
    browser = opened(invitation)
    page = browser.post("/d/join", CHOSEN | given)
    assert page.status_code == status
    assert said in page.content.decode()
    assert "lantern pepper" not in page.content.decode(), "a password never comes back"
    assert not ClientSignIn.objects.exists()


def test_a_long_sentence_is_a_password(invitation: Invitation) -> None:
    sentence = "a kettle, an orchard and a narrow bridge that nobody crossed on a Sunday"
    answer = opened(invitation).post("/d/join", {"name": NAME, "password": sentence, "again": sentence})
    assert answer.status_code == 302
    assert sign_in(password=sentence).get("/d/").status_code == 200


def test_a_taken_name_is_answered_like_one_that_cannot_be_used(world: World, invitation: Invitation) -> None:
    join(world.pia, world.ben)
    page = opened(invitation).post("/d/join", CHOSEN | {"name": "Copper kite"}).content.decode()
    assert "This name cannot be used." in page
    for word in ("taken", "already", "exists", "somebody"):
        assert word not in page.lower()


def test_the_names_offered_are_free(world: World, invitation: Invitation, monkeypatch: Any) -> None:
    join(world.pia, world.ben)
    drawn = iter(["copper", "kite", "amber", "lamp"])
    monkeypatch.setattr("secrets.choice", lambda words: next(drawn))
    assert names.suggestions(1) == ["amber lamp"]


def test_forgotten_invited_again(world: World, invitation: Invitation) -> None:
    """Another name and password; wherever somebody was signed in with the old ones, that ends."""
    join(world.maya, world.ada, "silver pebble", "velvet saddle postcard")
    old = sign_in("silver pebble", "velvet saddle postcard")
    again = actions.invite(client=world.maya, by=world.ada.user)
    opened(again).post("/d/join", CHOSEN)
    assert old.get("/d/").status_code == 302
    assert sign_in("silver pebble", "velvet saddle postcard").get("/d/").status_code == 302
    assert sign_in().get("/d/").status_code == 200


def test_a_new_invitation_takes_back_the_one_before(world: World, invitation: Invitation) -> None:
    actions.invite(client=world.maya, by=world.ada.user)
    assert Browser().post(f"/d/join/{invitation.token}", BORN).status_code == 410


def test_nobody_else_accepts_it(world: World, invitation: Invitation) -> None:
    strangers: tuple[Actor, ...] = (world.ada.user, world.pia)
    for somebody in strangers:
        with pytest.raises(Refused, match="Only the client"):
            actions.accept_invitation(invitation=invitation, name=NAME, password=PASSWORD, by=somebody)


def test_opening_questions_signs_nobody_out(world: World) -> None:
    join(world.maya, world.ada)
    browser = sign_in()
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    assert browser.post(f"/d/{link.token}", BORN).headers["Location"] == "/d/form"
    assert browser.get("/d/").status_code == 200


def test_somebody_elses_questions_end_the_sign_in(world: World) -> None:
    join(world.maya, world.ada)
    browser = sign_in()
    link = measures.give(client=world.pia, instruments=["phq9"], by=world.ben.user)
    born = date(1958, 11, 30)
    browser.post(f"/d/{link.token}", {"day": born.day, "month": born.month, "year": born.year})
    assert browser.get("/d/").status_code == 302


def test_a_member_of_staff_stays_signed_in(world: World, invitation: Invitation) -> None:
    """Two realms side by side in one browser."""
    browser = cast.signed_in(world.ada)
    browser.post(f"/d/join/{in_the_room(invitation)}", BORN)
    browser.post("/d/join", CHOSEN)
    assert browser.get("/d/").status_code == 200
    assert browser.get("/clients").status_code == 200


def test_a_link_that_was_sent_asks_for_a_code_as_well(world: World, invitation: Invitation) -> None:
    """Whoever reads the mailbox and knows the date of birth has the link and no more (goal G38)."""
    browser = Browser()
    assert browser.post(f"/d/join/{invitation.token}", BORN).headers["Location"] == "/d/join/code"
    assert browser.get("/d/join").headers["Location"] == "/d/join/code"
    assert browser.get("/d/join/first").headers["Location"] == "/d/join/code"
    assert browser.post("/d/join", CHOSEN).headers["Location"] == "/d/join/code"
    assert not ClientSignIn.objects.exists()
    code = actions.make_device_code(client=world.maya, by=world.ada.user)[1]
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert browser.post("/d/join/code", {"code": ""}).status_code == 422
    assert browser.post("/d/join/code", {"code": wrong}).status_code == 422
    assert (
        browser.post("/d/join/code", {"code": f"{code[:3]} {code[3:]}"}).headers["Location"]
        == "/d/join/first"
    )
    assert browser.post("/d/join", CHOSEN).headers["Location"] == PIN


def test_what_follows_the_link_is_not_guessed(invitation: Invitation) -> None:
    """The same answer as for an address that opens nothing."""
    made_up = Browser().post(f"/d/join/{invitation.token}{'x' * 24}", BORN)
    assert (made_up.status_code, b"do not go together" in made_up.content) == (422, True)


def test_five_wrong_codes_and_a_new_one_is_needed(world: World, invitation: Invitation) -> None:
    browser = Browser()
    browser.post(f"/d/join/{invitation.token}", BORN)
    code = actions.make_device_code(client=world.maya, by=world.ada.user)[1]
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        browser.post("/d/join/code", {"code": wrong})
    assert browser.post("/d/join/code", {"code": code}).status_code == 422


def test_what_it_is_stands_before_anything_is_chosen(invitation: Invitation) -> None:
    page = opened(invitation).get("/d/join/first").content.decode()
    for words in ("Nobody has to use it", "paper", "It cannot keep out", "Nobody watches it round the clock"):
        assert words in page


@pytest.mark.parametrize("address", ["/d/join/first", "/d/join/code", "/d/join"])
def test_nothing_without_the_second_step(db: None, address: str) -> None:
    assert Browser().get(address).status_code == 410


def test_the_last_page_has_a_code_for_paper_and_then_today(invitation: Invitation) -> None:
    browser = opened(invitation)
    browser.post("/d/join", CHOSEN)
    page = browser.get("/d/join/last")
    assert (page.status_code, b"Try it once, now, together" in page.content) == (200, True)
    assert b"figures" not in page.content
    figures = browser.post("/d/join/last").context["figures"]
    given = {"name": NAME, "password": PASSWORD, "code": figures}
    assert Browser().post("/d/sign-in", given).headers["Location"] == "/d/"


def test_a_pin_chosen_while_joining_leads_on(invitation: Invitation) -> None:
    browser = opened(invitation)
    browser.post("/d/join", CHOSEN)
    page = browser.get(PIN)
    assert b"Without a PIN" in page.content
    assert browser.post(PIN, {"new": "493817", "again": "493817"}).headers["Location"] == "/d/join/last"
