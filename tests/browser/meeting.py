"""The session page in a browser: opened, written on, its connection cut, and what is stored in the end."""

import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

from playwright.sync_api import Error, Locator, Page, Request, Route, expect

from tests.browser.clinic import Clinic

SAVED = "#saved"
STORED = """
from amity.web.course.models import Session
from amity.web.people.models import KeptText
"""


def session_of(clinic: Clinic, story: str, today: bool = False) -> str:
    """The id of the next session of this story; moved to now, where attendance is to be recorded."""
    found: str = clinic.does(
        f"client, by = of_story({story!r})\n"
        "from amity.web.course import actions\n"
        "session = client.courses.first().sessions.filter(attendance='planned').first()\n"
        f"if {today!r}: session = actions.move_session(session=session, version=session.version,"
        " planned_at=clock.now() - timedelta(minutes=5), zone=session.zone, minutes=50, mode=session.mode,"
        " by=by)\n"
        "say(session.id)"
    )
    return found


def stored(clinic: Clinic, session: str, *names: str) -> list[Any]:
    """What stands in the store under these names; "kept" is what was kept aside."""
    found: list[Any] = clinic.does(
        f"{STORED}\nsession = Session.objects.get(pk={session!r})\n"
        "kept = [it.text for it in KeptText.objects.filter(record_id=session.id)]\n"
        f"say([kept if name == 'kept' else getattr(session, name) for name in {names!r}])"
    )
    return found


def open_session(page: Page, session: str) -> None:
    """Its page, ready to write on."""
    page.goto(f"/sessions/{session}")
    expect(page.get_by_role("heading", name="Now", exact=True)).to_be_visible()


def note(page: Page) -> Locator:
    """The note of the session."""
    return page.get_by_role("textbox", name="Note", exact=True)


def is_saved(page: Page) -> None:
    """The page says so, in words."""
    expect(page.locator(SAVED)).to_have_text(re.compile("^saved "))


@dataclass
class Cuts:
    """Cuts the connection at random: before the server heard, or before its answer came back."""

    page: Page
    random: Random
    before: int = 0
    after: int = 0
    through: int = 0
    on: bool = True
    seen: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """From now on, for everything this page saves."""
        self.page.route("**/sessions/*/save", self._cut)

    @property
    def made(self) -> int:
        return self.before + self.after

    def _cut(self, route: Route, request: Request) -> None:
        draw = self.random.random() if self.on else 1.0
        try:
            if draw < 0.4:
                self.before += 1
                route.abort("connectionreset")
            elif draw < 0.8:
                self.after += 1
                route.fetch()
                route.abort("connectionreset")
            else:
                self.through += 1
                route.continue_()
        except Error as gone:  # the page gave up waiting by itself: one cut more
            self.seen.append(gone.message)
