"""What a client keeps: they choose when they send it and later, and nobody of the service sees an answer."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.base.audit import SYSTEM
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.companion.client_views import export
from amity.web.measures import actions, offers, queries
from amity.web.measures.models import Link, Response
from amity.web.measures.queries import brought, what_now
from amity.web.measures.queries.card_evidence import told_of
from amity.web.measures.queries.kept_back import kept_of, told
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.measures.brought import OF_ITS_OWN, SEVEN, bring
from tests.web.measures.conftest import Phone, text
from tests.web.techniques.conftest import signed_in_client

SENTENCE = "Working together 0–10: answered, kept by the client."
ANSWERS = {1: 3, 2: 4, 3: 5}  # their mean is 4


@pytest.fixture
def link(clock: StoppedClock, world: World) -> Link:
    """PHQ-9, and the three questions about working together."""
    return actions.give(client=world.maya, instruments=["phq9", "own_alliance"], by=world.ada.user)


@pytest.fixture
def ada(world: World) -> Browser:
    return cast.signed_in(world.ada)


@pytest.fixture
def about_us(link: Link) -> Response:
    return link.responses.get(instrument="own_alliance")


def answered(link: Link, response: Response) -> Phone:
    phone = Phone()
    phone.start(link.token)
    for number, value in ANSWERS.items():
        phone.choose(response, number, value)
    return phone


def sent(link: Link, response: Response, sees: str) -> Phone:
    phone = answered(link, response)
    phone.post(f"/d/form/{response.place}/send", {"response": str(response.id), "sees": sees})
    response.refresh_from_db()
    return phone


def page(browser: Browser, address: str, status: int = 200) -> str:
    found = browser.get(address)
    assert found.status_code == status
    return text(found)


def test_nobody_sees_it_before_it_is_sent(world: World, ada: Browser, link: Link, about_us: Response) -> None:
    answered(link, about_us)
    assert list(queries.responses_of(world.maya)) == [link.responses.get(instrument="phq9")]
    measures = page(ada, f"/clients/{world.maya.id}/measures")
    assert "with the client; they choose who sees it" in measures
    assert SENTENCE not in measures
    assert "3 of 3 answered" not in measures + page(ada, f"/links/{link.id}")
    page(ada, f"/responses/{about_us.id}", 404)


def test_the_client_is_told_and_asked_and_nothing_is_chosen_for_them(link: Link, about_us: Response) -> None:
    phone = Phone()
    phone.open(link.token)
    assert "Some of it you may keep to yourself." in text(phone.get("/d/form"))
    phone = answered(link, about_us)
    asked = text(phone.get("/d/form/2/send"))
    assert "Ada Whitfield sees them" in asked
    assert "Kept to yourself: nobody here sees them." in asked
    assert "on your own pages" not in asked, "she has none"
    assert "checked" not in asked
    assert "Who sees these answers?" not in text(phone.get("/d/form/1/send"))
    refused = phone.send(about_us)
    assert refused.status_code == 422
    assert "Say who sees these answers." in text(refused)
    assert phone.post("/d/form/2/send", {"response": str(about_us.id), "sees": "x"}).status_code == 422
    about_us.refresh_from_db()
    assert about_us.submitted_at is None


def test_kept_it_is_told_in_one_sentence(world: World, ada: Browser, link: Link, about_us: Response) -> None:
    phone = sent(link, about_us, "kept")
    phone.send(link.responses.get(instrument="phq9"))
    done = text(phone.get("/d/done"))
    assert "Nobody here sees the answers that you keep to yourself." in done
    assert "Ada Whitfield reads this" in done
    assert (about_us.kept_back_at, about_us.submitted_at) != (None, None)
    for address in (f"/clients/{world.maya.id}/measures", f"/links/{link.id}"):
        assert "answered, kept by the client" in page(ada, address)
    assert "Working together 0–10" not in page(ada, "/today")
    page(ada, f"/responses/{about_us.id}", 404)
    page(ada, f"/clients/{world.maya.id}/measures/over-time/own_alliance", 404)
    assert ada.post(f"/responses/{about_us.id}/read").status_code == 404
    with pytest.raises(Refused, match="nothing to mark as read"):
        actions.mark_read(response=about_us, by=world.ada.user)
    assert told(kept_of(world.maya)) == [SENTENCE]


def test_all_of_it_kept_nobody_is_said_to_read(world: World, clock: StoppedClock) -> None:
    link = actions.give(client=world.maya, instruments=["own_alliance"], by=world.ada.user)
    phone = sent(link, link.responses.get(), "kept")
    done = text(phone.get("/d/done"))
    assert "You keep these answers to yourself. Nobody here sees them." in done
    assert "reads this" not in done


def test_shown_it_is_read_like_any_other(world: World, ada: Browser, link: Link, about_us: Response) -> None:
    sent(link, about_us, "shown")
    assert about_us.kept_back_at is None
    assert "New answers: Working together 0–10 4" in page(ada, "/today")
    assert "Working together 0–10" in page(ada, f"/responses/{about_us.id}")
    assert kept_of(world.maya) == []


def test_the_card_about_working_together_shows_it_or_says_that_it_is_kept(
    world: World, link: Link, about_us: Response
) -> None:
    course = start(world.maya, world.ada)

    def lines() -> list[str]:
        known = what_now.known_of([course])[course.id]
        shows = set(library.card("alliance").shows)
        return [it.words for part in told_of(world.ada.user, course, known, shows).values() for it in part]

    sent(link, about_us, "kept")
    assert SENTENCE in lines()
    assert not [it for it in lines() if it.startswith("Working together 0–10 is")]
    actions.show(response=about_us, by=world.maya)
    [shown] = [it for it in lines() if it.startswith("Working together 0–10 is")]
    assert shown == (
        "Working together 0–10 is 4. It is the first. Answered 2 March 2026: (3 + 4 + 5) ÷ 3 = 4; "
        "6 or below is a reason to talk."
    )
    assert SENTENCE not in lines()


def test_it_is_no_outcome_and_no_change_of_the_client(world: World, link: Link, about_us: Response) -> None:
    course = start(world.maya, world.ada)
    sent(link, about_us, "shown")
    facts = offers.course_facts([course])[course.id]
    assert set(facts) & {"baseline_measure", "change"} == set()
    assert "own_alliance" in facts["measures_answered"]


def test_that_it_was_answered_is_known_to_what_asks_for_it(
    world: World, link: Link, about_us: Response
) -> None:
    course = start(world.maya, world.ada)
    sent(link, about_us, "kept")
    facts = offers.course_facts([course])[course.id]
    assert facts["measures_answered"] == {"own_alliance": (date(2026, 3, 2),)}
    assert "scores" not in facts


def test_later_the_client_shows_it_and_keeps_it_again(
    world: World, ada: Browser, link: Link, about_us: Response
) -> None:
    sent(link, about_us, "kept")
    maya = signed_in_client(world)
    address = f"/d/answers/{about_us.id}"
    assert "kept to yourself" in page(maya, "/d/answers")
    assert "You keep these answers to yourself." in page(maya, address)
    assert maya.post(f"{address}/seen", {"sees": "shown"}).headers["Location"] == address
    assert "can read these answers" in page(maya, address)
    page(ada, f"/responses/{about_us.id}")
    maya.post(f"{address}/seen", {"sees": "kept"})
    page(ada, f"/responses/{about_us.id}", 404)
    maya.post(f"{address}/seen", {"sees": "anything"})
    about_us.refresh_from_db()
    assert about_us.kept_back_at is not None
    trail = AuditEvent.objects.filter(record_id=about_us.id, verb__in=["show", "keep_back"]).order_by("at")
    assert [(it.verb, it.actor_kind, it.fields) for it in trail] == [
        ("show", "client", ["kept_back_at"]),
        ("keep_back", "client", ["kept_back_at"]),
    ]


def test_with_pages_of_their_own_they_hear_that_they_can_show_it(
    world: World, link: Link, about_us: Response
) -> None:
    signed_in_client(world)
    assert "You can show them later, on your own pages." in text(
        answered(link, about_us).get("/d/form/2/send")
    )


def test_what_may_have_been_read_is_not_kept_back(world: World, link: Link, about_us: Response) -> None:
    sent(link, about_us, "shown")
    actions.mark_read(response=about_us, by=world.ada.user)
    maya = signed_in_client(world)
    refused = maya.post(f"/d/answers/{about_us.id}/seen", {"sees": "kept"})
    assert refused.status_code == 409
    assert "They may have been read by now" in text(refused)
    about_us.refresh_from_db()
    assert about_us.kept_back_at is None


def test_nor_what_a_decision_rests_on(world: World, link: Link, about_us: Response) -> None:
    course = start(world.maya, world.ada)
    sent(link, about_us, "shown")
    given: dict[str, Any] = {"course": course, "occasions": ["week:4"], "decision": "leave", "reason": "x"}
    about = library.card("support")
    actions.decide_card(**given, card=about, evidence="Nothing of it.", by=world.ada.user)
    actions.show(response=actions.keep_back(response=about_us, by=world.maya), by=world.maya)
    said = "Working together 0–10 is 4. It is the first."
    actions.decide_card(
        **given | {"occasions": ["week:8"]}, card=library.card("support"), evidence=said, by=world.ada.user
    )
    with pytest.raises(Refused, match="may have been read"):
        actions.keep_back(response=about_us, by=world.maya)


def test_only_the_client_chooses(world: World, link: Link, about_us: Response) -> None:
    sent(link, about_us, "kept")
    for who in (world.ada.user, SYSTEM, world.pia):
        for act in (actions.keep_back, actions.show):
            with pytest.raises(Refused, match="Only the client"):
                act(response=about_us, by=who)
    strange = signed_in_client(world)
    other = actions.give(client=world.pia, instruments=["own_alliance"], by=world.ben.user).responses.get()
    assert strange.post(f"/d/answers/{other.id}/seen", {"sees": "shown"}).status_code == 404


def test_nothing_is_chosen_of_what_was_not_sent(world: World, link: Link, about_us: Response) -> None:
    answered(link, about_us)
    with pytest.raises(Refused, match="when you send them"):
        actions.show(response=about_us, by=world.maya)
    again = actions.keep_back(response=about_us, by=world.maya)
    assert again.kept_back_at == about_us.kept_back_at, "it is kept already"


def test_other_questionnaires_are_never_kept(world: World, link: Link) -> None:
    phq9 = link.responses.get(instrument="phq9")
    phone = Phone()
    phone.start(link.token)
    phone.post("/d/form/1/send", {"response": str(phq9.id), "sees": "kept"})
    phq9.refresh_from_db()
    assert (phq9.kept_back_at, phq9.submitted_at is None) == (None, False)
    with pytest.raises(Refused, match="are read by the people here"):
        actions.keep_back(response=phq9, by=world.maya)
    maya = signed_in_client(world)
    assert "/seen" not in page(maya, "/d/answers")


def test_what_staff_typed_in_is_never_kept(world: World, clock: StoppedClock) -> None:
    typed = actions.begin_typing_in(
        client=world.maya, instrument="own_alliance", mode="interview",
        written_on=base_clock.now().date(), by=world.ada.user,
    )  # fmt: skip
    actions.type_in(response=typed, answers={"understood": 3, "agreed": 3, "fits": 3}, by=world.ada.user)
    actions.finish_typing_in(response=typed, by=world.ada.user)
    typed.refresh_from_db()
    assert typed.kept_back_at is None
    with pytest.raises(Refused, match="are read by the people here"):
        actions.keep_back(response=typed, by=world.maya)


def test_left_unsent_it_stays_the_clients_until_they_show_it(
    world: World, link: Link, about_us: Response, clock: StoppedClock
) -> None:
    phone = answered(link, about_us)
    clock.forward(hours=25)
    about_us.refresh_from_db()
    actions.lapse(response=about_us, by=SYSTEM)
    assert "Working together 0–10" not in page(cast.signed_in(world.ada), "/today")
    clock.forward(days=7)
    ada = cast.signed_in(world.ada)
    assert "not sent" in page(ada, f"/links/{link.id}")
    assert actions.show(response=about_us, by=world.maya).kept_back_at is None
    page(ada, f"/responses/{about_us.id}")
    assert phone.get("/d/form").status_code == 410


def test_answered_on_after_it_was_shown_unsent_it_is_theirs_again(
    world: World, link: Link, about_us: Response, clock: StoppedClock
) -> None:
    answered(link, about_us)
    clock.forward(hours=25)
    actions.lapse(response=about_us, by=SYSTEM)
    actions.show(response=about_us, by=world.maya)
    actions.answer(
        response=about_us, item="fits", value=1, visit=uuid4(), written_at=base_clock.now(), by=world.maya
    )
    about_us.refresh_from_db()
    assert about_us.kept_back_at is not None


def test_their_own_file_holds_it_and_the_copy_staff_read_through_does_not(
    world: World, link: Link, about_us: Response
) -> None:
    sent(link, about_us, "kept")
    asked = library.instrument("own_alliance").items[0].text or "?"
    assert asked in export.written_out(world.maya)
    by_staff = repr([(it.title, list(it.rows)) for it in offers.subject_data(world.maya)])
    assert asked not in by_staff
    assert "You keep some answers to yourself." in by_staff
    actions.show(response=about_us, by=world.maya)
    by_staff = repr([(it.title, list(it.rows)) for it in offers.subject_data(world.maya)])
    assert asked in by_staff
    assert "You keep some answers to yourself." not in by_staff


def test_on_the_clinicians_device_they_choose_as_well(
    world: World, ada: Browser, clock: StoppedClock
) -> None:
    link = actions.give(client=world.maya, instruments=["own_alliance"], by=world.ada.user)
    assert "Working together 0–10" in page(ada, f"/clients/{world.maya.id}/measures/hand-over")
    response = link.responses.get()
    ada.post(f"/clients/{world.maya.id}/measures/hand-over", {"link": str(link.id)})
    for number, value in ANSWERS.items():
        ada.post(f"/d/form/1/{number}", {"response": str(response.id), f"q{number}": str(value)})
    assert "Who sees these answers?" in page(ada, "/d/form/1/send")
    ada.post("/d/form/1/send", {"response": str(response.id), "sees": "kept"})
    response.refresh_from_db()
    assert (response.kept_back_at is None, response.submitted_at is None) == (False, False)


def test_what_a_service_brings_may_be_kept_too(world: World, ada: Browser) -> None:
    tick = "The client may keep their answers from the clinician"
    for of, asked in (("alone", True), ("isi", False)):
        looked = ada.post("/measures/library/bring", {"of": of, "text": SEVEN})
        assert (tick in text(looked)) is asked
    ours = OF_ITS_OWN | {"safety": [], "may_be_kept_back": True}
    row = bring(world.ada, of="alone", said=ours)
    assert brought.opened(row.id).may_be_kept_back
    assert "may keep it from everybody of the service" in page(ada, f"/measures/library/{row.id}")
    other = bring(world.ada, of="alone", said=ours | {"may_be_kept_back": False})
    assert not brought.opened(other.id).may_be_kept_back
    assert "may keep it" not in page(ada, f"/measures/library/{other.id}")
    with pytest.raises(Refused, match="nobody may keep such answers"):
        bring(world.ada, of="alone", said=ours | {"safety": ["/k/6"]})
