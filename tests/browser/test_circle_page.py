"""The circle for every window and every reader: narrow, enlarged, right to left, without script, by axe."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.circle_hands import TWELVE, Drawn, Finger, Keys, Mouse, begin, stored
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in

SCRIPTS = Path(__file__).parents[2] / "src/amity/web/inventory/static/inventory"
MOST = 20_000  # bytes, as sent
WORDS = ("Intimate", "Close", "Wider", "Distant")
WINDOWS = {"320": (320, 844), "enlarged": (320, 256)}  # the second: 1280 by 1024 at 400 per cent


def test_the_script_is_small() -> None:
    """All of it, packed as it is sent."""
    parts = sorted(SCRIPTS.glob("circle*.js"))
    assert len(parts) == 5
    assert sum(len(gzip.compress(part.read_bytes(), mtime=0)) for part in parts) < MOST


def test_the_list_without_script_gives_the_same_rings(someone: NewPerson, the_clinic: Clinic) -> None:
    """A full equal: each person's ring is one of five choices."""
    story, page = "the_bakery", someone(1280, java_script_enabled=False).new_page()
    step_in(page, "clinician")
    page.goto(begin(the_clinic, story, *TWELVE))
    for name, (ring, _) in TWELVE.items():
        page.get_by_role("group", name=name).get_by_label(WORDS[ring - 1], exact=True).check(force=True)
    page.get_by_role("button", name="Keep these places").click()
    expect(page.locator("#stage .somebody")).to_have_count(len(TWELVE))
    kept = {name: place[0] for name, place in stored(the_clinic, story).items() if place}
    assert kept == {name: ring for name, (ring, _) in TWELVE.items()}


@pytest.mark.parametrize("window", list(WINDOWS))
def test_in_a_narrow_window_the_finger_is_where_the_person_goes(
    window: str, someone: NewPerson, the_clinic: Clinic
) -> None:
    """Nothing runs off sideways, left to right or right to left, and people are easy to take hold of."""
    page = someone(*WINDOWS[window], has_touch=True).new_page()
    step_in(page, "clinician")
    drawn = Drawn(page, begin(the_clinic, "first_novel", f"Ari {window}", f"Bo {window}"))
    Keys(drawn).place(f"Ari {window}", (2, 900))
    Keys(drawn).place(f"Bo {window}", (4, 1800))
    drawn.is_saved()
    for direction in ("ltr", "rtl"):
        page.evaluate("to => document.documentElement.dir = to", direction)
        assert sideways(page) == 0
        one = drawn.who(f"Ari {window}")
        one.scroll_into_view_if_needed()
        box = one.locator(".hit").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43.9  # pixels
    place = (2, 2400)
    at = drawn.on_screen(place)
    page.evaluate("([x, y]) => scrollBy(0, y - innerHeight / 2)", at)
    Finger(drawn).carry(f"Ari {window}", drawn.on_screen(place))
    drawn.stands(f"Ari {window}", place)


def test_the_counts_stand_beside_the_list_and_the_layers_in_one_row(
    someone: NewPerson, the_clinic: Clinic
) -> None:
    """Wide: under the chosen person, nothing lies on anything. Narrow: the circle comes soon."""
    page = someone(1280, 900).new_page()
    step_in(page, "clinician")
    drawn = Drawn(page, begin(the_clinic, "first_novel", "Zed"))
    Keys(drawn).place("Zed", (2, 300))
    drawn.is_saved()
    page.reload()
    found = [page.locator(part).bounding_box() for part in (".counted", ".listed", ".chosen")]
    counted, listed, chosen = [box for box in found if box]
    assert abs(counted["y"] - listed["y"]) < 2  # pixels
    assert counted["x"] >= listed["x"] + listed["width"]
    assert counted["y"] >= chosen["y"] + chosen["height"]
    page.set_viewport_size({"width": 390, "height": 844})
    tops = page.eval_on_selector_all(".layers a", "all => all.map(it => it.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    assert sideways(page) == 0


def test_ties_names_and_axe(someone: NewPerson, the_clinic: Clinic, accessible: Accessible) -> None:
    """Names come without leaving the field; two taps or two Enters make a tie; axe finds nothing."""
    page = someone(1280, 1150).new_page()
    step_in(page, "clinician")
    drawn = Drawn(page, begin(the_clinic, "retired_early", "Cem"))
    field = page.locator("#quick")
    for name in ("Dela", "Eun"):
        field.fill(name)
        field.press("Enter")
        expect(field).to_be_focused()
        expect(drawn.chip(name)).to_be_visible()
    mouse, keys = Mouse(drawn), Keys(drawn)
    for name, place in (("Cem", (1, 0)), ("Dela", (2, 900)), ("Eun", (3, 2700))):
        mouse.place(name, place)
    page.get_by_role("link", name="Who knows whom").click()
    expect(page).to_have_url(re.compile("show=ties"))
    expect(page.locator(".layers [aria-current]")).to_have_text("Who knows whom")
    page.mouse.click(*drawn.middle_of("Cem"))
    page.mouse.click(*drawn.middle_of("Dela"))
    expect(page.locator("line.tie[data-one]")).to_have_count(1)
    keys.to("Dela")
    page.keyboard.press("Enter")
    keys.to("Eun")
    page.keyboard.press("Enter")
    expect(page.locator("line.tie[data-one]")).to_have_count(2)
    drawn.all_sent()
    heard = " ".join(drawn.heard())
    for said in ("Dela: in the tray.", "Cem and Dela know each other.", "Dela and Eun know each other."):
        assert said in heard
    accessible(page)
    page.reload()
    expect(page.locator("line.tie[data-one]")).to_have_count(2)
    expect(page.get_by_role("slider", name="Cem")).to_have_attribute(
        "aria-valuetext", "intimate, ring 1 of 4"
    )
