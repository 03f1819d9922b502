"""The review of three people: by keys, left in the middle and gone on with; two tabs; without a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in

SAVED = re.compile(r"^saved \d\d:\d\d$")
MEANING = "What are they to you?"
THREE = (MEANING, "What is good, what is hard?", "What changed since you became unwell?")
RINGS = {"Maud": 1, "Ilse": 2, "Piet": 4}


@pytest.fixture
def width() -> int:
    return 390


def begin(clinic: Clinic, name: str) -> str:
    """Somebody new with three people on a circle, nothing told about them; where the review is."""
    course: str = clinic.does(
        "from uuid import uuid4\nfrom amity.core.network import Move\n"
        "from amity.web.inventory import actions\n"
        f"course, by = under_way({name!r})\nrings = {RINGS!r}\n"
        "circle = actions.start_circle(client=course.client, by=by)\n"
        "names = {uuid4(): name for name in rings}\n"
        "for one in actions.name_people(circle=circle, names=names, by=by):\n"
        "    place = Move(str(uuid4()), 'place', str(one.id), (rings[one.alias], 0))\n"
        "    actions.make_moves(circle=circle, moves=[place], by=by)\n"
        "say(course.id)"
    )
    return f"/courses/{course}/people/review"


def stored(clinic: Clinic, review: str, who: str, *names: str) -> list[Any]:
    """What stands in the record about somebody, or on the circle, under these names."""
    found: list[Any] = clinic.does(
        "from amity.web.course.models import Course\nfrom amity.web.inventory import queries\n"
        f"client = Course.objects.get(pk={review.split('/')[2]!r}).client\n"
        f"found = [one for one in queries.relationships_of(client) if one.alias == {who!r}][0]\n"
        "told = queries.told(found)\n"
        "say([getattr(told.placement if name in queries.ON_CIRCLE else told.person, name)"
        f" for name in {names!r}])"
    )
    return found


def open_step(page: Page, review: str, who: str) -> None:
    """From the review to what is asked next of somebody."""
    page.goto(review)
    page.get_by_role("link", name=who, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(who)
    page.wait_for_load_state()


def is_saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(SAVED)


def test_three_people_by_keyboard_left_and_gone_on_with(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible
) -> None:
    """Nothing but keys at a phone's width; the next session goes on where this one stopped."""
    review = begin(the_clinic, "Ottoline Brack")
    page = someone(390).new_page()
    step_in(page, "clinician")
    page.goto(review)
    accessible(page)
    hands = Hands(page)
    hands.press("link", "Begin with Maud")
    for question in THREE:
        hands.write(question, f"{question} Maud.")
    is_saved(page)
    hands.press("button", "Keep, and on to: Contact")
    hands.write("How often, and how, are you in contact?", "Sundays.")
    hands.press("button", "Keep, and on to: Support, both ways")
    hands.pick("They are there for you when you feel bad", "0")
    hands.pick("Do you tell them how you feel?", "no")
    is_saved(page)
    accessible(page)
    assert sideways(page) == 0
    page.close()  # the session is over, nothing was pressed
    told = stored(the_clinic, review, "Maud", "contact", "received_emotional", "given_emotional", "confides")
    assert told == ["Sundays.", 0, None, False]

    later = someone(390).new_page()
    step_in(later, "clinician")
    later.goto(review)
    expect(later.get_by_text("next: conflict")).to_be_visible()
    hands = Hands(later)
    hands.press("link", "Go on with Maud")
    expect(later.get_by_role("group", name="How much conflict is there?")).to_be_visible()
    hands.press("button", "Enough about Maud")
    hands.press("link", "Begin with Ilse")
    hands.write(MEANING, "My neighbour.")
    hands.press("link", "Back to the review")
    expect(later.get_by_text("one of the three questions")).to_be_visible()
    hands.press("link", "Go on with Ilse")
    expect(later.get_by_label(MEANING)).to_have_value("My neighbour.")
    hands.press("button", "Enough about Ilse")
    hands.press("link", "Begin with Piet")
    for question in THREE:
        hands.write(question, "x")
    hands.press("button", "Keep, and on to: Contact")
    hands.press("link", "Back to the review")
    expect(later.get_by_text("Enough is told about everybody for now.")).to_be_visible()


def test_two_tabs_keep_both_texts(
    context: BrowserContext, the_clinic: Clinic, accessible: Accessible
) -> None:
    review = begin(the_clinic, "Jago Penhallow")
    one, other = context.new_page(), context.new_page()
    step_in(one, "clinician")
    for page in (one, other):
        open_step(page, review, "Maud")
    one.bring_to_front()
    one.get_by_label(MEANING).fill("From the first.")
    is_saved(one)
    other.bring_to_front()
    other.get_by_label(THREE[1]).fill("Only in the second.")
    is_saved(other)  # what only one of them wrote goes together by itself
    expect(other.get_by_label(MEANING)).to_have_value("From the first.")
    one.bring_to_front()
    one.get_by_label(THREE[1]).fill("In the first as well.")
    expect(one.locator("#saved")).to_contain_text("Both stand side by side")
    expect(one.get_by_text("Only in the second.")).to_be_visible()
    accessible(one)
    one.get_by_role("button", name="Keep both").click()
    is_saved(one)
    assert stored(the_clinic, review, "Maud", "meaning", "good_and_hard") == [
        "From the first.", "Only in the second.\n\nIn the first as well.",
    ]  # fmt: skip


def test_what_cannot_be_sent_stays_and_is_sent_later(page: Page, the_clinic: Clinic) -> None:
    review = begin(the_clinic, "Sunniva Dale")
    step_in(page, "clinician")
    open_step(page, review, "Ilse")
    page.context.set_offline(True)
    page.get_by_label(MEANING).fill("She feeds the cat.")
    expect(page.locator("#saved")).to_contain_text("Not saved yet: no connection.")
    assert stored(the_clinic, review, "Ilse", "meaning") == [""]
    page.context.set_offline(False)
    is_saved(page)
    assert stored(the_clinic, review, "Ilse", "meaning") == ["She feeds the cat."]


def test_without_a_script(someone: NewPerson, the_clinic: Clinic, accessible: Accessible) -> None:
    """Each step is kept by its button; the numbers, too."""
    review = begin(the_clinic, "Bartholomew Quist")
    page = someone(390, java_script_enabled=False).new_page()
    step_in(page, "clinician")
    page.goto(review)
    page.get_by_role("link", name="Begin with Maud").click()
    for question in THREE:
        page.get_by_label(question).fill("Told.")
    page.get_by_role("button", name="Keep, and on to: Contact").click()
    page.get_by_label("What do you do together?").fill("We walk.")
    page.locator("#step-contact").get_by_role("button", name="Keep this").click()
    expect(page.get_by_label("What do you do together?")).to_have_value("We walk.")
    page.get_by_role("button", name="Keep, and on to: Support, both ways").click()
    group = page.get_by_role("group", name="You help them with what has to be done")
    group.get_by_role("radio", name="10", exact=True).check(force=True)
    page.get_by_role("button", name="Keep, and on to: Conflict").click()
    page.goto(review)
    expect(page.get_by_text("three questions, contact, support")).to_be_visible()
    assert stored(the_clinic, review, "Maud", "activities", "given_practical", "conflict") == [
        "We walk.", 10, None,
    ]  # fmt: skip


def test_the_note_about_closeness(page: Page, the_clinic: Clinic, accessible: Accessible) -> None:
    review = begin(the_clinic, "Marit Osei")
    step_in(page, "clinician")
    page.goto(review)
    page.get_by_role("link", name="Begin the note").click()
    page.wait_for_load_state()
    scale = page.get_by_role("group", name="How much do you keep people at a distance?")
    scale.get_by_role("radio", name="7").check(force=True)
    page.get_by_label("Where did you notice it?").fill("The calls that ring out.")
    is_saved(page)
    accessible(page)
    page.reload()
    expect(page.get_by_label("Where did you notice it?")).to_have_value("The calls that ring out.")
    expect(scale.get_by_role("radio", name="7")).to_be_checked()
