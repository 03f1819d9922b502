"""A client's own entries on a phone: few touches, by keyboard, and who sees them within seconds or never."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible, sideways
from tests.browser.worksheet_hands import Therapist, Two

MOOD_TAPS, SENT_WITHIN = 3, 5  # opening, one number, saving; seconds, of which Today asks every four
TOUCHED = (
    "addEventListener('pointerdown', event => { if (event.isTrusted) touched(event.target.tagName); }, true)"
)
OPEN = """
from amity.web.companion.actions.tools import open_tool
from amity.web.course.models import Course
course = Course.objects.get(pk={course!r})
for it in ("interpersonal_incident", "mood", "diary", "check_in"):
    open_tool(client=course.client, tool="write:" + it, by=people.lead_clinician_of(course.client).user)
say(None)
"""
NEWEST = """
from amity.web.techniques.models import Worksheet
it = Worksheet.objects.filter(course={course!r}, technique={technique!r}).order_by("-begun_at").first()
say(it and [str(it.id), it.told, it.visibility, it.removed_at is not None])
"""
NEW_EACH_TIME = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|id_[0-9a-f]{12}|p[0-9a-f]{8}-"
    r"|[A-Za-z0-9]{64}|\b[0-9a-f]{8}\b|\d{4}-\d\d-\d\dT[\d:.+]+|\b\d\d:\d\d\b"
)


@pytest.fixture(scope="module")
def therapist(browser: Browser, the_clinic: Clinic) -> Therapist:
    """Of this file alone: Today shows five lines."""
    context = browser.new_context(base_url=the_clinic.address)
    found = Therapist.of(the_clinic, context, "Rosalind Achterberg")
    context.close()
    return found


@pytest.fixture(scope="module")
def new_two(the_clinic: Clinic, therapist: Therapist) -> Callable[[str], Two]:
    """A client with every entry opened, and the therapist."""

    def new(name: str) -> Two:
        two = Two.new(the_clinic, therapist, name)
        the_clinic.does(OPEN.format(course=two.course))
        return two

    return new


def newest(two: Two, technique: str) -> Any:
    """The id, the answers, who sees it, and whether it left the client's pages."""
    return two.clinic.does(NEWEST.format(course=two.course, technique=technique))


def form_of(page: Page, name: str) -> None:
    page.goto("/d/")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_how_i_am_in_three_touches(new_two: Callable[[str], Two], someone: NewPerson) -> None:
    two = new_two("Jolanda Pruitt")
    page = two.phone(someone, has_touch=True, is_mobile=True)
    touched: list[str] = []
    page.context.expose_function("touched", lambda what: touched.append(what))
    page.context.add_init_script(TOUCHED)
    page.goto("/d/")
    touched.clear()
    page.get_by_role("link", name="How I am").tap()
    page.get_by_role("group", name="How are you?").locator("label").filter(has_text=re.compile("^4")).tap()
    page.get_by_role("button", name="Save it").tap()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    assert len(touched) == MOOD_TAPS, touched
    _, told, seen, _ = newest(two, "mood")
    assert (told["mood"], told["day"], seen) == (4, two.today, "private")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_day_by_keyboard_alone(
    new_two: Callable[[str], Two], someone: NewPerson, accessible: Accessible, scheme: str
) -> None:
    two = new_two(f"Fabian Orsini {scheme}")
    page = two.phone(someone, color_scheme=scheme)
    page.goto("/d/")
    hands = Hands(page)
    hands.press("link", "My day")
    accessible(page)
    assert sideways(page) <= 0
    hands.write("What was the day like?", "I rang nobody, and somebody rang me.")
    hands.pick("How were you", "6")
    hands.pick("Who reads it?", "Show it and take it off my pages")
    hands.press("button", "Save it")
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    expect(page.get_by_text("I rang nobody")).to_have_count(0)
    accessible(page)
    id, told, seen, is_removed = newest(two, "diary")
    assert (told["mood"], seen, is_removed) == (6, "shared", True)
    assert page.goto(f"/d/worksheets/{id}/read").status == 404  # type: ignore[union-attr]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_is_shown_stands_on_today_within_five_seconds_and_what_is_kept_never(
    new_two: Callable[[str], Two], someone: NewPerson, scripts: bool
) -> None:
    two = new_two(f"Henrike Vandersloot {scripts}")
    desk = two.desk(someone)
    desk.goto("/today")
    expect(desk.get_by_role("heading", name="To finish")).to_be_visible()
    phone = two.phone(someone, java_script_enabled=scripts)
    pages = ("/today", "/today/waiting", f"/courses/{two.course}", f"/courses/{two.course}/worksheets",
             f"/sessions/{two.session}", f"/clients/{two.client}")  # fmt: skip
    before = bytes_of(desk, pages)
    assert bytes_of(desk, pages) == before, "drawn twice it is the same"
    for title, question in (("My day", "What was the day like?"), ("How I am", "What was going on?")):
        form_of(phone, title)
        phone.get_by_label(question).fill("This is for nobody else.")
        phone.get_by_role("button", name="Save it").click()
        expect(phone.get_by_role("heading", name="Kept")).to_be_visible()
        expect(phone.get_by_text("Only you can read it.")).to_be_visible()
    assert bytes_of(desk, pages) == before, "no byte, count, gap or order tells of it"
    of_hers = desk.get_by_role("listitem").filter(has_text=two.name)
    new = of_hers.get_by_role("link", name="New from the client: Check-in before a session")
    expect(new).to_have_count(0)
    form_of(phone, "Before we meet")
    phone.get_by_label("How have things been since we met?").fill("Better since the visit.")
    phone.get_by_role("button", name="Save it").click()
    expect(new).to_be_visible(timeout=SENT_WITHIN * 1000)
    assert "This is for nobody else." not in desk.content()


def bytes_of(desk: Page, addresses: tuple[str, ...]) -> list[str]:
    """Each page as it is sent, without what is new each time."""
    ask = desk.context.request
    return [NEW_EACH_TIME.sub("", ask.get(it).text()) for it in addresses]
