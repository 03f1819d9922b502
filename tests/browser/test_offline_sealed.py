"""What lies on a phone without a connection, and what opens it (goal G37)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
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
    words,
    write,
)

PLAN = """
from amity.web.course.models import Course
from amity.web.safety import actions as safety
course = Course.objects.get(pk={course!r})
safety.save_safety_plan(
    client=course.client, base=0, steps={{"warning_signs": "I stop answering the door"}},
    made_on=clock.now().date(), client_sees=True, by=course.clinician.user,
)
"""


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


@pytest.fixture
def page(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    return ready_phone(someone, the_clinic, her)


def canaries(page: Page, *said: str) -> list[str]:
    """Which of these stand anywhere in what the browser keeps."""
    dump = page.evaluate(DUMP)
    return [it for it in said if it in dump]


@pytest.mark.goal("G37")
def test_nothing_readable_lies_on_the_phone(
    page: Page, the_clinic: Clinic, her: Her, record_property: Record
) -> None:
    """Two entries wait, names and what was agreed lie there; with sealing off the search finds them."""
    said = [words(), words()]
    for one in said:
        the_form(page)
        page.context.set_offline(True)
        page.route("**/d/worksheets/new/**", lambda route: route.abort())
        write(page, one)
        expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
        page.evaluate("() => sessionStorage.setItem('open', '1')")  # nothing is sent from here on
        page.context.set_offline(False)
        page.unroute("**/d/worksheets/new/**")
    dump = page.evaluate(DUMP)
    assert len(page.evaluate(ROWS)) == len(said)
    named = [*said, "old colleagues", "Walk with Maj", PIN]
    assert [it for it in named if it in dump] == []
    assert f"bundle {page.locator('#kept').get_attribute('data-whose')}" in dump, (
        "the names lie there, sealed"
    )
    record_property("canaries_looked_for", len(named))
    record_property("characters_searched", len(dump))
    page.evaluate(
        """async said => { const { Kept } = await import("/static/companion/kept.js");
        await new Kept().set("unsealed", said); }""",
        said,
    )
    assert canaries(page, *said) == said, "the search finds what is not sealed"


def test_what_waits_is_read_copied_and_dropped_with_the_pin_alone(
    page: Page, her: Her, the_clinic: Clinic
) -> None:
    said = words()
    the_form(page)
    page.context.set_offline(True)
    write(page, said)
    expect(page.get_by_text(ONE)).to_be_visible()
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("On this phone")
    assert said not in page.content()
    page.get_by_label("PIN", exact=True).fill("000111")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the PIN.")
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("Ring one of the old colleagues.")).to_be_visible()
    page.get_by_role("button", name="Drop it", exact=True).click()
    page.get_by_role("button", name="Drop it all the same").click()
    expect(page.get_by_text(said)).to_have_count(0)
    assert page.evaluate(ROWS) == []
    page.context.set_offline(False)
    assert told(the_clinic, her) == []


@pytest.mark.parametrize("wanted", [True, False], ids=["wanted", "not wanted"])
def test_the_plan_is_there_only_where_it_was_asked_for(
    page: Page, the_clinic: Clinic, her: Her, wanted: bool
) -> None:
    the_clinic.does(PLAN.format(course=her.course))
    page.goto("/d/mine/pin")
    page.wait_for_load_state("networkidle")
    if wanted:
        with page.expect_response("**/d/bundle?plan=1"):
            page.get_by_label("Keep it on this phone as well").check()
        page.wait_for_function("() => Boolean(sessionStorage.getItem('bundled'))")
    assert canaries(page, "I stop answering the door") == []
    page.context.set_offline(True)
    page.goto("/d/help")
    page.get_by_role("link", name="What is kept on this phone").click()
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text("Ring one of the old colleagues.")).to_be_visible()
    expect(page.get_by_text("I stop answering the door")).to_have_count(1 if wanted else 0)
