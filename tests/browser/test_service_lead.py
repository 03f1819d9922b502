"""A service lead reads how the service is doing, has it counted again, takes the courses out; by keyboard."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPerson
from tests.browser.looking import look, sideways
from tests.browser.steps import step_in

WIDTHS = (390, 1280)


def reach(page: Page, name: str, role: str = "button") -> None:
    """With the Tab key alone."""
    wanted = page.get_by_role(role, name=name)  # type: ignore[arg-type]
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not reach {name}")


def test_read_count_again_and_hand_out(someone: NewPerson, tmp_path: Path) -> None:
    page = someone(1280).new_page()
    step_in(page, "service_lead")
    page.goto("/today")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Outcomes").click()
    expect(page.get_by_text("624 courses ended after two sessions or more")).to_be_visible()
    expect(page.get_by_text("Made-up courses: nobody’s record.")).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) == 0
        shown = page.locator(".funnel").first.locator("svg:visible")
        expect(shown).to_have_count(1)
    reach(page, "Count again")
    page.keyboard.press("Enter")
    counting = page.get_by_role("region", name="Counting")
    expect(counting.get_by_text("640 courses")).to_be_visible()
    expect(page.get_by_text("624 courses ended after two sessions or more")).to_be_visible()
    assert look(page) == []
    expect(counting.get_by_text("All are counted.", exact=True)).to_be_visible(timeout=60_000)
    assert look(page) == []
    counting.get_by_role("link", name="Show what was found").press("Enter")
    expect(page.get_by_role("button", name="Count again")).to_be_visible()
    page.get_by_role("link", name="Hand out the courses").press("Enter")
    reach(page, "What is the file for, and who gets it?", "textbox")
    page.keyboard.type("why")
    reach(page, "Hand them out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words")
    page.get_by_role("textbox").fill("For the yearly report of the service.")
    with page.expect_download(timeout=60_000) as waited:  # frames are loaded first
        page.get_by_role("button", name="Hand them out").press("Enter")
    waited.value.save_as(tmp_path / "courses.zip")
    with zipfile.ZipFile(tmp_path / "courses.zip") as packed:
        assert {"courses/dictionary.csv", "courses/READ-ME.txt"} <= set(packed.namelist())
