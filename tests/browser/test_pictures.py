"""The README's picture. With AMITY_PICTURES=1 it is taken anew, from a clinic that nobody wrote in yet."""

import os
import re
import struct

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import ROOT
from tests.browser.picture import SIGNATURE, smaller
from tests.browser.steps import step_into_today

PICTURE = ROOT / "docs" / "images" / "course.png"
SIZE = (1280, 1480)
LARGEST = 200_000  # bytes


@pytest.fixture
def width() -> int:
    return SIZE[0]


def test_the_course_page_is_what_the_readme_shows(page: Page, context: BrowserContext) -> None:
    """A course in its sixth session: where it stands, the focus, the scores, what was agreed, what is due."""
    step_into_today(page, "clinician")
    page.get_by_role("region", name="Anna Lindqvist").get_by_role("link", name="Course").click()
    page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    shown = page.get_by_role("main")
    for words in ("born 8 Mar 1994", "This is not an assessment of risk", "I took the job everyone said"):
        expect(shown.get_by_text(words).first).to_be_in_viewport()
    for name in (re.compile(r"Session \d+ of 16"), "How the two weeks were", "Agreed last time", "Due now"):
        expect(shown.get_by_role("heading", name=name)).to_be_in_viewport()
    expect(shown.get_by_role("img").locator("visible=true").first).to_be_in_viewport()
    if os.environ.get("AMITY_PICTURES") == "1":
        page.mouse.move(0, 0)
        PICTURE.write_bytes(smaller(context.new_page(), page.screenshot(animations="disabled")))


def test_the_picture_is_there_and_small() -> None:
    taken = PICTURE.read_bytes()
    assert taken.startswith(SIGNATURE)
    assert struct.unpack(">II", taken[16:24]) == SIZE
    assert len(taken) < LARGEST
