"""What client and clinician do in the phases of the two sister therapies, beside their sessions."""

import re

from playwright.sync_api import Page, expect

from tests.browser.sister_walk import ByKeys, SisterWalk
from tests.browser.worksheet_hands import is_saved, step

EARLIER = """
from amity.web.rhythms.models import Diary
diary = Diary.objects.get(client={client!r})
Diary.objects.filter(pk=diary.pk).update(begun_on=diary.begun_on - timedelta(days=20))
say(None)
"""
STORIES = (
    "I showed her the desk I had made, and she went on stirring.",
    "He read on his phone while I told him where I had been.",
    "She asked everybody what they do, and passed me by.",
)


def of_ipsrt(walk: SisterWalk, phase: str) -> None:
    """A day told in each phase; the diary is begun first, then a time is agreed and a bad day looked at."""
    if phase == "beginning":
        _begins_the_diary(walk)
    _tells_a_day(walk, len(walk.phases))
    if phase == "intermediate":
        _agrees_on_a_time(walk)
        _notes_a_day(walk)
        _writes(walk, "Early signs of both poles")
        _writes(walk, "Plan for a disruption of the rhythm")
    if phase == "final":
        _reads_the_weeks(walk)


def of_mit(walk: SisterWalk, phase: str) -> None:
    """Three stories and a formulation that fits; then one more, and something new that is tried."""
    if phase == "shared formulation":
        for told in STORIES:
            _tells_a_story(walk, told)
            _puts_in_order(walk, told)
        _says_what_they_have_in_common(walk)
    else:
        _tells_a_story(walk, "I asked him to put it away, and he did.")
        _tries_something_new(walk)
        _reads_what_they_have_in_common(walk)


def _phone(walk: SisterWalk) -> tuple[Page, ByKeys]:
    assert walk.phone, "nobody has joined"
    return walk.phone, ByKeys(walk.phone)


def _rhythms(walk: SisterWalk) -> Page:
    walk.page.goto(f"{walk.course}/rhythms")
    walk.looks(walk.page)
    return walk.page


def _begins_the_diary(walk: SisterWalk) -> None:
    page = _rhythms(walk)
    if page.get_by_role("button", name="Begin it").count():
        walk.hands.press("button", "Begin it")
    walk.hands.to_this(page.locator("summary", has_text="prescribe").first)
    walk.hands.keys.press("Enter")
    walk.hands.write("Who prescribes", "Dr Amberley")
    walk.hands.write("How to reach them", "The ward, day and night")
    walk.hands.press("button", "Keep it")
    expect(page.get_by_text("Dr Amberley").first).to_be_visible()
    walk.clinic.does(EARLIER.format(client=walk.client))


def _tells_a_day(walk: SisterWalk, number: int) -> None:
    """By keys: the link, a day in the row of days, a time for each of five, and the button."""
    page, hands = _phone(walk)
    page.goto("/d/")
    hands.press("link", "The rhythm of my days")
    days = page.locator(".days a")
    hands.to_this(days.nth(number))
    with page.expect_navigation():
        hands.keys.press("Enter")
    for row in page.locator("[data-row]").all():
        time = row.locator("input[type=time]")
        hands.to_this(time)
        hands.keys.type("0745PM" if number % 2 else "0715PM")
    if not page.get_by_role("status").count():  # the last of five saves it
        page.wait_for_url("**done=1")
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    walk.looks(page)


def _agrees_on_a_time(walk: SisterWalk) -> None:
    page = _rhythms(walk)
    walk.hands.to_this(page.locator("summary", has_text="Agree on a time"))
    walk.hands.keys.press("Enter")
    form = page.locator("#agree form")
    walk.hands.to_this(form.locator("[name=towards]"))
    walk.hands.keys.type("1100PM")
    walk.hands.press("button", "Agree on it")
    expect(page.get_by_role("button", name="Let it go")).to_be_visible()


def _notes_a_day(walk: SisterWalk) -> None:
    page = _rhythms(walk)
    walk.hands.to_this(page.locator("summary", has_text="Note a day"))
    walk.hands.keys.press("Enter")
    walk.hands.write("What it was", "Her train was late, and we talked until two")
    walk.hands.press("button", "Note it")
    expect(page.get_by_text("we talked until two")).to_be_visible()


def _writes(walk: SisterWalk, worksheet: str) -> None:
    """From the page of the rhythm to the worksheet, and one answer in it."""
    page = _rhythms(walk)
    walk.hands.press("link", worksheet)
    _begins(walk)
    walk.hands.to_this(page.locator("main").get_by_role("textbox").first)
    walk.hands.keys.type("Something small comes first")
    is_saved(page)
    walk.looks(page)


def _begins(walk: SisterWalk) -> None:
    """Whose it is, then its first step."""
    walk.looks(walk.page)
    walk.hands.press("button", re.compile("^Begin"))
    walk.page.wait_for_load_state()


def _reads_the_weeks(walk: SisterWalk) -> None:
    """From the day that was told just now."""
    page, hands = _phone(walk)
    hands.press("link", "The weeks so far")
    expect(page.locator(".rhythm-picture:visible").first).to_be_visible()
    walk.looks(page)


def _tells_a_story(walk: SisterWalk, told: str) -> None:
    page, hands = _phone(walk)
    page.goto("/d/")
    hands.press("link", "The story of one moment")
    walk.looks(page)
    hands.write("What went on?", told)
    hands.pick("Who reads it?", "Show it to Noor El Idrissi")
    hands.press("button", "Save it")
    expect(page.get_by_text("You and your clinician can read it.")).to_be_visible()


def _puts_in_order(walk: SisterWalk, told: str) -> None:
    """Together, from the page of episodes: what was hoped for, and what came back."""
    page = walk.page
    page.goto(f"{walk.course}/episodes")
    walk.looks(page)
    walk.hands.to_this(page.get_by_role("listitem").filter(has_text=told).get_by_role("link"))
    with page.expect_navigation():
        walk.hands.keys.press("Enter")
    walk.hands.press("link", "Write on it")
    step(page, "What you hoped for")
    _chooses(walk, "wish", "to be seen and to count")
    _chooses(walk, "self_image", "as not good enough")
    is_saved(page)
    walk.looks(page)
    step(page, "What went on between you")
    _chooses(walk, "other_response", "did not notice")
    is_saved(page)


def _chooses(walk: SisterWalk, name: str, words: str) -> None:
    """Tab to the group, then the arrows."""
    group = walk.page.locator("fieldset", has=walk.page.get_by_role("radio", name=words, exact=True)).last
    radios = group.get_by_role("radio")
    wanted = group.get_by_role("radio", name=words, exact=True)
    walk.hands.to_this(radios)
    for _ in range(radios.count()):
        if wanted.evaluate("one => one === document.activeElement"):
            break
        walk.hands.keys.press("ArrowDown")
    if not wanted.is_checked():
        walk.hands.keys.press("Space")
    assert wanted.is_checked(), f"{name}: the arrows never come to {words}"


def _says_what_they_have_in_common(walk: SisterWalk) -> None:
    """The lines are the formulation's beginning; the client says that it fits."""
    walk.page.goto(f"{walk.course}/episodes")
    expect(walk.page.get_by_text("The same wish has met the same answer in 3 episodes")).to_be_visible()
    walk.hands.press("button", "Begin the formulation from these lines")
    walk.looks(walk.page)
    page, hands = _phone(walk)
    page.goto("/d/worksheets")
    hands.press("link", re.compile("How it tends to go"))
    walk.looks(page)
    hands.press("link", "Write more")
    step(page, "Does it fit?")
    hands.pick("Does it fit you?", "yes")
    is_saved(page)
    walk.looks(page)


def _tries_something_new(walk: SisterWalk) -> None:
    page = walk.page
    page.goto(f"{walk.course}/episodes")
    walk.hands.press("link", "Begin: Behavioural experiment")
    _begins(walk)
    walk.hands.to_this(page.locator("main").get_by_role("textbox").first)
    walk.hands.keys.type("Say what I need, once")
    is_saved(page)
    walk.looks(page)


def _reads_what_they_have_in_common(walk: SisterWalk) -> None:
    page, hands = _phone(walk)
    page.goto("/d/plan")
    hands.press("link", "What your stories have in common")
    expect(page.get_by_text("to be seen and to count").first).to_be_visible()
    walk.looks(page)
