"""The client's own worksheets on a phone: six taps for what happened, a letter from first word to its end."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible, sideways
from tests.browser.places import ELSEWHERE
from tests.browser.test_own_pages import unlooked
from tests.browser.walk import ClientWalk

MOST_TAPS = 6
SENTENCE = "Dana said she would ring, and I waited all evening."
TOUCHED = (
    "addEventListener('pointerdown', event => { if (event.isTrusted) touched(event.target.tagName); }, true)"
)
PREPARE = """
from uuid import uuid4
from amity.core import library
from amity.core.network import Move
from amity.web.inventory import actions as inventory
from amity.web.techniques import actions as techniques
course, by = under_way({name!r})
client = course.client
circle = inventory.start_circle(client=client, by=by)
people = inventory.name_people(
    circle=circle, names={{uuid4(): it for it in ("Dana", "Robin", "Aunt Ines")}}, by=by
)
places = [Move(str(uuid4()), "place", str(it.id), (1, 200 * n)) for n, it in enumerate(people)]
inventory.make_moves(circle=circle, moves=places, by=by)
inventory.share_circle(circle=circle, shared=True, by=by)
def begin(technique, author, **more):
    return techniques.begin_worksheet(
        course=course, technique=library.technique(technique), author=author, by=by, **more
    )
begin("farewell_letter", "client")
begin("decision_analysis", "together", answers={{"problem": "Whether to move."}})
begin("expectations", "clinician", visibility="on_request")
record.record_consent(
    client=client, kind="records", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
from amity.web.companion.actions.tools import open_tool
from amity.web.measures import actions as measures
for tool in ("write:interpersonal_incident", "write:mood", "guide:losing_someone", "guide:evidence"):
    open_tool(client=client, tool=tool, by=by)
record.record_consent(
    client=client, kind="questionnaires", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
form = measures.give(client=client, instruments=["gad7"], by=by).responses.get()
measures.answer(
    response=form, item="nervous", value=1, visit=uuid4(), written_at=clock.now(), by=client
)
measures.submit(response=form, by=client)
invitation = record.invite(client=client, by=by)
entered = record.accept_invitation(invitation=invitation, name={sign_in!r}, password={password!r}, by=client)
say({{"course": str(course.id), "device": entered.secret}})
"""
WAYS = {
    "taps": ("amber anchor", "lantern pepper orchard"),
    "scripts": ("golden barn", "saddle meadow postcard"),
    "without": ("silver kite", "velvet tunnel teapot"),
}


def joined(page: Page, clinic: Clinic, way: str) -> dict[str, str]:
    """A client of this test alone, signed in on a phone that is known, on their own Today."""
    sign_in, password = WAYS[way]
    given = {"name": f"Philippa Overbeck {way}", "sign_in": sign_in, "password": password}
    her: dict[str, str] = clinic.does(PREPARE.format(**given))
    page.context.add_cookies([{"name": "e", "value": her["device"], "url": clinic.address}])
    page.goto("/d/sign-in")
    page.get_by_label("The name you chose").fill(sign_in)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/d/")
    return her


def test_something_happened_in_six_taps_and_a_sentence(someone: NewPerson, the_clinic: Clinic) -> None:
    context: BrowserContext = someone(390, has_touch=True, is_mobile=True)
    touched: list[str] = []
    context.expose_function("touched", lambda what: touched.append(what))
    context.add_init_script(TOUCHED)
    page = context.new_page()
    her = joined(page, the_clinic, "taps")
    touched.clear()
    page.get_by_role("link", name="Something happened").tap()
    page.get_by_label("What happened?").tap()
    page.keyboard.type(SENTENCE)
    for group, answer in (("With whom?", "Dana"), ("What did you feel?", "lonely"), ("How were you", "3")):
        page.get_by_role("group", name=group).locator("label").filter(has_text=re.compile(f"^{answer}")).tap()
    page.get_by_role("button", name="Save it").tap()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    assert 0 < len(touched) <= MOST_TAPS, touched
    assert len(touched) == MOST_TAPS, "every touch was seen by the page"
    kept = the_clinic.does(f"""
from amity.web.techniques.models import Worksheet
it = Worksheet.objects.get(course={her["course"]!r}, technique="interpersonal_incident")
say([it.told, it.visibility, clock.today(it.course.client.zone).isoformat()])
""")
    told, visibility, today = kept
    assert told["happened"] == SENTENCE
    assert told["felt"] == [{"word": "lonely", "strength": None}]
    assert (told["mood_after"], told["day"], visibility) == (3, today, "private")
    assert told["who"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_first_word_of_a_letter_to_its_end(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, scripts: bool
) -> None:
    page = someone(390, java_script_enabled=scripts).new_page()
    look = accessible if scripts else unlooked  # axe is a script itself
    joined(page, the_clinic, "scripts" if scripts else "without")
    walk = ClientWalk(page, look)
    read_a_guide(walk)
    write_what_happened(walk)
    look_back(walk)
    write_a_letter(walk)
    do_away_with_it(walk)
    due = {name for name, way in ELSEWHERE.items() if way == "the client writes"}
    assert due <= walk.visited, due - walk.visited


def read_a_guide(walk: ClientWalk) -> None:
    page = walk.page
    page.goto("/d/plan")
    page.get_by_role("link", name=re.compile("^To read")).click()
    walk.stop("To read")
    page.get_by_role("link", name=re.compile("^Losing someone")).click()
    walk.stop("Losing someone")
    expect(page.get_by_text("This story is invented.")).to_be_visible()
    page.goto("/d/guides")
    page.get_by_role("link", name=re.compile("^What studies have found")).click()
    walk.stop("What studies have found")


def write_what_happened(walk: ClientWalk) -> None:
    """What does not fit comes back as it was typed; then it is kept, looked at and shown."""
    page = walk.page
    page.goto("/d/worksheets")
    walk.stop("What you wrote")
    page.get_by_role("link", name="Something that happened").click()
    walk.stop("Something that happened")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("One word is enough.")).to_be_visible()
    page.get_by_label("What happened?").fill(SENTENCE)
    page.get_by_text("Other words").click()
    page.get_by_label("A word of your own").fill("like a stone")
    walk.look()
    page.get_by_role("button", name="Save it").click()
    walk.stop("Kept")
    page.get_by_role("button", name="Yes, please").click()
    expect(page.get_by_text("Shall we look at it together")).to_have_count(0)
    page.get_by_role("button", name="Show it to my clinician").click()
    walk.stop("Something that happened")
    expect(page.get_by_text("You and your clinician can read it.")).to_be_visible()
    expect(page.get_by_text("like a stone")).to_be_visible()


def look_back(walk: ClientWalk) -> None:
    """An entry is taken off; the line of what was noted, and the answers to questions, are there to read."""
    page = walk.page
    page.get_by_role("link", name="Take it off my pages").click()
    walk.stop("Take it off my pages?")
    page.get_by_role("button", name="Take it off my pages").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    expect(page.get_by_text("like a stone")).to_have_count(0)
    walk.look()
    page.goto("/d/")
    page.get_by_role("link", name="How I am").click()
    page.get_by_role("group", name="How are you?").get_by_role("radio", name="4", exact=True).check(
        force=True
    )
    page.get_by_role("button", name="Save it").click()
    walk.stop("Kept")
    page.goto("/d/plan")
    page.get_by_role("link", name=re.compile("^How it has been")).click()
    walk.stop("How it has been")
    expect(page.get_by_text("In the last seven days you noted 4.")).to_be_visible()
    page.goto("/d/plan")
    page.get_by_role("link", name=re.compile("^Your answers")).click()
    walk.stop("Your answers")
    page.locator("main .later a").first.click()
    walk.stop("Worry")


def write_a_letter(walk: ClientWalk) -> None:
    """Step by step; back shows what was written; the end says a warm word."""
    page = walk.page
    page.goto("/d/worksheets")
    page.get_by_role("link", name=re.compile("A letter to say goodbye")).click()
    walk.stop("A letter to say goodbye")
    on(page, "What could be in it")
    on(page, "The letter")
    page.get_by_label("Your letter").fill("Dear Papa, I was angry.")
    walk.look()
    on(page, "After it")
    walk.look()
    on(page, "Done")
    walk.stop("Kept")
    expect(page.get_by_text("Put it down now")).to_be_visible()
    page.get_by_role("link", name="Read it").click()
    expect(page.get_by_text("Dear Papa, I was angry.")).to_be_visible()
    walk.look()


def on(page: Page, button: str) -> None:
    """Press it; another step comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).last.click()
    page.wait_for_load_state()


def do_away_with_it(walk: ClientWalk) -> None:
    page = walk.page
    page.get_by_role("link", name="Print").click()
    page.wait_for_url("**/print")
    walk.look()
    page.go_back()
    page.get_by_role("link", name="Do away with it").click()
    walk.stop("Do away with it?")
    page.get_by_role("button", name="Do away with it").click()
    expect(page.get_by_text("is all that is left")).to_be_visible()
    walk.look()
    page.goto("/d/worksheets")
    assert "Dear Papa" not in page.content()


@pytest.mark.parametrize("width", [320, 1280], ids=["narrow", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_phone_of_the_story_at_other_widths(
    someone: NewPerson, accessible: Accessible, width: int, scheme: str
) -> None:
    page = someone(width, color_scheme=scheme).new_page()
    page.goto("/demo/phone")
    page.get_by_role("button", name="Notebook").click()
    for address in ("/d/", "/d/worksheets", "/d/guides"):
        page.goto(address)
        assert sideways(page) <= 0
        accessible(page)
    page.goto("/d/")
    page.get_by_role("link", name="Something happened").click()
    expect(page.get_by_role("button", name="Save it")).to_be_visible()
    assert sideways(page) <= 0
    accessible(page)
