"""The session page saves by itself, whatever happens to the connection, the sign-in and the other tab."""

import re
import time
from random import Random

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import Record
from tests.browser.hands import Hands
from tests.browser.looking import Accessible
from tests.browser.meeting import SAVED, Cuts, is_saved, note, open_session, session_of, stored
from tests.browser.steps import step_in
from tests.counts import count

CUTS = min(count(15), 500)
LONGEST_WAIT = 31_000  # milliseconds after which the page tries again at the latest
WORDS = ("she ", "said\n", "nothing ", "“fine” ", "then ", "— ", "é ", "and rang. ", "x")
TRIES = 20
STEPS, SECONDS = 50, 60  # keys beside the line that is typed; a minute
LINE = "Role play of the call; she found the second half of the sentence."


@pytest.fixture
def width() -> int:
    return 1280


@pytest.mark.goal("G29")
def test_no_character_is_lost_to_a_cut_connection(
    page: Page, the_clinic: Clinic, record_property: Record
) -> None:
    """A note is typed while the connection is cut at random, before and after the server heard."""
    session, random = session_of(the_clinic, "the_choir"), Random(20260302)
    step_in(page, "clinician")
    page.clock.install()
    open_session(page, session)
    cuts = Cuts(page, random)
    cuts.begin()
    field = note(page)
    field.focus()
    page.keyboard.press("ControlOrMeta+End")
    typed = field.input_value()
    for _ in range(10 * CUTS + 50):
        piece = "".join(random.choices(WORDS, k=random.randint(1, 2)))
        page.keyboard.insert_text(piece)
        typed += piece
        page.clock.run_for(random.choice((400, 1_100, LONGEST_WAIT)))
        if cuts.made >= CUTS:
            break
    expect(field).to_have_value(typed)
    cuts.on = False
    _until_it_landed(page)
    text, kept = stored(the_clinic, session, "note", "kept")
    lost = 0 if text == typed.strip() else len(typed)
    record_property("cuts", cuts.made)
    record_property("before_the_server_heard", cuts.before)
    record_property("before_the_answer_came", cuts.after)
    record_property("characters_typed", len(typed))
    record_property("characters_lost", lost)
    print(f"\n{cuts.made} cuts ({cuts.before} before, {cuts.after} after), {len(typed)} characters")
    assert text == typed.strip()
    assert kept == []  # a page is never in its own way
    assert cuts.made >= CUTS
    assert min(cuts.before, cuts.after) > 0


def _until_it_landed(page: Page) -> None:
    """The page's clock is run on until its next try; the answer comes in real time."""
    for _ in range(TRIES):
        page.clock.run_for(LONGEST_WAIT)
        page.wait_for_timeout(500)
        if page.locator(SAVED).inner_text().startswith("saved "):
            return
    is_saved(page)


def test_a_text_that_is_never_sent_is_noticed(page: Page, the_clinic: Clinic) -> None:
    """The same eyes on a page that does not save: the control of the test above."""
    session = session_of(the_clinic, "the_allotment")
    step_in(page, "clinician")
    page.route("**/course/session*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.route("**/course/saving*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    open_session(page, session)
    note(page).fill("lost")
    page.wait_for_timeout(1_500)
    assert stored(the_clinic, session, "note") == [""]


def test_the_state_is_said_in_words(page: Page, the_clinic: Clinic, accessible: Accessible) -> None:
    session = session_of(the_clinic, "the_bakery")
    step_in(page, "clinician")
    open_session(page, session)
    expect(page.locator(SAVED)).to_have_text(re.compile("^(nothing written yet|saved .*)$"))
    note(page).fill("The second half of the sentence.")
    expect(page.locator(SAVED)).to_have_text("saving …")
    expect(page.locator(SAVED)).to_have_text(re.compile(r"^saved \d\d:\d\d$"))
    page.context.set_offline(True)
    note(page).fill("The second half of the sentence, again.")
    expect(page.locator(SAVED)).to_contain_text("Not saved yet: no connection.")
    accessible(page)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    expect(note(page)).to_have_value("The second half of the sentence, again.")
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    is_saved(page)
    assert stored(the_clinic, session, "note") == ["The second half of the sentence, again."]
    left = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "sentence" not in left


def test_signed_out_meanwhile_the_text_stays_and_goes_on(
    page: Page, context: BrowserContext, the_clinic: Clinic
) -> None:
    session = session_of(the_clinic, "retired_early")
    step_in(page, "clinician")
    open_session(page, session)
    context.clear_cookies()
    note(page).fill("Written after ten hours.")
    expect(page.locator(SAVED)).to_contain_text("you are signed out")
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    assert stored(the_clinic, session, "note") == [""]
    step_in(context.new_page(), "clinician")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('online'))")  # what coming back does, at once
    is_saved(page)
    expect(note(page)).to_have_value("Written after ten hours.")
    assert stored(the_clinic, session, "note") == ["Written after ten hours."]


def test_two_tabs_of_one_session_keep_both_texts(
    context: BrowserContext, the_clinic: Clinic, accessible: Accessible
) -> None:
    """What only one of them wrote goes together by itself; what both wrote stands side by side."""
    session = session_of(the_clinic, "first_novel")
    one, other = context.new_page(), context.new_page()
    step_in(one, "clinician")
    for page in (one, other):
        open_session(page, session)
    note(one).fill("From the first.")
    is_saved(one)
    other.get_by_label("How have things been since we met?").fill("From the second.")
    is_saved(other)
    expect(note(other)).to_have_value("From the first.")
    note(one).fill("From the first, and more.")
    note(one).blur()
    is_saved(one)
    note(other).fill("From the second.")
    beside = other.get_by_role("group").filter(has_text="Saved meanwhile in another window")
    expect(beside).to_contain_text("From the first, and more.")
    expect(note(other)).to_have_value("From the second.")
    expect(other.locator(SAVED)).to_contain_text("choose which holds")
    accessible(other)
    text, kept = stored(the_clinic, session, "note", "kept")
    assert text == "From the first, and more."
    assert "From the second." in kept
    other.get_by_role("button", name="Keep both").click()
    is_saved(other)
    assert stored(the_clinic, session, "note", "since_last") == [
        "From the first, and more.\n\nFrom the second.", "From the second."
    ]  # fmt: skip


def test_a_session_is_closed_in_under_a_minute_by_keyboard(
    page: Page, the_clinic: Clinic, record_property: Record
) -> None:
    """Attendance, one line, and the next appointment as it stands there."""
    session = session_of(the_clinic, "care_leaver", today=True)
    step_in(page, "clinician")
    open_session(page, session)
    hands, pressed = Hands(page), _counted(page)
    began = time.monotonic()
    hands.pick("Did the client come?", "Attended")
    hands.to("textbox", re.compile("^Note$"))
    hands.keys.type(LINE)
    with page.expect_navigation():
        hands.keys.press("ControlOrMeta+Enter")
    took, steps = time.monotonic() - began, len(pressed)
    page.wait_for_url("**/courses/**")
    record_property("steps", steps)
    record_property("seconds", round(took, 1))
    print(f"\n{steps} keys beside the line, {took:.1f} s")
    assert steps <= STEPS
    assert took < SECONDS
    assert stored(the_clinic, session, "attendance", "note") == ["attended", LINE]
    expect(page.get_by_role("link", name=re.compile("^Open session"))).to_be_visible()


def _counted(page: Page) -> list[str]:
    """Every key that is pressed from now on, without the letters that are typed."""
    pressed: list[str] = []
    real = page.keyboard.press

    def press(key: str, **more: float) -> None:
        pressed.append(key)
        real(key, **more)

    page.keyboard.press = press  # type: ignore[method-assign, assignment]
    return pressed


def test_a_sentence_is_caught_while_the_connection_is_gone(page: Page, the_clinic: Clinic) -> None:
    """The line is free at once; what was caught lands, once, when the connection is back."""
    session = session_of(the_clinic, "the_choir")
    step_in(page, "clinician")
    open_session(page, session)
    line = page.get_by_label("Catch a sentence in the client’s words")
    page.context.set_offline(True)
    for words in ("I said fine", "I meant stay"):
        line.fill(words)
        line.press("Enter")
        expect(line).to_have_value("")
    expect(page.locator(SAVED)).to_contain_text("no connection")
    page.context.set_offline(False)
    is_saved(page)
    caught = page.locator("#captures .words")
    expect(caught).to_have_text(["I said fine", "I meant stay"])
    page.get_by_label("Filed under").first.select_option("practice")
    page.get_by_role("link", name="Make it the practice").click()
    expect(page.get_by_label("Something to try")).to_have_value("I said fine")
    page.get_by_role("button", name=re.compile("Remove ?: I meant stay")).click()
    expect(caught).to_have_count(1)
    page.get_by_role("button", name="Put it back").click()
    expect(caught).to_have_text(["I said fine", "I meant stay"])


def test_one_half_of_a_pair_asks_for_the_other(page: Page, the_clinic: Clinic) -> None:
    session = session_of(the_clinic, "the_choir")
    step_in(page, "clinician")
    open_session(page, session)
    page.get_by_role("textbox", name="Mood", exact=True).fill("flat")
    expect(page.get_by_text("And what happened?").first).to_be_visible()
    page.get_by_role("textbox", name="What happened", exact=True).fill("the call")
    expect(page.get_by_text("And what happened?").first).to_be_hidden()
    page.get_by_role("button", name="One more").click()
    page.get_by_role("textbox", name="What happened", exact=True).last.fill("the letter")
    expect(page.get_by_text("And how did that feel?").last).to_be_visible()
    page.get_by_role("textbox", name="What happened", exact=True).last.blur()
    is_saved(page)
    page.reload()
    expect(page.get_by_role("textbox", name="Mood", exact=True).first).to_have_value("flat")
    page.get_by_role("button", name="Remove", exact=True).first.click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("textbox", name="Mood", exact=True).first).to_have_value("flat")
