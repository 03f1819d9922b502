"""A safety plan made with the keyboard alone on a phone and printed on one sheet; an assessment."""

import re
from itertools import chain

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in
from tests.browser.walk import Walk

STORY = "retired_early"
LINES = {
    "How I notice": ["I stop answering the phone", "I sleep in my clothes"],
    "What I can do by myself": ["Walk to the canal"],
    "People I can tell": ["My sister, 01632 960 555"],
}


def whose(clinic: Clinic, story: str) -> str:
    """The id of a story's client."""
    found: str = clinic.does(f"client, by = of_story({story!r})\nsay(client.id)")
    return found


@pytest.mark.parametrize("width", [390], ids=["phone"])
def test_a_plan_by_keyboard_and_on_paper(
    someone: NewPerson, width: int, the_clinic: Clinic, accessible: Accessible
) -> None:
    page = Walk(someone(width).new_page(), accessible).page
    hands = Hands(page)
    step_in(page, "clinician")
    page.goto(f"/clients/{whose(the_clinic, STORY)}")
    hands.press("link", "Safety", exact=True)
    hands.press("link", "Make the plan together")
    for name, lines in LINES.items():
        hands.to("textbox", re.compile(f"^{name}"))
        for line in lines:
            hands.keys.type(line)
            hands.keys.press("Enter")
    hands.tick(re.compile("^I want to find it on my own pages"))
    hands.press("button", "Keep the plan")
    for line in chain.from_iterable(LINES.values()):
        expect(page.get_by_role("listitem").filter(has_text=line).last).to_be_visible()
    accessible(page)
    hands.press("link", "Print")
    accessible(page)
    assert sideways(page) == 0
    assert sheets(page) == 1


@pytest.mark.parametrize("width", [1280], ids=["desk"])
def test_an_assessment(page: Page, the_clinic: Clinic, accessible: Accessible) -> None:
    step_in(page, "clinician")
    page.goto(f"/clients/{whose(the_clinic, STORY)}/safety/assess")
    accessible(page)
    group = page.get_by_role("group", name="Thoughts of dying")
    group.get_by_role("radio", name="Yes").check()
    page.get_by_label(re.compile("^What was said about: Thoughts")).fill("In the evenings.")
    page.get_by_label(re.compile("^What is decided")).fill("We speak on Thursday.")
    page.get_by_role("button", name="Keep the assessment").click()
    expect(page.get_by_role("heading", name="Safety", exact=True)).to_be_visible()
    expect(page.get_by_text("We speak on Thursday.").first).to_be_visible()
    expect(page.get_by_text("“In the evenings.”").first).to_be_visible()
    accessible(page)


def sheets(page: Page) -> int:
    """How many sheets of paper it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
