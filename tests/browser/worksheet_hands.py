"""Worksheets in a browser: who works on them, what is typed, and what is stored of it in the end."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import cast
from tests.browser.clinic import Clinic
from tests.browser.hands import Hands
from tests.browser.steps import LEADS_ON, TOKEN, TOKEN_NAME, give_code, give_password

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "lantern pepper orchard"  # of every client here
SOMEBODY = "Inge"  # in the life of every client here
SAVED = "#saved"
CLIENT = """
from uuid import uuid4
from amity.web.base.models import User
from amity.web.companion.actions.tools import open_tool
from amity.web.course import actions as courses
from amity.web.inventory import actions as inventory
by = User.objects.get(email={email!r})
course, by = under_way({name!r}, by)
client, earlier = course.client, clock.now() - timedelta(hours=2)
record.record_consent(
    client=client, kind="records", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
held = courses.plan_session(course=course, planned_at=earlier, zone="Europe/London", minutes=50, by=by)
courses.record_session(
    session=held, version=held.version, attendance="attended", tasks_done=[], safety_asked=True, by=by
)
circle = inventory.start_circle(client=client, by=by)
inventory.name_people(circle=circle, names={{uuid4(): name for name in {people!r}}}, by=by)
inventory.share_circle(circle=circle, shared=True, by=by)
open_tool(client=client, tool="write:interpersonal_incident", by=by)
invitation = record.invite(client=client, by=by)
entered = record.accept_invitation(invitation=invitation, name={sign_in!r}, password={password!r}, by=client)
say({{"client": client.id, "course": course.id, "session": held.id, "name": client.name,
     "sign_in": {sign_in!r}, "device": entered.secret, "today": clock.today(client.service.zone)}})
"""
WORKSHEET = """
from amity.core import library
from amity.web.course.models import Course
from amity.web.techniques import actions
course = Course.objects.get(pk={course!r})
people_of = {{one.alias: str(one.id) for one in course.client.relationships.all()}}
answers = {{id: people_of.get(it, it) if isinstance(it, str) else it for id, it in {answers!r}.items()}}
begun = actions.begin_worksheet(
    course=course, technique=library.technique({technique!r}), author={author!r}, visibility={seen!r},
    answers=answers, by=people.lead_clinician_of(course.client).user,
)
say(begun.id)
"""
STORED = """
from amity.web.techniques.models import Worksheet
found = Worksheet.objects.get(pk={worksheet!r})
say([found.told, [it.answer for it in found.kept.filter(settled_at=None)]])
"""
NewContext = Callable[..., BrowserContext]


@dataclass(frozen=True)
class Therapist:
    """A clinician of one file of tests alone, and what their browser keeps of having signed in."""

    email: str
    state: Any

    @classmethod
    def of(cls, clinic: Clinic, context: BrowserContext, name: str) -> "Therapist":
        """Somebody new, who signs in by password and code, once."""
        email = f"{uuid4().hex}@harbour.example"
        clinic.does(f"clinician({name!r}, {email!r}, {clinic.password!r}, {SECRET!r})")
        page = context.new_page()
        give_password(page, clinic, email)
        give_code(page, cast.code(SECRET))
        if page.url.split("?")[0].endswith("/code"):  # the half minute ended in between
            give_code(page, cast.code(SECRET))
        return cls(email, context.storage_state())


@dataclass(frozen=True)
class Two:
    """A client with pages of their own, and their therapist, each at a browser of their own."""

    clinic: Clinic
    therapist: Therapist
    client: str
    course: str
    session: str
    name: str
    sign_in: str
    device: str
    today: str

    @classmethod
    def new(cls, clinic: Clinic, therapist: Therapist, name: str) -> "Two":
        """A client under way who has joined, with one session held, and Inge on a circle that is shared."""
        given = {"email": therapist.email, "name": name, "people": [SOMEBODY], "password": PASSWORD}
        said = clinic.does(CLIENT.format(sign_in=f"amber {uuid4().hex[:10]}", **given))
        return cls(clinic, therapist, **said)

    def desk(self, someone: NewContext, width: int = 1280, **more: Any) -> Page:
        """The therapist's page."""
        return someone(width, storage_state=self.therapist.state, **more).new_page()

    def phone(self, someone: NewContext, width: int = 390, **more: Any) -> Page:
        """The client's page, signed in with no page opened."""
        page = someone(width, **more).new_page()
        page.context.add_cookies([{"name": "e", "value": self.device, "url": self.clinic.address}])
        ask = page.context.request
        form = TOKEN.search(ask.get("/d/sign-in").text())
        assert form
        sent = {"name": self.sign_in, "password": PASSWORD, TOKEN_NAME: form[1]}
        answer = ask.post("/d/sign-in", form=sent, max_redirects=0)
        assert answer.status == LEADS_ON, f"{self.name}: {answer.status}"
        return page

    def begun(
        self,
        technique: str,
        answers: Mapping[str, Any] | None = None,
        *,
        author: str = "together",
        seen: str = "shared",
    ) -> str:
        """A worksheet that is there already; its id."""
        given = {"answers": dict(answers or {}), "author": author, "seen": seen}
        script = WORKSHEET.format(course=self.course, technique=technique, **given)
        return str(self.clinic.does(script))

    def stored(self, worksheet: str) -> tuple[dict[str, Any], list[Any]]:
        """The answers that stand, and those that are kept beside them."""
        told, kept = self.clinic.does(STORED.format(worksheet=worksheet))
        return told, kept

    def comes_to_hold(self, page: Page, worksheet: str, holds: Callable[[dict[str, Any]], bool]) -> None:
        """Until the answers that stand are so: "saved" on the page may still be about an earlier tap."""
        for _ in range(50):
            if holds(self.stored(worksheet)[0]):
                return
            page.wait_for_timeout(100)
        raise AssertionError(f"the answers stay {self.stored(worksheet)[0]}")


@dataclass
class Pen:
    """Types, and knows what it typed: no sentence is typed twice."""

    typed: list[str] = field(default_factory=list)

    def write(self, into: Locator, sentence: str) -> None:
        """Fails where somebody would have to say it once more."""
        assert sentence not in self.typed, f"typed a second time: {sentence}"
        into.fill(sentence)
        self.typed.append(sentence)


class RowHands(Hands):
    """By keyboard alone, to what stands in one row of a list."""

    def to_this(self, wanted: Locator) -> None:
        """Press Tab until it has the focus, seen each time."""
        assert self._tab_to(wanted), f"{self.page.url}: Tab never comes to {wanted}"

    def type(self, words: str) -> None:
        """Where the focus is."""
        self.keys.type(words)


def line(page: Page, number: int) -> Locator:
    """One line of a conversation, with what is folded under it."""
    return page.locator("li.row-of-transcript").nth(number - 1)


def said(page: Page, number: int) -> Locator:
    """What was said in it."""
    return line(page, number).get_by_label("What was said?")


def unfolded(page: Page, number: int) -> Locator:
    """A line with what is under it opened."""
    one = line(page, number)
    under = one.locator("details.under")
    if under.get_attribute("open") is None:
        under.locator("summary").first.click()
    return one


def step(page: Page, title: str) -> None:
    """To the step of this name; what is written is saved first."""
    click(page.get_by_role("navigation", name="Steps"), "button", re.compile(f"^{title}"))
    expect(page.get_by_role("heading", level=2, name=title, exact=True)).to_be_visible()


def is_saved(page: Page) -> None:
    """The page says so, in words."""
    expect(page.locator(SAVED)).to_have_text(re.compile("^saved "))


def click(within: Page | Locator, role: Any, name: str | re.Pattern[str]) -> None:
    """On a link or a button that leads on; the page that comes is there."""
    page = within if isinstance(within, Page) else within.page
    with page.expect_navigation():
        within.get_by_role(role, name=name).first.click()
    page.wait_for_load_state()
