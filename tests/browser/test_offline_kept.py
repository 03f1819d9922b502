"""What is called kept is kept, and what is not says why (goal G28)."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.notebook import (
    DUMP,
    PIN,
    ROWS,
    Her,
    choose_pin,
    made,
    phone,
    ready_phone,
    the_form,
    told,
    type_pin,
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


@pytest.mark.goal("G28")
def test_killed_between_the_answer_and_the_purge(page: Page, the_clinic: Clinic, her: Her) -> None:
    """The server has it, the phone never heard: it is sent again, and stands there once."""
    said = words()
    the_form(page)
    context = page.context
    heard: list[int] = []

    def deaf(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        heard.append(route.fetch().status)
        return None  # the answer is never given back

    context.route("**/d/worksheets/new/**", deaf)
    write(page, said)
    page.wait_for_timeout(1500)
    assert heard == [200]
    page.close()
    context.unroute("**/d/worksheets/new/**")
    assert told(the_clinic, her) == [said]
    again = context.new_page()
    again.goto("/d/")
    type_pin(again)
    expect(again.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, her) == [said]
    assert again.evaluate(ROWS) == []


def test_no_room_is_never_called_kept(page: Page, the_clinic: Clinic, her: Her) -> None:
    the_form(page)
    page.evaluate(
        """() => { const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...given) {
          const asked = put.apply(this, given);
          if (this.name === "entries") this.transaction.abort();  // as a store does that has no room
          return asked; }; }"""
    )
    page.context.set_offline(True)
    said = words()
    write(page, said)
    expect(page.get_by_role("alert")).to_contain_text("This could not be kept on this phone.")
    expect(page.get_by_label("What happened?")).to_have_value(said)
    assert page.get_by_text("Kept on this phone only").count() == 0
    assert page.evaluate(ROWS) == []


def test_a_full_phone_warns_before_and_says_so_then(page: Page, her: Her) -> None:
    page.evaluate(
        """async count => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
        const whose = await kept.look("now"), keys = await kept.look("keys " + whose);
        for (let n = 0; n < count; n += 1)
          await kept.keep({ whose, id: crypto.randomUUID(), keys, tells: {} }); }""",
        159,
    )
    page.evaluate("() => sessionStorage.setItem('open', '1')")
    the_form(page)
    page.context.set_offline(True)
    write(page, words())
    expect(page.get_by_text("There is little room left on this phone.")).to_be_visible()
    page.context.set_offline(False)


def test_without_a_pin_nothing_is_kept_and_the_page_says_so(
    someone: NewPerson, the_clinic: Clinic, her: Her
) -> None:
    page = phone(someone, the_clinic, her)
    the_form(page)
    page.context.set_offline(True)
    said = words()
    write(page, said)
    expect(page.get_by_role("alert")).to_contain_text("without a PIN nothing is kept on this phone")
    expect(page.get_by_label("What happened?")).to_have_value(said)
    assert page.evaluate(ROWS) == []


def test_on_a_shared_phone_nothing_is_kept(someone: NewPerson, the_clinic: Clinic) -> None:
    page = phone(someone, the_clinic, made(the_clinic, shared="yes"))
    choose_pin(page)
    page.goto("/d/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate(ROWS) == []


def test_what_the_server_refuses_stays_with_the_reason(page: Page, her: Her, the_clinic: Clinic) -> None:
    page.evaluate(
        """async to => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
        const whose = await kept.look("now"), keys = await kept.look("keys " + whose);
        await kept.keep({ whose, id: crypto.randomUUID(), keys,
        tells: { to, title: "A day", body: "x=1", written: new Date().toISOString() } }); }""",
        "/d/worksheets/new/ee0e4f30",
    )
    page.goto("/d/")
    expect(page.get_by_text("1 entry could not be received; the reason stands beside it.")).to_be_visible()
    assert [it["state"] for it in page.evaluate(ROWS)] == ["refused"]


def test_a_refusal_without_a_reason_says_so(page: Page, her: Her) -> None:
    """Something in between knows no such address: what was written stays readable, with words beside it."""
    said = words()
    waits(page, said, "/d/no/such/place")
    page.goto("/d/")
    expect(page.get_by_text("1 entry could not be received")).to_be_visible()
    page.get_by_role("link", name="Look at it").click()
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("no reason was given")).to_be_visible()


def test_what_is_refused_while_it_is_written_stays_in_the_form_and_on_the_phone(
    page: Page, the_clinic: Clinic, her: Her
) -> None:
    """The course ended while the page stood open; kept to oneself it is taken."""
    said = words()
    the_form(page)
    the_clinic.does(
        "from amity.web.course import actions as courses\nfrom amity.web.course.models import Course\n"
        f"course = Course.objects.get(pk={her.course!r})\n"
        "courses.close_course(course=course, reason='complete', by=course.clinician.user)"
    )
    page.get_by_label("Show it to").check()
    write(page, said)
    expect(page.get_by_role("alert")).to_contain_text("nobody at the service reads new entries")
    expect(page.get_by_label("What happened?")).to_have_value(said)
    assert [it["state"] for it in page.evaluate(ROWS)] == ["refused"]
    assert said not in page.evaluate(DUMP)
    assert told(the_clinic, her) == []
    page.get_by_label("Keep it to myself").check()
    page.get_by_role("button", name="Save it").click()
    page.wait_for_url("**/read?done=1")
    assert told(the_clinic, her) == [said]
    assert page.evaluate(ROWS) == []
