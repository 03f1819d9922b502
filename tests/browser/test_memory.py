"""The circle's memory: two days compared, one replayed with the keys, its paper, its files."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.steps import step_in

TWO_CIRCLES = """
import uuid
from amity.core.network import Move
from amity.web.inventory import actions
begun, by = under_way("Wilhelmina Oke-Larkspur")
client, now = begun.client, clock.now()
def two_circles():
    names = {alias: uuid.uuid4() for alias in ("Inge", "Rui", "Tom")}
    def put(circle, *moves):
        made = [Move(str(uuid.uuid4()), what, str(names[who]), value) for who, what, value in moves]
        actions.make_moves(circle=circle, moves=made, by=by)
    then = actions.start_circle(client=client, on=now.date() - timedelta(days=40), by=by)
    actions.name_people(circle=then, names={id: alias for alias, id in names.items()}, by=by)
    put(then, ("Inge", "place", (3, 300)), ("Rui", "place", (2, 900)))
    actions.take_back(circle=then, by=by)
    actions.redo(circle=then, by=by)
    later = actions.start_circle(client=client, by=by)
    put(later, ("Inge", "place", (1, 300)), ("Tom", "place", (4, 2400)))
    say({"course": begun.id, "then": then.id, "now": later.id})
two_circles()
"""
Ids = dict[str, str]


@pytest.fixture(scope="module")
def ids(the_clinic: Clinic) -> Ids:
    """A client with two circles: Inge wider, Rui close; then Inge intimate, Tom distant, Rui in the tray."""
    found: Ids = the_clinic.does(TWO_CIRCLES)
    return found


@pytest.fixture
def page(someone: NewPerson, width: int) -> Page:
    opened = someone(width).new_page()
    step_in(opened, "clinician")
    return opened


def to(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state()


def places(page: Page) -> str:
    """Where everybody is drawn, as the attributes say."""
    found: str = page.eval_on_selector_all(
        ".between .somebody", "all => all.map(one => one.getAttribute('transform')).join()"
    )
    return found


def test_two_circles_are_compared(page: Page, ids: Ids, accessible: Accessible) -> None:
    to(page, f"/circles/{ids['then']}")
    accessible(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Then and now").click()
    expect(page.get_by_role("row", name="Inge wider intimate came closer")).to_be_visible()
    expect(page.get_by_role("row", name="Rui close in the tray not placed this time")).to_be_visible()
    expect(page.get_by_role("row", name="Tom in the tray distant placed now")).to_be_visible()
    accessible(page)
    assert sideways(page) == 0
    before = places(page)
    page.get_by_role("button", name="Show how it changed").click()
    assert page.evaluate("() => document.getAnimations().length") >= 3
    page.evaluate("() => document.getAnimations().forEach(one => one.finish())")
    assert places(page) == before  # what moved is back where it belongs
    expect(page.get_by_role("button", name="Show it again")).to_be_visible()


def test_with_less_motion_the_table_says_it(someone: NewPerson, ids: Ids) -> None:
    page = someone(1280, reduced_motion="reduce").new_page()
    step_in(page, "clinician")
    to(page, f"/courses/{ids['course']}/people/then-and-now")
    expect(page.get_by_text("This device asks for less motion.")).to_be_visible()
    expect(page.get_by_role("button", name="Show how it changed")).to_be_hidden()
    expect(page.get_by_role("row", name="Inge wider intimate came closer")).to_be_visible()
    to(page, f"/circles/{ids['then']}/replay?at=3")
    page.get_by_role("link", name="Forward").click()
    expect(page.locator("#move-said")).to_contain_text("Move 4 of 7")
    assert page.evaluate("() => document.getAnimations().length") == 0


def test_a_circle_is_replayed_with_the_keys(page: Page, ids: Ids, accessible: Accessible) -> None:
    to(page, f"/circles/{ids['then']}/replay")
    said, hands = page.locator("#move-said"), Hands(page)
    expect(said).to_contain_text("Move 7 of 7")
    expect(said).to_contain_text("Redo: Rui from the tray to close")
    accessible(page)
    assert sideways(page) == 0
    hands.to("slider", "Move")
    for key, number, words in (
        ("Home", "Before the first of 7", "An empty circle"),
        ("ArrowRight", "Move 1 of 7", "Inge is named"),
        ("End", "Move 7 of 7", "Redo"),
        ("ArrowLeft", "Move 6 of 7", "Undo: Rui from close to the tray"),
        ("ArrowLeft", "Move 5 of 7", "Rui from the tray to close"),
    ):
        hands.keys.press(key)
        expect(said).to_contain_text(number)
        expect(said).to_contain_text(words)
        assert hands.is_on("slider", "Move"), "the focus stays where it was"
    expect(page.locator("#spoken")).to_contain_text("Move 5 of 7 Rui from the tray to close")
    assert page.url.endswith("?at=5")
    hands.to("link", "Back", exact=True)
    hands.keys.press("Enter")
    expect(said).to_contain_text("Move 4 of 7")
    assert hands.is_on("link", "Back", exact=True)
    expect(page.locator("form [name='after_move']")).to_have_value("4")
    expect(page.locator(".moves [aria-current]")).to_contain_text("Inge from the tray to wider")
    page.get_by_role("link", name="First", exact=True).click()
    expect(said).to_contain_text("Before the first")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(said).to_contain_text("Move 2 of 7")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_replay_without_a_script(someone: NewPerson, ids: Ids) -> None:
    page = someone(390, java_script_enabled=False).new_page()
    step_in(page, "clinician")
    page.goto(f"/circles/{ids['then']}/replay?at=4")
    expect(page.get_by_role("slider")).to_be_hidden()
    page.get_by_role("link", name="Forward", exact=True).click()
    expect(page.locator("#move-said")).to_contain_text("Move 5 of 7 Rui from the tray to close")
    page.get_by_label("What does it show?").fill("Rui was near then.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Kept as evidence")).to_be_visible()
    expect(page.get_by_role("link", name="after move 5")).to_be_visible()
    page.get_by_role("button", name="Withdraw: Rui was near then.").click()
    expect(page.get_by_role("heading", name="Kept as evidence")).to_have_count(0)


def test_on_paper_and_as_files(page: Page, ids: Ids, accessible: Accessible) -> None:
    to(page, f"/circles/{ids['then']}")
    with page.expect_navigation():
        page.get_by_role("link", name="Print").click()
    expect(page.get_by_role("heading", name="Closeness circle")).to_be_visible()
    accessible(page)
    assert sideways(page) == 0
    for ending in ("SVG", "PNG"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=ending).click()
        assert coming.value.suggested_filename.endswith(f".{ending.lower()}")
        assert coming.value.path().stat().st_size > 1000
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="SVG")).to_be_hidden()
    assert page.locator(".on-paper svg .somebody").count() == 2


def test_the_narrowest_screen_and_from_right_to_left(someone: NewPerson, ids: Ids) -> None:
    page = someone(320, 256).new_page()
    step_in(page, "clinician")
    for address in (
        f"/circles/{ids['now']}/replay",
        f"/circles/{ids['then']}",
        f"/circles/{ids['then']}/print",
        f"/courses/{ids['course']}/people/then-and-now",
    ):
        to(page, address)
        assert sideways(page) == 0, address
        page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
        assert sideways(page) == 0, address
