"""An answer from a page that stood open too long: kept where it can be, and said either way (goal G41)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.measures import actions, jobs, queries
from amity.web.measures.models import Answer, Link, Response
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone, text

HTMX = {"HX-Request": "true"}
RECEIVED, LOST = "What you answered last was received too.", "Your last answer was not received."
NUMBER = "01632 960 001"
BY_THE_WAY = pytest.mark.parametrize("path", ["/d/form/1/9", "/d/form/1", "/d/form/1/9/answer"])


def nine(phq9: Response, value: str = "1") -> dict[str, str]:
    return {"response": str(phq9.id), "q9": value}


def echoes() -> list[FlagEvent]:
    return list(FlagEvent.objects.filter(kind="echo"))


@pytest.fixture
def idle(link: Link, phone: Phone, clock: StoppedClock) -> Phone:
    """A page that stood open for longer than half an hour."""
    phone.start(link.token)
    clock.forward(minutes=31)
    return phone


@pytest.fixture
def ran_out(link: Link, phone: Phone, clock: StoppedClock) -> Phone:
    """A page that was opened shortly before its link ran out."""
    clock.to(link.expires_at - timedelta(minutes=5))
    phone.start(link.token)
    clock.forward(minutes=10)
    jobs.run_due()
    return phone


@BY_THE_WAY
@pytest.mark.parametrize("way", ["idle", "ran_out"])
def test_it_is_kept_and_looked_at_first(
    phq9: Response, path: str, way: str, request: pytest.FixtureRequest
) -> None:
    phone = request.getfixturevalue(way)
    answer = phone.post(path, nine(phq9))
    page = text(answer)
    assert (answer.status_code, RECEIVED in page, LOST in page) == (410, True, False)
    assert "Thank you for saying it." in page
    assert NUMBER in page
    assert queries.answers_of(phq9) == {"self_harm": 1}
    assert [it.said for it in echoes()].count("Several days") == 1


@pytest.mark.parametrize("way", ["idle", "ran_out"])
def test_a_script_hears_it_under_the_question(
    phq9: Response, way: str, request: pytest.FixtureRequest
) -> None:
    answer = request.getfixturevalue(way).post("/d/form/1/9/answer", nine(phq9), **HTMX)
    assert answer.status_code == 200
    assert "<html" not in text(answer)
    assert "Received at" in text(answer)
    assert "Thank you for saying it." in text(answer)
    assert queries.answers_of(phq9) == {"self_harm": 1}


def test_the_record_says_that_it_came_late(phq9: Response, ran_out: Phone) -> None:
    ran_out.post("/d/form/1/9", nine(phq9))
    notes = [it.note for it in echoes() if it.said == "Several days"]
    assert notes == ["The last answer came in after the link had run out."]


def test_one_in_time_says_nothing_of_that(link: Link, phq9: Response, idle: Phone) -> None:
    idle.post("/d/form/1/9", nine(phq9))
    assert FlagEvent.objects.get().note == ""


def test_the_page_stays_closed_to_whoever_reads(phq9: Response, idle: Phone) -> None:
    idle.post("/d/form/1/9", nine(phq9))
    again = idle.get("/d/form/1/9")
    assert (again.status_code, "Thank you" in text(again), RECEIVED in text(again)) == (410, False, False)


def test_no_panel_for_an_answer_that_needs_nobody(phq9: Response, idle: Phone) -> None:
    page = text(idle.post("/d/form/1/9", nine(phq9, "0")))
    assert (RECEIVED in page, "Thank you" in page, NUMBER in page) == (True, False, True)
    assert not Flag.objects.exists()


def test_the_same_twice_is_one_answer(phq9: Response, idle: Phone) -> None:
    for _ in range(2):
        assert RECEIVED in text(idle.post("/d/form/1/9", nine(phq9)))
    assert Answer.objects.count() == 1


def test_one_that_was_sent_in_time_is_never_called_lost(
    phq9: Response, phone: Phone, link: Link, clock: StoppedClock
) -> None:
    phone.start(link.token)
    phone.choose(phq9, 9, 1)
    phone.send(phq9)
    clock.forward(minutes=31)
    assert RECEIVED in text(phone.post("/d/form/1/9", nine(phq9)))
    assert LOST in text(phone.post("/d/form/1/9", nine(phq9, "2")))


def test_it_is_taken_back_late_too(phq9: Response, phone: Phone, link: Link, clock: StoppedClock) -> None:
    phone.start(link.token)
    phone.choose(phq9, 9, 1)
    clock.forward(minutes=31)
    assert RECEIVED in text(phone.choose(phq9, 9, 1, take_back="1"))
    assert queries.answers_of(phq9) == {"self_harm": None}
    assert Flag.objects.get().closed_at is None


def test_nothing_that_was_left_out_is_called_an_answer(phq9: Response, idle: Phone) -> None:
    page = text(idle.post("/d/form/1/9", {"response": str(phq9.id), "q9": ""}))
    assert (RECEIVED in page, LOST in page) == (False, False)
    assert "What you answered was received. To go on, open your link again." in page


def lost(phone: Phone, phq9: Response) -> bool:
    """Both ways it is said plainly, with somebody to call; nothing was kept."""
    pages = [phone.post("/d/form/1/9", nine(phq9)), phone.post("/d/form/1/9/answer", nine(phq9), **HTMX)]
    assert [page.status_code for page in pages] == [410, 410]
    assert "<html" not in text(pages[1])
    assert not Answer.objects.exists()
    return all(LOST in text(page) and NUMBER in text(page) for page in pages)


def test_after_taking_back_it_is_not_received(link: Link, phq9: Response, world: World, phone: Phone) -> None:
    phone.start(link.token)
    actions.withdraw(link=link, by=world.ada.user)
    assert lost(phone, phq9)


def test_after_leaving_it_is_not_received(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.post("/d/leave", {})
    assert lost(phone, phq9)


def test_from_somebody_elses_browser_nothing_is_added(phq9: Response, idle: Phone) -> None:
    assert lost(Phone(), phq9)


def test_idle_and_taken_back_it_is_not_received(
    link: Link, phq9: Response, world: World, idle: Phone
) -> None:
    actions.withdraw(link=link, by=world.ada.user)
    assert lost(idle, phq9)


def test_not_for_longer_than_a_session_lasts(link: Link, phq9: Response, clock: StoppedClock) -> None:
    def answer(late: bool) -> None:
        actions.answer(
            response=phq9,
            item="mood",
            value=1,
            visit=uuid4(),
            written_at=clock.now,
            late=late,
            by=link.client,
        )

    clock.to(link.expires_at + timedelta(hours=10, seconds=-1))
    with pytest.raises(Refused):
        answer(late=False)
    answer(late=True)
    clock.forward(seconds=1)
    with pytest.raises(Refused):
        answer(late=True)


def test_a_page_of_another_link_adds_nothing(phq9: Response, world: World, clock: StoppedClock) -> None:
    phone = Phone()
    newer = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    phone.start(newer.token)
    clock.forward(minutes=31)
    assert lost(phone, phq9)
