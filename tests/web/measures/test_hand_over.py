"""Handing the device over: one form opens, no staff page does, and a password takes the device back."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.measures import actions
from amity.web.measures.models import Link
from amity.web.people.models import Staff
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.measures.conftest import text

PLACES = ("/", "/today", "/clients", "/clients/add", "/account/password", "/account/second-step", "/nowhere")


@pytest.fixture
def ada(world: World) -> Staff:
    """With a password of her own."""
    world.ada.user.set_password(cast.PASSWORD)
    world.ada.user.save()
    return world.ada


@pytest.fixture
def tablet(ada: Staff) -> Browser:
    """Ada's, before it is handed over."""
    tablet = cast.signed_in(ada)
    assert tablet.get("/clients").status_code == 200
    return tablet


def path(world: World) -> str:
    return reverse("hand_over", args=[world.maya.id])


def hand(tablet: Browser, world: World, link: Link, **more: str) -> Any:
    return tablet.post(path(world), {"link": str(link.id), **more})


def answer_all(tablet: Browser, link: Link) -> None:
    """Every part is sent, as the client does it."""
    for response in link.responses.order_by("place"):
        tablet.post(f"/d/form/{response.place}/1", {"response": str(response.id), "q1": "1"})
        tablet.post(f"/d/form/{response.place}/send", {"response": str(response.id)})


def test_it_works(tablet: Browser, world: World, link: Link) -> None:
    page = text(tablet.get(path(world)))
    assert "PHQ-9" in page
    assert "Maya Oyelaran" in page
    answer = hand(tablet, world, link)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/d/form")
    form = tablet.get("/d/form")
    assert form.status_code == 200
    assert "Only this opens here." in text(form)
    assert "data-handed-over" in text(form)


def test_questions_can_be_given_on_the_spot(tablet: Browser, world: World, clock: StoppedClock) -> None:
    given = {"id": str(uuid4()), "instruments": ["phq9"]}
    for _ in range(2):  # sent twice, given once
        assert tablet.post(path(world), given).status_code == 303
    assert tablet.get("/d/form").status_code == 200
    assert Link.objects.filter(client=world.maya).count() == 1


def test_more_than_25_questions_on_the_spot_are_meant(
    tablet: Browser, world: World, clock: StoppedClock
) -> None:
    session = str(uuid4())
    given = {"id": str(uuid4()), "instruments": ["pcl5", "phq9"], "session": session}
    asked = tablet.post(path(world), given)
    assert asked.status_code == 422
    assert "These are 30 questions" in text(asked)
    assert session in text(asked)
    assert not Link.objects.exists()
    assert tablet.post(path(world), {**given, "all_the_same": "on"}).status_code == 303
    assert Link.objects.filter(client=world.maya).count() == 1


@pytest.mark.parametrize("place", PLACES)
def test_no_staff_page_opens(tablet: Browser, world: World, link: Link, place: str) -> None:
    hand(tablet, world, link)
    assert tablet.get(place).headers["Location"] == "/locked"
    assert tablet.post(place).headers["Location"] == "/locked"
    by_htmx = tablet.get(place, headers={"HX-Request": "true"})
    assert (by_htmx.status_code, by_htmx.headers["HX-Redirect"]) == (204, "/locked")


def test_what_a_covered_page_may_still_do_a_handed_over_one_may_not(
    tablet: Browser, world: World, link: Link
) -> None:
    hand(tablet, world, link)
    assert tablet.post("/cover").headers["Location"] == "/locked"
    assert tablet.get(f"/sessions/{uuid4()}/open").headers["Location"] == "/locked"


def test_the_page_that_asks_for_the_password_names_nobody(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    page = text(tablet.get("/locked"))
    assert "Go on with the questions" in page
    for word in (
        "Maya",
        "Oyelaran",
        "Ada",
        "Whitfield",
        world.ada.user.email,
        str(world.maya.id),
        "Northgate",
    ):
        assert word not in page


def test_after_the_form_the_device_is_given_back(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    answer_all(tablet, link)
    done = text(tablet.get("/d/done"))
    assert "Thank you. Please give the device back." in done
    assert 'href="/locked"' in done


@pytest.mark.goal("G5")
def test_the_password_takes_it_back(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    before = tablet.cookies["s"].value
    assert tablet.post("/locked", {"password": "four loud walnut chairs"}).status_code == 422
    assert tablet.get("/clients").status_code == 303
    answer = tablet.post("/locked", {"password": cast.PASSWORD})
    assert answer.headers["Location"] == reverse("client_measures", args=[world.maya.id])
    assert tablet.get("/clients").status_code == 200
    assert tablet.cookies["s"].value != before, "whoever held the device may have kept the old key"
    assert tablet.get("/d/form").status_code == 410, "the client's visit ended"


def test_a_key_that_was_kept_opens_nothing(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    copy = Browser()
    copy.cookies["s"] = tablet.cookies["s"].value
    tablet.post("/locked", {"password": cast.PASSWORD})
    assert copy.get("/clients").headers["Location"].startswith("/account/sign-in")


def test_it_goes_back_to_the_session(tablet: Browser, world: World, link: Link) -> None:
    session = uuid4()
    assert str(session) in text(tablet.get(f"{path(world)}?session={session}"))
    hand(tablet, world, link, session=str(session))
    answer = tablet.post("/locked", {"password": cast.PASSWORD, "next": "/clients/add"})
    assert answer.headers["Location"] == f"/sessions/{session}"


def test_leave_still_works_and_unlocks_nothing(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    assert tablet.get("/d/leave").headers["Location"] == "https://weather.example/"
    assert tablet.get("/d/form").status_code == 410
    assert tablet.get("/clients").headers["Location"] == "/locked"


def test_signing_out_is_another_way_out(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    tablet.post("/account/sign-out")
    assert tablet.get("/clients").headers["Location"].startswith("/account/sign-in")


def test_a_visit_that_lay_on_the_device_is_gone(tablet: Browser, world: World, link: Link) -> None:
    theirs = actions.give(client=world.pia, instruments=["phq9"], by=world.ben.user)
    born = {"day": "30", "month": "11", "year": "1958"}
    assert tablet.post(reverse("open_link", args=[theirs.token]), born).status_code == 302
    hand(tablet, world, link)
    response = theirs.responses.get()
    answer = tablet.post("/d/form/1/1", {"response": str(response.id), "q1": "3"})
    assert answer.status_code == 409, "this is another link's question"


def test_a_stranger_finds_nothing(world: World, link: Link) -> None:
    assert knock.statuses(knock.strangers(world), path(world)) == {404}
    assert knock.statuses(knock.strangers(world), path(world), posting=True) == {404}


def test_other_roles_are_refused(world: World, link: Link) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(world)) == {403}


def test_a_link_of_another_client_is_not_there(tablet: Browser, world: World, link: Link) -> None:
    theirs = actions.give(client=world.pia, instruments=["phq9"], by=world.ben.user)
    assert hand(tablet, world, theirs).status_code == 404
    assert tablet.post(path(world), {"link": "x"}).status_code == 404
    assert tablet.get("/clients").status_code == 200


def test_a_link_that_opens_nothing_is_refused(tablet: Browser, world: World, link: Link) -> None:
    actions.withdraw(link=link, by=world.ada.user)
    answer = hand(tablet, world, link)
    assert answer.status_code == 409
    assert "opens nothing any more" in text(answer)
    assert tablet.get("/clients").status_code == 200


def test_without_consent_none_is_given(tablet: Browser, world: World, clock: StoppedClock) -> None:
    answer = tablet.post(
        reverse("hand_over", args=[world.omar.id]), {"id": str(uuid4()), "instruments": ["phq9"]}
    )
    assert answer.status_code == 409
    assert "consent to questionnaires" in text(answer)


def test_nothing_chosen_is_said(tablet: Browser, world: World, link: Link) -> None:
    answer = tablet.post(path(world), {})
    assert answer.status_code == 422
    assert "Choose at least one questionnaire." in text(answer)


def test_it_is_audited(tablet: Browser, world: World, link: Link) -> None:
    hand(tablet, world, link)
    tablet.post("/locked", {"password": cast.PASSWORD})
    assert knock.written("hand_over", link.id) == 1
    row = AuditEvent.objects.get(verb="take_back")
    assert (row.actor, row.client) == (world.ada.user.pk, world.maya.id)
    assert knock.reads(world.ada, world.maya.id, "care") == 1
