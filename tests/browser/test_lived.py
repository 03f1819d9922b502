"""A course lived through by its client on a phone, from the invitation to the ending, by the keyboard alone.

In each language that the client's pages have. What the clinician does meanwhile goes through the same
actions as their pages; what the pages say is looked up in the catalogue: the wrong language is not found.
"""

import re

import pytest
from django.utils import translation
from playwright.sync_api import expect

from amity.core import library
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible
from tests.browser.walk import ClientWalk

NAMES = {"en": "Philippa Okonjo-Vance", "nl": "Marijke van Oosterhout"}
LOCALES = {"en": "en-GB", "nl": "nl-NL"}
SIGN_IN = {
    "en": ("walnut ferry", "thistle seven lemon ladders"),
    "nl": ("juniper gate", "bramble seven lemon ladders"),
}
PIN = "739104"
ABOUT, HAPPENED = "Since the move the evenings are long and nobody rings.", "Mum hung up on me."
AGREED, CAME_OF_IT = "Ring Mum and tell her one true thing.", "I rang, and we both laughed."
ALONE = "This one is for me alone."
INVITED = """
from amity.web.people.queries import in_the_room
by = of_story("new_city")[1]
today = clock.now().date()
client = record.add_client(
    service=by.staff.service, name={name!r}, date_of_birth=today.replace(year=1979, day=1), pronouns="",
    language={language!r}, time_zone="Europe/London", phone="", email="", by=by,
)
for kind in ("treatment", "records", "questionnaires"):
    record.record_consent(client=client, kind=kind, given=True, how="spoken", on=today, note="", by=by)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=True, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
invitation = record.invite(client=client, by=by)
say({{"client": str(client.id), "room": f"/d/join/{{in_the_room(invitation)}}",
     "born": client.date_of_birth.strftime("%d %m %Y")}})
"""
OF_HERS = """
from amity.web.people.models import Client
from amity.web.course import actions as courses
from amity.web.course.models import Course
client = Client.objects.get(pk={client!r})
lead = people.lead_clinician_of(client)
by = lead.user if lead else of_story("new_city")[1]
course = Course.objects.filter(client=client).first()
"""
BEGUN = """
from amity.web.companion.actions import open_tool
from amity.web.inventory import actions as inventory
course = start_course(
    client=client, clinician=by.staff, protocol="ipt", planned_sessions=16, started_on=clock.now().date(),
    interval_days=7, minutes=50, by=by,
)
first = courses.plan_session(
    course=course, planned_at=clock.now() - timedelta(hours=2), zone="Europe/London", minutes=50, by=by
)
courses.record_session(
    session=first, version=first.version, attendance="attended", tasks_done=[], safety_asked=True, by=by
)
courses.agree_practice(course=course, session=first, text={agreed!r}, by=by)
version = courses.write_formulation(course=course, base=0, text={about!r}, by=by)
courses.give_formulation(formulation=version, how="spoken", by=by)
circle = inventory.start_circle(client=client, by=by)
inventory.share_circle(circle=circle, shared=True, by=by)
for tool in ("write:interpersonal_incident", "write:mood", "guide:feelings"):
    open_tool(client=client, tool=tool, by=by)
measures.give(client=client, instruments=("phq2",), by=by)
say(None)
"""
ENDED = """
courses.record_ending(course=course, version=0, said={{"skills": "Saying it aloud."}}, by=by)
courses.give_booklet(course=course, by=by)
courses.close_course(course=course, reason="done", by=by)
say(None)
"""
HEARD = """
from amity.web.techniques.models import Worksheet
say([[it.technique, it.told.get("happened", ""), it.visibility]
     for it in Worksheet.objects.filter(course=course).order_by("begun_at")])
"""


@pytest.mark.parametrize("language", list(LOCALES))
def test_from_the_invitation_to_the_ending(
    language: str, someone: NewPerson, the_clinic: Clinic, accessible: Accessible
) -> None:
    hers = the_clinic.does(INVITED.format(name=NAMES[language], language=language))
    page = someone(390, locale=LOCALES[language]).new_page()
    life = Life(ClientWalk(page, accessible), the_clinic, hers, language)
    life.joins()
    life.meets(BEGUN.format(agreed=AGREED, about=ABOUT))
    life.answers_what_was_asked()
    life.says_that_it_fits()
    life.tells_what_happened()
    life.says_what_came_of_it()
    life.looks_around()
    life.meets(ENDED.format())
    life.reads_what_is_hers()
    life.writes_for_herself()
    life.leaves()


class Life:
    """One client on one phone, with Tab, Enter, Space, arrows and letters."""

    def __init__(self, walk: ClientWalk, clinic: Clinic, hers: dict[str, str], language: str) -> None:
        self.walk, self.page, self.hands = walk, walk.page, Hands(walk.page)
        self.clinic, self.hers, self.language = clinic, hers, language

    def meets(self, script: str) -> None:
        """What the clinician does in the meantime."""
        self.clinic.does(OF_HERS.format(client=self.hers["client"]) + script)

    def stop(self, heading: str | re.Pattern[str]) -> None:
        expect(self.page.locator("html")).to_have_attribute("lang", re.compile(f"^{self.language}"))
        self.walk.stop(heading)

    def press(self, role: str, name: str) -> None:
        self.hands.press(role, name, exact=True)

    def today(self) -> None:
        self.page.goto("/d/")
        self.stop(self.says("Today"))

    def joins(self) -> None:
        page, hands = self.page, self.hands
        page.goto(self.hers["room"])
        self.stop(self.says("Your date of birth"))
        for field, value in zip(
            (self.says("Day"), self.says("Month"), self.says("Year")), self.hers["born"].split(), strict=True
        ):
            hands.write(field, value)
        self.press("button", self.says("Go on"))
        self.stop(self.says("What this is"))
        self.press("link", self.says("Go on"))
        self.stop(self.says("Choose how you come back here"))
        name, password = SIGN_IN[self.language]
        for field, text in (("name", name), ("password", password), ("again", password)):
            page.locator(f"main [name={field}]").focus()
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(text)
        self.press("button", self.says("Keep them, and go on"))
        self.stop(self.says("A PIN for these pages"))
        for field in ("new", "again"):
            page.locator(f"main [name={field}]").focus()
            page.keyboard.type(PIN)
        self.press("button", self.says("Use this PIN"))
        self.stop(self.says("Ready"))
        self.press("link", self.says("To Today"))
        self.stop(self.says("Today"))
        expect(page.get_by_text(self.says("Nothing is needed today."))).to_be_visible()

    def answers_what_was_asked(self) -> None:
        page = self.page
        self.today()
        self.press("button", self.says("Start"))
        self.walk.look()
        self.press("button", self.says("Start"))
        for _number in range(2):
            page.wait_for_load_state()
            self.walk.look()
            self.hands.to("radio", re.compile("."))
            page.keyboard.press("Space")
            expect(page.locator("main input[type=radio]:checked")).to_have_count(1)
            with page.expect_navigation():
                page.locator("main .actions button.main, main .actions a.main").first.press("Enter")
        self.walk.look()
        with page.expect_navigation():
            page.locator("main form .actions button").first.press("Enter")
        self.walk.look()

    def says_that_it_fits(self) -> None:
        self.page.goto("/d/words")
        self.stop(self.says("How we understand it"))
        expect(self.page.get_by_text(ABOUT).first).to_be_visible()
        self.page.locator("input[name=answer]").first.focus()
        self.page.keyboard.press("Space")
        self.press("button", self.says("Send"))
        self.walk.look()

    def tells_what_happened(self) -> None:
        page = self.page
        self.today()
        self.hands.press("link", re.compile(f"^{re.escape(self.says('Something happened'))}"))
        technique = library.technique("interpersonal_incident")
        assert page.get_by_text(technique.client_title).count() == (self.language == "en")
        page.locator("main form [name=happened]").focus()
        page.keyboard.type(HAPPENED)
        page.locator("main form input[name=share][value=shared]").focus()
        page.keyboard.press("Space")
        self.press("button", self.says("Save it"))
        self.walk.look()
        assert ["interpersonal_incident", HAPPENED, "shared"] in self.heard()

    def says_what_came_of_it(self) -> None:
        page = self.page
        page.goto("/d/plan")
        self.walk.look()
        expect(page.get_by_text(AGREED).first).to_be_visible()
        self.hands.press("link", self.says("Say how it went"))
        page.locator("main form input[name=result]").first.focus()
        page.keyboard.press("Space")
        page.locator("main form [name=said]").focus()
        page.keyboard.type(CAME_OF_IT)
        with page.expect_navigation():
            page.locator("main form .actions button").first.press("Enter")
        expect(page.get_by_text(CAME_OF_IT).first).to_be_visible()
        self.walk.look()

    def looks_around(self) -> None:
        places = self.page.get_by_role("navigation", name=self.says("Places"))
        for place in (self.says("People"), self.says("Course"), self.says("Help"), self.says("Today")):
            expect(places.get_by_role("link", name=place, exact=True)).to_be_visible()
            with self.page.expect_navigation():
                places.get_by_role("link", name=place, exact=True).press("Enter")
            self.walk.look()
        self.press("link", self.says("This notebook"))
        self.stop(self.says("This notebook"))

    def reads_what_is_hers(self) -> None:
        self.today()
        said = self.page.get_by_role("complementary", name=self.says("After the last session"))
        expect(said.locator("a[href='/d/help']")).to_be_visible()
        expect(self.page.get_by_text(self.says("Nothing is needed today."))).to_be_visible()
        self.page.goto("/d/plan")
        self.walk.look()
        expect(self.page.locator("main a[href='/d/keep']")).to_be_visible()

    def writes_for_herself(self) -> None:
        page = self.page
        self.today()
        self.hands.press("link", re.compile(f"^{re.escape(self.says('Something happened'))}"))
        expect(page.locator("main form input[name=share][value=shared]")).to_have_count(0)
        page.locator("main form [name=happened]").focus()
        page.keyboard.type(ALONE)
        self.press("button", self.says("Save it"))
        self.walk.look()
        assert ["interpersonal_incident", ALONE, "private"] in self.heard()

    def leaves(self) -> None:
        """Out, and in again with the PIN of this phone no more: the password."""
        self.today()
        self.press("button", self.says("Sign out"))
        self.stop(self.says("Sign in"))
        self.page.go_back()
        self.page.wait_for_load_state()
        assert ALONE not in self.page.content()

    def says(self, text: str) -> str:
        """As a page in this language says it."""
        with translation.override(self.language):
            return translation.gettext(text)

    def heard(self) -> list[list[str]]:
        """What is stored, in its order."""
        found: list[list[str]] = self.clinic.does(OF_HERS.format(client=self.hers["client"]) + HEARD)
        return found
