"""What people do on these pages, in their own words; shared by the journeys."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.elsewhere import EXIT

HALF_A_MINUTE = 30  # seconds that a code holds, and in which it counts once
SEVERAL_DAYS, NOT_AT_ALL = "Several days", "Not at all"
FREQUENCIES = (NOT_AT_ALL, SEVERAL_DAYS, "More than half the days", "Nearly every day")
DEAD_WITHIN = 2  # seconds, goal G35
ALIVE, LEADS_ON = 200, 302
TOKEN_NAME = "csrfmiddlewaretoken"
TOKEN = re.compile(f'name="{TOKEN_NAME}" value="([^"]+)"')
THANKS = "Thank you for saying it"


@dataclass(frozen=True)
class Somebody:
    """An invented client; the name is unlike any other, so that no similar name is asked about."""

    name: str
    born: str
    email: str


PEOPLE = {
    390: Somebody("Ottilie Brandreth", "7 11 1989", "ottilie@mail.example"),
    1280: Somebody("Kwabena Tuesday-Sefton", "23 2 1971", "kwabena@mail.example"),
}
BY_KEYBOARD = {
    390: Somebody("Ingeborg Vlašić", "30 6 2001", "ingeborg@mail.example"),
    1280: Somebody("Rhiannon Popplewell", "2 12 1966", "rhiannon@mail.example"),
}


def step_in(page: Page, role: str) -> None:
    """Signed in as by the demo’s first page, with no page opened; the click itself is in the tours."""
    ask = page.context.request
    form = TOKEN.search(ask.get("/").text())
    assert form
    answer = ask.post("/demo/step-in", form={"role": role, TOKEN_NAME: form[1]}, max_redirects=0)
    assert answer.status == LEADS_ON, f"{role}: {answer.status}"


def step_into_today(page: Page, role: str) -> None:
    """The same, and stand on Today."""
    step_in(page, role)
    page.goto("/today")


def sign_in(page: Page, clinic: Clinic, role: str) -> None:
    """As in a real clinic: a password, then the code that a phone would show now."""
    email, code = clinic.sign_ins()[role]
    give_password(page, clinic, email)
    page.wait_for_url("**/account/code**")
    give_code(page, code)
    if page.url.split("?")[0].endswith("/code"):  # it was used in this half minute already, or ran out
        wait_for_the_next_code(page)
        give_code(page, clinic.sign_ins()[role][1])
    page.wait_for_url("**/today")


def give_password(page: Page, clinic: Clinic, email: str) -> None:
    """The first step of signing in."""
    page.goto("/account/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(clinic.password)
    page.get_by_role("button", name="Sign in").click()


def wait_for_the_next_code(page: Page) -> None:
    """Until the phone shows another one."""
    page.wait_for_timeout(1000 * (HALF_A_MINUTE - time.time() % HALF_A_MINUTE + 1))


def give_code(page: Page, code: str) -> None:
    """The second step of signing in."""
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def second_step(page: Page, address: str, born: str) -> None:
    """Open a link with a date of birth written as three words."""
    page.goto(address)
    give_date_of_birth(page, born)


def give_date_of_birth(page: Page, born: str) -> None:
    """Day, month and year, then on."""
    for label, part in zip(("Day", "Month", "Year"), born.split(), strict=True):
        page.get_by_label(label, exact=True).fill(part)
    page.get_by_role("button", name="Go on").click()


def choose(page: Page, option: str) -> None:
    """Choose an answer on a page with one question; it is received at once."""
    page.wait_for_load_state()  # before its script is there a choice waits for the button
    page.get_by_role("radio", name=option, exact=True).check()
    expect(page.get_by_text("Received at")).to_be_visible()


def answer(page: Page, option: str) -> None:
    """Choose, then go on."""
    choose(page, option)
    before = page.url
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(lambda url: url != before)


def question(page: Page, number: int) -> None:
    """Whether this is the question of that number."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Question {number} of")


def has_left(page: Page) -> None:
    """An ordinary page stands there, and the session ended on the server."""
    page.wait_for_url(EXIT)
    until = time.monotonic() + DEAD_WITHIN
    while page.context.request.get("/d/form").status == ALIVE:
        assert time.monotonic() < until, "the session is alive after Leave"
