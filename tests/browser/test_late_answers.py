"""An answer that does not arrive is said under its question, stays chosen, and is sent again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import links
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.links import BORN
from tests.browser.looking import Accessible
from tests.browser.steps import NOT_AT_ALL, SEVERAL_DAYS, second_step
from tests.browser.watch import Watch

NOT_YET = "This has not reached us yet."
LOST_ON_THE_WAY = ("console: htmx:sendError", "console: htmx:afterRequest")
UNDER = "#under-q1"


@pytest.fixture(scope="module")
def addresses(the_clinic: Clinic) -> Iterator[str]:
    return iter(links.links(the_clinic, *[("phq2",)] * 2))


@pytest.fixture
def page(someone: NewPerson, watch: Watch) -> Iterator[Page]:
    """A phone; that a request did not get through is what these tests are about."""
    yield someone(390).new_page()
    assert any(it.startswith(LOST_ON_THE_WAY) for it in watch.complaints)
    watch.complaints[:] = [it for it in watch.complaints if not it.startswith(LOST_ON_THE_WAY)]


def begin(page: Page, address: str, how: str) -> None:
    second_step(page, address, BORN)
    page.get_by_label(how).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Start").click()
    page.wait_for_load_state()  # what is cut off before is not the page's


@pytest.mark.goal("G41")
def test_offline_it_stays_chosen_and_is_sent_when_there_is_a_connection(
    page: Page, addresses: Iterator[str], accessible: Accessible
) -> None:
    begin(page, next(addresses), "One question at a time")
    page.context.set_offline(True)
    page.get_by_role("radio", name=SEVERAL_DAYS).check()
    expect(page.locator(UNDER)).to_contain_text(NOT_YET)
    page.get_by_text("If you want to reach somebody").click()
    expect(page.locator(UNDER)).to_contain_text("0808 157 0614")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    expect(page.get_by_role("radio", name=SEVERAL_DAYS)).to_be_checked()
    accessible(page)
    page.context.set_offline(False)
    expect(page.locator(UNDER)).to_contain_text("Received at")
    expect(page.get_by_text("There is no connection.")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("radio", name=SEVERAL_DAYS)).to_be_checked()


@pytest.mark.goal("G41")
def test_one_that_was_lost_is_sent_with_the_next_tap(page: Page, addresses: Iterator[str]) -> None:
    def lose(route: Route) -> None:
        route.abort()

    begin(page, next(addresses), "All on one page")
    page.route("**/answer", lose)
    questions = page.get_by_role("group").filter(has=page.get_by_role("radio"))
    questions.nth(0).get_by_role("radio", name=SEVERAL_DAYS).check()
    expect(page.locator(UNDER)).to_contain_text(NOT_YET)
    page.unroute("**/answer", lose)
    questions.nth(1).get_by_role("radio", name=NOT_AT_ALL).check()
    expect(page.get_by_text("Received at")).to_have_count(2)
    expect(page.get_by_text(NOT_YET)).to_have_count(0)
