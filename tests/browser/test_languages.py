"""A client's pages in Dutch, and turned as where lines run from the right: nowhere wider than the phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible, sideways
from tests.browser.notebook import PIN, choose_pin, is_ready, made, phone

TURN = "() => { document.documentElement.dir = 'rtl'; }"
PLACE = """() => { const leave = document.getElementById('leave').getBoundingClientRect();
  return leave.left > document.documentElement.clientWidth / 2; }"""


@pytest.mark.parametrize("address", ["/d/sign-in", "/d/help", "/d/orientation"])
def test_it_fits_a_phone_in_dutch_and_turned(
    someone: NewPerson, accessible: Accessible, address: str
) -> None:
    page = someone(320, locale="nl-NL").new_page()
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.get_by_role("link", name="Weg", exact=True).is_visible()
    assert sideways(page) <= 0
    assert page.evaluate(PLACE)
    page.evaluate(TURN)
    assert sideways(page) <= 0
    assert not page.evaluate(PLACE)  # the way out stands where a line ends
    accessible(page)


KEPT = """async () => { for (let tries = 0; tries < 150; tries += 1) {
  const names = await caches.keys(), there = await navigator.serviceWorker.ready;
  const is_one = names.length === 1 && names[0].startsWith('notebook-nl-');
  if (is_one && there.active.state === 'activated') return true;
  await new Promise(done => setTimeout(done, 100));
} return false; }"""


@pytest.fixture
def dutch(someone: NewPerson, the_clinic: Clinic) -> Page:
    """Her phone, whose browser asks for English; she chose Dutch after all was kept in English."""
    page = phone(someone, the_clinic, made(the_clinic))
    choose_pin(page)
    is_ready(page)
    page.goto("/d/mine")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit schrift")
    assert page.evaluate(KEPT)
    page.wait_for_load_state("networkidle")
    return page


def speaks_dutch(page: Page) -> bool:
    return page.locator("html").get_attribute("lang") == "nl"


def test_without_a_connection_everything_is_in_the_language_she_chose(dutch: Page) -> None:
    """Neither the browser's, nor that of what was kept before."""
    assert dutch.evaluate("navigator.language").startswith("en")
    page = dutch.context.new_page()
    page.context.set_offline(True)
    page.goto("/d/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Op deze telefoon")
    assert speaks_dutch(page)
    page.goto("/d/help")
    expect(page.get_by_text("Je kunt bellen voor jezelf")).to_be_visible()
    assert speaks_dutch(page)
    page.goto("/d/")
    page.locator("[data-form]:not([hidden]) a").first.click()
    expect(page.locator("form[data-keeps] textarea").first).to_be_visible()
    assert speaks_dutch(page)
    page.locator("form[data-keeps] textarea").first.fill("Ze belde")
    page.locator("form[data-keeps] button[type=submit]").click()
    expect(page.get_by_text("Alleen op deze telefoon bewaard")).to_be_visible()


def test_a_form_inside_the_page_is_in_her_language_too(dutch: Page) -> None:
    """Opened there after the PIN, with a connection or without: it is asked for as nobody."""
    for is_offline in (False, True):
        dutch.context.set_offline(False)
        page = dutch.context.new_page()
        page.context.set_offline(is_offline)
        page.goto("/d/offline?l=nl")
        page.get_by_label("Pincode").fill(PIN)
        page.get_by_role("button", name="Open", exact=True).click()
        expect(page.get_by_label("Pincode")).to_be_hidden()
        page.locator("[data-form]:not([hidden]) a").first.click()
        form = page.locator("[data-part=form] form")
        expect(form).to_be_visible()
        assert "Wat gebeurde er?" in form.inner_text()
