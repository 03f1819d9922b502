"""Every address of a client's own pages: Leave on each, and nothing outside that says what it is."""

import json
import re
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Page, Response

from amity.web.base.registry import Rule
from amity.web.techniques.addresses import code_of
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
from tests.browser.elsewhere import EXIT
from tests.browser.leaving import STAYS_SIGNED_IN, leave_faults, leave_faults_at_every_width, press_leave
from tests.browser.places import Place, addresses
from tests.browser.steps import has_left
from tests.browser.walk import OUTSIDE, name_of
from tests.web.matrix.routes import every_route

OF_HER = """
from amity.core import library
from amity.web.inventory.models import LifeEvent
from amity.web.course.models import Practice
from amity.web.people.models import Device
from amity.web.techniques import actions as worksheets
from amity.web.techniques.models import Worksheet
client, by = of_story("new_city")
course = client.courses.first()
if not Worksheet.objects.filter(course=course, author="together").exists():
    worksheets.begin_worksheet(
        course=course, technique=library.technique("decision_analysis"), author="together",
        answers={"problem": "Whether to move again."}, by=by,
    )
def first(rows): return rows.values_list("id", flat=True).first()
say({
    "worksheet_id": first(Worksheet.objects.filter(course=course, author="together", put_aside_at=None)),
    "practice_id": first(Practice.objects.filter(course=course, result="")),
    "life_event_id": first(LifeEvent.objects.filter(client=client, is_private=False, taken_off_at=None)),
    "names": [client.name, *client.name.split(), by.staff.name],
})
"""
TOKEN = re.compile(r"/d/(join/)?[A-Za-z0-9_-]{22,64}$")
ENDS_IT = {"leave"}  # asked for last
SAYS_NOTHING = {  # headers whose values are policies, dates, sizes and secrets
    "content-security-policy", "permissions-policy", "set-cookie", "date", "content-length", "etag",
    "last-modified", "vary", "server", "x-request-id",
}  # fmt: skip
TIMES_BACK = 5


def of_clients() -> dict[str, Rule]:
    """Every address under /d/, by its name."""
    return {it.name: it.rule for it in every_route() if it.template.startswith("d/") and it.rule}


def said_outside(answer: Response | APIResponse, names: list[str]) -> list[str]:
    """What an answer says of what it is, in its address and its headers: nothing should."""
    address = TOKEN.sub("/d/token", urlsplit(answer.url).path)
    told = {"address": address, **{k: v for k, v in answer.headers.items() if k not in SAYS_NOTHING}}
    return [
        f"{what} of {address}: {value}"
        for what, value in told.items()
        if OUTSIDE.search(value) or any(name in value for name in names)
    ]


def step_in_as_client(page: Page) -> None:
    """A client of the demo on their own Today."""
    page.goto("/demo/phone")
    page.get_by_role("button", name="Notebook").click()
    page.wait_for_url("**/d/")


@pytest.mark.goal("G35", "G36", "G15")
def test_leave_and_nothing_else(someone: NewPerson, the_clinic: Clinic, record_property: Record) -> None:
    """On each page, error and print included: at three widths and every scroll. What is answered, whatever it
    is, says nothing outside of what it is. Asking anybody else would fail every test (`watch`)."""
    context = someone(390)
    page = context.new_page()
    her = the_clinic.does(OF_HER)
    names = her.pop("names")
    ids = {
        "all": {**her, "technique_code": code_of("interpersonal_incident"), "guide_code": "", "place": "1"}
    }
    ids["all"] |= {"number": "1", "token": "Q" * 43, "guide_code": a_guide(page)}
    problems: list[str] = []
    pages: list[str] = []
    for name in sorted(of_clients().keys() - ENDS_IT):
        path = Place(name, "client", "all").path(ids)
        answer = context.request.get(path, max_redirects=0)
        problems += said_outside(answer, names)
        if answer.status >= 500:
            problems.append(f"{path}: {answer.status}")
        if answer.status in (302, 405) or not answer.text().lstrip().lower().startswith("<!doctype html"):
            continue  # leads on, is only posted to, or is a part of a page
        page.goto(path)
        pages.append(name_of(page.url))
        problems += [f"{path}: {fault}" for fault in [*leave_faults_at_every_width(page), *named(page)]]
    record_property("client_pages", len(pages))
    assert not problems, f"{len(problems)}\n" + "\n".join(problems[:15])
    assert len(set(pages)) >= 25, f"only {sorted(set(pages))}: this test looks at too little"
    assert {"client_home", "client_mine", "client_copy", "client_print_worksheet", "help"} <= set(pages)


@pytest.mark.goal("G35")
def test_each_is_empty_in_the_same_breath_and_back_shows_none(someone: NewPerson, the_clinic: Clinic) -> None:
    """Pressing Leave leaves nothing of the page before anything else can run, and goes to an ordinary page.

    After the last, really left, Back five times comes to none of them. How many milliseconds it takes is
    measured in bench/companion.py.
    """
    context = someone(390)
    staying = context.new_page()
    staying.add_init_script(STAYS_SIGNED_IN)  # so that one sign-in serves for all of them
    step_in_as_client(staying)
    her = the_clinic.does(OF_HER)
    paths = ["/d/", "/d/plan", "/d/people", "/d/life", "/d/mine", "/d/mine/copy", "/d/nothing", "/d/help",
             "/d/worksheets", f"/d/worksheets/{her['worksheet_id']}",
             f"/d/worksheets/{her['worksheet_id']}/print"]  # fmt: skip
    for path in sorted(paths, key=lambda it: it == "/d/nothing"):
        staying.goto(path)
        assert press_leave(staying) == ["", 0], path
        staying.wait_for_url(EXIT)
    page = context.new_page()
    step_in_as_client(page)  # an error page knows no other way than the server's, which ends the session
    words = set()
    for path in paths:
        page.goto(path)
        words |= {it for it in page.locator("main .words").all_inner_texts() if len(it) > 12}
    assert words, "there is nothing that Back could show"
    page.get_by_role("link", name="Leave", exact=True).click()
    has_left(page)
    for _ in range(TIMES_BACK):
        with suppress(Exception):  # there is nothing to go back to
            page.go_back(timeout=3000)
        content = page.content()
        assert not [it for it in words if it in content]


@pytest.mark.goal("G35")
@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("#leave { display: none }", "Tab comes first to"),
        (".client-bar { position: static } main { min-height: 3000px }", "out of sight"),
        ("main::before { content: ''; position: fixed; inset: 0; z-index: 99 }", "lies over Leave"),
        ("#leave { min-height: 0; padding: 0; height: 20px }", "Leave is"),
    ],
)
def test_a_planted_fault_of_leave_is_seen(someone: NewPerson, css: str, said: str) -> None:
    page = someone(390, bypass_csp=True).new_page()
    page.goto("/d/help")
    assert leave_faults(page) == []
    page.add_style_tag(content=css)
    assert any(said in fault for fault in leave_faults(page)), leave_faults(page)


@pytest.mark.goal("G35")
def test_a_stop_before_leave_is_seen(someone: NewPerson) -> None:
    page = someone(390).new_page()
    page.goto("/d/help")
    page.evaluate("document.querySelector('.help-link').tabIndex = 1")
    assert "something has a tab order of its own" in leave_faults(page)


@pytest.mark.goal("G36")
@pytest.mark.parametrize(
    "said", [{"content-disposition": 'inline; filename="phq9.html"'}, {"x-page": "Anna Lindqvist"}]
)
def test_a_header_that_tells_is_seen(someone: NewPerson, said: dict[str, str]) -> None:
    page = someone(390).new_page()
    page.route("**/d/help", lambda route: route.fulfill(body="<p>x", headers=said))
    came = page.goto("/d/help")
    assert came is not None
    assert said_outside(came, ["Anna"])


def named(page: Page) -> list[str]:
    """What the window, the tab and the phone's list of apps say of the page."""
    told = {"title": page.title()}
    for rel in ("icon", "manifest", "apple-touch-icon"):
        links = page.locator(f"link[rel='{rel}']")
        told |= {rel: links.first.get_attribute("href") or ""} if links.count() else {}
    for name in ("description", "application-name", "apple-mobile-web-app-title"):
        metas = page.locator(f"meta[name='{name}']")
        told |= {name: metas.first.get_attribute("content") or ""} if metas.count() else {}
    found = [f"{what} says {value}" for what, value in told.items() if OUTSIDE.search(value)]
    return found if page.title() == "Notebook" else [*found, f"the title is {page.title()}"]


def a_guide(page: Page) -> str:
    """The code of one that this client can read; they are signed in afterwards."""
    step_in_as_client(page)
    page.goto("/d/guides")
    links = page.locator("main a[href^='/d/guides/']")
    href = links.first.get_attribute("href") if links.count() else ""
    return (href or "/none").rpartition("/")[2]


def test_what_a_phone_is_told_when_it_keeps_the_pages(someone: NewPerson) -> None:
    """The manifest: a name and an icon that say nothing."""
    context = someone(390)
    answer = context.request.get(f"/{addresses()['manifest']}")
    assert answer.status == 200
    told = json.dumps(answer.json())
    assert OUTSIDE.search(told) is None, told
