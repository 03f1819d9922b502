"""Choosing questionnaires: groups, found by typing, by keyboard alone, and without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in

CLIENT = "say(str(of_story('week_four')[0].id))"


def give(page: Page, clinic: Clinic) -> None:
    step_in(page, "clinician")
    page.goto(f"/clients/{clinic.does(CLIENT)}/measures/give")


@pytest.mark.parametrize("width", [390, 1280])
def test_found_by_what_it_is_about(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, width: int
) -> None:
    page = someone(width).new_page()
    give(page, the_clinic)
    accessible(page)
    box = page.get_by_label("Find one by its name")
    pcl5 = page.locator("input[value=pcl5]")
    expect(pcl5).to_be_hidden()
    box.fill("trauma pcl")
    expect(page.get_by_text("2 found")).to_be_visible()
    expect(pcl5).to_be_visible()
    expect(page.locator("input[value=phq9]")).to_be_hidden()
    accessible(page)
    assert sideways(page) <= 0
    box.press("Enter")
    expect(page.get_by_role("heading", name="Give questions by a link")).to_be_visible()
    pcl5.check()
    box.fill("zebra")
    expect(page.get_by_text("Nothing here is called so, or about it.")).to_be_visible()
    box.fill("")
    expect(page.locator("input[value=phq9]")).to_be_visible()
    expect(pcl5).to_be_hidden()
    page.get_by_role("button", name="Make the link").click()
    together = page.get_by_role("checkbox", name="Give all of them together")
    expect(page.get_by_text("These are 32 questions").first).to_be_visible()  # with the week's own
    accessible(page)
    together.check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PCL-5")


def test_without_a_script_every_group_opens(someone: NewPerson, the_clinic: Clinic) -> None:
    page = someone(390, java_script_enabled=False).new_page()
    give(page, the_clinic)
    expect(page.locator("#find-which")).to_be_hidden()
    page.locator("summary", has_text="Mood and anxiety").click()
    page.locator("input[value=gad7]").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("GAD-7")
