"""A technique that a clinic put into its own folder: begun, shown, changed by the client, printed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible, sideways
from tests.browser.walk import neutral
from tests.browser.worksheet_hands import (
    Therapist,
    Two,
    click,
    is_saved,
    line,
    said,
    step,
    unfolded,
)

TITLE, FOR_CLIENTS = "Tea next door", "Tea with a neighbour"
WHOSE_DOOR, WHY = "Second floor, the one with the plants", "Because she said hello first."
HELLO, HINT = "Would you like some tea?", "Not too early, perhaps."
MEANT, ARRIVED = "I would like company.", "She wants something from me."
VIEW, PRIVATE = "Your view", "He goes at the pace of somebody who was sent away often."
LEARNED, REVISED = (
    "She has lived here for nine years.",
    "She has lived here for nine years, and is alone too.",
)
NEITHER = (VIEW, PRIVATE)


@pytest.fixture(scope="module")
def therapist(browser: Browser, the_clinic: Clinic) -> Therapist:
    """Of this file alone."""
    context = browser.new_context(base_url=the_clinic.address)
    found = Therapist.of(the_clinic, context, "Ambrose Nkemelu-Hart")
    context.close()
    return found


def test_a_technique_dropped_in_as_a_folder(
    someone: NewPerson, the_clinic: Clinic, therapist: Therapist, accessible: Accessible
) -> None:
    """Only its own file was written for it; its private question is on no page of the client's."""
    two = Two.new(the_clinic, therapist, "Philippa Osei-Lindqvist")
    desk, phone = two.desk(someone), two.phone(someone)
    begin(desk, two)
    fill_half(desk)
    accessible(desk)
    go_on(desk, two)
    show(desk)
    revise(phone, accessible)
    read_what_changed(desk)
    print_it(desk, two)


def begin(page: Page, two: Two) -> None:
    page.goto(f"/courses/{two.course}/worksheets")
    page.get_by_role("heading", name="Everything else").click()
    click(page, "link", f"Begin: {TITLE}")
    expect(page.get_by_text("Keep it small.")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^My own")).check()
    click(page, "button", "Begin")
    expect(page.get_by_role("heading", level=2, name="The plan")).to_be_visible()


def fill_half(page: Page) -> None:
    """Each kind of question it has, and its transcript, which nobody wrote a page for."""
    page.get_by_label("Whose door is it?").fill(WHOSE_DOOR)
    page.get_by_label("Why this door?").fill(WHY)
    page.get_by_role("group", name="How hard is it?").get_by_text("7", exact=True).click()
    line(page, 1).locator(".who-says").get_by_text("I", exact=True).click()
    said(page, 1).fill(HELLO)
    opened = unfolded(page, 1)
    opened.get_by_label("What was meant?").fill(MEANT)
    opened.get_by_label("What arrived?").fill(ARRIVED)
    opened.locator("summary").first.click()
    expect(opened.get_by_text("not what was meant")).to_be_visible()
    page.get_by_role("button", name="The neighbour …").click()
    expect(said(page, 2)).to_be_focused()
    said(page, 2).fill(HINT)
    unfolded(page, 2).get_by_label("in a hint").check()
    is_saved(page)


def go_on(page: Page, two: Two) -> None:
    """Left half done; found in the list, at the step that has something open."""
    page.goto("/today")
    page.goto(f"/courses/{two.course}/worksheets")
    click(page, "link", TITLE)
    expect(page.get_by_label("On which day?")).to_have_value("")
    expect(said(page, 1)).to_have_value(HELLO)
    expect(line(page, 1).locator(".glance")).to_contain_text(ARRIVED)
    expect(line(page, 2).get_by_role("radio", name="the neighbour")).to_be_checked()
    step(page, "How it was")
    felt = page.locator("[data-at=felt]")
    expect(felt).to_be_hidden()
    page.get_by_role("group", name="Did you ring?").get_by_text("partly", exact=True).click()
    expect(felt).to_be_visible()
    page.get_by_label("What do you know now?").fill(LEARNED)
    page.get_by_label(VIEW).fill(PRIVATE)
    click(page, "button", "Done")
    for words in (WHOSE_DOOR, "7 of 10", HELLO, "in a hint", LEARNED, PRIVATE):
        expect(page.locator(".reading")).to_contain_text(words)


def show(page: Page) -> None:
    page.get_by_text("Who sees it", exact=True).click()
    page.get_by_label("The client sees it and may write on it").check()
    click(page.locator("details").filter(has_text="Who sees it"), "button", "Keep")
    expect(page.get_by_role("definition").filter(has_text="the client sees it")).to_be_visible()


def revise(page: Page, accessible: Accessible) -> None:
    """On the phone: read, written on at a step, read again, printed; never the clinician's own question."""
    page.goto("/d/worksheets")
    keeps_to_itself(page)
    click(page, "link", re.compile(f"^{FOR_CLIENTS}"))
    expect(page.get_by_text(HELLO).first).to_be_visible()
    keeps_to_itself(page)
    accessible(page)
    click(page, "link", "Write more")
    step(page, "How it was")
    keeps_to_itself(page)
    page.get_by_label("What do you know now?").fill(REVISED)
    click(page, "button", "Done")
    expect(page.get_by_text("A door that stays shut is not your doing.")).to_be_visible()
    keeps_to_itself(page)
    click(page, "link", "Read it")
    expect(page.locator(".sheet-read")).to_contain_text(REVISED)
    keeps_to_itself(page)
    click(page, "link", "Print")
    expect(page.locator(".on-paper")).to_contain_text(REVISED)
    keeps_to_itself(page)
    click(page, "link", "Only the questions")
    expect(page.locator(".on-paper")).to_contain_text("Whose door is it?")
    keeps_to_itself(page)


def keeps_to_itself(page: Page) -> None:
    """As every page of a client's, and without what is for clinicians."""
    neutral(page)
    assert sideways(page) == 0
    written = page.content()
    assert [words for words in NEITHER if words in written] == []


def read_what_changed(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("New from the client")).to_be_visible()
    newest = page.locator(".sittings li").first
    expect(newest).to_contain_text("Philippa Osei-Lindqvist")
    newest.locator("summary").click()
    expect(newest.locator("del")).to_have_text(LEARNED)
    expect(newest.locator("ins")).to_have_text(REVISED)
    expect(page.locator(".reading")).to_contain_text(PRIVATE)


def print_it(page: Page, two: Two) -> None:
    """What is printed is for the client to keep; the blank one holds the questions and no name."""
    click(page, "link", "Print")
    expect(page.get_by_role("heading", level=1)).to_have_text(FOR_CLIENTS)
    for words in (WHOSE_DOOR, HELLO, REVISED):
        expect(page.locator(".reading")).to_contain_text(words)
    assert [words for words in NEITHER if words in page.content()] == []
    click(page, "link", "Blank")
    for asked in ("Whose door is it?", "What was said?", "Did you ring?"):
        expect(page.get_by_text(asked).first).to_be_visible()
    assert [words for words in (*NEITHER, two.name, HELLO) if words in page.content()] == []
