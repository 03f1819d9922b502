"""How long a page takes a person: taps, letters and words are counted; a published model says the seconds."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.walk import ClientWalk

# How long a grown-up takes, when nobody explains: silent reading 238 words a minute (Brysbaert 2019,
# J Mem Lang 109:104047), typing on a phone 36 words of five letters a minute (Palin et al. 2019, MobileHCI),
# a tap 1.1 s (point and click in the keystroke-level model, Card, Moran & Newell 1980, CACM 23(7)).
READ, TYPE, TAP = 60 / 238, 60 / (36 * 5), 1.1


@dataclass
class Counted:
    """Somebody with one thumb: every tap and every letter is counted, and every word on a screen is read.

    reads_once: a line that stood on an earlier screen word for word is known, and not read again.
    """

    page: Page
    walk: ClientWalk
    screens: int = 0
    taps: int = 0
    letters: int = 0
    words: int = 0
    headings: list[str] = field(default_factory=list)
    reads_once: bool = False
    read: set[str] = field(default_factory=set)

    def screen(self, heading: str | re.Pattern[str]) -> None:
        self.walk.stop(heading)
        self.screens += 1
        self.headings.append(self.page.get_by_role("heading", level=1).inner_text())
        lines = self.page.locator("main").inner_text().splitlines()
        if self.reads_once:
            lines = [line for line in dict.fromkeys(lines) if line not in self.read]
            self.read.update(lines)
        self.words += sum(len(line.split()) for line in lines)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.taps += 1
        self.letters += len(text)

    def tap(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        self.taps += 1

    @property
    def seconds(self) -> float:
        return self.words * READ + self.letters * TYPE + self.taps * TAP
