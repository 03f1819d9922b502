"""The same first weeks with the keyboard alone, on both sides of the link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.links import answer_item_nine
from tests.browser.looking import Accessible
from tests.browser.steps import (
    BY_KEYBOARD,
    SEVERAL_DAYS,
    THANKS,
    Somebody,
    has_left,
    question,
    step_into_today,
    wait_for_the_next_code,
)
from tests.browser.walk import ClientWalk, Walk

ITEM_9 = re.compile("^Thoughts that you would be better off dead")
ANY = re.compile("")


def test_the_first_weeks_by_keyboard(
    someone: NewPerson, width: int, the_clinic: Clinic, accessible: Accessible
) -> None:
    clinician = Walk(someone(width).new_page(), accessible)
    hands = Hands(clinician.page)
    her = BY_KEYBOARD[width]
    if width == 1280:  # a code counts once in half a minute, so the phone comes in by the demo's door
        sign_in(hands, the_clinic)
    else:
        step_into_today(hands.page, "clinician")
    begin(hands, her)
    address = give(hands)
    client = ClientWalk(someone(width).new_page(), accessible)
    answer_and_leave(client, address, her)
    respond(hands, her)
    again = ClientWalk(someone(width).new_page(), accessible)
    go_on(again, address, her)
    read_and_record(hands, her)


@pytest.mark.parametrize("width", [1280], ids=["desk"])
def test_the_focus_stays_when_another_answer_arrives(page: Page, the_clinic: Clinic) -> None:
    """Today is asked for again every four seconds: whoever stands on a link of it stays there."""
    answer_item_nine(the_clinic, "care_leaver")  # somebody else may have closed what the stories left open
    step_into_today(page, "clinician")
    hands = Hands(page)
    hands.to("link", "Respond")
    where = page.evaluate("document.activeElement.href")
    flags = page.get_by_role("region", name="Needs an answer")
    before = flags.count()
    answer_item_nine(the_clinic, "two_jobs")
    expect(flags).to_have_count(before + 1)
    assert page.evaluate("document.activeElement.href") == where


def sign_in(hands: Hands, clinic: Clinic) -> None:
    """Password, then code, as printed."""
    email, code = clinic.sign_ins()["clinician"]
    hands.page.goto("/account/sign-in")
    hands.write("E-mail address", email)
    hands.write("Password", clinic.password)
    hands.press("button", "Sign in")
    hands.write("Code", code)
    hands.press("button", "Sign in")
    if hands.page.url.split("?")[0].endswith("/code"):  # used in this half minute already, or ran out
        wait_for_the_next_code(hands.page)
        hands.write("Code", clinic.sign_ins()["clinician"][1])
        hands.press("button", "Sign in")
    assert hands.page.url.endswith("/today")


def begin(hands: Hands, her: Somebody) -> None:
    """A new client, how to reach her, what she agreed to, her course and its first session."""
    page = hands.page
    hands.press("link", "Skip to the page")
    hands.press("link", "Add a client")
    hands.write("Name", her.name)
    hands.write("Date of birth", her.born)
    hands.write("E-mail", her.email)
    hands.choose("Language", "Polski")
    hands.press("button", "Add the client")
    hands.tick("Text message")
    hands.pick("Does anybody else use", "They are not sure")
    hands.press("button", "Record")
    hands.press("link", "Record consent")
    for box in ("Treatment", "Questionnaires"):
        hands.tick(re.compile(box))
    hands.pick("What did they say?", "They agreed")
    hands.press("button", "Record", exact=True)
    hands.press("link", "Start a course")
    today = page.get_by_label("Day of the first session").input_value()
    hands.choose("Number of sessions", "12")
    hands.press("button", "Start the course")
    assert page.get_by_label("Day").input_value() == today
    hands.to("textbox", re.compile("^Time"))
    hands.keys.type("1000a")  # the letter counts where a day has two halves
    assert page.get_by_label(re.compile("^Time")).input_value() == "10:00"
    hands.pick("How", "by video")
    hands.press("button", "Plan it")
    expect(page.get_by_role("heading", name="Session 1 of 12")).to_be_visible()


def give(hands: Hands) -> str:
    """PHQ-9 alone, by a link that lies in a field to copy."""
    hands.press("link", "Send questions")
    hands.to("checkbox", re.compile("Mood 0–10"))
    hands.keys.press("Space")
    hands.press("button", "Make the link")
    hands.to("textbox", "The link")
    return hands.page.get_by_label("The link", exact=True).input_value()


def answer_and_leave(walk: ClientWalk, address: str, her: Somebody) -> None:
    """Two questions, then all on one page, item 9, and Leave as the first stop of a page."""
    page, hands = walk.page, Hands(walk.page)
    page.goto(address)
    give_date_of_birth(hands, her)
    hands.pick("How would you like them?", "One question at a time")
    hands.press("button", "Start")
    for number in (1, 2):
        question(page, number)
        hands.pick(ANY, SEVERAL_DAYS)
        expect(page.get_by_text("Received at")).to_be_visible()
        hands.press("button", "Next")
    hands.press("link", "All questions of this part on one page")
    hands.pick(ITEM_9, SEVERAL_DAYS)
    panel = page.get_by_role("group", name=THANKS)
    expect(panel).to_be_visible()
    assert hands.is_on("radio", SEVERAL_DAYS), "the panel took the focus"
    hands.keys.press("Tab")
    assert page.evaluate("document.activeElement.closest('.calm') !== null"), "the numbers come next"
    walk.look()
    page.reload()
    hands.keys.press("Tab")
    assert hands.is_on("link", "Leave")
    hands.keys.press("Enter")
    has_left(page)


def respond(hands: Hands, her: Somebody) -> None:
    """From Today to the flag; what was done; closed."""
    page = hands.page
    page.goto("/today")
    flag = page.get_by_role("region", name=f"Needs an answer: {her.name}")
    expect(flag).to_be_visible()
    link = flag.get_by_role("link")
    for _ in page.get_by_role("region", name="Needs an answer").all():
        hands.to("link", "Respond")
        if link.evaluate("one => one === document.activeElement"):
            break
        hands.keys.press("Tab")
    assert link.evaluate("one => one === document.activeElement")
    with page.expect_navigation():
        hands.keys.press("Enter")
    hands.write("What did you do?", "Rang at once. Spoke for ten minutes.")
    hands.press("button", "Record what was done")
    hands.write("Why can this be closed?", "Talked through, and next time is tomorrow.")
    hands.press("button", "Close with")
    expect(page.get_by_text("Flag, closed")).to_be_visible()


def go_on(walk: ClientWalk, address: str, her: Somebody) -> None:
    """The same link again; the rest is left out and sent."""
    page, hands = walk.page, Hands(walk.page)
    page.goto(address)
    give_date_of_birth(hands, her)
    hands.press("button", "Go on")
    question(page, 3)
    for number in range(3, 9):
        question(page, number)
        hands.press("button", "Next")
    question(page, 9)
    hands.press("button", "Next")
    hands.pick(ANY, "Somewhat difficult")
    expect(page.get_by_text("Received at")).to_be_visible()
    hands.press("button", "Next")
    hands.press("button", "Send")
    expect(page.get_by_role("heading", name="Received. Thank you.")).to_be_visible()


def give_date_of_birth(hands: Hands, her: Somebody) -> None:
    """The second step."""
    for label, part in zip(("Day", "Month", "Year"), her.born.split(), strict=True):
        hands.write(label, part)
    hands.press("button", "Go on")


def read_and_record(hands: Hands, her: Somebody) -> None:
    """The caseload, the answers, the session, the course."""
    page = hands.page
    hands.press("link", "Caseload")
    hands.to("searchbox", "Find by name")
    hands.keys.type(her.name.split()[0])
    expect(page.get_by_text("1 found")).to_be_visible()
    assert hands.is_on("searchbox", "Find by name"), "the list took the focus"
    hands.press("link", her.name)
    hands.press("link", "Open the course")
    hands.press("link", "All answers")
    hands.to("link", her.name)
    page.go_back()
    hands.press("link", "Open session 1")
    hands.pick("Did the client come?", "Attended")
    hands.pick("Safety: asked today?", "Asked")
    hands.write("How have things been since we met?", "Worst in the mornings.")
    hands.write(re.compile("^Note$"), "Began with the people in her life.")
    hands.write("Something to try", "Ring her brother on Sunday.")
    hands.press("button", "Close the session")
    expect(page.get_by_role("heading", name="Session 2 of 12")).to_be_visible()
    expect(page.get_by_role("region", name="Agreed last time")).to_contain_text("Ring her brother")
