"""A link on a phone: every way through the questions, every way out of them."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import links
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
from tests.browser.elsewhere import EXIT
from tests.browser.links import BORN
from tests.browser.looking import Accessible
from tests.browser.steps import (
    FREQUENCIES,
    NOT_AT_ALL,
    SEVERAL_DAYS,
    THANKS,
    answer,
    choose,
    give_date_of_birth,
    has_left,
    question,
    second_step,
)
from tests.browser.walk import QUESTIONS_START, ClientWalk

CANARIES = (
    "Over the last 2 weeks",
    SEVERAL_DAYS,
    "nervous",
    "Feeling down",
    "What happens with your answers",
)
NUMBERS = ("01632 960 415", "0808 157 0614", "0808 157 0927")
TIMES_BACK = 5
ON_A_PHONE = pytest.mark.parametrize("width", [390], ids=["phone"])  # the words are the same on a desk


@pytest.fixture(scope="module")
def given(the_clinic: Clinic) -> list[str]:
    """Unused links: two with PHQ-9, then many with two short questionnaires."""
    return links.links(the_clinic, *[("phq9",)] * 2, *[("gad2", "phq2")] * 24)


@pytest.fixture(scope="module")
def long_ones(given: list[str]) -> Iterator[str]:
    """Those with PHQ-9."""
    return iter(given[:2])


@pytest.fixture(scope="module")
def addresses(given: list[str]) -> Iterator[str]:
    """One after another of the short ones."""
    return iter(given[2:])


@pytest.fixture(scope="module")
def closed(the_clinic: Clinic) -> tuple[str, str]:
    """A link that was taken back, and one that ran out."""
    return links.closed_links(the_clinic)


@pytest.fixture
def walk(context: BrowserContext, accessible: Accessible) -> ClientWalk:
    """A client at a window of this width."""
    return ClientWalk(context.new_page(), accessible)


def test_one_question_a_screen(walk: ClientWalk, addresses: Iterator[str]) -> None:
    """Leave one out, go back, see what was chosen in this visit, send, and see none of it again."""
    page = walk.page
    address = next(addresses)
    begin(walk, address, "One question at a time")
    page.get_by_role("button", name="Next").click()
    question(page, 2)
    answer(page, SEVERAL_DAYS)
    walk.stop("That was part 1 of 2")
    expect(page.get_by_text("You answered 1 of 2")).to_be_visible()
    page.get_by_role("link", name="Back to the one you left out").click()
    question(page, 1)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("radio", name=SEVERAL_DAYS)).to_be_checked()
    page.get_by_role("link", name="Back").click()
    answer(page, NOT_AT_ALL)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("You answered all 2")).to_be_visible()
    page.get_by_role("button", name="Send and go on").click()
    for _ in range(2):
        answer(page, NOT_AT_ALL)
    page.get_by_role("button", name="Send", exact=True).click()
    walk.stop("Received. Thank you.")
    expect(page.get_by_role("main")).to_contain_text("Tom Achterberg")
    page.go_back()
    assert not canaries_on(page), "sent answers are shown again"


@ON_A_PHONE
def test_an_answer_taken_back_is_not_answered(walk: ClientWalk, addresses: Iterator[str]) -> None:
    page = walk.page
    begin(walk, next(addresses), "One question at a time")
    choose(page, SEVERAL_DAYS)
    page.get_by_role("button", name="Take this answer back").click()
    expect(page.get_by_role("radio", name=SEVERAL_DAYS)).not_to_be_checked()
    walk.look()
    page.get_by_role("button", name="Next").click()
    answer(page, NOT_AT_ALL)
    expect(page.get_by_text("You answered 1 of 2")).to_be_visible()


def test_all_on_one_page(walk: ClientWalk, addresses: Iterator[str]) -> None:
    """Each choice is received when it is made, and a reload of this visit keeps it."""
    page = walk.page
    begin(walk, next(addresses), "All on one page")
    walk.stop("Part 1 of 2")
    questions = page.get_by_role("group").filter(has=page.get_by_role("radio"))
    questions.nth(0).get_by_role("radio", name=FREQUENCIES[2], exact=True).check()
    expect(page.get_by_text("Received at")).to_have_count(1)
    page.reload()
    expect(questions.nth(0).get_by_role("radio", name=FREQUENCIES[2], exact=True)).to_be_checked()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("You answered 1 of 2")).to_be_visible()
    page.get_by_role("button", name="Send and go on").click()
    walk.stop("Part 2 of 2")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("You left all of them out. That is fine too.")).to_be_visible()
    walk.look()
    page.get_by_role("button", name="Send", exact=True).click()
    walk.stop("Received. Thank you.")


def test_from_link_to_done_without_scripts(someone: NewPerson, width: int, long_ones: Iterator[str]) -> None:
    """The calm panel too: it stands on the same page before the next question."""
    page = someone(width, java_script_enabled=False).new_page()
    second_step(page, next(long_ones), BORN)
    page.get_by_role("button", name="Start").click()
    for number in range(1, 9):
        question(page, number)
        page.get_by_role("radio", name=NOT_AT_ALL, exact=True).check()
        page.get_by_role("button", name="Next").click()
    question(page, 9)
    page.get_by_role("radio", name=SEVERAL_DAYS, exact=True).check()
    page.get_by_role("button", name="Next").click()
    question(page, 9)
    panel = page.get_by_role("group", name=THANKS)
    for telephone in NUMBERS:
        expect(panel).to_contain_text(telephone)
    page.get_by_role("button", name="Next").click()
    question(page, 10)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Received. Thank you.")).to_be_visible()
    expect(page.get_by_role("group", name=THANKS)).to_be_visible()
    leave_by_link(page)


@ON_A_PHONE
def test_leaving_without_scripts_ends_the_session(
    someone: NewPerson, addresses: Iterator[str], width: int
) -> None:
    page = someone(width, java_script_enabled=False).new_page()
    second_step(page, next(addresses), BORN)
    leave_by_link(page)
    answered = page.context.request.get("/d/form")
    assert "What happens with your answers" not in answered.text()


@ON_A_PHONE
def test_a_used_link_says_so(walk: ClientWalk, addresses: Iterator[str]) -> None:
    address = next(addresses)
    begin(walk, address, "All on one page")
    for _ in range(2):
        walk.page.get_by_role("button", name="Next").click()
        walk.page.get_by_role("button", name="Send").click()
    walk.page.context.clear_cookies()
    second_step(walk.page, address, BORN)
    walk.stop("Everything on this link was sent")
    expect(walk.page.get_by_text("There is nothing more to do here")).to_be_visible()


@ON_A_PHONE
def test_a_link_taken_back_says_so(walk: ClientWalk, closed: tuple[str, str]) -> None:
    second_step(walk.page, closed[0], BORN)
    walk.stop("This link was taken back")
    expect(walk.page.get_by_role("main")).to_contain_text("Tom Achterberg")


@ON_A_PHONE
def test_a_link_that_ran_out_says_so(walk: ClientWalk, closed: tuple[str, str]) -> None:
    second_step(walk.page, closed[1], BORN)
    walk.stop("This link has run out")
    expect(walk.page.get_by_role("main")).to_contain_text(NUMBERS[1])


@ON_A_PHONE
def test_a_guessed_link_says_what_a_wrong_date_says(walk: ClientWalk, addresses: Iterator[str]) -> None:
    """No hint whether there is such a link, also after it is shut."""
    page = walk.page
    said = []
    real = next(addresses)
    guessed = re.sub(r"/d/.*", f"/d/{'Q' * 43}", real)
    for address in [guessed, *[real] * 6]:
        second_step(page, address, "3 4 1950")
        expect(page.get_by_role("alert")).to_be_visible()
        said.append(page.get_by_role("main").inner_text())
    second_step(page, real, BORN)  # right, and too late
    said.append(page.get_by_role("main").inner_text())
    assert len(set(said)) == 1


@ON_A_PHONE
def test_a_date_that_is_none_is_asked_again(walk: ClientWalk, addresses: Iterator[str]) -> None:
    page = walk.page
    second_step(page, next(addresses), "31 2 1990")
    expect(page.get_by_role("alert")).to_contain_text("day, month and year")
    expect(page.get_by_label("Day", exact=True)).to_have_value("31")
    walk.stop("Your date of birth")
    give_date_of_birth(page, BORN)
    walk.stop(QUESTIONS_START)


@pytest.mark.goal("G35")
def test_leave_comes_first_on_every_page_and_back_shows_nothing(
    walk: ClientWalk, addresses: Iterator[str], record_property: Record
) -> None:
    page = walk.page
    pages_seen = 0
    for go_to in stops(page, next(addresses)):
        go_to()
        pages_seen += 1
        walk.look()
        page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
        page.reload()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "leave", page.url
    record_property("client_pages", pages_seen)
    page.get_by_role("link", name="Leave", exact=True).focus()
    page.keyboard.press("Enter")
    has_left(page)
    assert went_back_to(page) == []


@pytest.mark.goal("G35")
@ON_A_PHONE
def test_three_presses_of_shift_leave(walk: ClientWalk, addresses: Iterator[str]) -> None:
    page = walk.page
    begin(walk, next(addresses), "One question at a time")
    choose(page, SEVERAL_DAYS)
    for _ in range(3):
        page.keyboard.press("Shift")
    has_left(page)
    assert went_back_to(page) == []


@pytest.mark.goal("G42")
@ON_A_PHONE
def test_help_is_one_tap_away_without_signing_in(walk: ClientWalk) -> None:
    page = walk.page
    page.goto("/d/help")
    walk.stop("Help")
    for number in NUMBERS:
        link = page.get_by_role("link", name=number)
        assert link.get_attribute("href") == "tel:" + number.replace(" ", "")
    expect(page.get_by_role("main")).to_contain_text("Last checked on")
    expect(page.get_by_role("main")).to_contain_text("Nobody watches these pages round the clock")
    page.set_viewport_size({"width": 640, "height": 512})  # 1280 by 1024 at 200 %
    walk.look()


@pytest.mark.goal("G42")
@ON_A_PHONE
def test_help_is_one_tap_away_from_every_page_and_leads_back(
    walk: ClientWalk, addresses: Iterator[str]
) -> None:
    page = walk.page
    for go_to in stops(page, next(addresses)):
        go_to()
        page.get_by_role("banner").get_by_role("link", name="Help").click()
        expect(page.get_by_role("link", name=NUMBERS[1])).to_be_visible()
    page.get_by_role("link", name="Go back to where you were").click()
    walk.look()


@ON_A_PHONE
def test_error_pages_say_nothing_either(walk: ClientWalk, addresses: Iterator[str]) -> None:
    page = walk.page
    page.goto("/d/nothing")
    walk.stop("There is nothing at this address")
    begin(walk, next(addresses), "One question at a time")
    page.goto("/d/form/9/1")
    walk.stop("There is nothing at this address")


def begin(walk: ClientWalk, address: str, how: str) -> None:
    """Through the second step to the first question."""
    second_step(walk.page, address, BORN)
    expect(walk.page.get_by_role("heading", name=QUESTIONS_START)).to_be_visible()
    walk.page.get_by_label(how).check()
    walk.page.get_by_role("button", name="Start").click()


def stops(page: Page, address: str) -> Iterator[Callable[[], object]]:
    """Each kind of page that a client sees, on the way through one link."""

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    def send_all() -> None:
        page.goto("/d/form/1/send")
        press("Send and go on")
        page.goto("/d/form/2/send")
        press("Send")
        expect(page.get_by_role("heading", name="Received")).to_be_visible()

    yield lambda: page.goto(address)
    yield lambda: second_step(page, address, BORN)
    yield lambda: page.goto("/d/form/1/1")
    yield lambda: page.goto("/d/form/1")
    yield lambda: page.goto("/d/form/1/send")
    yield lambda: page.goto("/d/help")
    yield lambda: page.goto("/d/nothing")
    yield send_all


def leave_by_link(page: Page) -> None:
    """Without a script the link leads to the ordinary page, which nobody answers for here."""
    with page.expect_request(EXIT):
        page.get_by_role("link", name="Leave", exact=True).click()
    assert not canaries_on(page)


def canaries_on(page: Page) -> list[str]:
    """What the page still says of what was asked or answered."""
    content = page.content()
    return [canary for canary in CANARIES if canary in content]


def went_back_to(page: Page) -> list[str]:
    """What Back brings up again, after leaving."""
    found = []
    for _ in range(TIMES_BACK):
        with suppress(Exception):  # there is nothing to go back to
            page.go_back(timeout=3000)
        found += canaries_on(page)
    return found
