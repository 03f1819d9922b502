"""The closeness circle under one's hands: mouse, finger and keys draw the same; all of it can be undone."""

import pytest
from playwright.sync_api import expect

from tests.browser.circle_hands import INPUTS, TWELVE, Drawn, begin, stored
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.steps import step_in

WORDS = ("", "intimate", "close", "wider", "distant")
CLOCK = {
    0: "12 o’clock", 300: "1 o’clock", 450: "half past 1", 660: "2 o’clock", 930: "3 o’clock",
    1590: "half past 5", 1800: "6 o’clock", 2010: "half past 6", 2400: "8 o’clock", 2850: "half past 9",
    3300: "11 o’clock",
}  # fmt: skip
STORIES = {"mouse": "the_allotment", "touch": "new_father", "keys": "two_jobs"}


@pytest.mark.parametrize("hand", list(INPUTS))
def test_twelve_people_are_placed_and_all_of_it_taken_back(
    hand: str, someone: NewPerson, the_clinic: Clinic
) -> None:
    """By each hand the same circle is stored; undo leads back to the tray, redo to the circle."""
    story, page = STORIES[hand], someone(1280, 1150, has_touch=hand == "touch").new_page()
    step_in(page, "clinician")
    drawn = Drawn(page, begin(the_clinic, story, *TWELVE))
    hands = INPUTS[hand](drawn)
    for name, place in TWELVE.items():
        hands.place(name, place)
    drawn.is_saved()
    assert stored(the_clinic, story) == dict(TWELVE)
    heard = " ".join(drawn.heard())
    for name, (ring, angle) in TWELVE.items():
        assert f"{name}: {WORDS[ring]}, ring {ring} of 4, towards {CLOCK[angle]}" in heard
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    for at, name in enumerate(reversed(list(TWELVE)), start=1):
        undo.click()
        expect(drawn.chip(name)).to_be_visible()
        expect(page.locator("#stage .chip")).to_have_count(at)
        drawn.is_saved()
    assert set(stored(the_clinic, story).values()) == {None}
    assert drawn.heard()[-1].endswith("Taken back. Inge: not placed.")
    for name, place in TWELVE.items():
        redo.click()
        drawn.stands(name, place)
        drawn.is_saved()
    page.reload()  # drawn again exactly, anywhere
    for name, place in TWELVE.items():
        drawn.stands(name, place)
