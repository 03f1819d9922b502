"""Somebody else on the same phone: nothing of one goes to the other."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.notebook import (
    DUMP,
    ROWS,
    Her,
    knows,
    made,
    ready_phone,
    sign_in,
    the_form,
    told,
    until,
    waits,
    words,
    write,
)
from tests.browser.watch import Watch


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


@pytest.fixture
def page(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    return ready_phone(someone, the_clinic, her)


def test_a_page_left_open_writes_nothing_into_the_record_of_who_signs_in_next(
    page: Page, the_clinic: Clinic, her: Her
) -> None:
    said, other, mine = words(), made(the_clinic), page.locator("#kept").get_attribute("data-whose")
    the_form(page)
    page.context.clear_cookies()
    knows(page.context, the_clinic, other)
    tab = page.context.new_page()
    sign_in(tab, other)
    write(page, said)
    expect(page.get_by_text("Somebody else is signed in here now.")).to_be_visible()
    assert [it["state"] for it in page.evaluate(ROWS)] == ["waiting"]
    assert (told(the_clinic, her), told(the_clinic, other)) == ([], [])
    now = """async () => { const { Kept } = await import("/static/companion/kept.js");
        return (await new Kept().look("now")) || ""; }"""
    assert tab.evaluate(now) != mine, "what is written next without a connection is not hers either"
    assert said not in page.evaluate(DUMP)


def test_one_entry_that_fails_holds_up_no_other_and_a_shared_phone_is_emptied(
    page: Page, the_clinic: Clinic, her: Her, watch: Watch
) -> None:
    """No address takes the first, the second fails; later somebody else uses the phone."""
    said = words()
    page.route("**/d/worksheets/new/ee0e4f30", lambda route: route.fulfill(status=500, body="<p>no"))
    waits(page, "nowhere", "/d/no/such/place")
    waits(page, "later", "/d/worksheets/new/ee0e4f30")
    waits(page, said)
    page.goto("/d/")
    expect(page.get_by_text("Received")).to_be_visible()
    assert sorted(it["state"] for it in page.evaluate(ROWS)) == ["refused", "waiting"]
    assert told(the_clinic, her) == [said]
    the_clinic.does(
        "from amity.web.course.models import Course\nfrom amity.web.people.models import SafeContact\n"
        f"SafeContact.objects.filter(client=Course.objects.get(pk={her.course!r}).client).update(device_shared='yes')"
    )
    page.evaluate(
        """async () => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
        const mine = document.getElementById("kept").dataset.whose;
        for (const one of await kept.all(mine)) await kept.drop(one.id); }"""
    )
    page.goto("/d/")
    until(page, "async () => (await caches.keys()).length === 0")
    until(page, "async () => !(await navigator.serviceWorker.getRegistrations()).length")
    watch.complaints.clear()  # the 404 and the 500 are meant
    mine = page.locator("#kept").get_attribute("data-whose")
    gone = """async name => { const { Kept } = await import("/static/companion/kept.js");
        return !(await new Kept().look(name)); }"""
    until(page, gone, f"keys {mine}")


SHARED = """
from amity.web.course.models import Course
from amity.web.people.models import SafeContact
client = Course.objects.get(pk={course!r}).client
SafeContact.objects.filter(client=client).update(device_shared="yes")
"""
EMPTIED = """async () => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
  const mine = document.getElementById("kept").dataset.whose;
  const things = await Promise.all(["bundle", "forms", "keys"].map(what => kept.look(what + " " + mine)));
  return !things.some(Boolean) && (await caches.keys()).length === 0; }"""


def test_written_just_after_somebody_else_uses_the_phone_too(
    page: Page, the_clinic: Clinic, her: Her
) -> None:
    """The page was open before that was recorded: what arrives leaves nothing, and what does not, neither."""
    said, second = words(), words()
    the_form(page)
    the_clinic.does(SHARED.format(course=her.course))
    page.route("**/d/worksheets/new/**", lambda route: route.abort())
    write(page, said)
    expect(page.get_by_role("alert")).to_contain_text(
        "This could not be sent, and nothing is kept on this phone"
    )
    expect(page.get_by_label("What happened?")).to_have_value(said)
    assert page.evaluate(ROWS) == []
    until(page, EMPTIED)
    page.unroute("**/d/worksheets/new/**")
    write(page, second)
    page.wait_for_url("**/read?done=1")
    assert told(the_clinic, her) == [second]
    assert page.evaluate(ROWS) == []


def test_what_arrives_then_leaves_nothing_on_the_phone(page: Page, the_clinic: Clinic, her: Her) -> None:
    the_form(page)
    the_clinic.does(SHARED.format(course=her.course))
    page.route("**/read?done=1", lambda route: route.fulfill(status=204))  # this page stays
    write(page, words())
    until(page, EMPTIED)
    assert page.evaluate(ROWS) == []
    assert len(told(the_clinic, her)) == 1
