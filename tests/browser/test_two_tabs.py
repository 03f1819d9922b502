"""Two clients open in one browser: what is written goes to the client whose page it was written on (H2)."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.steps import step_in

HERS = "Only true of the first of the two."
FIRST, SECOND = "new_father", "two_jobs"  # two clients of one clinician, each with a session planned


@pytest.fixture(scope="module")
def addresses(the_clinic: Clinic) -> dict[str, str]:
    """By story, where the course, the client and the next session stand."""
    found: dict[str, str] = the_clinic.does(
        "found = {}\n"
        f"for story in {(FIRST, SECOND)!r}:\n"
        "    client, by = of_story(story)\n"
        "    course = client.courses.get(closed_at=None)\n"
        "    found[story] = f'/courses/{course.id}'\n"
        "    found[story + ' client'] = f'/clients/{client.id}'\n"
        "    found[story + ' name'] = client.name\n"
        "    found[story + ' session'] = f'/sessions/{course.sessions.order_by(\"-planned_at\")[0].id}'\n"
        "say(found)"
    )
    return found


@pytest.fixture
def width() -> int:
    return 1280


def write_consent(page: Page, address: str) -> None:
    page.goto(f"{address}/consent")
    page.get_by_role("group", name="What was talked about?").get_by_role("checkbox").first.check()
    page.get_by_label("They agreed").check()
    page.get_by_label("In their words").fill(HERS)


def test_a_form_stays_with_its_client(context: BrowserContext, addresses: dict[str, str]) -> None:
    """Written in the first tab, saved after another client was opened, and written on, in the second."""
    one, other = context.new_page(), context.new_page()
    step_in(one, "clinician")
    write_consent(one, addresses[f"{FIRST} client"])
    other.goto(addresses[SECOND])
    other.goto(f"{addresses[f'{SECOND} client']}/contact")
    other.get_by_label("When?").fill("only true of the second")
    other.get_by_role("button", name="Record").click()
    one.get_by_role("button", name="Record", exact=True).click()
    one.wait_for_url(f"**{addresses[f'{FIRST} client']}")
    expect(one.get_by_role("heading", level=1)).to_contain_text(addresses[f"{FIRST} name"])
    expect(one.get_by_text(HERS).first).to_be_attached()
    assert "only true of the second" not in one.content()
    other.reload()
    assert HERS not in other.content()
    expect(other.get_by_text("only true of the second")).to_be_visible()


def test_a_session_is_saved_to_the_client_of_its_page(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    """Two session pages side by side, saved crosswise."""
    one, other = context.new_page(), context.new_page()
    step_in(one, "clinician")
    sessions = []
    for page, story in ((one, FIRST), (other, SECOND)):
        page.goto(addresses[story])
        page.get_by_role("link", name="Open session").click()
        page.wait_for_url("**/sessions/**")
        sessions.append(page.url)
        page.get_by_label("Cancelled", exact=True).check()
        page.get_by_role("textbox", name="Note", exact=True).fill(f"Written on the page of {story}.")
    for page in (one, other):
        page.get_by_role("button", name="Close the session").click()
        page.wait_for_url("**/courses/**")
    for page, story, session in ((one, FIRST, sessions[0]), (other, SECOND, sessions[1])):
        assert page.url.endswith(addresses[story])
        page.goto(session)
        expect(page.get_by_role("textbox", name="Note", exact=True)).to_have_value(
            f"Written on the page of {story}."
        )
        expect(page.get_by_role("heading", level=1)).to_contain_text(addresses[f"{story} name"])


def test_what_saves_by_itself_goes_to_the_client_of_its_page(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    """Two session pages written on crosswise; nobody presses anything."""
    pages = {}
    for story in (FIRST, SECOND):
        page = pages[story] = context.new_page()
        if len(pages) == 1:
            step_in(page, "clinician")
        page.goto(addresses[f"{story} session"])
    for turn in ("One", "Two", "Three"):
        for story, page in pages.items():
            page.bring_to_front()
            page.get_by_label("How have things been since we met?").fill(f"{turn}: only true of {story}.")
            page.get_by_label("Catch a sentence").fill(f"{turn}: said by {story}.")
            page.get_by_label("Catch a sentence").press("Enter")
    for story, page in pages.items():
        page.bring_to_front()
        expect(page.locator("#saved")).to_have_text(re.compile("^saved "))
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_contain_text(addresses[f"{story} name"])
        expect(page.get_by_label("How have things been since we met?")).to_have_value(
            f"Three: only true of {story}."
        )
        said = [f"{turn}: said by {story}." for turn in ("One", "Two", "Three")]
        expect(page.locator("#captures .words")).to_have_text(said)


def test_the_tab_says_whose_page_it_is(page: Page, addresses: dict[str, str]) -> None:
    """The second identifier stands beside the name, and the title tells two tabs apart."""
    step_in(page, "clinician")
    titles = set()
    for story in (FIRST, SECOND):
        page.goto(addresses[story])
        expect(page.get_by_role("heading", level=1)).to_contain_text(addresses[f"{story} name"])
        expect(page.get_by_role("heading", level=1)).to_contain_text("born")
        titles.add(page.title())
    assert len(titles) == 2
