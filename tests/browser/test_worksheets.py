"""Worksheets by client and therapist in turn: from an incident to what came of a practice, and at once."""

import re
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible, look, sideways
from tests.browser.test_in_the_room import CARET, HIDDEN, TYPE
from tests.browser.walk import ClientWalk, Walk
from tests.browser.worksheet_hands import (
    Pen,
    RowHands,
    Therapist,
    Two,
    click,
    is_saved,
    line,
    said,
    step,
    unfolded,
)

HAPPENED = "I said it was fine, and then I did not speak for the whole evening."
GOAL = "I wanted her to know that I had waited for her."
FIRST, ANSWER = "It is fine.", "Good, then I can go."
OTHERWISE = "I am sad that you came late, and I would like to eat with you."
MORE = "When will you be here tomorrow?"
WENT = "The second half of the sentence came late, but it came."
ATTEMPT = "On Sunday at table I tell her that I waited."
IF_THEN = "If she looks at her phone, then I say it once more after the meal."
TOLD = {
    True: "I said the first half, and she put the phone away.",
    False: "She had gone before I was ready.",
}
TRIED = {True: "In part", False: "Not tried"}

Scheme = Literal["light", "dark"]
# By technique: its editor, the step that is on for clinicians and for clients, and what is there already.
EDITORS: dict[str, tuple[str, str, int, dict[str, Any]]] = {
    "communication_analysis": (".list-of-transcript", "script", 2, {"lines": [
        {"id": "a1", "speaker": "me", "said": "It is fine.", "how": "quietly", "meant": "Stay.",
         "received": "Go.", "alternative": "I am sad.", "alternative_by": "therapist"},
        {"id": "a2", "speaker": "other", "said": "Good.", "patterns": ["silence_closing_off"]},
    ]}),
    "decision_analysis": (".list-of-options", "ways", 2, {"options": [
        {"id": "a1", "text": "Say it.", "feasibility": 4, "safe": "unsure", "costs": "A quarrel."},
    ]}),
    "expectations": (".list-of-matrix", "both", 2, {"topics": [
        {"id": "a1", "topic": "Money", "mine": "Half of it.", "realistic_me": 3, "known": "part",
         "negotiable": "yes", "middle": "A jar."},
    ]}),
    "role_play": (".list-of-takes", "takes", 3, {"takes": [
        {"id": "a1", "self_played_by": "client", "other_played_by": "therapist", "went": "Well.",
         "showed": ["calm"], "felt": [{"word": "proud", "strength": 6}]},
    ]}),
    "role_balance": (".list-of-balance", "sides", 2, {"sides": [
        {"id": "a1", "side": "old", "weighs": "good", "text": "The choir", "seen": "start"},
        {"id": "a2", "side": "new", "weighs": "hard", "text": "Nobody rings", "seen": "end"},
    ]}),
    "farewell_letter": (".letter", "letter", 3, {}),
}  # fmt: skip
# The layout changes with the width alone, colours with the scheme: not every pair of them is looked at.
LOOKS: dict[str, tuple[tuple[int, Scheme], ...]] = {
    "desk": ((1280, "dark"), (390, "light")), "phone": ((390, "dark"),),
}  # fmt: skip
OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture(scope="module")
def therapist(browser: Browser, the_clinic: Clinic) -> Therapist:
    """Of this file alone: of all that waits Today shows five lines."""
    context = browser.new_context(base_url=the_clinic.address)
    found = Therapist.of(the_clinic, context, "Leocadia Farr-Oyelaran")
    context.close()
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_an_incident_to_what_came_of_it_with_no_sentence_typed_twice(
    someone: NewPerson, the_clinic: Clinic, therapist: Therapist, accessible: Accessible, scripts: bool
) -> None:
    """The therapist at a desk, the client on a phone; without scripts only the client's side is."""
    name = "Ruaridh Oppenshaw" if scripts else "Dagny Eleftheriou"
    two, pen = Two.new(the_clinic, therapist, name), Pen()
    phone = two.phone(someone, java_script_enabled=scripts)
    client, desk = ClientWalk(phone, unlooked), Walk(two.desk(someone), unlooked)
    write_an_incident(client, pen)
    analyse(desk, two, pen)
    add_at_home(client, pen)
    rehearse(desk, two, pen)
    tell(client, pen, scripts=scripts)
    read_it_all(desk, two, pen, scripts=scripts)
    if scripts:
        accessible(phone)
        accessible(desk.page)


def unlooked(page: Page) -> None:
    """What axe says to each page is asked where all pages are walked, and in the test of the editors."""


def write_an_incident(walk: ClientWalk, pen: Pen) -> None:
    page = walk.page
    page.goto("/d/")
    click(page, "link", re.compile("^Something happened"))
    walk.stop("Something that happened")
    pen.write(page.get_by_label("What happened?"), HAPPENED)
    page.get_by_role("group", name="With whom?").get_by_text("Inge", exact=True).click()
    page.get_by_role("group", name="What did you feel?").get_by_text("sad", exact=True).click()
    page.get_by_role("group", name="How were you after it?").get_by_text("3", exact=True).click()
    click(page, "button", "Save it")
    walk.stop("Kept")
    click(page, "button", "Yes, please")
    click(page, "button", "Show it to my clinician")
    expect(page.get_by_text("You and your clinician can read it.")).to_be_visible()


def analyse(walk: Walk, two: Two, pen: Pen) -> None:
    """Found on Today, read, and gone on from: what was written stands there."""
    page = walk.page
    page.goto("/today")
    row = page.get_by_role("listitem").filter(has_text=two.name).filter(has_text="New from the client")
    expect(row).to_contain_text("wants to look at it together")
    click(row, "link", re.compile(""))
    click(page, "button", "Read it")
    walk.stop("Interpersonal incident")
    for words in (HAPPENED, "Inge", "sad", "3 of 10"):
        expect(page.locator(".reading")).to_contain_text(words)
    click(page, "button", "I have looked at it")
    click(page, "button", "Go on into Communication analysis")
    walk.stop("Communication analysis")
    step(page, "Where and how it was")
    expect(page.get_by_label("What was it about?")).to_have_value(HAPPENED)
    expect(page.get_by_label("With whom?").locator("option:checked")).to_have_text("Inge")
    pen.write(page.get_by_label("What did you want from it?"), GOAL)
    step(page, "Who said what")
    for number, (who, words) in enumerate((("I", FIRST), ("the other person", ANSWER)), start=1):
        line(page, number).locator(".who-says").get_by_text(who, exact=True).click()
        pen.write(said(page, number), words)
    is_saved(page)


def add_at_home(walk: ClientWalk, pen: Pen) -> None:
    """Another way to say it, and one more line; with scripts or without."""
    page = walk.page
    page.goto("/d/worksheets")
    walk.stop("What you wrote")
    click(page, "link", re.compile("^A conversation, line by line"))
    click(page, "link", "Write more")
    step(page, "Who said what")
    expect(said(page, 1)).to_have_value(FIRST)
    pen.write(unfolded(page, 1).get_by_label("How else could you say it?"), OTHERWISE)
    page.get_by_role("group", name="One more line").get_by_role("button", name="I …").click()
    expect(page.locator("li.row-of-transcript")).to_have_count(3)
    page.wait_for_load_state()
    line(page, 3).locator(".who-says").get_by_text("I", exact=True).click()
    pen.write(said(page, 3), MORE)
    click(page, "button", "What was meant and what arrived")


def rehearse(walk: Walk, two: Two, pen: Pen) -> None:
    """The alternatives are the script; a take; a plan for real; agreed in the session."""
    page = walk.page
    page.goto(f"/courses/{two.course}/worksheets")
    click(page, "link", "Communication analysis")
    click(page, "button", "Go on into Role play")
    walk.stop("Role play")
    step(page, "The scene")
    expect(page.get_by_label("Where does it begin?")).to_have_value(HAPPENED)
    expect(page.get_by_label("What should the other person understand?")).to_have_value(GOAL)
    step(page, "What could be said")
    script = page.get_by_label("What could be said?")
    assert [it.input_value() for it in script.all()] == [OTHERWISE, ANSWER, MORE]
    step(page, "Playing it")
    pen.write(page.get_by_label("How did it go?"), WENT)
    step(page, "In life")
    pen.write(page.get_by_label("What will you do in life?"), ATTEMPT)
    page.get_by_label("When?").fill(two.today)
    pen.write(page.get_by_label("If it becomes hard, what will you do?"), IF_THEN)
    click(page, "button", "Read it")
    walk.stop("Role play")
    planned = page.get_by_role("region", name="From here on")
    expect(planned).to_contain_text(ATTEMPT)
    click(page, "button", "Agree as a practice")
    expect(planned).to_contain_text("What came of it is not recorded yet.")


def tell(walk: ClientWalk, pen: Pen, *, scripts: bool) -> None:
    """What came of it leads to the short form, which holds all of it already."""
    page = walk.page
    page.goto("/d/plan")
    own = page.get_by_role("listitem").filter(has_text=ATTEMPT)
    expect(own).to_contain_text(IF_THEN)
    click(page, "link", "Say how it went")
    walk.stop("How did it go?")
    page.get_by_label(TRIED[scripts]).check()
    pen.write(page.get_by_label("How was it?"), TOLD[scripts])
    click(page, "button", "Send it")
    click(page, "link", "Write down what happened")
    walk.stop("What came of it?")
    expect(page.get_by_text(ATTEMPT)).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(TOLD[scripts])
    expect(page.get_by_role("radio", name="partly" if scripts else "no", exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name="Inge")).to_be_checked()
    click(page, "button", "Save it")
    walk.stop("Kept")
    click(page, "button", "Show it to my clinician")


def read_it_all(walk: Walk, two: Two, pen: Pen, *, scripts: bool) -> None:
    """The whole line on one page; each sentence is found on the pages it leads to, and was typed once."""
    page = walk.page
    page.goto(f"/courses/{two.course}/worksheets")
    click(page, "link", "Read Interpersonal incident about Inge")
    chain = page.get_by_role("navigation", name="Where this came from and went").get_by_role("listitem")
    titles = ["Interpersonal incident", "Communication analysis", "Role play", "Practice"]
    expect(chain).to_have_count(5)
    for it, title in zip(chain.all(), [*titles, titles[0]], strict=True):
        expect(it).to_contain_text(title)
    expect(chain.nth(3)).to_contain_text("partly" if scripts else "not tried")
    reading = page.locator(".reading")
    for words in (ATTEMPT, TOLD[scripts], "partly" if scripts else "no", "Inge"):
        expect(reading).to_contain_text(words)
    pages = [reading.inner_text()]
    for address in [it.get_attribute("href") for it in chain.get_by_role("link").all()]:
        page.goto(str(address))
        pages.append(page.locator("main").inner_text())
    assert [sentence for sentence in pen.typed if not any(sentence in text for text in pages)] == []
    assert len(pen.typed) == 10


def test_two_at_one_worksheet_lose_nothing_even_where_both_answer_and_one_is_cut_off(
    someone: NewPerson, the_clinic: Clinic, therapist: Therapist
) -> None:
    """At once at the same step, in different answers and in one; the phone's connection is cut meanwhile."""
    two = Two.new(the_clinic, therapist, "Ysolde Marchbanks-Achebe")
    worksheet = two.begun("communication_analysis", {"happened": "The call on Monday."})
    desk, phone = two.desk(someone), two.phone(someone)
    desk.goto(f"/worksheets/{worksheet}?step=gap")
    phone.goto(f"/d/worksheets/{worksheet}?step=3")
    phone.wait_for_load_state()
    turned, gap, part = (f"textarea[name={name}]" for name in ("turning_point", "gap_summary", "own_part"))
    desk.locator(turned).fill("At the second line.")
    is_saved(desk)
    expect(desk.locator("#news")).to_be_hidden()
    phone.locator(gap).fill("I meant stay, she heard go.")
    is_saved(phone)
    expect(phone.get_by_text("Somebody else wrote on this meanwhile.")).to_be_visible()
    phone.context.set_offline(True)
    phone.locator(part).fill("Say stay.")
    expect(phone.locator("#saved")).to_contain_text("Not saved yet: no connection.")
    desk.locator(part).fill("Begin with the wish.")
    is_saved(desk)
    phone.context.set_offline(False)
    is_saved(phone)
    expect(phone.get_by_role("alert")).to_contain_text("Somebody else answered this at the same time.")
    expect(phone.locator(part)).to_have_value("Say stay.")
    told, kept = two.stored(worksheet)
    assert (told["turning_point"], told["gap_summary"]) == (
        "At the second line.", "I meant stay, she heard go.",
    )  # fmt: skip
    assert (told["own_part"], kept) == ("Begin with the wish.", ["Say stay."])
    click(phone, "link", "Show what is new")
    expect(phone.locator(turned)).to_have_value("At the second line.")
    expect(phone.locator(part)).to_have_value("Begin with the wish.")
    click(desk, "link", "Show what is new")
    expect(desk.locator(gap)).to_have_value("I meant stay, she heard go.")
    click(desk, "link", "Look at both")
    expect(desk.get_by_role("region", name="Two answers were written")).to_contain_text("Say stay.")
    expect(desk.locator(".reading")).to_contain_text("Begin with the wish.")
    click(phone, "link", "Look at both")
    expect(phone.locator(".two-answers .words")).to_have_text("Say stay.")
    expect(phone.locator(".sheet-read")).to_contain_text("Begin with the wish.")
    click(phone, "button", "Take this one")
    told, kept = two.stored(worksheet)
    assert (told["own_part"], kept) == ("Say stay.", [])
    desk.reload()
    expect(desk.get_by_role("region", name="Two answers were written")).to_have_count(0)
    expect(desk.locator(".sittings .was").first).to_contain_text("Begin with the wish.")


def test_a_conversation_by_keyboard_alone(
    someone: NewPerson, the_clinic: Clinic, therapist: Therapist
) -> None:
    """Four lines written, one moved, one taken away, back and away again; the focus is never lost."""
    two = Two.new(the_clinic, therapist, "Bartholomew Quist")
    worksheet = two.begun("communication_analysis")
    page = two.desk(someone)
    page.goto(f"/worksheets/{worksheet}?step=script")
    hands = RowHands(page)
    for number, who in ((1, "I"), (2, "the other person")):
        hands.pick(re.compile(f"^Line {number}$"), who)
        hands.to_this(said(page, number))
        hands.type(f"Line number {number}.")
    for number, button in ((3, "I …"), (4, "The other person …")):
        hands.to("button", button, exact=True)
        hands.keys.press("Enter")
        expect(said(page, number)).to_be_focused()
        hands.type(f"Line number {number}.")
    up = unfold(hands, 4).get_by_role("button", name=re.compile("^up ?: line 4$"))
    hands.to_this(up)
    hands.keys.press("Enter")
    expect(line(page, 3).get_by_role("button", name=re.compile("^up ?: line 3$"))).to_be_focused()
    expect(page.locator("#rows-spoken")).to_have_text("Now 3 of 4")
    away = unfold(hands, 4).get_by_role("button", name=re.compile("^take away ?: line 4$", re.IGNORECASE))
    hands.to_this(away)
    hands.keys.press("Enter")
    back = page.get_by_role("button", name="Put it back")
    expect(back).to_be_focused()
    expect(page.locator("li.row-of-transcript")).to_have_count(3)
    hands.keys.press("Enter")
    expect(line(page, 4).locator(":focus")).to_have_count(1)
    expect(said(page, 4)).to_have_value("Line number 3.")
    hands.to_this(away)
    hands.keys.press("Enter")
    expect(back).to_be_focused()
    is_saved(page)
    hands.to("button", "I …", exact=True)
    hands.press("button", "What was meant and what arrived")
    told, _ = two.stored(worksheet)
    assert [row["said"] for row in told["lines"]] == ["Line number 1.", "Line number 2.", "Line number 4."]
    assert [row.get("speaker") for row in told["lines"]] == ["me", "other", "other"]


def unfold(hands: RowHands, number: int) -> Locator:
    """What is under a line, opened by its own key."""
    one = line(hands.page, number)
    hands.to_this(one.locator("summary").first)
    hands.keys.press("Enter")
    expect(one.locator("details.under")).to_have_attribute("open", "")
    return one


def test_a_worksheet_is_covered_with_the_session_and_keeps_what_is_typed(
    someone: NewPerson, the_clinic: Clinic, therapist: Therapist
) -> None:
    """Even a keystroke that was still on its way: it is not saved under the cover, and not lost either."""
    two = Two.new(the_clinic, therapist, "Wilhelmina Drakelow")
    worksheet = two.begun("role_play")
    page = two.desk(someone)
    session = page.context.new_page()
    session.goto(f"/sessions/{two.session}")
    page.goto(f"/worksheets/{worksheet}?step=scene")
    scene = page.get_by_label("Where does it begin?")
    scene.fill("In the kitchen.")
    is_saved(page)
    where = page.evaluate(CARET)
    for _ in range(2):
        session.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Covered")).to_be_visible()
    assert page.evaluate(HIDDEN)
    with page.expect_response(re.compile(f"/worksheets/{worksheet}")) as heard:
        scene.evaluate(TYPE, "In the kitchen, at night.")
    assert (heard.value.status, heard.value.headers["locked"]) == (423, "covered")
    page.get_by_label("Your password").fill(the_clinic.password)
    page.get_by_role("button", name="Uncover").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(CARET)[0] == where[0]
    expect(scene).to_have_value("In the kitchen, at night.")
    is_saved(page)
    assert two.stored(worksheet)[0]["scene"] == "In the kitchen, at night."


def test_every_editor_in_both_schemes_narrow_and_wide_for_both_sides(
    someone: NewPerson, the_clinic: Clinic, therapist: Therapist
) -> None:
    """With something in it, all that is folded opened. A letter's editor is the client's alone."""
    two = Two.new(the_clinic, therapist, "Thelonious Abernathy-Zhou")
    sides = {"desk": two.desk(someone), "phone": two.phone(someone)}
    problems = []
    for technique, (editor, named, number, answers) in EDITORS.items():
        worksheet = two.begun(technique, answers)
        sides["desk"].goto(f"/worksheets/{worksheet}?step={named}")
        sides["phone"].goto(f"/d/worksheets/{worksheet}?step={number}")
        expect(sides["phone"].locator(editor)).to_be_visible()
        for side, page in sides.items():
            problems += [f"{technique}, {side}: {it}" for it in looked_at(page, LOOKS[side])]
    assert not problems, f"{len(problems)}\n" + "\n".join(problems[:15])


def looked_at(page: Page, looks: tuple[tuple[int, Scheme], ...]) -> list[str]:
    """What axe finds at these widths in these schemes, and what runs off sideways."""
    page.wait_for_load_state()
    page.evaluate(OPEN)
    problems = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        problems += [f"{it} at {width}, {scheme}" for it in look(page)]
    page.set_viewport_size({"width": 320, "height": 800})
    problems += [f"{off} pixels too wide at 320" for off in [sideways(page)] if off]
    return problems
