"""A client joins on a phone, reads their course and says how they would put it; the clinician finds it."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import cast
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible
from tests.browser.places import ELSEWHERE
from tests.browser.steps import give_code, give_password, has_left
from tests.browser.walk import ClientWalk, Walk

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
READER = "Perpetua Ashby-Lund"  # clinician of this file alone: of all that waits Today shows five lines
CLIENTS = {True: "Emeka Sandström", False: "Marisol Tregear"}
TEXT = "Since the new work began, the evenings are long and nobody rings."
OWN = "Since the new work began I ring nobody, and the evenings are long."
PREPARE = """
from amity.web.course import actions as courses
by = clinician({reader!r}, {email!r}, {password!r}, {secret!r})
course, by = under_way({name!r}, by)
client, earlier = course.client, clock.now() - timedelta(hours=2)
record.record_consent(
    client=client, kind="records", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
first = courses.plan_session(course=course, planned_at=earlier, zone="Europe/London", minutes=50, by=by)
courses.record_session(
    session=first, version=first.version, attendance="attended", tasks_done=[], safety_asked=True, by=by
)
courses.agree_practice(course=course, session=first, text="Ring one of the old colleagues.", by=by)
version = courses.write_formulation(course=course, base=0, text={text!r}, by=by)
courses.give_formulation(formulation=version, how="spoken", by=by)
say({{"client": str(client.id), "course": str(course.id), "name": client.name,
     "born": client.date_of_birth.strftime("%d %m %Y")}})
"""
WAYS = {
    True: ("copper harbour", "lantern pepper orchard"),
    False: ("velvet tunnel", "saddle meadow postcard"),
}


@pytest.mark.parametrize("width", [390], ids=["phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_invitation_to_the_clinicians_today(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, width: int, scripts: bool
) -> None:
    email = f"{uuid4().hex}@harbour.example"
    given = {"reader": READER, "email": email, "password": the_clinic.password, "secret": SECRET}
    her = the_clinic.does(PREPARE.format(name=CLIENTS[scripts], text=TEXT, **given))
    clinician = Walk(someone(1280).new_page(), accessible)
    give_password(clinician.page, the_clinic, email)
    give_code(clinician.page, cast.code(SECRET))
    address = invite(clinician, her)
    page = someone(width, java_script_enabled=scripts).new_page()
    client = ClientWalk(page, accessible if scripts else unlooked)  # axe is a script itself
    client.page.goto(address)
    second_step(client, her)
    say_the_code(clinician, client, her)
    join(client, *WAYS[scripts])
    say_otherwise(client, f"{OWN} {'' if scripts else 'Still.'}".strip())
    come_back(client, *WAYS[scripts])
    find_it(clinician, her)
    seen = client.visited | clinician.visited
    assert {name for name, way in ELSEWHERE.items() if way == "the client joins"} - seen <= OF_OTHERS


def unlooked(page: Page) -> None:
    """Where no script runs; the same pages are looked at with scripts."""


OF_OTHERS = {"my_safety_plan", "client_booklet", "client_life_event"}  # walked where they are made


def invite(walk: Walk, her: dict[str, str]) -> str:
    """With the keyboard alone; what waits to be used is shown as a link and a code."""
    page = walk.page
    page.goto(f"/clients/{her['client']}/own-pages")
    walk.stop("The client’s own pages")
    Hands(page).press("button", "Make an invitation")
    walk.stop(re.compile("^Invitation"))
    return page.get_by_label("The link").input_value()


def second_step(walk: ClientWalk, her: dict[str, str]) -> None:
    """The date of birth, with Tab and Enter alone."""
    hands = Hands(walk.page)
    walk.stop("Your date of birth")
    for field, value in zip(("Day", "Month", "Year"), her["born"].split(), strict=True):
        hands.write(field, value)
    hands.press("button", "Go on")


def say_the_code(clinician: Walk, walk: ClientWalk, her: dict[str, str]) -> None:
    """The link was sent: six figures are read from the clinician's screen, and said."""
    clinician.page.goto(f"/clients/{her['client']}/own-pages")
    Hands(clinician.page).press("button", "Make a code for a new one")
    clinician.stop("The code")
    figures = clinician.page.locator(".figures").inner_text()
    walk.stop("A code of six figures")
    hands = Hands(walk.page)
    hands.write("Code of six figures", figures)
    hands.press("button", "Go on")


def join(walk: ClientWalk, name: str, password: str) -> None:
    """What it is, then a name and a password, no PIN; with Tab and Enter alone."""
    page, hands = walk.page, Hands(walk.page)
    walk.stop("What this is")
    hands.press("link", "Go on")
    walk.stop("Choose how you come back here")
    assert page.get_by_label("A name for signing in").input_value().count(" ") == 1, "two words are offered"
    page.get_by_label("A name for signing in").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("The password once more").fill("another")
    hands.press("button", "Keep them, and go on")
    expect(page.get_by_text("This is not the same as the line above").first).to_be_visible()
    walk.look()
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("The password once more").fill(password)
    hands.press("button", "Keep them, and go on")
    walk.stop("A PIN for these pages")
    hands.press("link", "Without a PIN")
    walk.stop("Ready")
    hands.press("button", "Show a code")
    expect(page.locator(".figures")).to_be_visible()
    walk.look()
    hands.press("link", "To Today")
    walk.stop("Today")


def say_otherwise(walk: ClientWalk, own: str) -> None:
    page = walk.page
    page.get_by_role("navigation", name="Places").get_by_role("link", name="Course").click()
    walk.stop(re.compile(r"^Session \d+ of \d+$"))
    page.get_by_role("link", name="Read it, and say whether it fits").click()
    walk.stop("How we understand it")
    expect(page.get_by_text(TEXT).first).to_be_visible()
    page.get_by_role("radio", name="It fits, with these changes").check()
    page.get_by_label("Say it as you would say it").fill(own)
    page.get_by_label("Anything else? Only if you like").fill("It is I who does not ring.")
    Hands(page).press("button", "Send")
    walk.stop("You said how you would put it")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Received today \d\d:\d\d\."))
    expect(page.get_by_role("status")).to_contain_text(READER)


def come_back(walk: ClientWalk, name: str, password: str) -> None:
    """Out, and Back shows nothing; in again by name and password."""
    page = walk.page
    page.goto("/d/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/d/sign-in")
    walk.stop("Sign in")
    for _ in range(3):
        page.go_back()
        assert OWN[:20] not in page.content()
        assert TEXT[:20] not in page.content()
    page.goto("/d/sign-in")
    page.get_by_label("The name you chose").fill(name.upper())
    page.get_by_label("Password").fill(password)
    Hands(page).press("button", "Sign in")
    walk.stop("Today")
    for address, heading in (("/d/people", "People"), ("/d/life", "What was when")):
        page.goto(address)
        walk.stop(heading)
    page.goto("/d/plan")
    page.get_by_role("link", name="Say how it went").click()
    walk.stop("How did it go?")
    page.goto("/d/password")
    walk.stop("Another password")
    page.goto("/d/devices")
    walk.stop("Where it is open")


def find_it(walk: Walk, her: dict[str, str]) -> None:
    page = walk.page
    page.goto("/today")
    line = (
        page.get_by_role("listitem").filter(has_text="Answered the formulation").filter(has_text=her["name"])
    )
    line.get_by_role("link").first.click()
    expect(page.get_by_text("It is I who does not ring.").first).to_be_visible()
    expect(page.get_by_text(OWN).first).to_be_visible()
    walk.look()
    page.get_by_role("button", name="I have read it").first.click()
    page.goto("/today")
    expect(page.get_by_role("heading", name="Today").first).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Answered the formulation")).to_have_count(0)


@pytest.mark.parametrize("way", ["the button", "Shift three times"])
def test_leave_from_their_own_pages_leaves_nothing(someone: NewPerson, the_clinic: Clinic, way: str) -> None:
    """Goal G35 on the page with most on it: an ordinary page, and Back shows nothing of theirs."""
    context: BrowserContext = someone(390)
    page: Page = context.new_page()
    page.goto("/demo/phone")
    page.get_by_role("button", name="Notebook").click()
    page.goto("/d/plan")
    words = page.locator("main .words").first.inner_text()
    if way == "the button":
        page.get_by_role("link", name="Leave", exact=True).click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    has_left(page)
    for _ in range(5):
        page.go_back(wait_until="commit")
        assert words not in page.content()
    page.goto("/d/plan")
    assert page.url.endswith("/d/sign-in")
