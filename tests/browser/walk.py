"""Somebody's way through the pages: each stop is looked at and remembered by the name of its address."""

import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page, expect

from tests.browser.leaving import leave_faults
from tests.browser.looking import Accessible, sideways

URLCONFS = ("amity.web.demo.urls", "amity.web.urls")
OUTSIDE = re.compile(  # goal G36: what no title and no address of a client's page may say
    r"therap|depress|anxi|clinic|\bipt\b|interperson|mood|amity|patient|mental|suicid|phq|gad-?7"
    r"|questionnaire|harbour|noor|course|session",
    re.IGNORECASE,
)

QUESTIONS_START = re.compile("Some questions|Go on where you left off")  # before the first of them


def name_of(url: str) -> str:
    """The name that the address has in the program, or nothing."""
    for urlconf in URLCONFS:
        try:
            return resolve(urlsplit(url).path, urlconf=urlconf).view_name
        except Resolver404:
            continue
    return ""


class Walk:
    """One person in one tab."""

    def __init__(self, page: Page, accessible: Accessible) -> None:
        self.page = page
        self.accessible = accessible
        self.visited: set[str] = set()

    def stop(self, heading: str | re.Pattern[str]) -> None:
        """Stand here: the page says `heading`, axe finds nothing, nothing runs off sideways."""
        expect(self.page.get_by_role("heading", name=heading).first).to_be_visible()
        self.look()

    def look(self) -> None:
        """The same, whatever the page says."""
        too_wide = sideways(self.page)
        assert too_wide == 0, f"{self.page.url} is {too_wide} pixels too wide"
        self.accessible(self.page)
        self.visited.add(name_of(self.page.url))


class ClientWalk(Walk):
    """A client's way: nothing outside the page's own text says what it is, Leave and Help are there."""

    def look(self) -> None:
        neutral(self.page)
        super().look()


def neutral(page: Page) -> None:
    """Goal G36, for a title and an address; the token's own letters are nobody's words."""
    address = re.sub(r"/d/[A-Za-z0-9_-]{22,64}$", "/d/token", page.url)
    assert page.title() == "Notebook"
    assert OUTSIDE.search(f"{page.title()} {address}") is None, address
    expect(page.locator("#leave")).to_be_visible()  # in whatever language
    assert leave_faults(page) == [], address
    expect(page.locator("a[href='/d/help']").first).to_be_visible()
