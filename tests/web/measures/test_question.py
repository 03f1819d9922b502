"""One question a screen: saving, leaving out, going back, the calm panel, what a resumed link shows."""

import re

import pytest
from django.test import Client as Browser

from amity.web.measures import actions, queries
from amity.web.measures.models import Answer, Link, Response
from amity.web.safety import actions as safety_actions
from amity.web.safety.models import Flag
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone, text

HTMX = {"HX-Request": "true"}
CHECKED = re.compile(r'value="(\d)" checked')


def test_it_saves_and_goes_on(link: Link, phq9: Response, phone: Phone) -> None:
    begun = phone.start(link.token)
    assert begun["Location"] == "/d/form/1/1"
    assert "Question 1 of 10" in text(phone.get("/d/form/1/1"))
    assert phone.choose(phq9, 1, 2)["Location"] == "/d/form/1/2"
    assert queries.answers_of(phq9) == {"interest": 2}


def test_enter_goes_on_and_takes_nothing_back(link: Link, phq9: Response, phone: Phone) -> None:
    """A browser presses a form's first button when Enter is pressed on a choice."""
    phone.start(link.token)
    phone.choose(phq9, 9, 1)
    for path in ("1/9", "1"):
        page = text(phone.get(f"/d/form/{path}"))
        assert page.index('aria-hidden="true">Next</button>') < page.index('name="take_back"')


def test_it_may_be_left_out(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    assert phone.choose(phq9, 1, "")["Location"] == "/d/form/1/2"
    assert not Answer.objects.exists()


def test_back_shows_what_was_chosen_in_this_visit(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 2)
    assert CHECKED.findall(text(phone.get("/d/form/1/1"))) == ["2"]


def test_a_resumed_link_shows_no_earlier_answer(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 2)
    phone.choose(phq9, 9, 1)
    other = Phone()
    assert other.start(link.token)["Location"] == "/d/form/1/2"
    pages = [text(other.get(f"/d/form/{path}")) for path in ("1/1", "1/9", "1", "1/send", "1/2")]
    assert not any(CHECKED.findall(page) for page in pages)
    assert not any("Thank you for saying it" in page or "Somebody to talk to" in page for page in pages)
    assert "An answer was received before" in pages[0]


def test_it_may_be_answered_again(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 2)
    other = Phone()
    other.start(link.token)
    other.choose(phq9, 1, 0)
    assert list(Answer.objects.values_list("value", flat=True)) == [2, 0]
    assert queries.answers_of(phq9) == {"interest": 0}


def test_it_may_be_taken_back(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 2)
    assert phone.choose(phq9, 1, 2, take_back="1")["Location"] == "/d/form/1/1"
    assert queries.answers_of(phq9) == {"interest": None}
    assert Answer.objects.count() == 2


def test_sending_the_same_twice_is_one_answer(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 2)
    phone.choose(phq9, 1, 2)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("value", ["1", "2", "3"])
def test_item_nine_opens_the_panel_under_the_question(
    link: Link, phq9: Response, phone: Phone, value: str
) -> None:
    phone.start(link.token)
    assert phone.choose(phq9, 9, value)["Location"] == "/d/form/1/9"  # without a script it is seen first
    page = text(phone.get("/d/form/1/9"))
    assert "Thank you for saying it." in page
    assert "01632 960 001" in page
    assert "Ada Whitfield reads this today, before 17:00." in page
    assert "You can go on" in page
    assert phone.choose(phq9, 9, value)["Location"] == "/d/form/1/10"
    assert Flag.objects.count() == 1


def test_the_panel_stays_reachable(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 9, 1)
    for path in ("1/10", "1", "1/send", "2/1", "2"):
        page = text(phone.get(f"/d/form/{path}"))
        assert "Thank you for saying it." in page, path
        assert "01632 960 001" in page, path


def test_item_nine_at_zero_opens_nothing(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    assert phone.choose(phq9, 9, 0)["Location"] == "/d/form/1/10"
    assert "Thank you for saying it" not in text(phone.get("/d/form/1/9"))
    assert not Flag.objects.exists()


def test_the_panel_uses_no_alarm_and_asks_nothing(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    fragment = text(phone.post("/d/form/1/9/answer", {"response": str(phq9.id), "q9": "1"}, **HTMX))
    panel = fragment[fragment.index('<div class="calm"') : fragment.index("You can go on")]
    assert not re.search(r"dialog|alert|modal|<button|<input|danger|warning", panel)


def test_a_script_saves_the_moment_it_is_chosen(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    answer = phone.post("/d/form/1/3/answer", {"response": str(phq9.id), "q3": "1"}, **HTMX)
    assert (answer.status_code, "Received at 10:00" in text(answer)) == (200, True)
    assert queries.answers_of(phq9) == {"sleep": 1}


@pytest.mark.parametrize("value", ["4", "-1", "x", "1.0", "99999999999999999999", "²", "true"])
def test_a_value_that_is_no_option_is_refused_in_words(
    link: Link, phq9: Response, phone: Phone, value: str
) -> None:
    phone.start(link.token)
    plain = phone.choose(phq9, 1, value)
    script = phone.post("/d/form/1/1/answer", {"response": str(phq9.id), "q1": value}, **HTMX)
    assert (plain.status_code, script.status_code) == (422, 422)
    assert "That is not one of the answers." in text(plain)
    assert "That is not one of the answers." in text(script)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("path", ["1/0", "1/11", "3/1", "9", "3/send"])
def test_a_question_that_is_not_there(link: Link, phone: Phone, path: str) -> None:
    phone.start(link.token)
    phone.browser.raise_request_exception = False
    assert phone.get(f"/d/form/{path}").status_code == 404


def test_after_sending_an_answer_is_refused_and_kept_on_the_page(
    link: Link, phq9: Response, phone: Phone
) -> None:
    phone.start(link.token)
    phone.send(phq9)
    answer = phone.choose(phq9, 9, 2)
    assert answer.status_code == 409
    assert "These answers were sent already" in text(answer)
    assert CHECKED.findall(text(answer)) == ["2"]
    assert not Answer.objects.exists()


def test_a_page_of_another_link_is_refused(link: Link, phq9: Response, world: World, phone: Phone) -> None:
    newer = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    phone.start(link.token)
    phone.start(newer.token)
    answer = phone.choose(phq9, 1, 2)
    assert (answer.status_code, "belongs to another link" in text(answer)) == (409, True)
    assert not Answer.objects.exists()


def test_it_needs_the_token_against_forgery(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = phone.browser.cookies
    assert strict.post("/d/form/1/1", {"response": str(phq9.id), "q1": "1"}).status_code == 403


def test_the_address_and_the_title_say_nothing(link: Link, phone: Phone) -> None:
    phone.start(link.token)
    for path in ("/d/form", "/d/form/1/1", "/d/form/1", "/d/form/1/send", "/d/help", f"/d/{link.token}"):
        page = text(phone.get(path))
        assert re.findall(r"<title>(.*?)</title>", page) == ["Notebook"], path
        assert 'id="leave"' in page, path
        assert 'href="/d/help"' in page, path


def test_the_words_carry_the_language_of_the_questionnaire(link: Link, phone: Phone) -> None:
    phone.start(link.token)
    assert '<div lang="en">' in text(phone.get("/d/form/1/1"))


def test_a_get_writes_nothing(link: Link, phone: Phone, clock: StoppedClock) -> None:
    phone.start(link.token)
    before = phone.browser.cookies["d"].value
    clock.forward(minutes=29)
    phone.get("/d/form/1/1")
    clock.forward(minutes=2)
    assert phone.browser.cookies["d"].value == before
    assert phone.get("/d/form/1/1").status_code == 410  # looking did not lengthen the visit


def test_a_fault_of_ours_is_never_called_a_wrong_answer(
    link: Link, phq9: Response, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**given: object) -> None:
        raise ValueError("no working day")

    phone.start(link.token)
    monkeypatch.setattr(safety_actions, "raise_flag", fail)
    with pytest.raises(ValueError, match="no working day"):
        phone.choose(phq9, 9, 2)
