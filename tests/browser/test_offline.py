"""Without a connection: written, told and left, and sent once there is one (goal G35)."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
from tests.browser.looking import Accessible
from tests.browser.notebook import (
    DUMP,
    ONE,
    PIN,
    ROWS,
    Her,
    made,
    ready_phone,
    the_form,
    told,
    type_pin,
    words,
    write,
)

BLANK_WITHIN = 50  # milliseconds, goal G35


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


@pytest.fixture
def page(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    return ready_phone(someone, the_clinic, her)


def test_with_a_connection_nothing_stays_on_the_phone(page: Page, the_clinic: Clinic, her: Her) -> None:
    said = words()
    the_form(page)
    write(page, said)
    page.wait_for_url("**/read?done=1")
    assert told(the_clinic, her) == [said]
    assert page.evaluate(ROWS) == []


def test_written_without_a_connection_it_is_sent_once_there_is_one(
    page: Page, the_clinic: Clinic, her: Her
) -> None:
    said = words()
    the_form(page)
    page.context.set_offline(True)
    write(page, said)
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    expect(page.get_by_text(ONE)).to_be_visible()
    assert told(the_clinic, her) == []
    assert said not in page.content()
    page.context.set_offline(False)
    expect(page.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, her) == [said]
    assert page.evaluate(ROWS) == []


def test_written_before_unlocking(page: Page, the_clinic: Clinic, her: Her, accessible: Accessible) -> None:
    """A phone without a connection, opened anew: the empty form is there, and what it keeps needs no PIN."""
    said = words()
    address = page.context.pages[0].url
    page.close()
    page = page.context.new_page()
    page.context.set_offline(True)
    page.goto("/d/")
    expect(page.get_by_role("heading", level=1)).to_have_text("On this phone")
    accessible(page)
    page.get_by_role("link", name="Something that happened").click()
    expect(page.get_by_label("What happened?")).to_be_visible()
    assert page.get_by_text("somebody else").count() == 0, "nobody to choose from before the PIN"
    accessible(page)
    write(page, said)
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    assert said not in page.evaluate(DUMP)
    page.context.set_offline(False)
    page.goto("/d/")
    type_pin(page)
    expect(page.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, her) == [said]
    assert address


def test_what_was_agreed_is_told_without_a_connection(page: Page, her: Her, the_clinic: Clinic) -> None:
    page.context.set_offline(True)
    page.goto("/d/plan")
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    said, card = words(), page.locator("[data-part=practices] form").first
    card.get_by_label("In part").check()
    card.get_by_label("How was it?").fill(said)
    card.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/d/")
    if page.url.endswith("/d/lock"):
        type_pin(page)
    expect(page.get_by_text("Received")).to_be_visible()
    ids = json.dumps(her.practices)
    found = the_clinic.does(
        "from amity.web.course.models import Practice\n"
        f"say([it.result_said for it in Practice.objects.filter(pk__in={ids})])"
    )
    assert said in found


def test_help_is_there_without_a_connection_and_without_a_sign_in(page: Page, accessible: Accessible) -> None:
    page.context.clear_cookies()  # signing out would take away what works without a connection
    page.context.set_offline(True)
    page.goto("/d/help")
    expect(page.get_by_role("heading", level=1)).to_have_text("Help")
    expect(page.get_by_text("Last checked on")).to_be_visible()
    assert page.locator("a[href^='tel:']").count() > 0
    accessible(page)


@pytest.mark.goal("G35")
def test_leave_without_a_connection(page: Page, her: Her, record_property: Record) -> None:
    """Blank at once, and Back shows nothing that anybody wrote."""
    said = words()
    the_form(page)
    page.context.set_offline(True)
    write(page, said)
    expect(page.get_by_text(ONE)).to_be_visible()
    for address in ("/d/", "/d/help", "/d/worksheets/new/7763f44e"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.id") == "leave"
    took = page.evaluate(
        """() => { const began = performance.now(), root = document.documentElement;
        document.getElementById("leave").click();
        return [performance.now() - began, root.childElementCount, sessionStorage.length]; }"""
    )
    record_property("milliseconds_until_blank", round(took[0], 1))
    assert took[0] <= BLANK_WITHIN
    assert took[1:] == [0, 0], "nothing stands there, and nothing opens the sealed"
    page.wait_for_timeout(500)  # milliseconds: where Leave leads cannot be reached
    for _ in range(5):
        page.go_back(wait_until="commit")
        assert said not in page.content()
