"""Today and the four places: by keyboard, at every width, by day and night, and when it is over."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in

PHONE = "say(str(of_story({story!r})[0].id))"
OWN = ("/d/", "/d/plan", "/d/earlier", "/d/mine/notes", "/d/mine/until", "/d/guides", "/d/people", "/d/help")
COVERED = """() => {
  const bar = document.querySelector(".places"), found = [];
  window.scrollTo(0, document.documentElement.scrollHeight);
  const there = [...document.querySelectorAll("main a, main button, main p")];
  const last = there.filter(it => it.offsetParent).pop();
  const end = last.getBoundingClientRect(), top = bar.getBoundingClientRect();
  const isFixed = getComputedStyle(bar).position === "fixed";
  if (isFixed && end.bottom > top.top) found.push(last.outerHTML.slice(0, 120));
  for (const link of bar.querySelectorAll("a")) {
    const box = link.getBoundingClientRect();
    if (box.height < 44 || box.width < 44) found.push(`small: ${link.textContent}`);
  }
  window.scrollTo(0, 0);
  return found;
}"""
LONG_WORDS = """() => {
  for (const it of document.querySelectorAll("main :is(p, li, a, b, span, dd, dt, q, h1, h2, legend)"))
    if (!it.closest("svg, .sr") && !it.childElementCount && it.textContent.trim())
      it.textContent = "Zuständig".repeat(9);
}"""  # a name or a word as long as a page may get one from somebody


def own_pages(page: Page, clinic: Clinic, story: str) -> None:
    """The client of a story, on their own Today."""
    page.goto(f"/demo/phone/{clinic.does(PHONE.format(story=story))}")
    page.get_by_role("button", name="Notebook").click()
    page.wait_for_url("**/d/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "height"), [(390, 844), (1280, 800), (320, 256)], ids=["phone", "desk", "400 %"]
)
def test_the_places_are_in_view_and_cover_nothing(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, width: int, height: int, scheme: str
) -> None:
    page = someone(width, height, color_scheme=scheme).new_page()
    own_pages(page, the_clinic, "new_city")
    for address in OWN:
        page.goto(address)
        assert sideways(page) <= 0, address
        assert page.evaluate(COVERED) == [], address
        bar = page.get_by_role("navigation", name="Places")
        assert bar.get_by_role("link").all_inner_texts() == ["Today", "People", "Course", "Help"]
        if height > 300:
            expect(bar).to_be_in_viewport()
        if scheme == "light" or address == "/d/":
            accessible(page)


def test_a_word_longer_than_the_screen_is_broken(someone: NewPerson, the_clinic: Clinic) -> None:
    page = someone(320).new_page()
    own_pages(page, the_clinic, "new_city")
    forms = page.locator("main a[href*='/new/']").evaluate_all("all => all.map(it => it.pathname)")
    assert forms
    for address in (*OWN, "/d/worksheets", "/d/mine", "/d/life", "/d/mine/away", *forms):
        page.goto(address)
        page.evaluate(LONG_WORDS)
        assert sideways(page) <= 0, address


def test_with_the_keyboard_alone(someone: NewPerson, the_clinic: Clinic) -> None:
    """Leave first, then the one thing; the places last, each with where one is."""
    page = someone(1280).new_page()
    own_pages(page, the_clinic, "new_city")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Leave", exact=True)).to_be_focused()
    hands = Hands(page)
    for place, heading in (("Course", re.compile("^Session")), ("People", "People"), ("Today", "Today")):
        hands.press("link", place)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        expect(page.locator(".places [aria-current=page]")).to_have_text(place)


def test_not_today_and_it_is_quiet(someone: NewPerson, the_clinic: Clinic) -> None:
    page = someone(390, java_script_enabled=False).new_page()
    own_pages(page, the_clinic, "new_city")
    first = page.locator(".one-thing")
    expect(first.get_by_role("heading")).to_have_text("A few questions")
    expect(first).to_contain_text("About ")
    expect(first).to_contain_text(" reads this ")
    first.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("Nothing is needed today.")).to_be_visible()
    expect(page.locator(".one-thing")).to_have_count(0)
    assert page.locator("main .later > li").count() <= 4, "two suggestions, the next meeting, what was agreed"


def test_a_tool_is_opened_together_and_stands_there(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible
) -> None:
    """The clinician taps once; on the next page of the client it is there."""
    phone = someone(390).new_page()
    own_pages(phone, the_clinic, "week_four")
    desk = someone(1280).new_page()
    step_in(desk, "clinician")
    desk.goto(f"/clients/{the_clinic.does(PHONE.format(story='week_four'))}/own-pages/tools")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Opened together")
    accessible(desk)
    desk.get_by_text("Give a guide").click()
    desk.get_by_role("button", name="Give Finding words for feelings").click()
    expect(desk.get_by_role("button", name="Close Finding words for feelings")).to_be_visible()
    phone.goto("/d/")
    expect(phone.get_by_role("link", name=re.compile("^Finding words for feelings"))).to_be_visible()
    desk.get_by_role("button", name="Close Finding words for feelings").click()
    desk.wait_for_load_state()
    phone.goto("/d/")
    expect(phone.get_by_role("link", name=re.compile("^Finding words for feelings"))).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_after_the_ending_each_page_says_so(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, width: int
) -> None:
    page = someone(width).new_page()
    own_pages(page, the_clinic, "ended")
    for address in ("/d/", "/d/plan", "/d/worksheets", "/d/people", "/d/help", "/d/mine"):
        page.goto(address)
        expect(page.locator(".after-ending")).to_contain_text("Nobody at the service")
        assert sideways(page) <= 0, address
        accessible(page)
    page.goto("/d/")
    page.get_by_role("link", name="numbers that answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help")


def test_on_paper_there_is_no_bar(someone: NewPerson, the_clinic: Clinic) -> None:
    page = someone(1280).new_page()
    own_pages(page, the_clinic, "new_city")
    page.goto("/d/plan")
    page.emulate_media(media="print")
    expect(page.locator(".places")).to_be_hidden()
