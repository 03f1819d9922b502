"""The diary of times on a phone: five touches, offline, late, past midnight and after a flight."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson, Record
from tests.browser.looking import Accessible
from tests.browser.notebook import ROWS, Her, knows, made, phone, ready_phone, sign_in

BEGUN = """
from amity.web.rhythms import actions as rhythms
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import Told
course = Course.objects.get(pk={course!r})
client, by = course.client, course.clinician.user
diary = rhythms.begin_diary(client=client, form="srm5", by=by)
Diary.objects.filter(pk=diary.pk).update(begun_on=diary.begun_on - timedelta(days=14))
diary.refresh_from_db()
usual = dict(out_of_bed=180, first_contact=210, start_work=300, dinner=870, to_bed=1140)
for n in range({weeks} * 7):
    rhythms.tell_day(
        diary=diary, day=diary.begun_on + timedelta(days=n), page=uuid4(), by=client,
        told={{id: Told(minutes + 5 * (n % 3)) for id, minutes in usual.items()}},
    )
say(str(diary.pk))
"""
TOLD = """
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import told_on
from datetime import date
diary = Diary.objects.get(pk={diary!r})
say({{id: [it.value, it.is_done, it.zone] for id, it in told_on(diary, date.fromisoformat({day!r})).items()}})
"""
ELSEWHERE = """
from datetime import date, timedelta
from uuid import uuid4
from amity.web.rhythms import actions as rhythms
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import Told
diary = Diary.objects.get(pk={diary!r})
before = date.fromisoformat({day!r}) - timedelta(days=1)
rhythms.tell_day(
    diary=diary, day=before, page=uuid4(), by=diary.client, told=dict(to_bed=Told(1150)),
    clocks=dict(to_bed="America/New_York"),
)
"""
TOUCHED = (
    "addEventListener('pointerdown', event => { if (event.isTrusted) touched(event.target.tagName); }, true)"
)
DAY = '[data-day-form] input[name="day"]'


def begun(clinic: Clinic, her: Her, weeks: int = 2) -> str:
    """Her diary, begun two weeks ago, with so many of them told."""
    script = "from uuid import uuid4\nfrom amity.web.course.models import Course\n" + BEGUN
    return str(clinic.does(script.format(course=her.course, weeks=weeks)))


def told(clinic: Clinic, diary: str, day: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = clinic.does(TOLD.format(diary=diary, day=day))
    return found


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


def test_five_touches_are_a_day(
    someone: NewPerson, the_clinic: Clinic, her: Her, accessible: Accessible, record_property: Record
) -> None:
    diary = begun(the_clinic, her)
    page = phone(someone, the_clinic, her)
    page.goto("/d/")
    page.get_by_role("link", name="The rhythm of my days").click()
    accessible(page)
    touched: list[str] = []
    page.expose_function("touched", lambda what: touched.append(what))
    page.evaluate(TOUCHED)
    day = page.locator(DAY).input_value()
    rows = page.locator("[data-row]")
    assert rows.count() == 5
    for n in range(5):
        rows.nth(n).locator(".choice", has_text="as usual").click()
    page.wait_for_url("**done=1")
    expect(page.get_by_role("status")).to_have_text("Kept. 5 times of this day are told.")
    assert len(touched) == 5
    record_property("touches", len(touched))
    assert [told(the_clinic, diary, day)[id][0] for id in ("out_of_bed", "to_bed")] == [185, 1145]
    accessible(page)


def test_without_a_connection_and_late(someone: NewPerson, the_clinic: Clinic, her: Her) -> None:
    diary = begun(the_clinic, her, weeks=1)
    page = ready_phone(someone, the_clinic, her)
    page.goto("/d/days")
    today = date.fromisoformat(page.locator(DAY).input_value())
    late = (today - timedelta(days=2)).isoformat()
    page.goto(f"/d/days?day={late}")
    page.context.set_offline(True)
    page.get_by_label("another time", exact=True).first.fill("07:40")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    assert told(the_clinic, diary, late) == {}
    page.context.set_offline(False)
    expect(page.get_by_text("Received")).to_be_visible()
    assert told(the_clinic, diary, late)["out_of_bed"][0] == 220
    assert page.evaluate(ROWS) == []


def test_opened_anew_without_a_connection(
    someone: NewPerson, the_clinic: Clinic, her: Her, accessible: Accessible
) -> None:
    diary = begun(the_clinic, her, weeks=0)
    page = ready_phone(someone, the_clinic, her)
    page.goto("/d/days")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.goto("/d/days")
    expect(page.get_by_text("Without a connection")).to_be_visible()
    accessible(page)
    day = page.locator(DAY).input_value()
    row = page.locator("[data-row]").nth(3)
    row.get_by_label("at", exact=True).fill("18:30")
    page.locator("[data-row]").nth(4).get_by_text("not this day").click()
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("Kept on this phone only.")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/d/days")
    expect(page.get_by_text("Received")).to_be_visible()
    found = told(the_clinic, diary, day)
    assert {id: it[:2] for id, it in found.items()} == {"dinner": [870, True], "to_bed": [None, False]}


def ready_at(page: Page, at: str) -> None:
    """The phone's own clock says so."""
    page.clock.set_fixed_time(at)
    page.goto("/d/days")
    page.wait_for_load_state("networkidle")


@pytest.fixture
def page_in_utc(someone: NewPerson, the_clinic: Clinic, her: Her) -> Page:
    """A phone that lives by UTC, signed in."""

    context = someone(390, timezone_id="UTC")
    knows(context, the_clinic, her)
    page = context.new_page()
    sign_in(page, her)
    return page


def test_past_midnight_it_is_still_the_day_lived(page_in_utc: Page, the_clinic: Clinic, her: Her) -> None:
    diary, page = begun(the_clinic, her, weeks=0), page_in_utc
    page.goto("/d/days")
    day = page.locator(DAY).input_value()
    after = date.fromisoformat(day) + timedelta(days=1)
    ready_at(page, f"{after}T00:30:00Z")
    assert page.locator(DAY).input_value() == day
    page.locator("[data-row]").nth(4).get_by_role("button", name="now").click()
    page.get_by_role("button", name="Save it").click()
    page.wait_for_url("**done=1")
    assert told(the_clinic, diary, day)["to_bed"] == [1230, True, "UTC"]


def test_after_a_flight_the_day_is_that_of_the_phone(page_in_utc: Page, the_clinic: Clinic, her: Her) -> None:
    diary, page = begun(the_clinic, her, weeks=0), page_in_utc
    page.goto("/d/days")
    after = (date.fromisoformat(page.locator(DAY).input_value()) + timedelta(days=1)).isoformat()
    ready_at(page, f"{after}T10:05:00Z")
    page.wait_for_url(f"**day={after}")
    page.wait_for_load_state("networkidle")
    page.locator("[data-row]").first.get_by_role("button", name="now").click()
    page.get_by_role("button", name="Save it").click()
    page.wait_for_url("**done=1")
    assert told(the_clinic, diary, after)["out_of_bed"][0] == 365


def test_after_a_flight_a_touch_says_by_which_clock(
    page_in_utc: Page, the_clinic: Clinic, her: Her, accessible: Accessible
) -> None:
    diary, page = begun(the_clinic, her), page_in_utc
    page.goto("/d/days")
    day = page.locator(DAY).input_value()
    the_clinic.does(ELSEWHERE.format(diary=diary, day=day))
    for n in range(5):
        page.locator("[data-row]").nth(n).locator(".choice", has_text="as usual").click()
    page.wait_for_url("**done=1")
    page.wait_for_load_state("networkidle")
    asked = page.locator("[data-clock]")
    assert asked.count() == 5
    accessible(page)
    for n in range(5):
        asked.nth(n).get_by_text("New York").click()  # the last touch saves
    expect(asked).to_have_count(0)
    assert {it[2] for it in told(the_clinic, diary, day).values()} == {"America/New_York"}


def test_a_keyboard_alone_tells_a_day(someone: NewPerson, the_clinic: Clinic, her: Her) -> None:
    diary = begun(the_clinic, her)
    page = phone(someone, the_clinic, her)
    page.goto("/d/days")
    day = page.locator(DAY).input_value()
    first = page.locator("[data-row]").first.locator("input[type=radio]").first
    first.focus()
    page.keyboard.press("Space")
    page.locator("[data-row]").nth(3).get_by_label("another time").focus()
    page.keyboard.type("1845" if "AM" not in page.evaluate("new Date().toLocaleTimeString()") else "0645PM")
    page.get_by_role("button", name="Save it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**done=1")
    found = told(the_clinic, diary, day)
    assert found["dinner"][0] == 885
