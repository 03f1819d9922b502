"""Writing on a worksheet: it saves by itself and holds what cannot be sent; rows, rules and words answer."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.worksheet_hands import SAVED, Therapist, Two, is_saved, line, said, unfolded

LINES = {
    "lines": [
        {"id": "a1", "speaker": "me", "said": "It is fine."},
        {"id": "a2", "speaker": "other", "said": "Good."},
    ]
}
OFFLINE = "Not saved yet: no connection. What you wrote stands on this page and is sent again by itself."


@pytest.fixture(scope="module")
def two(browser: Browser, the_clinic: Clinic) -> Two:
    """Of this file alone."""
    context = browser.new_context(base_url=the_clinic.address)
    therapist = Therapist.of(the_clinic, context, "Philippa Osei-Marlowe")
    context.close()
    return Two.new(the_clinic, therapist, "Tobias Wrenfield")


def opened(page: Page, worksheet: str, step: str) -> Page:
    page.goto(f"/worksheets/{worksheet}?step={step}")
    page.wait_for_load_state()
    return page


def texts(two: Two, worksheet: str) -> list[str]:
    return [it["said"] for it in two.stored(worksheet)[0]["lines"]]


def shown(page: Page) -> list[str]:
    boxes = page.get_by_label("What was said?")
    return [boxes.nth(n).input_value() for n in range(boxes.count())]


def test_what_cannot_be_sent_is_held_and_the_page_is_not_left(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("communication_analysis", LINES)
    page = opened(two.desk(someone), worksheet, "script")
    page.context.set_offline(True)
    said(page, 2).fill("Good, then I go.")
    expect(page.locator(SAVED)).to_have_text(OFFLINE)
    page.locator("button[value=next]").click()
    expect(page.locator(SAVED)).to_have_text(OFFLINE)
    assert "step=script" in page.url
    assert said(page, 2).input_value() == "Good, then I go."
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    is_saved(page)
    assert texts(two, worksheet) == ["It is fine.", "Good, then I go."]


def test_two_pages_at_once_lose_nothing_and_say_so(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("communication_analysis", LINES)
    one, other = (opened(two.desk(someone), worksheet, "script") for _ in range(2))
    said(other, 2).fill("Good!")
    is_saved(other)
    said(one, 1).fill("It is really fine.")
    expect(one.locator("#news")).to_be_visible()
    said(one, 2).fill("Good?")
    expect(one.locator(".meanwhile")).to_contain_text("Both are kept")
    assert texts(two, worksheet) == ["It is really fine.", "Good!"]
    assert two.stored(worksheet)[1] == ["Good?"]
    one.get_by_role("link", name="Show what is new").click()
    expect(said(one, 2)).to_have_value("Good!")


def test_somebody_signed_out_is_told_and_keeps_what_was_typed(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("communication_analysis", LINES)
    page = opened(two.desk(someone), worksheet, "script")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    said(page, 1).fill("It is not fine.")
    expect(page.locator(SAVED)).to_contain_text("you are signed out")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.evaluate("dispatchEvent(new Event('focus'))")
    is_saved(page)
    assert texts(two, worksheet)[0] == "It is not fine."


def test_lines_come_go_and_move(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("communication_analysis", LINES)
    page = opened(two.desk(someone), worksheet, "script")
    page.get_by_role("button", name="I …", exact=True).click()
    page.keyboard.type("Then go.")
    assert shown(page) == ["It is fine.", "Good.", "Then go."]
    expect(line(page, 3).get_by_label("I", exact=True)).to_be_checked()
    unfolded(page, 3).get_by_role("button", name=re.compile("^up")).click()
    assert shown(page) == ["It is fine.", "Then go.", "Good."]
    unfolded(page, 1).get_by_role("button", name=re.compile("^take away")).click()
    assert shown(page) == ["Then go.", "Good."]
    page.keyboard.press("Enter")  # the way back has the focus
    assert shown(page) == ["It is fine.", "Then go.", "Good."]
    unfolded(page, 3).get_by_role("button", name=re.compile("^take away")).click()
    is_saved(page)
    expect(page.locator(SAVED)).not_to_have_text("saving …")
    assert texts(two, worksheet) == ["It is fine.", "Then go."]


def test_the_gap_is_seen_while_it_is_written(two: Two, someone: NewPerson) -> None:
    page = opened(two.desk(someone), two.begun("communication_analysis", LINES), "script")
    one = unfolded(page, 1)
    one.get_by_label("What was meant by it?").fill("Stay.")
    one.get_by_label("What arrived at the other end?").fill("Stay.")
    one.locator("summary").first.click()
    expect(one.get_by_text("not what was meant")).to_be_hidden()
    unfolded(page, 1).get_by_label("What arrived at the other end?").fill("Go.")
    one.locator("summary").first.click()
    expect(one.get_by_text("not what was meant")).to_be_visible()
    expect(one.locator(".glance .arrived")).to_contain_text("Go.")


def test_a_question_comes_with_its_rule_and_stays_while_it_is_answered(two: Two, someone: NewPerson) -> None:
    page = opened(two.desk(someone), two.begun("communication_analysis"), "again")
    how = page.get_by_label("How could you begin?")
    clear = page.get_by_role("group", name="Can you still clear it up?")
    expect(how).to_be_hidden()
    clear.get_by_label("partly").check()
    how.fill("About last week.")
    clear.get_by_label("no").check()
    expect(how).to_be_visible()
    how.fill("")
    clear.get_by_label("no").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(how).to_be_hidden()


def test_a_beginning_is_put_into_the_field_and_can_be_hidden(two: Two, someone: NewPerson) -> None:
    page = opened(two.desk(someone), two.begun("decision_analysis"), "problem")
    field = page.get_by_label("What is the difficulty?")
    begin = page.get_by_role("button", name="It began when …")
    begin.click()
    page.keyboard.type("we moved.")
    expect(field).to_have_value("It began when we moved.")
    page.get_by_text("Ways to begin").first.click()
    expect(begin).to_be_hidden()


def test_a_number_is_taken_back_by_a_second_tap_or_by_a_key(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("communication_analysis")
    page = opened(two.desk(someone), worksheet, "again")
    seven = page.get_by_role("radio", name="7", exact=True)
    point = page.locator(".points label", has=page.get_by_text("7", exact=True))
    point.click()
    expect(seven).to_be_checked()
    point.click()
    expect(seven).not_to_be_checked()
    point.click()
    page.keyboard.press("Delete")
    expect(seven).not_to_be_checked()
    point.click()
    page.locator(".points .open-again label").click()
    expect(seven).not_to_be_checked()
    two.comes_to_hold(page, worksheet, lambda answers: "confidence" not in answers)


def chip(page: Page, word: str) -> Locator:
    return page.locator(".felt-word", has=page.get_by_text(word, exact=True))


def test_a_feeling_is_chosen_with_its_strength_and_a_word_of_ones_own(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("communication_analysis")
    page = opened(two.desk(someone), worksheet, "setting")
    page.locator("summary", has_text="Alone").click()
    strength = page.get_by_label("How strong is lonely")
    expect(strength).to_be_hidden()
    chip(page, "lonely").locator("label").click()
    strength.select_option("8")
    page.get_by_label(re.compile("A word of your own")).first.fill("hollow")
    expect(page.get_by_label(re.compile("A word of your own"))).to_have_count(2)
    page.locator("summary", has_text="Alone").click()
    expect(page.locator(".family", has_text="Alone").locator(".chosen-words")).to_have_text("lonely")
    is_saved(page)
    page.reload()
    assert two.stored(worksheet)[0]["felt"] == [
        {"word": "lonely", "strength": 8},
        {"word": "hollow", "strength": None},
    ]
    expect(page.get_by_label("hollow", exact=True)).to_be_checked()


def test_the_parts_of_a_take_are_swapped_at_once(two: Two, someone: NewPerson) -> None:
    page = opened(two.desk(someone), two.begun("role_play"), "takes")
    you = page.get_by_role("group", name="Who plays you?").first
    you.get_by_label("I do").check()
    page.get_by_role("button", name="Swap the parts").first.click()
    expect(you.get_by_label("my clinician")).to_be_checked()
    expect(
        page.get_by_role("group", name="Who plays the other person?").first.get_by_label("I do")
    ).to_be_checked()


def test_a_client_who_leaves_in_the_middle_of_a_sentence_has_it_kept(two: Two, someone: NewPerson) -> None:
    worksheet = two.begun("farewell_letter", {"to": "My Lena,"})
    page = two.phone(someone)
    page.goto(f"/d/worksheets/{worksheet}")
    page.locator("[value='step:letter']").click()
    page.get_by_label("Your letter").fill("it is May again")
    page.locator("#leave").click(delay=200)  # as a finger does
    page.wait_for_url(lambda address: "/worksheets" not in address)
    assert two.stored(worksheet)[0]["body"] == "it is May again"
