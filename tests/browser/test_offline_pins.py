"""What waits and another PIN: forgotten, changed, typed wrong."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.notebook import (
    PIN,
    ROWS,
    Her,
    made,
    ready_phone,
    the_form,
    told,
    waits,
    words,
    write,
)


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


@pytest.fixture
def page(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    return ready_phone(someone, the_clinic, her)


def test_what_waits_outlives_a_forgotten_pin(page: Page, the_clinic: Clinic, her: Her) -> None:
    """Nothing new is sealed to a pair that no PIN of now opens; the PIN from before brings it back."""
    said = words()
    page.evaluate("() => sessionStorage.setItem('open', '1')")  # nothing is sent meanwhile
    waits(page, said)
    the_clinic.does(
        "from amity.web.course.models import Course\nfrom amity.web.people.models import Device\n"
        f"Device.objects.filter(client=Course.objects.get(pk={her.course!r}).client).update(pin='')"
    )
    the_form(page)
    page.context.set_offline(True)
    write(page, words())
    expect(page.get_by_role("alert")).to_contain_text("nothing is kept on this phone")
    assert len(page.evaluate(ROWS)) == 1
    page.context.set_offline(False)
    page.goto("/d/mine/pin")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("opens with the PIN from before alone").first).to_be_visible()
    page.get_by_label("A PIN for this device").fill("386204")
    page.get_by_label("The PIN once more").fill("386204")
    page.get_by_role("button", name="Use this PIN").click()
    page.get_by_label("The PIN from before").fill(PIN)
    with page.expect_navigation():
        page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, her) == [said]


TRIES = """async tries => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
  await kept.set("tries " + document.getElementById("kept").dataset.whose, tries); }"""


def asked_for_the_earlier_one(page: Page, clinic: Clinic, her: Her, said: str) -> None:
    """Something waits, its PIN was forgotten, and another one was chosen."""
    page.evaluate("() => sessionStorage.setItem('open', '1')")  # nothing is sent meanwhile
    waits(page, said)
    clinic.does(
        "from amity.web.course.models import Course\nfrom amity.web.people.models import Device\n"
        f"Device.objects.filter(client=Course.objects.get(pk={her.course!r}).client).update(pin='')"
    )
    page.goto("/d/mine/pin")
    page.wait_for_load_state("networkidle")
    page.get_by_label("A PIN for this device").fill("386204")
    page.get_by_label("The PIN once more").fill("386204")
    page.get_by_role("button", name="Use this PIN").click()
    expect(page.get_by_label("The PIN from before")).to_be_visible()


def earlier(page: Page, pin: str) -> None:
    expect(page.locator("[data-earlier-pin]:not([data-busy])")).to_be_visible()
    page.get_by_label("The PIN from before").fill(pin)
    page.get_by_role("button", name="Open", exact=True).click()


def test_wrong_tries_of_the_earlier_pin_are_counted_as_at_the_lock(
    page: Page, the_clinic: Clinic, her: Her
) -> None:
    """Four are free, then there is a wait in which not even the right one is looked at."""
    said = words()
    asked_for_the_earlier_one(page, the_clinic, her, said)
    alert = page.get_by_role("alert")
    for _ in range(4):
        earlier(page, "000111")
        expect(alert).to_have_text("That is not the PIN.")
        expect(page.locator("[data-earlier-pin]:not([data-busy])")).to_be_visible()
    earlier(page, "000111")
    expect(alert).to_contain_text("After 5 more wrong ones, what was not sent from this phone is wiped.")
    earlier(page, PIN)
    expect(alert).to_contain_text("The next PIN is looked at in 1 minutes.")
    page.evaluate(TRIES, {"wrong": 5, "until": 1})  # the minute has passed
    with page.expect_navigation():
        earlier(page, PIN)
    expect(page.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, her) == [said]


def test_the_tenth_wrong_earlier_pin_wipes_what_waits(page: Page, the_clinic: Clinic, her: Her) -> None:
    """As was said before; the new PIN keeps what is written from then on."""
    asked_for_the_earlier_one(page, the_clinic, her, words())
    page.evaluate(TRIES, {"wrong": 9, "until": 1})
    with page.expect_navigation():
        earlier(page, "000111")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(ROWS) == []
    the_form(page)
    page.context.set_offline(True)
    write(page, words())
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    assert told(the_clinic, her) == []


def test_a_pin_that_was_changed_opens_what_waited(page: Page, the_clinic: Clinic, her: Her) -> None:
    """This tab holds no key: the PIN of before, typed beside the new one, wraps the pair anew."""
    said = words()
    page.evaluate("() => sessionStorage.setItem('open', '1')")
    waits(page, said)
    page.goto("/d/mine/pin")
    page.wait_for_load_state("networkidle")
    assert len(page.evaluate(ROWS)) == 1
    page.get_by_label("The PIN you have now").first.fill(PIN)
    page.get_by_label("A PIN for this device").fill("386204")
    page.get_by_label("The PIN once more").fill("386204")
    with page.expect_navigation():
        page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, her) == [said]
    page.context.set_offline(True)
    page.goto("/d/offline")
    for pin, opens in ((PIN, False), ("386204", True)):
        page.get_by_label("PIN", exact=True).fill(pin)
        page.get_by_role("button", name="Open", exact=True).click()
        agreed = page.get_by_text("Ring one of the old colleagues.")
        expect(agreed if opens else page.get_by_text("That is not the PIN.")).to_be_visible()
