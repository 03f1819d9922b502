"""With the client in the room: one thing alone, the device handed over, the screen covered."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in

WHOSE = "two_jobs"  # a client of the clinician who signs in, with a session planned
TYPED = "Said quietly: it was the letter"
WRONG = "slow tide over gravel"
HIDDEN = """() => {
  const main = document.querySelector("main");
  return main.inert && getComputedStyle(main).visibility === "hidden"
    && getComputedStyle(main.querySelector("h1")).visibility === "hidden";
}"""
TYPE = "(it, typed) => { it.value = typed; it.dispatchEvent(new Event('input', { bubbles: true })); }"
CARET = "() => [document.activeElement.name, document.activeElement.selectionStart, Math.round(scrollY)]"


@pytest.fixture(scope="module")
def places(the_clinic: Clinic) -> dict[str, str]:
    """Where the client, the course and the next session stand, and a link that waits."""
    found: dict[str, str] = the_clinic.does(
        f"client, by = of_story({WHOSE!r})\n"
        "course = client.courses.get(closed_at=None)\n"
        "session = course.sessions.filter(attendance='planned').order_by('planned_at').first()\n"
        "measures.give(client=client, instruments=['gad2'], by=by)\n"
        "say({'client': f'/clients/{client.id}', 'course': f'/courses/{course.id}',"
        " 'session': f'/sessions/{session.id}', 'name': client.name, 'staff': by.staff.name})"
    )
    return found


@pytest.fixture
def width() -> int:
    return 1280


@pytest.fixture
def page(context: BrowserContext, clinic: str, the_clinic: Clinic) -> Page:
    """The clinician's, signed in."""
    page = context.new_page()
    step_in(page, "clinician")
    return page


def unlock(page: Page, password: str, button: str) -> None:
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name=button).click()


def test_the_device_is_locked_until_the_password_is_typed(
    page: Page, context: BrowserContext, places: dict[str, str], the_clinic: Clinic
) -> None:
    """Back, a new tab, an open tab, a typed address: nothing but the form, and then the password."""
    other = context.new_page()
    other.goto(places["course"])
    page.goto(places["session"])
    page.get_by_role("link", name="Hand over").click()
    page.get_by_role("button", name=re.compile("^Hand over GAD-2")).click()
    page.wait_for_url("**/d/form")
    other.wait_for_url("**/locked")
    assert places["name"] not in other.content()
    page.go_back()
    assert not shows_staff(page, places)
    new = context.new_page()
    for address in (places["session"], places["client"], "/today", "/account/password", "/nothing-here"):
        new.goto(address)
        assert new.url.endswith("/locked"), address
        assert not shows_staff(new, places)
    page.goto("/d/form")
    page.get_by_role("button", name="Start").click()
    for _ in range(2):
        page.get_by_role("radio", name="Not at all").check()
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Please give the device back.")
    page.get_by_role("link", name="I have it back").click()
    unlock(page, WRONG, "Take it back")
    expect(page.get_by_text("That is not your password.").first).to_be_visible()
    unlock(page, the_clinic.password, "Take it back")
    page.wait_for_url(f"**{places['session']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(places["name"])
    page.goto("/d/form")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is closed")


def shows_staff(page: Page, places: dict[str, str]) -> bool:
    return any(word in page.content() for word in (places["name"], places["staff"], "Find a client"))


def test_a_covered_page_keeps_what_is_typed_and_where(
    page: Page, context: BrowserContext, places: dict[str, str], the_clinic: Clinic
) -> None:
    """With the keyboard alone; the other tab is covered with it, and a reload."""
    other = context.new_page()
    other.goto(places["course"])
    page.goto(places["session"])
    hands = Hands(page)
    hands.write("Note", TYPED)
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    where = page.evaluate(CARET)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Covered")).to_be_visible()
    assert page.evaluate(HIDDEN)
    assert page.title() == "Amity"
    assert "Note" not in page.locator("body").aria_snapshot()
    expect(other.get_by_role("dialog", name="Covered")).to_be_visible()
    assert other.evaluate(HIDDEN)
    _another_tab_is_covered(context, places)
    assert _saved(the_clinic) == TYPED, "what was being typed is saved under the cover"
    assert hands.is_on("textbox", "Your password")
    page.keyboard.type(WRONG)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="That is not your password.")).to_be_visible()
    page.keyboard.type(the_clinic.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(other.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(CARET) == where
    assert page.get_by_label("Note", exact=True).input_value() == TYPED
    assert places["name"][0] in page.title()


def _another_tab_is_covered(context: BrowserContext, places: dict[str, str]) -> None:
    new = context.new_page()
    new.goto(places["session"])
    assert "/locked?next=" in new.url
    assert not shows_staff(new, places)
    new.close()


def _saved(clinic: Clinic) -> Any:
    return clinic.does(
        "import time\n"
        f"client, by = of_story({WHOSE!r})\n"
        "def note():\n"
        "    held = client.courses.get(closed_at=None).sessions.filter(attendance='planned')\n"
        "    return held.order_by('planned_at').first().note\n"
        "until = time.monotonic() + 8\n"
        "while not note() and time.monotonic() < until: time.sleep(.2)\n"
        "say(note())"
    )


def test_what_was_saved_elsewhere_stands_beside_it_once_uncovered(
    page: Page, places: dict[str, str], the_clinic: Clinic
) -> None:
    """Under the cover the page hears only that it is behind; then both texts stand side by side."""
    page.goto(places["session"])
    the_clinic.does(
        f"client, by = of_story({WHOSE!r})\n"
        "from amity.web.course import actions\n"
        "course = client.courses.get(closed_at=None)\n"
        f"session = course.sessions.get(id={places['session'].split('/')[-1]!r})\n"
        "new = {'since_last': 'Written in another window'}\n"
        "actions.save_session(session=session, version=session.version, new=new, by=by)\n"
        "say('')"
    )
    since = page.locator("textarea[name=since_last]")
    with page.expect_response(re.compile("/cover$")):
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    with page.expect_response(re.compile("/save$")) as heard:  # a keystroke that was still on its way
        since.evaluate(TYPE, TYPED)
    assert (heard.value.status, heard.value.headers["locked"]) == (409, "covered")
    assert "Written in another window" not in page.content()
    unlock(page, the_clinic.password, "Uncover")
    expect(page.get_by_role("group").filter(has_text="Written in another window")).to_be_visible()
    assert since.input_value() == TYPED


def test_the_cover_has_a_button_and_works_without_a_script(
    someone: NewPerson, places: dict[str, str], the_clinic: Clinic
) -> None:
    page = someone(390, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("button", name="A clinician").click()
    page.goto(places["session"])
    page.get_by_role("button", name="Cover").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Covered")
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Covered")
    unlock(page, the_clinic.password, "Uncover")
    assert page.url.endswith("/today")


@pytest.mark.parametrize("wide", [390, 1280])
def test_together_is_one_thing_alone(
    someone: NewPerson, places: dict[str, str], accessible: Accessible, wide: int
) -> None:
    page = someone(wide).new_page()
    step_in(page, "clinician")
    page.goto(places["session"])
    page.get_by_role("link", name="Together").click()
    offered = page.get_by_role("listitem").get_by_role("link")
    assert offered.count() >= 2
    addresses = [link.get_attribute("href") or "" for link in offered.all()]
    accessible(page)
    for address in addresses:
        page.goto(address)
        assert page.title() == "Notebook"
        assert not shows_staff(page, places)
        accessible(page)
        assert sideways(page) <= 0
    page.get_by_role("link", name="Close").click()
    page.wait_for_url("**/together")
