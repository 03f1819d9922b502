"""A whole course, walked by somebody who knows nothing of its protocol and does what the pages offer.

What is due is done on the page it leads to, tasks are ticked, a phase is opened when it can be,
and what is only advised is passed over with a reason when no page records it.
"""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.walk import name_of

MOST = 150  # things done on one course, after which somebody goes round in a circle
ELSEWHERE = ("give_measures", "plan_session", "session")  # the client's own way; what the main button does
NEW_CLIENT = """
from datetime import date
from amity.web.people import actions
story, by = of_story("week_four")
client = actions.add_client(
    service=story.service, name={name!r}, date_of_birth=date(1990, 1, 2), pronouns="", language="en",
    time_zone=story.time_zone, phone="", email="", by=by,
)
actions.record_consent(
    client=client, kind="treatment", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
say(client.id)
"""
FILL = """(form, today) => {
    const put = (field, value) => {
        field.value = value
        field.dispatchEvent(new Event("input", {bubbles: true}))
    }
    const groups = {}
    for (const field of form.elements) {
        if (field.type === "radio") (groups[field.name] ||= []).push(field)
        else if (field.disabled || field.readOnly || field.value) continue
        else if (field.type === "textarea" || field.type === "text") put(field, "Written on the way")
        else if (field.type === "date" && !field.name.includes("review")) put(field, today)
        else if (field.type === "number") put(field, 5)
        else if (field.type === "select-one" && field.name !== "secondary")
            field.selectedIndex = field.options.length - 1
    }
    for (const group of Object.values(groups))
        if (!group.some(option => option.checked && option.value)) group.find(option => option.value).click()
}"""


class CourseWalk:
    """One client's course in one tab."""

    def __init__(self, page: Page, clinic: Clinic, name: str) -> None:
        self.page = page
        self.client = clinic.does(NEW_CLIENT.format(name=name))
        self.course = ""
        self.sessions = 0
        self.passed_over: list[str] = []
        self.phases: list[str] = []
        self.parts: set[str] = set()
        self.visits: dict[str, int] = {}
        self.due_from: dict[str, int] = {}
        self.between = 0

    def start(self, protocol: str, of: int | None = None) -> None:
        """By the protocol of this title, in its usual length or `of`, long enough ago to hold them all."""
        page = self.page
        page.goto(f"/clients/{self.client}/course")
        self._arrives()
        if page.get_by_role("link", name=protocol, exact=True).count():
            self._follow(page.get_by_role("link", name=protocol, exact=True))
        number = page.get_by_label("Number of sessions")
        if of:
            number.select_option(str(of))
        self.of = int(number.input_value())
        first = page.get_by_label("Day of the first session")
        self.today = date.fromisoformat(first.input_value())
        self.day = self.today - timedelta(weeks=self.of + 1)
        first.fill(self.day.isoformat())
        self._click("Start the course")
        self.course = page.url.removesuffix("/sessions/plan")
        page.locator("[name=on]").fill(self.day.isoformat())
        page.locator("[name=at]").fill("10:00")
        self._send(page.locator("main form").first)

    def to_its_end(self, until: str = "") -> None:
        """Until it is closed; or until everything of this phase's beginning was done."""
        for _ in range(MOST):
            if self.page.url != self.course:
                self.page.goto(self.course)
            if len(self.phases) > self.between:
                self.between += 1
                self.in_phase(self.phases[-1])
                if self.phases[-1] == until:
                    return
                self.page.goto(self.course)
            self._arrives()
            if self._opens_a_phase() or self._does_what_is_due() or self._passes_over() or self._meets():
                continue
            self._closes()
            return
        raise AssertionError(f"{self.course} goes round in a circle: {self.visits}")

    def in_phase(self, phase: str) -> None:
        """What else is done once, after this phase was opened."""

    def _opens_a_phase(self) -> bool:
        heading = self.page.get_by_role("heading", name=re.compile("^The next phase can begin"))
        if not heading.count():
            return False
        self.phases.append(heading.inner_text().split(": ", 1)[1])
        self._click("Open this phase")
        return True

    def _does_what_is_due(self) -> bool:
        for more in self.page.locator("section:has(#due-h) details").all():
            self._opens_up(more)
        for link in self.page.locator("section:has(#due-h) li a").all():
            title, to = link.inner_text(), name_of(link.get_attribute("href") or "")
            key = f"{to}: {title}"
            if to not in ELSEWHERE and self.visits.get(key, 0) < MOST:
                self.visits[key] = self.visits.get(key, 0) + 1
                self._follow(link)
                if not self._records(title):
                    self.visits[key] = MOST
                return True
        return False

    def _records(self, title: str) -> bool:
        """Write what this page asks for: its form, or the next of its parts; False when all is written."""
        page = self.page
        self._arrives()
        parts = page.locator("main a[href*='?edit=']")
        unwritten = [it for it in parts.all() if (it.get_attribute("href") or "") not in self.parts]
        if parts.count() and not unwritten:
            return False
        if unwritten:
            self.parts.add(unwritten[0].get_attribute("href") or "")
            self._follow(unwritten[0])
        elif page.get_by_role("link", name="Write it down").count():
            self._follow(page.get_by_role("link", name="Write it down"))
        kind = page.get_by_role("radio", name=title, exact=False)
        if kind.count():
            kind.first.check()
        main, others = (page.locator(f"main form:has({it}:visible)") for it in ("button.main", "button"))
        form = main if main.count() else others
        if not form.count():
            return False
        self._send(form.first)
        return True

    def _passes_over(self) -> bool:
        """With a reason, where a gate stayed due over a session although all its pages were written."""
        details = self.page.locator("section:has(#phase-h) details")
        if not details.count() or not self._has_waited():
            return False
        phase = self.page.locator("#phase-h").inner_text().split(": ", 1)[1]
        self.passed_over.append(phase)
        self.phases.append(phase)
        self._opens_up(details)
        details.get_by_label("Why it is passed over").fill("Known from before")
        self._click("Open this phase")
        return True

    def _has_waited(self) -> bool:
        """Is a gate among the due (it says since when) that was there before the last session already?"""
        rows = self.page.locator("section:has(#due-h) li", has_text=re.compile(r"since \w{3} \d"))
        gates = rows.locator("b").all_inner_texts()
        waited = [self.due_from.setdefault(gate, self.sessions) < self.sessions for gate in gates]
        return any(waited) or self.sessions >= self.of

    def _meets(self) -> bool:
        if self.sessions >= self.of:
            return False
        page = self.page
        self._follow(page.get_by_role("link", name=re.compile("^Open session")).first)
        self._arrives()
        self._writes_what_happened()
        self.sessions += 1
        self.day += timedelta(days=7)
        coming = self.day.isoformat() if self.sessions < self.of else ""
        page.locator("[name=next_on]").fill(coming)
        page.locator("[name=next_at]").fill("10:00" if coming else "")
        self._click("Close the session")
        return True

    def _writes_what_happened(self) -> None:
        page = self.page
        page.locator("main [name=tasks_done]:visible").evaluate_all("all => all.forEach(it => it.click())")
        page.get_by_role("radio", name="Attended").check()
        page.locator("[name=safety_asked][value=yes]").check(force=True)
        page.locator("main [name=note]").fill("We met")

    def _closes(self) -> None:
        page = self.page
        self._follow(page.get_by_role("link", name="Close the course"))
        page.get_by_label("Why the course is closed").fill("It is at its end")
        self._click("Close the course")
        expect(page.get_by_text(f"Closed after session {self.of} of {self.of}")).to_be_visible()

    def _send(self, form: Locator) -> None:
        self._fill(form)
        self._press(form.locator("button:visible").last)

    def _click(self, button: str) -> None:
        self._press(self.page.get_by_role("button", name=button, exact=True).first)

    def _arrives(self) -> None:
        """A page is there, for the first time or again."""
        self.page.wait_for_load_state()

    def _follow(self, link: Locator) -> None:
        with self.page.expect_navigation():
            link.click()

    def _opens_up(self, details: Locator) -> None:
        details.locator("summary").first.click()

    def _fill(self, form: Locator) -> None:
        form.evaluate(FILL, self.today.isoformat())

    def _press(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.click()
        said = self.page.locator(".error-summary")
        assert not said.count(), f"{self.page.url}: {said.inner_text()}"
