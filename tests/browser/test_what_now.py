"""Week four, and not better: from Today to the cards, a technique, a decision; and Today asks no more."""

import re

from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible
from tests.browser.steps import step_in
from tests.browser.worksheet_hands import RowHands

A_COURSE = """
from datetime import date, timedelta
from uuid import uuid4
from amity.core import library
from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.measures import actions as measures
from amity.web.people import actions as writing
known, by = of_story("week_four")
client = writing.add_client(
    service=known.service, name="NAME", date_of_birth=date(1979, 4, 2), pronouns="", language="en",
    time_zone="Europe/London", phone="", email="", by=by,
)
today = clock.today(known.service.zone)
for kind in ("treatment", "questionnaires"):
    writing.record_consent(client=client, kind=kind, given=True, how="spoken", on=today, note="", by=by)
course = courses.start_course(
    client=client, clinician=by.staff, protocol="ipt", planned_sessions=16,
    started_on=today - timedelta(days=28), interval_days=7, minutes=50, by=by,
)
for ago in (28, 21):
    held = courses.plan_session(
        course=course, planned_at=clock.now() - timedelta(days=ago), zone="Europe/London", minutes=50,
        mode="in_person", by=by,
    )
    courses.record_session(
        session=held, version=held.version, attendance="attended", tasks_done=[], safety_asked=True, by=by
    )
say(course.id)
"""
NAMES = {390: "Aurelia Thorburn", 1280: "Cornelis Achterberg"}
WEEK_4 = "The week-4 review is due"


def test_from_a_due_review_to_a_decision_by_keyboard(
    someone: NewPerson, width: int, the_clinic: Clinic, accessible: Accessible
) -> None:
    course = the_clinic.does(A_COURSE.replace("NAME", NAMES[width]))
    page = someone(width).new_page()
    step_in(page, "clinician")
    hands = RowHands(page)
    page.goto(f"/courses/{course}")
    expect(page.get_by_text(WEEK_4)).to_be_visible()
    hands.press("link", "Look at the cards")
    opens_a_question(page, hands, "Is the focus right?")
    expect(page.get_by_text("Nothing is recorded about the focus: none is chosen.").first).to_be_visible()
    accessible(page)
    in_the_dark(page, accessible)
    opens_a_technique(page, hands)
    decide(page, hands, course)
    accessible(page)
    page.goto(f"/courses/{course}")
    expect(page.get_by_text(WEEK_4)).to_have_count(0)
    expect(page.get_by_role("link", name="What was decided")).to_be_visible()


def opens_a_question(page: Page, hands: RowHands, question: str) -> None:
    """All questions stand in a list; one that is closed opens with a key, and what stood open stays so."""
    row = page.locator("details.what-now", has=page.get_by_role("heading", name=question))
    expect(row).not_to_have_attribute("open", "")
    hands.to_this(row.locator("summary").first)
    hands.keys.press("Enter")
    expect(row.get_by_role("heading", name="What is recorded")).to_be_visible()


def in_the_dark(page: Page, accessible: Accessible) -> None:
    page.emulate_media(color_scheme="dark")
    accessible(page)
    page.emulate_media(color_scheme="light")


def opens_a_technique(page: Page, hands: RowHands) -> None:
    """The worksheet that helps begins for this course; nothing is begun by looking."""
    hands.press("link", "What is expected, by both sides")
    page.wait_for_url(re.compile(r"/worksheets/begin/expectations$"))
    page.go_back()
    expect(page.get_by_role("heading", name="What now")).to_be_visible()


def decide(page: Page, hands: RowHands, course: str) -> None:
    """The first question nobody decided on stands open, alone; without a reason it says what is missing."""
    page.reload()
    card = page.locator("details.what-now[open]")
    expect(card).to_have_count(1)
    card.get_by_label("Leave it as it is").check()
    card.get_by_role("button", name="Keep this decision").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Please write a line here.")
    expect(page.get_by_label("Leave it as it is").first).to_be_checked()
    card.get_by_label("Why needed").fill("Two weeks more, then we look again.")
    card.get_by_role("button", name="Keep this decision").press("Enter")
    page.wait_for_url(re.compile(rf"/courses/{course}/what-now#"))
    expect(page.get_by_role("heading", name="Decided so far")).to_be_visible()
    decided = page.get_by_role("region", name="Decided so far")
    expect(decided.get_by_text("Two weeks more, then we look again.")).to_be_visible()
