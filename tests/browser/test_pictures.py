"""The README's picture: the page of a course, taken from the demo when AMITY_PICTURES=1."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import step_in

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "course.png"
MOST = 400_000  # bytes


@pytest.mark.parametrize("width", [1280])
def test_the_course_page_of_the_readme(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})
    step_in(page, "clinician")
    page.get_by_role("main").get_by_role("link", name="Course", exact=True).first.click()
    main = page.get_by_role("main")
    for shown in ("What we are working on", "Due now", "Agreed last time"):
        expect(main.get_by_role("heading", name=shown)).to_be_visible()
    expect(main.get_by_role("img").first).to_be_visible()
    if os.environ.get("AMITY_PICTURES") == "1":
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
    assert PICTURE.read_bytes().startswith(b"\x89PNG")
    assert PICTURE.stat().st_size < MOST
