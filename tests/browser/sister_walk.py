"""The two therapies beside IPT, walked whole, with the client's own part in every phase.

Where a page comes for the first time, keys alone do what is done on it, and axe looks at it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import ElementHandle, Locator, Page

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.course_walk import CourseWalk
from tests.browser.hands import AT_MOST, LOST, STOP
from tests.browser.looking import Accessible, sideways
from tests.browser.notebook import PASSWORD, Her, knows, sign_in
from tests.browser.walk import name_of
from tests.browser.worksheet_hands import RowHands

JOIN = """
from amity.web.companion.actions.tools import open_tool
from amity.web.people.models import Client
client = Client.objects.get(pk={client!r})
by = people.lead_clinician_of(client).user
record.record_consent(
    client=client, kind="records", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
for tool in {tools!r}: open_tool(client=client, tool=tool, by=by)
entered = record.accept_invitation(
    invitation=record.invite(client=client, by=by), name={name!r}, password={password!r}, by=client
)
say(entered.secret)
"""
FIELDS = """form => [...form.elements].filter(it => it.checkVisibility() && !it.disabled && !it.readOnly
  && it.type !== "hidden" && it.type !== "submit" && it.type !== "button"
  && it.type !== "fieldset" && it.type !== "file")"""
WANTS = """it => {  // what somebody would press here; "" where nothing is to be written
  if (it.tagName === "SELECT") return it.name === "secondary" || it.selectedIndex > 0 ? "" : "End";
  if (it.type === "radio") return document.querySelector(
    `[name="${it.name}"]:checked:not([value=""])`) || !it.value ? "" : "Space";
  if (it.type === "checkbox") return it.name === "tasks_done" && !it.checked ? "Space" : "";
  if (it.value || it.type === "time") return "";
  return it.type === "date" ? (it.name.includes("review") || it.name.startsWith("next") ? "" : "day")
    : it.type === "number" ? "5" : "Written on the way"; }"""


@dataclass(frozen=True)
class Therapy:
    """A protocol's title, its shortest length, and what the two do in a phase beside their sessions.

    tools: what is opened on the client's pages, as `companion.tools` names it.
    """

    title: str
    sessions: int
    does: "Callable[[SisterWalk, str], None]"
    tools: tuple[str, ...] = ()


class ByKeys(RowHands):
    """Through a whole form, and onto a link, with nothing but keys."""

    def goes_through(self, form: Locator, today: str, *names: str) -> None:
        """Everything that is empty is written, in the order of Tab; or what has one of these names."""
        for field in form.evaluate_handle(FIELDS).get_properties().values():
            one = field.as_element()
            if one is None or (names and one.get_attribute("name") not in names):
                continue
            if wants := one.evaluate(WANTS):
                self._stands_on(one)
                self._press_for(wants, today)

    def _tab_to(self, wanted: Locator) -> bool:
        """The diary of seventeen times has more stops than any other page."""
        return super()._tab_to(wanted) or super()._tab_to(wanted)

    def _press_for(self, wants: str, today: str) -> None:
        year, month, day = today.split("-")
        if wants in ("Space", "End"):
            self.keys.press(wants)
        else:
            self.keys.type(f"{month}{day}{year}" if wants == "day" else wants)

    def _stands_on(self, field: ElementHandle) -> None:
        """Tab on, round the page at most once, until it has the focus."""
        for _ in range(2 * AT_MOST):
            if field.evaluate("it => it === document.activeElement"):
                return
            self.keys.press("Tab")
            unseen = self.page.evaluate(STOP, [field])[0]
            assert unseen in ("", LOST), f"{self.page.url}: {unseen}"
        raise AssertionError(f"{self.page.url}: Tab never comes to {field.evaluate('it => it.outerHTML')}")


class SisterWalk(CourseWalk):
    """One course of a sister therapy, with whatever its client and clinician do in each phase."""

    def __init__(
        self,
        page: Page,
        clinic: Clinic,
        name: str,
        accessible: Accessible,
        therapy: Therapy,
        someone: NewPerson,
    ) -> None:
        super().__init__(page, clinic, name)
        self.clinic, self.accessible, self.therapy, self.someone = clinic, accessible, therapy, someone
        self.hands = ByKeys(page)
        self.seen: set[str] = set()
        self.by_keys: set[str] = set()
        self.phone: Page | None = None

    def begins(self) -> None:
        """In its shortest form."""
        self.start(self.therapy.title, of=self.therapy.sessions)

    def in_phase(self, phase: str) -> None:
        if self.phone is None:
            self._joins()
        self.therapy.does(self, phase)

    def _joins(self) -> None:
        """The client takes the invitation and signs in on a phone of their own."""
        clinic, name = self.clinic, f"quiet {uuid4().hex[:12]}"
        given = {"client": self.client, "tools": self.therapy.tools, "name": name, "password": PASSWORD}
        her = Her(name, self.course.rsplit("/", 1)[1], [], [clinic.does(JOIN.format(**given))])
        context = self.someone(390)
        knows(context, clinic, her)
        self.phone = context.new_page()
        sign_in(self.phone, her)

    def looks(self, page: Page) -> None:
        """Nothing for axe to say, and nothing runs off sideways; once for each page."""
        name = name_of(page.url)
        if name not in self.seen:
            self.seen.add(name)
            self.accessible(page)
            assert sideways(page) <= 0, f"{page.url} runs off sideways"

    def _arrives(self) -> None:
        super()._arrives()
        self.looks(self.page)

    def _is_first(self, what: str) -> bool:
        """Whether keys alone do this now: the first time that it is done on a page of this name."""
        key = f"{name_of(self.page.url)}: {what}"
        found = key not in self.by_keys
        self.by_keys.add(key)
        return found

    def _follow(self, link: Locator) -> None:
        if not self._is_first("leads on"):
            return super()._follow(link)
        self.hands.to_this(link)
        with self.page.expect_navigation():
            self.hands.keys.press("Enter")
        return None

    def _opens_up(self, details: Locator) -> None:
        if not self._is_first("opens up"):
            return super()._opens_up(details)
        self.hands.to_this(details.locator("summary").first)
        self.hands.keys.press("Enter")
        return None

    def _fill(self, form: Locator) -> None:
        if self._is_first("is written"):
            self.hands.goes_through(form, self.today.isoformat())
        super()._fill(form)  # and what keys left, as on every later day

    def _press(self, button: Locator) -> None:
        if not self._is_first("is sent"):
            return super()._press(button)
        self.hands.to_this(button)
        with self.page.expect_navigation():
            self.hands.keys.press("Enter")
        said = self.page.locator(".error-summary")
        assert not said.count(), f"{self.page.url}: {said.inner_text()}"
        return None

    def _writes_what_happened(self) -> None:
        if not self._is_first("is written"):
            return super()._writes_what_happened()
        record = self.page.locator("#record")
        self.hands.goes_through(
            record, self.today.isoformat(), "tasks_done", "attendance", "safety_asked", "note"
        )
        return None
