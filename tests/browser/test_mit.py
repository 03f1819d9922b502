"""Metacognitive interpersonal therapy in a browser: from a client's first story to what both say fits."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.worksheet_hands import Therapist, Two, is_saved, step

NAMES = ["Quillon", "Prosser", "Ohlsson", "Njoku", "Maddox", "Lorimer", "Kettering", "Jovanovic"]
TYPED = "() => [...document.querySelectorAll('main input, main textarea')].map(it => it.value)"
OF_MIT = """
from amity.web.companion.actions.tools import open_tool
from amity.web.course import actions as courses
from amity.web.course.models import Course
course = Course.objects.get(pk={course!r})
by = people.lead_clinician_of(course.client).user
courses.change_protocol(
    course=course, protocol="mit", planned_sessions=16, reason="Agreed in supervision", by=by
)
open_tool(client=course.client, tool="write:mit_episode", by=by)
say(None)
"""
RECORDED = """
from amity.core.phases import Fact
from amity.web.course.models import Course
from amity.web.course.queries import facts_of
course = Course.objects.get(pk={course!r})
say(facts_of([course])[course.id].named.get(Fact.FORMULATION_AGREED))
"""
FIRST = "I showed her the desk I had made, and she went on stirring."
TOLD = {
    "wish": "rank",
    "self_image": "not_good_enough",
    "other_response": "ignores",
    "did": "I spoke of her son.",
}
BOSS = {"day": "2026-02-03", "who_else": "My boss", "where": "In the hall", "story": "He read on his phone."}
EARLIER: tuple[dict[str, str], ...] = (
    BOSS | TOLD,
    {"day": "2026-02-10", "who": "Inge", "story": "She asked nobody what I do."} | TOLD,
    {"day": "2026-02-12", "story": "She sang while I spoke.", "wish": "group", "other_words": "Sings"},
)
RATED = (
    {"day": "2026-02-02", "monitoring": "one", "mastery": "zero"},
    {"day": "2026-03-02", "monitoring": "three", "differentiation": "one", "mastery": "one"},
)


@pytest.fixture(scope="module")
def therapist(browser: Browser, the_clinic: Clinic) -> Therapist:
    """Of this file alone."""
    context = browser.new_context(base_url=the_clinic.address)
    found = Therapist.of(the_clinic, context, "Leontine Brackwater")
    context.close()
    return found


@pytest.fixture
def two(the_clinic: Clinic, therapist: Therapist) -> Two:
    """A course that follows MIT, with the form for a story opened on the client's pages."""
    found = Two.new(the_clinic, therapist, f"Edda {NAMES.pop()}")
    the_clinic.does(OF_MIT.format(course=found.course))
    return found


def test_from_a_story_to_a_formulation_that_the_client_says_fits(
    two: Two, someone: NewPerson, accessible: Accessible
) -> None:
    phone, desk = two.phone(someone), two.desk(someone)
    a_story_on_the_phone(phone, accessible)
    put_in_order(desk, two, accessible)
    for answers in EARLIER:
        two.begun("mit_episode", answers)
    the_pattern(desk, two, accessible)
    begin_formulation(desk)
    it_fits(phone, accessible)
    assert two.clinic.does(RECORDED.format(course=two.course)) is True
    desk.goto(f"/courses/{two.course}/episodes")
    expect(desk.get_by_text("The client says it fits; written by the client")).to_be_visible()
    own_stories(phone, accessible)


def a_story_on_the_phone(page: Page, accessible: Accessible) -> None:
    """By keyboard; shown to the clinician."""
    page.goto("/d/")
    hands = Hands(page)
    hands.press("link", "The story of one moment")
    accessible(page)
    assert sideways(page) <= 0
    assert "therapy" not in page.title().lower()
    hands.write("What went on?", FIRST)
    hands.pick("Who reads it?", "Show it to Leontine Brackwater")
    hands.press("button", "Save it")
    expect(page.get_by_text("You and your clinician can read it.")).to_be_visible()
    accessible(page)


def put_in_order(page: Page, two: Two, accessible: Accessible) -> None:
    """Together in the session: found under what is not in order yet, then step by step."""
    page.goto(f"/courses/{two.course}/worksheets")
    hands = Hands(page)
    hands.press("link", "Episodes and the pattern")
    expect(page.get_by_role("heading", name="Not in order yet")).to_be_visible()
    expect(page.get_by_text(FIRST)).to_be_visible()
    accessible(page)
    page.get_by_role("listitem").filter(has_text=FIRST).get_by_role("link").click()
    expect(page.get_by_text("Metacognitive interpersonal therapy, not a form of IPT")).to_be_visible()
    page.get_by_role("link", name="Write on it").click()
    step(page, "What you hoped for")
    page.get_by_role("radio", name="to be seen and to count").check()
    page.get_by_role("radio", name="as not good enough").check()
    is_saved(page)
    accessible(page)
    step(page, "What went on between you")
    page.get_by_label("What did you do to get what you hoped for?").fill("I show something I made")
    page.get_by_role("radio", name="did not notice").check()
    is_saved(page)
    step(page, "A lens or a fact?")
    page.get_by_role("radio", name="80 of 100").check()
    is_saved(page)
    assert sideways(page) <= 0
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".reading")).to_contain_text("80 of 100")


def the_pattern(page: Page, two: Two, accessible: Accessible) -> None:
    """Three of one wish and answer; each line opens by key, with the episodes behind it."""
    page.goto(f"/courses/{two.course}/episodes")
    expect(page.get_by_text("The same wish has met the same answer in 3 episodes")).to_be_visible()
    first = page.locator(".pattern-line").first
    summary = first.locator("summary")
    expect(summary).to_contain_text("to be seen and to count")
    expect(summary).to_contain_text("3 episodes")
    summary.focus()
    page.keyboard.press("Enter")
    expect(first.get_by_role("link")).to_have_count(3)
    expect(first).to_contain_text(FIRST)
    accessible(page)
    assert sideways(page) <= 0


def begin_formulation(page: Page) -> None:
    """Filled from the lines; nothing is typed twice."""
    hands = Hands(page)
    hands.press("button", "Begin the formulation from these lines")
    expect(page.get_by_role("heading", level=2, name="What tends to happen")).to_be_visible()
    values = page.evaluate(TYPED)
    assert "to be seen and to count" in values, values
    assert "did not notice" in values


def it_fits(page: Page, accessible: Accessible) -> None:
    """On the phone, by keyboard."""
    page.goto("/d/worksheets")
    page.get_by_role("link", name=re.compile("How it tends to go")).first.click()
    accessible(page)
    page.get_by_role("link", name="Write more").click()
    step(page, "Does it fit?")
    page.get_by_role("group", name="Does it fit you?").get_by_text("yes", exact=True).click()
    is_saved(page)
    accessible(page)
    assert sideways(page) <= 0


def own_stories(page: Page, accessible: Accessible) -> None:
    """The same lines on the client's own page, in their words."""
    page.goto("/d/plan")
    page.get_by_role("link", name="What your stories have in common").click()
    expect(page.get_by_text("to be seen and to count")).to_be_visible()
    page.get_by_text("3 stories", exact=True).click()
    accessible(page)
    assert sideways(page) <= 0
    assert "therapy" not in page.locator("main").inner_text().lower()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_of_episodes_is_looked_at(
    two: Two, someone: NewPerson, accessible: Accessible, width: int, scheme: str, tmp_path: Path
) -> None:
    """Lines, steps and ratings; nothing runs off sideways; on paper the stories behind a line stand open."""
    for answers in EARLIER:
        two.begun("mit_episode", answers)
    for values in RATED:
        two.begun("mit_ratings", values, author="clinician", seen="private")
    page = two.desk(someone, width, color_scheme=scheme)
    page.goto(f"/courses/{two.course}/episodes")
    expect(page.locator(".minds svg.small-chart")).to_have_count(5)
    expect(page.get_by_text("3 of 4")).to_be_visible()
    page.locator(".pattern-line summary").first.click()
    accessible(page)
    assert sideways(page) <= 0
    page.screenshot(path=tmp_path / f"{width}-{scheme}.png", full_page=True)
    page.locator(".pattern-line summary").first.click()
    page.emulate_media(media="print")
    assert page.locator(".pattern-line ul").first.evaluate("it => it.getBoundingClientRect().height") > 0


def test_it_works_without_a_script(two: Two, someone: NewPerson) -> None:
    for answers in EARLIER:
        two.begun("mit_episode", answers)
    page = two.desk(someone, java_script_enabled=False)
    page.goto(f"/courses/{two.course}/episodes")
    page.locator(".pattern-line summary").first.click()
    expect(page.locator(".pattern-line").first.get_by_role("link")).to_have_count(2)
    page.get_by_role("button", name="Begin the formulation from these lines").click()
    expect(page.get_by_role("heading", level=2, name="What tends to happen")).to_be_visible()
