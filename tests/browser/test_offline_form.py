"""The short form without a connection: it begins as with one, for the day and practice asked for."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from amity.web.base import clock
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.notebook import PIN, Her, choose_pin, is_ready, made, phone, type_pin, write

FORM = "/d/worksheets/new/7763f44e"
AGREE = """
from amity.web.course.models import Course
from amity.web.techniques import actions as worksheets
course = Course.objects.get(pk={course!r})
worksheets.agree_sharing(course=course, choice={choice!r}, by=course.clinician.user)
"""
CAME = """
from amity.web.techniques.models import Worksheet
say([[it.told["happened"], it.visibility, it.told["day"], str(it.practice_id)]
     for it in Worksheet.objects.filter(course={course!r})])
"""


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    found = made(the_clinic)
    the_clinic.does(AGREE.format(course=found.course, choice="shared"))
    return found


@pytest.fixture
def page(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    """Her phone with a PIN, in a new tab without a connection."""
    found = phone(someone, the_clinic, her)
    choose_pin(found)
    is_ready(found)
    found.context.set_offline(True)
    return found


def begins_shown(page: Page) -> None:
    expect(page.get_by_label("Show it to my clinician")).to_be_checked()
    expect(page.get_by_text("It begins here as it does with a connection.")).to_be_visible()


def came(page: Page, clinic: Clinic, her: Her) -> list[list[str]]:
    """With a connection again: what was written arrives."""
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/d/")
    if page.url.endswith("/d/lock"):
        type_pin(page)
    expect(page.get_by_text("Received")).to_be_visible()
    found: list[list[str]] = clinic.does(CAME.format(course=her.course))
    return found


def test_it_begins_as_agreed_for_the_day_and_the_practice_of_its_address(
    page: Page, the_clinic: Clinic, her: Her
) -> None:
    day = (clock.now().date() - timedelta(days=3)).isoformat()
    page.goto(f"{FORM}?day={day}&practice={her.practices[0]}")
    begins_shown(page)
    write(page, "She rang.")
    assert came(page, the_clinic, her) == [["She rang.", "shared", day, her.practices[0]]]


def test_what_is_chosen_there_holds(page: Page, the_clinic: Clinic, her: Her) -> None:
    page.goto(FORM)
    begins_shown(page)
    page.get_by_label("Keep it to myself").check()
    write(page, "Mine alone.")
    assert [it[:2] for it in came(page, the_clinic, her)] == [["Mine alone.", "private"]]


def test_inside_the_page_of_what_waits_it_begins_so_too(page: Page, the_clinic: Clinic, her: Her) -> None:
    page.goto("/d/offline")
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("link", name="Something that happened").click()
    begins_shown(page)
    write(page, "Inside.")
    assert [it[:2] for it in came(page, the_clinic, her)] == [["Inside.", "shared"]]


def test_where_nothing_is_known_it_is_kept(page: Page) -> None:
    """The phone holds nothing of who reads it: nothing is shown by accident."""
    page.context.set_offline(False)
    page.evaluate(
        """async () => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
        await kept.unset("forms " + await kept.look("now")); }"""
    )
    page.context.set_offline(True)
    page.goto(FORM)
    expect(page.get_by_label("Keep it to myself")).to_be_checked()
    expect(page.get_by_text("It begins here as it does")).to_be_hidden()
