"""*This notebook*: taking everything along, who has looked, doing away with what is one's own."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import look, sideways
from tests.browser.places import ELSEWHERE
from tests.browser.walk import OUTSIDE, ClientWalk, name_of

PASSWORD = "lantern pepper orchard"  # of everybody who joined in the demo
ENTRY = """
from amity.core import library
from amity.web.techniques import actions as worksheets
client, by = of_story("new_city")
worksheets.begin_worksheet(
    course=client.courses.first(), technique=library.technique("interpersonal_incident"), author="client",
    visibility="private", answers={"happened": "nobody ever saw this"}, by=client,
)
say(client.name)
"""
LEFT = """
from amity.web.techniques.models import Worksheet
client, by = of_story("new_city")
say([it.told.get("happened") for it in Worksheet.objects.filter(course__client=client)])
"""


@pytest.mark.parametrize("width", [390], ids=["phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_taking_everything_and_doing_away_with_ones_own(
    someone: NewPerson, the_clinic: Clinic, browser: Browser, tmp_path: Path, width: int, scripts: bool
) -> None:
    """With Tab and Enter alone."""
    whose = the_clinic.does(ENTRY)
    page = someone(width, java_script_enabled=scripts).new_page()
    walk = ClientWalk(page, at_both_ends if scripts else unlooked)
    page.goto("/demo/phone")
    page.get_by_role("button", name="Notebook").click()
    page.wait_for_url("**/d/")
    Hands(page).press("link", "This notebook")
    walk.stop("This notebook")
    for line in page.locator("main .later a").all():
        href = line.get_attribute("href") or ""
        assert name_of(href), f"{href} leads nowhere"
    file = take_everything(walk, tmp_path)
    assert whose in file
    assert "nobody ever saw this" in file
    the_file_stands_alone(browser, tmp_path / "notebook.html")
    page.goto("/d/mine")
    Hands(page).press("link", "Who has looked")
    walk.stop("Who has looked")
    page.goto("/d/mine")
    do_away(walk)
    assert "nobody ever saw this" not in the_clinic.does(LEFT)
    assert {name for name, way in ELSEWHERE.items() if way == "the client’s own things"} <= walk.visited


def take_everything(walk: ClientWalk, folder: Path) -> str:
    page, hands = walk.page, Hands(walk.page)
    hands.press("link", "Take everything with me")
    walk.stop("Take everything with me")
    hands.write("Your password", "not the one at all")
    hands.press("button", "Give me the file")
    expect(page.get_by_text("That is not your password.").first).to_be_visible()
    walk.look()
    assert page.get_by_label("Your password").input_value() == ""
    hands.write("Your password", PASSWORD)
    hands.to("button", "Give me the file")
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    assert given.value.suggested_filename == "notebook.html"
    given.value.save_as(folder / "notebook.html")
    return (folder / "notebook.html").read_text(encoding="utf-8")


def the_file_stands_alone(browser: Browser, file: Path) -> None:
    """Opened from the disk without a network: nothing is asked for, its title says nothing."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.title() == "Notebook"
    assert OUTSIDE.search(page.title()) is None
    assert sideways(page) == 0
    context.close()


def do_away(walk: ClientWalk) -> None:
    page, hands = walk.page, Hands(walk.page)
    hands.press("link", "Do away with what is mine")
    walk.stop("Do away with what is mine")
    expect(page.get_by_role("main")).not_to_contain_text("nobody ever saw this")
    hands.write("Your password", PASSWORD)
    hands.press("button", "Do away with it")
    expect(page.get_by_text("Tick the box if you mean it").first).to_be_visible()
    walk.look()
    hands.tick("Yes, do away with it")
    hands.write("Your password", PASSWORD)
    hands.press("button", "Do away with it")
    walk.stop("It is gone")


def at_both_ends(page: Page) -> None:
    """On a small phone in the light, on a desk in the dark."""
    was = page.viewport_size
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        problems = look(page)
        assert not problems, f"{page.url}\n" + "\n".join(problems[:12])
        assert sideways(page) == 0
    page.emulate_media(color_scheme="light")
    assert was
    page.set_viewport_size(was)


def unlooked(page: Page) -> None:
    """Where no script runs; the same pages are looked at with scripts."""
