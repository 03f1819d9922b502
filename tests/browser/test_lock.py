"""The lock of a device in a browser: after a minute out of sight, and whenever opened anew (goal G37)."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
from tests.browser.leaving import leave_faults_at_every_width
from tests.browser.looking import Accessible
from tests.browser.notebook import PIN, WRITTEN, Her, choose_pin, is_ready, made, phone, type_pin, write

OUT_OF_SIGHT = """seconds => {
  const now = Date.now;
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
  window.wasCovered = getComputedStyle(document.body).visibility === "hidden";
  Date.now = () => now() + 1000 * seconds;
  delete document.visibilityState;
  document.dispatchEvent(new Event("visibilitychange"));
  return [window.wasCovered, document.documentElement.childElementCount];
}"""
HIDDEN = """() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  document.dispatchEvent(new Event("visibilitychange")); }"""
SEEN = """() => {
  delete document.visibilityState;
  document.dispatchEvent(new Event("visibilitychange")); }"""
QUESTIONS = """
from amity.web.course.models import Course
client, by = Course.objects.get(pk={course!r}).client, of_story("new_city")[1]
record.record_consent(
    client=client, kind="questionnaires", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
measures.give(client=client, instruments=["phq2"], by=by)
"""
ALLOWED = 60  # seconds, goal G37


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


@pytest.fixture
def page(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    found = phone(someone, the_clinic, her)
    choose_pin(found)
    return found


def written(page: Page) -> str:
    """Something of hers stands on the page."""
    said = f"She rang {uuid4().hex}"
    page.goto("/d/")
    page.get_by_role("link", name="Something happened").first.click()
    page.wait_for_load_state("networkidle")
    write(page, said)
    page.wait_for_url("**/read?done=1")
    page.goto(page.url.removesuffix("?done=1"))
    expect(page.get_by_text(said).first).to_be_visible()
    return said


@pytest.mark.goal("G37")
def test_after_a_minute_out_of_sight(page: Page, record_property: Record) -> None:
    """At once when it is seen again: nothing stands there before the server is asked."""
    said = written(page)
    assert page.evaluate(OUT_OF_SIGHT, ALLOWED - 5)[0], "in the list of open windows nothing is to be seen"
    expect(page.get_by_text(said).first).to_be_visible()
    covered, left = page.evaluate(OUT_OF_SIGHT, ALLOWED)
    assert (covered, left) == (True, 0)
    page.wait_for_url("**/d/lock")
    assert said not in page.content()
    assert page.evaluate("() => Object.keys(sessionStorage).includes('open')") is False
    page.go_back()
    page.wait_for_url("**/d/lock**")
    assert said not in page.content()
    record_property("seconds_out_of_sight", ALLOWED)


@pytest.mark.goal("G37")
def test_by_itself_while_nobody_looks(page: Page) -> None:
    """The tab stays in the background: the timer shuts it there."""
    said = written(page)
    page.clock.install()
    page.reload()
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => { const hidden = { configurable: true, get: () => "hidden" };
        Object.defineProperty(document, "visibilityState", hidden);
        document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    page.clock.run_for(1000 * ALLOWED)
    page.wait_for_url("**/d/lock")
    assert said not in page.content()


@pytest.mark.goal("G37")
@pytest.mark.parametrize("path", ["/d/help", "/d/no-such-page"])
def test_a_page_open_to_all_in_between(page: Page, path: str) -> None:
    """Help stays on the screen, and after it the PIN is asked for; so it is after an unknown address."""
    page.clock.install()
    page.goto("/d/")
    page.goto(path)
    heading = page.get_by_role("heading", level=1)
    page.evaluate(HIDDEN)
    page.clock.fast_forward(1000 * (ALLOWED - 10))
    page.evaluate(SEEN)
    expect(heading).to_be_visible()
    page.goto("/d/")
    expect(heading).to_have_text("Today")
    page.goto(path)
    page.evaluate(HIDDEN)
    page.clock.fast_forward(1000 * ALLOWED)
    page.evaluate(SEEN)
    expect(heading).to_be_visible()
    assert page.url.endswith(path), "it is open to all"
    page.goto("/d/")
    page.wait_for_url("**/d/lock**")


@pytest.mark.goal("G37")
def test_the_questions_in_between(page: Page, the_clinic: Clinic, her: Her) -> None:
    """They can be answered on; her own pages ask for the PIN, also where no script does."""
    the_clinic.does(QUESTIONS.format(course=her.course))
    page.goto("/d/")
    page.locator("form[action='/d/go-on'] button").first.click()
    page.wait_for_url("**/d/form**")
    with page.expect_response("**/d/lock-now"):
        page.evaluate(OUT_OF_SIGHT, ALLOWED)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.context.request.get("/d/").url.endswith("/d/lock"), "the server has shut it"
    page.reload()
    assert "/d/form" in page.url
    page.goto("/d/")
    page.wait_for_url("**/d/lock**")


@pytest.mark.goal("G37")
def test_opened_anew(page: Page, accessible: Accessible, the_clinic: Clinic) -> None:
    """A cold start: the session still lives, the tab is new."""
    said = written(page)
    context, address = page.context, page.url
    page.close()
    cold = context.new_page()
    seen: list[str] = []
    cold.on("domcontentloaded", lambda it: seen.append(it.url))
    cold.goto(address, wait_until="commit")
    cold.wait_for_url("**/d/lock")
    assert said not in cold.content()
    accessible(cold)
    cold.set_viewport_size({"width": 320, "height": 640})
    assert cold.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    type_pin(cold)
    cold.goto(address)
    expect(cold.get_by_text(said).first).to_be_visible()


@pytest.mark.goal("G37")
def test_half_written_without_a_connection(page: Page) -> None:
    """A look at another window throws nothing away; after a minute nothing that the PIN opened is left."""
    is_ready(page)
    page.clock.install()
    page.context.set_offline(True)
    page.goto("/d/offline")
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    agreed = page.get_by_text("Walk with Maj.")
    expect(agreed).to_be_visible()
    said = page.get_by_label("How was it?").first
    said.fill("Half of it")
    page.evaluate(HIDDEN)
    expect(agreed).to_be_hidden()
    page.clock.fast_forward(1000 * (ALLOWED - 10))
    page.evaluate(SEEN)
    expect(agreed).to_be_visible()
    expect(said).to_have_value("Half of it")
    page.evaluate(HIDDEN)
    page.clock.fast_forward(1000 * ALLOWED)
    expect(page.get_by_label("PIN", exact=True)).to_be_visible()
    expect(agreed).to_have_count(0)


def test_wrong_and_right_with_and_without_a_script(
    page: Page, someone: NewPerson, the_clinic: Clinic, her: Her
) -> None:
    page.get_by_role("button", name="Lock these pages").click()
    page.wait_for_url("**/d/lock")
    page.wait_for_load_state("networkidle")
    page.get_by_label("PIN", exact=True).fill("000111")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the PIN.")
    type_pin(page, PIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    plain = phone(lambda width: someone(width, java_script_enabled=False), the_clinic, her)
    expect(plain.get_by_role("heading", level=1)).to_have_text("PIN")
    plain.get_by_label("PIN", exact=True).fill("000111")
    plain.get_by_role("button", name="Open", exact=True).click()
    expect(plain.get_by_text("That is not the PIN.").first).to_be_visible()
    plain.get_by_label("PIN", exact=True).fill(PIN)
    plain.get_by_role("button", name="Open", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Today")


def test_a_form_sent_while_it_was_shut_comes_back_without_a_script(
    page: Page, someone: NewPerson, the_clinic: Clinic, her: Her
) -> None:
    """The words stand there after the PIN, and pressed again they arrive."""
    plain = phone(lambda width: someone(width, java_script_enabled=False), the_clinic, her)
    plain.get_by_label("PIN", exact=True).fill(PIN)
    plain.get_by_role("button", name="Open", exact=True).click()
    plain.get_by_role("link", name="Something happened").first.click()
    said = f"She rang {uuid4().hex}"
    plain.get_by_label("What happened?").fill(said)
    plain.get_by_label("Show it to").check()
    plain.context.request.post("/d/lock-now", form=token(plain))
    plain.get_by_role("button", name="Save it").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("PIN")
    assert said not in plain.content()
    plain.get_by_label("PIN", exact=True).fill(PIN)
    plain.get_by_role("button", name="Open", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    expect(plain.get_by_text(said)).to_be_visible()
    plain.get_by_role("button", name="Send it now").click()
    plain.wait_for_url("**/read?done=1")
    found = the_clinic.does(WRITTEN.format(course=her.course))
    assert [it["told"]["happened"] for it in found] == [said]


def token(page: Page) -> dict[str, str | float | bool]:
    """What a form of this page proves itself with."""
    return {
        "csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    }


@pytest.mark.goal("G35")
def test_the_pages_of_the_lock_are_left_and_named_like_every_other(page: Page) -> None:
    """What the walk over all pages finds only when they are shut, and when something waits for the PIN."""
    page.goto("/d/mine/pin")
    page.get_by_role("button", name="Lock these pages").click()
    page.wait_for_url("**/d/lock")
    assert leave_faults_at_every_width(page) == []
    assert page.title() == "Notebook"
    sent = {"page": str(uuid4()), "asked": "happened", "happened": "She rang. " * 60}
    page.context.request.post("/d/worksheets/new/7763f44e", form={**token(page), **sent})
    type_pin(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    assert leave_faults_at_every_width(page) == []
    assert page.title() == "Notebook"


def test_the_pages_of_the_lock_are_accessible(page: Page, accessible: Accessible) -> None:
    page.goto("/d/mine/pin")
    accessible(page)
    page.get_by_role("button", name="Lock these pages").click()
    page.wait_for_url("**/d/lock")
    sent = {"page": str(uuid4()), "asked": "happened", "happened": "She rang. " * 60}
    page.context.request.post("/d/worksheets/new/7763f44e", form={**token(page), **sent})
    type_pin(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Let it go").click()
    page.goto("/d/mine/pin")
    page.get_by_role("button", name="Lock these pages").click()
    page.wait_for_url("**/d/lock")
    page.get_by_role("link", name="The PIN is forgotten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password instead")
    accessible(page)
