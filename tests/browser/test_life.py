"""The life chart: told by keyboard on a phone, looked at closer, changed at home, seen by the clinician."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in
from tests.browser.test_own_pages import join, second_step
from tests.browser.walk import ClientWalk, Walk

HERS = """
course, by = under_way({name!r})
client = course.client
record.record_consent(
    client=client, kind="records", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
say({{"client": str(client.id), "course": str(course.id), "name": client.name,
     "born": client.date_of_birth.strftime("%d %m %Y")}})
"""
INVITE = """
from amity.web.people import actions as people_actions, queries as people_queries
from amity.web.people.models import Client
client = Client.objects.get(pk={client!r})
by = people.lead_clinician_of(client).user
say("/d/join/" + people_queries.in_the_room(people_actions.invite(client=client, by=by)))
"""
ITEMS = """() => {
  const svg = [...document.querySelectorAll(".life-chart svg")].find(one => one.getClientRects().length);
  return [...svg.querySelectorAll(".item > title")].map(one => one.textContent).sort();
}"""
ROWS = """() => [...document.querySelectorAll(".life-table tbody tr")].map(row =>
  row.cells[0].textContent.trim() + ": " + row.cells[1].firstChild.textContent.trim()).sort()"""


def same(page: Page) -> list[str]:
    """The table says what the picture shows."""
    page.wait_for_load_state()
    drawn: list[str] = page.evaluate(ITEMS)
    assert drawn == page.evaluate(ROWS)
    return drawn


def tell(page: Page, words: str, when: str, kind: str) -> None:
    """With the keyboard alone, from wherever one stands."""
    hands = Hands(page)
    if page.get_by_label("What happened?").first.is_hidden():
        page.locator("#add summary").first.focus()
        page.keyboard.press("Enter")
    hands.write("What happened?", words)
    hands.write("When was it?", when)
    hands.pick(re.compile("What kind of thing was it"), kind)
    hands.press("button", "Add it")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_told_by_both_and_looked_at_from_years_to_weeks(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, scripts: bool
) -> None:
    her = the_clinic.does(HERS.format(name="Leocadia Brightwater" if scripts else "Anselm Thorogood"))
    mark = "" if scripts else " too"
    look = accessible if scripts else unlooked  # axe is a script itself
    clinician = Walk(someone(390, java_script_enabled=scripts).new_page(), look)
    page = clinician.page
    step_in(page, "clinician")
    page.goto(f"/courses/{her['course']}/life")
    clinician.stop("Life chart")
    tell(page, f"The house was sold{mark}", "about spring 2019", "a change")
    expect(page.get_by_text(f"The house was sold{mark}").first).to_be_attached()
    tell(page, f"No date{mark}", "some time", "a loss")
    expect(page.get_by_text("The year is missing.").first).to_be_visible()
    clinician.look()
    assert page.get_by_label("What happened?").input_value() == f"No date{mark}"
    Hands(page).write("When was it?", "12 March 2021")
    Hands(page).press("button", "Add it")
    page.wait_for_url("**/life")
    for move in ("Closer", "Wider", "Earlier", "Later", "8 weeks", "10 years", "All of it"):
        Hands(page).press("link", move, exact=True)
        expect(page.locator("#chart").get_by_role("status")).to_be_visible()
        clinician.look()
    at_home(someone, the_clinic, her, mark, look, scripts=scripts)
    page.goto(f"/courses/{her['course']}/life")
    line = page.get_by_role("listitem").filter(has_text=f"The house, by my brother{mark}")
    expect(line).to_contain_text("about spring 2019")
    own = page.get_by_role("listitem").filter(has_text=f"I slept again{mark}")
    expect(own).to_contain_text("the client wrote this")
    if scripts:
        assert f"May 2022: I slept again{mark}" in same(page)


def unlooked(page: Page) -> None:
    """Where no script runs; the same pages are looked at with scripts."""


def at_home(
    someone: NewPerson, clinic: Clinic, her: dict[str, str], mark: str, look: Accessible, *, scripts: bool
) -> None:
    """The client changes what was told, and adds something; nothing outside the page says what it is."""
    page = someone(390, java_script_enabled=scripts).new_page()
    walk = ClientWalk(page, look)
    page.goto(clinic.does(INVITE.format(client=her["client"])))
    second_step(walk, her)
    join(walk, f"amber {'kettle' if scripts else 'meadow'}", "lantern pepper orchard")
    page.goto("/d/life")
    walk.stop("What was when")
    if scripts:
        assert f"about spring 2019: The house was sold{mark}" in same(page)
    Hands(page).press("link", re.compile(f"The house was sold{mark}$"))
    walk.stop("Something that happened")
    Hands(page).write("What happened?", f"The house, by my brother{mark}")
    Hands(page).press("button", "Keep this")
    walk.stop("What was when")
    tell(page, f"I slept again{mark}", "5/2022", "something good")
    walk.stop("What was when")
    expect(page.get_by_text("you wrote this").first).to_be_visible()


@pytest.mark.parametrize("story", ["new_city", "week_four"])
def test_the_picture_at_every_width_in_the_dark_and_from_right_to_left(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, story: str
) -> None:
    course = the_clinic.does(f'say(str(of_story("{story}")[0].courses.first().id))')
    page = someone(1280).new_page()
    step_in(page, "clinician")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        for span in ("life", "course"):
            page.goto(f"/courses/{course}/life?span={span}")
            assert sideways(page) == 0
            same(page)
    accessible(page)
    page.emulate_media(color_scheme="dark")
    accessible(page)
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert sideways(page) == 0


def test_a_drag_goes_on_in_time_and_the_wheel_looks_closer(someone: NewPerson, the_clinic: Clinic) -> None:
    course = the_clinic.does('say(str(of_story("new_city")[0].courses.first().id))')
    page = someone(1280).new_page()
    step_in(page, "clinician")
    page.goto(f"/courses/{course}/life?from=2020-01-01&to=2022-01-01")
    page.wait_for_load_state()
    drag(page, 200)
    assert "from=2019-01-01" in page.url or "from=2018-12-3" in page.url
    page.mouse.move(*middle(page))
    page.keyboard.down("Control")
    with page.expect_navigation():
        page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    assert "from=2019-07" in page.url or "from=2019-06" in page.url


def middle(page: Page) -> tuple[float, float]:
    """Of the picture, where it stands now."""
    page.wait_for_load_state()
    chart = page.locator(".life-chart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + 40


def drag(page: Page, by: int) -> None:
    """Sideways, and let go."""
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    with page.expect_navigation():
        page.mouse.up()
