"""Every address of the site as whoever may see it: narrow and wide, light and dark, with its headers."""

from collections.abc import Iterator
from typing import Literal
from uuid import UUID

import pytest
from django.urls import resolve
from playwright.sync_api import APIResponse, BrowserContext, Page, Response

from amity.web.base import registry
from amity.web.techniques.addresses import code_of
from tests import cast
from tests.browser import links
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
from tests.browser.looking import look, sideways
from tests.browser.places import (
    ELSEWHERE,
    LEADS_ON,
    LOOKED_AT,
    NO_PAGE,
    ONLY_POSTED,
    SCRIPT,
    Ids,
    Place,
    addresses,
)
from tests.browser.steps import answer, give_password, question, second_step, step_in
from tests.browser.walk import name_of
from tests.browser.watch import Watch

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OF_A_LEAD = ("count_outcomes", "switch_expected_response")
WHO = ("clinician", "supervisor", "coordinator", "service_lead", "nobody")
# Both ends and both schemes with all rules: the layout changes with the width alone, colours with the scheme.
SCHEMES: dict[int, Literal["light", "dark"]] = {320: "light", 1280: "dark"}
WIDTHS = (320, 390, 1280)
POLICY = (
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
)  # fmt: skip
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}  # HSTS is for https: tests/web/base/test_headers.py


@pytest.fixture(scope="module")
def ids(the_clinic: Clinic) -> Ids:
    """What stands in the addresses, by story."""
    found: Ids = the_clinic.does(SCRIPT)
    return found


@pytest.fixture
def answers(watch: Watch) -> Iterator[list[Response]]:
    """Every answer of the server in this test; at the end each has its headers."""
    yield watch.answers
    lacking = [said for answer in watch.answers for said in lacks(answer)]
    assert not lacking, "\n".join(lacking[:12])


def test_no_address_is_left_out() -> None:
    """Whoever adds a page adds it to a list in `places.py`."""
    looked_at = {place.name for place in LOOKED_AT}
    elsewhere = set(ELSEWHERE) | set(LEADS_ON) | set(NO_PAGE) | set(ONLY_POSTED)
    assert looked_at | elsewhere == set(addresses())
    assert not looked_at & elsewhere


@pytest.mark.goal("G16")
@pytest.mark.parametrize("who", WHO)
def test_each_page_of(
    who: str, someone: NewPerson, ids: Ids, answers: list[Response], record_property: Record
) -> None:
    page = someone(1280).new_page()
    if who != "nobody":
        step_in(page, who)
    problems = []
    for place in (place for place in LOOKED_AT if place.who == who):
        came = page.goto(place.path(ids))
        assert came is not None
        assert came.status == 200, f"{place}: {came.status}"
        assert name_of(page.url) == place.name, f"{place} leads to {page.url}"
        problems += [f"{place}: {problem}" for problem in looked_at(page)]
    record_property("answers", len(answers))
    assert not problems, f"{len(problems)}\n" + "\n".join(problems[:15])


@pytest.mark.goal("G16")
def test_the_clients_way(someone: NewPerson, the_clinic: Clinic, answers: list[Response]) -> None:
    page = someone(1280).new_page()
    [address] = links.links(the_clinic, ("phq9", "gad2"))
    problems: list[str] = []
    seen = set()

    def stand() -> None:
        seen.add(name_of(page.url))
        problems.extend(f"{name_of(page.url)}: {problem}" for problem in looked_at(page))

    page.goto(address)
    stand()
    second_step(page, address, links.BORN)
    page.wait_for_url("**/d/form")
    stand()
    page.goto("/d/form/1/9")
    question(page, 9)
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("group", name="Thank you").wait_for()
    stand()
    for path in ("/d/form/1", "/d/form/1/send"):
        page.goto(path)
        stand()
    page.get_by_role("button", name="Send").click()
    page.goto("/d/form/2/1")
    answer(page, "Not at all")
    page.goto("/d/form/2/send")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/d/done")
    stand()
    assert not problems, "\n".join(problems[:15])
    assert seen == {name for name, way in ELSEWHERE.items() if way == "the client's way"}


def test_between_password_and_code(someone: NewPerson, the_clinic: Clinic, answers: list[Response]) -> None:
    """With a code of one's own, one comes to what a role without clients sees."""
    page = someone(1280).new_page()
    add_staff(the_clinic, "lead@harbour.example", "service_lead", SECRET)
    give_password(page, the_clinic, "lead@harbour.example")
    page.wait_for_url("**/account/code**")
    assert looked_at(page) == []
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".error").wait_for()
    assert looked_at(page) == []
    page.get_by_label("Code").fill(cast.code(SECRET))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today")
    assert looked_at(page) == []


def test_signing_in_for_the_first_time(
    someone: NewPerson, the_clinic: Clinic, answers: list[Response]
) -> None:
    """No page opens before the second step is set up; then one signs in once more, with it."""
    page = someone(1280).new_page()
    add_staff(the_clinic, "new@harbour.example", "researcher")
    give_password(page, the_clinic, "new@harbour.example")
    page.wait_for_url("**/account/second-step/set-up")
    page.get_by_text("Type the key instead").click()
    assert looked_at(page) == []
    page.get_by_label("Code from the app").fill(cast.code(page.locator(".key").inner_text()))
    page.get_by_role("button", name="Set up").click()
    page.wait_for_url("**/account/recovery-codes")
    assert looked_at(page) == []
    page.goto("/today")
    assert name_of(page.url) == "account_login"


@pytest.mark.goal("G16")
def test_error_pages(someone: NewPerson, ids: Ids, answers: list[Response]) -> None:
    """Not there, not yours, not your role, too old a form, an unreadable request; on both sides."""
    context = someone(1280)
    page = context.new_page()
    foreign = f"/clients/{ids['consent_partly']['client_id']}"  # on another clinician's caseload
    for path, status in (("/nothing", 404), ("/d/nothing", 404)):
        _stands(page, path, status)
    step_in(page, "clinician")
    _stands(page, foreign, 404)
    page.get_by_role("link", name="To Today").click()
    page.wait_for_url("**/today")
    step_in(page, "coordinator")
    _stands(page, Place("course", "", "week_four").path(ids), 403)
    for path, host in (("/account/sign-in", "another.test"), ("/d/help", "another.test")):
        answer = context.request.get(path, headers={"Host": host})
        assert answer.status == 400
        _shown(page, f"/as{path}", answer)
    for path in ("/account/sign-in", "/d/" + "Q" * 43):
        answer = context.request.post(path)
        assert answer.status == 403
        _shown(page, f"/as{path}", answer)


def for_a_client(path: str) -> bool:
    """Whether its rule asks for a client who signed in."""
    if name_of(path).startswith("demo_"):
        return False
    found = registry.rule_for(resolve(path, urlconf="amity.web.urls").func, name_of(path))
    return found is not None and found.signed_in


def test_addresses_that_are_no_pages(context_of_noor: BrowserContext, ids: Ids) -> None:
    """They lead on, hand over a file, or refuse to be read; each with its headers."""
    given = ids["week_four"] | {"place": "1", "number": "1", "fit_id": str(UUID(int=1))}
    given["technique_code"] = code_of("interpersonal_incident")
    for name in (*LEADS_ON, *NO_PAGE, *ONLY_POSTED):
        path = Place(name, "clinician", "all").path({"all": given})
        answer = context_of_noor.request.get(path, max_redirects=0)
        if name in ONLY_POSTED:
            refused = 302 if for_a_client(path) else 403 if name in OF_A_LEAD else 405  # to signing in, first
            assert answer.status == refused, f"{name} answers {answer.status} to GET"
        assert answer.status < 500
        assert not lacks_headers(answer.headers, path), path


@pytest.fixture
def context_of_noor(someone: NewPerson) -> BrowserContext:
    context = someone(1280)
    step_in(context.new_page(), "clinician")
    return context


def add_staff(clinic: Clinic, email: str, role: str, secret: str = "") -> None:
    """Somebody new, with the clinic's password for all."""
    clinic.does(
        "from amity.web.base import audit\nfrom amity.web.people import actions\n"
        f"new = actions.add_staff(service=people.service(), name='Somebody New', email={email!r},"
        f" password={clinic.password!r}, role={role!r}, by=audit.SYSTEM)\n"
        f"if {secret!r}: actions.set_second_factor(staff=new, secret={secret!r}, by=audit.SYSTEM)"
    )


def looked_at(page: Page) -> list[str]:
    """What is wrong with the page as it stands, at every width and in both schemes."""
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if too_wide := sideways(page):
            problems.append(f"{too_wide} pixels too wide at {width}")
        if scheme := SCHEMES.get(width):
            page.emulate_media(color_scheme=scheme)
            problems += [f"{problem} at {width}, {scheme}" for problem in look(page)]
    page.emulate_media(color_scheme="light")
    return problems


def lacks(answer: Response) -> list[str]:
    """What an answer of the clinic should carry and does not."""
    return lacks_headers(answer.all_headers(), answer.url)


def lacks_headers(headers: dict[str, str], url: str) -> list[str]:
    """The same by its headers."""
    policy = headers.get("content-security-policy", "")
    missing = [part for part in POLICY if part not in policy]
    missing += [f"{name}: {value}" for name, value in HEADERS.items() if headers.get(name) != value]
    if "unsafe" in policy:
        missing.append("a policy without unsafe")
    if "camera=()" not in headers.get("permissions-policy", ""):
        missing.append("permissions-policy")
    if "/static/" not in url and headers.get("cache-control") != "no-store":
        missing.append("cache-control: no-store")
    return [f"{url} lacks {what}" for what in missing]


def _stands(page: Page, path: str, status: int) -> None:
    came = page.goto(path)
    assert came is not None
    assert came.status == status
    assert looked_at(page) == []


def _shown(page: Page, path: str, answer: APIResponse) -> None:
    """An answer to what a browser itself would never ask, shown in it."""
    page.route(f"**{path}", lambda route: route.fulfill(response=answer))
    page.goto(path)
    assert looked_at(page) == []
