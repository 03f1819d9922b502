"""The two five-minute tours of the demo, and what a supervisor and a coordinator see and do not see."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from amity.web.demo import story
from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.links import answer_item_nine
from tests.browser.looking import Accessible
from tests.browser.steps import (
    NOT_AT_ALL,
    SEVERAL_DAYS,
    answer,
    choose,
    give_date_of_birth,
    has_left,
    question,
    second_step,
    step_into_today,
)
from tests.browser.walk import QUESTIONS_START, ClientWalk, Walk

AT_A_DESK = pytest.mark.parametrize("width", [1280], ids=["desk"])
ANNA, TOMASZ, PRIYA, JOAN = "Anna Lindqvist", "Tomasz Wiśniewski", "Priya Raman", "Joan Maddox"
ANNA_WAS_BORN = "8 3 1994"
AGREED = re.compile("Ask Mireille|the second half aloud")  # the story's, then the tour's own


def test_the_clinicians_five_minutes(
    context: BrowserContext, width: int, the_clinic: Clinic, accessible: Accessible
) -> None:
    walk = Walk(context.new_page(), accessible)
    page = walk.page
    if width == 1280:
        answer_item_nine(the_clinic, "first_weeks")  # her first flag may be closed by the phone's tour
    step_into_today(page, "clinician")
    walk.stop("Today")
    respond_first(walk)
    open_the_next_session(walk)
    close_the_session(walk)
    not_better(walk)
    ended(walk)
    page.get_by_role("complementary").get_by_role("button", name="Start again").click()
    walk.stop("Start again?")
    expect(page.get_by_role("main")).to_contain_text(re.compile("It takes .* minute"))
    page.get_by_role("link", name="Leave it as it is").click()
    assert walk.visited >= {"today", "flag", "session", "course", "demo_again"}


def respond_first(walk: Walk) -> None:
    """The answer that needs a person stands first; what she was shown; closed with a reason."""
    page = walk.page
    main = page.get_by_role("main")
    flags = main.get_by_role("region", name="Needs an answer")
    flag = flags.filter(has_text=PRIYA)
    expect(flag).to_contain_text(SEVERAL_DAYS)
    first = flags.first.bounding_box()
    after = main.get_by_role("region", name=ANNA).first.bounding_box()
    assert first
    assert after
    assert first["y"] < after["y"], "a session stands before an answer that needs a person"
    flag.get_by_role("link", name="Respond").click()
    walk.stop(PRIYA)
    expect(page.get_by_role("main")).to_contain_text("At once, under the question")
    page.get_by_label("What did you do?").fill("Sent a text at 12:00, as agreed; she rang back.")
    page.get_by_role("button", name="Record what was done").click()
    page.get_by_label("Why can this be closed?").fill("Spoken with today; asked again on Thursday.")
    page.get_by_role("button", name="Close with").click()
    expect(page.get_by_text("Flag, closed")).to_be_visible()


def open_the_next_session(walk: Walk) -> None:
    """The next session is hers, in about twenty minutes, with everything one wants to know before."""
    page = walk.page
    page.get_by_role("link", name="Today").first.click()
    coming = page.get_by_role("region", name=ANNA)
    expect(coming).to_contain_text("of 16")
    expect(coming).to_contain_text("I took the job everyone said I should take")
    expect(coming).to_contain_text("lower than")
    expect(coming).to_contain_text(AGREED)
    coming.get_by_role("link", name=re.compile("^Open session")).click()
    walk.stop(ANNA)
    expect(page.get_by_role("region", name="Before")).to_contain_text("I took the job")
    expect(page.get_by_role("region", name="Agreed last time")).to_contain_text(AGREED)


def close_the_session(walk: Walk) -> None:
    """Recorded in one save, the next one planned with it; then her phone is one click away."""
    page = walk.page
    page.get_by_label("Attended").check()
    note = page.get_by_role("textbox", name="Note", exact=True)
    note.fill("Then and now. Rehearsed the second half of the sentence.")
    page.get_by_label("Something to try").fill("Say the second half aloud.")
    page.get_by_role("button", name="Close the session").click()
    walk.stop("What we are working on")
    expect(page.get_by_role("region", name="Agreed last time")).to_contain_text("the second half aloud")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open this client’s phone").click()
    expect(opened.value.get_by_role("heading", name=f"The phone of {ANNA}")).to_be_attached()
    opened.value.close()


def not_better(walk: Walk) -> None:
    """Week 4: the evidence in words and numbers, and a supervisor who reads along."""
    page = walk.page
    find(page, TOMASZ)
    page.get_by_role("link", name="Open the course").click()
    walk.stop(TOMASZ)
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"PHQ-9 (is|was)"))
    expect(page.get_by_role("main").get_by_role("img").locator("visible=true").first).to_be_visible()
    expect(page.get_by_role("region", name="Due now")).to_be_visible()
    page.get_by_role("link", name="Reviews").click()
    walk.stop("Reviews")
    expect(page.get_by_role("heading", name="A reason to talk")).to_be_visible()


def ended(walk: Walk) -> None:
    """An ended course says why it was closed, and nothing of it can be written on."""
    page = walk.page
    find(page, JOAN)
    earlier = page.locator("section", has=page.get_by_role("heading", name="Earlier courses"))
    earlier.get_by_role("link", name="Open").click()
    walk.stop(JOAN)
    expect(page.get_by_role("main")).to_contain_text("Much better and says why")
    expect(page.get_by_role("heading", name="Closed after session")).to_be_visible()
    expect(page.get_by_role("link", name="Plan a session")).to_have_count(0)
    page.get_by_role("link", name="Ending", exact=True).click()
    walk.stop("Ending")
    expect(page.get_by_role("main")).to_contain_text("0 then, 10 now, of 10")
    page.get_by_role("link", name="Read and print it").click()
    expect(page.get_by_role("heading", name="Early signs I know")).to_be_visible()
    page.get_by_role("link", name="Ending", exact=True).click()


def find(page: Page, name: str) -> None:
    """Through the caseload."""
    page.get_by_role("link", name="Caseload").first.click()
    expect(page.get_by_role("heading", name="Caseload", level=1)).to_be_visible()
    page.wait_for_load_state()  # its script answers while one types
    page.get_by_role("searchbox").fill(name.split()[0])
    expect(page.get_by_text("1 found")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_clients_five_minutes(
    context: BrowserContext, width: int, clinic: str, accessible: Accessible
) -> None:
    """One click opens her phone; she answers two, closes, goes on, finds help, leaves."""
    first = context.new_page()
    first.goto("/")
    with first.expect_popup() as opened:
        first.get_by_role("link", name="A client").click()
    phone = opened.value
    expect(phone.get_by_role("heading", name=f"The phone of {ANNA}")).to_be_attached()
    if phone.get_by_role("button", name="Let the clinic send some now").is_visible():
        phone.get_by_role("button", name="Let the clinic send some now").click()
    message = phone.get_by_role("link", name=re.compile("^Message"))
    expect(message).not_to_contain_text(re.compile("Harbour|questions|therap"))
    address = f"{clinic}{message.get_attribute('href')}"
    message.click()
    walk = ClientWalk(phone, accessible)
    give_date_of_birth(phone, ANNA_WAS_BORN)
    walk.stop(QUESTIONS_START)
    expect(phone.get_by_role("main")).to_contain_text("Noor El Idrissi reads")
    phone.get_by_role("button", name=re.compile("Start|Go on")).click()
    began = int(re.findall(r"\d+", phone.get_by_role("heading", level=1).inner_text())[0])
    answer(phone, SEVERAL_DAYS)
    choose(phone, NOT_AT_ALL)
    phone.close()

    phone = context.new_page()
    walk = ClientWalk(phone, accessible)
    second_step(phone, address, ANNA_WAS_BORN)
    walk.stop("Go on where you left off")
    phone.get_by_role("button", name="Go on").click()
    question(phone, began + 2)
    phone.get_by_role("link", name="Help").first.click()
    walk.stop("Help")
    phone.get_by_role("link", name="Leave", exact=True).click()
    has_left(phone)
    phone.go_back()
    assert SEVERAL_DAYS not in phone.content()


@AT_A_DESK
def test_a_supervisor_reads_what_was_granted_and_writes_nothing(
    page: Page, accessible: Accessible, the_clinic: Clinic
) -> None:
    walk = Walk(page, accessible)
    step_into_today(page, "supervisor")
    walk.stop("Courses you may read")
    granted = page.get_by_role("region", name="Courses you may read").get_by_role("listitem")
    expect(granted).to_have_count(
        sum(1 for each in story.stories() if each.course and each.course.supervised)
    )
    granted.get_by_role("link", name=TOMASZ).click()
    walk.stop(TOMASZ)
    assert writes(page) == []
    expect(page.get_by_role("main")).to_contain_text("People are friendly and I am polite")
    page.get_by_role("link", name="All answers").click()
    walk.stop("Measures")
    assert writes(page) == []
    phq9 = page.get_by_role("region", name="PHQ-9").first
    phq9.get_by_text("The same as a table, with every form").click()
    phq9.get_by_role("table").get_by_role("link").first.click()
    walk.stop("PHQ-9")
    assert writes(page) == []
    page.go_back()
    page.go_back()
    sessions = page.get_by_role("region", name="Sessions")
    if sessions.get_by_text("Earlier (").is_visible():
        sessions.get_by_text("Earlier (").click()
    sessions.get_by_role("link").first.click()
    walk.stop(TOMASZ)
    assert writes(page) == []
    for name in (ANNA, PRIYA, JOAN):
        assert name not in page.content()
    anna = the_clinic.does("client, by = of_story('new_city')\nsay(client.courses.first().id)")
    assert page.context.request.get(f"/courses/{anna}").status == 404


def writes(page: Page) -> list[str]:
    """Everything in the page's own part that would change something."""
    found: list[str] = page.locator("main form, main button[type=submit]").evaluate_all(
        "found => found.map(one => one.outerHTML.slice(0, 120))"
    )
    return found


@AT_A_DESK
def test_a_coordinator_sees_dates_and_contact_and_no_story(
    someone: NewPerson, width: int, accessible: Accessible
) -> None:
    page = someone(width).new_page()
    walk = Walk(page, accessible)
    step_into_today(page, "coordinator")
    walk.stop("The next seven days")
    told = list(narrative())
    assert len(told) > 100
    seen = page.content()
    page.get_by_role("link", name="Caseload").first.click()
    walk.stop("Caseload")
    seen += page.content()
    assert page.get_by_role("link", name="Add a client").count() == 0
    for each in story.stories()[:6]:
        page.goto("/clients")
        page.get_by_role("link", name=re.compile(f"^{each.name}")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(each.name)
        seen += page.content()
        expect(page.get_by_role("heading", name="How it is safe to reach them")).to_be_visible()
        expect(page.get_by_text(each.phone)).to_be_visible()
    walk.look()
    assert [words for words in told if words in seen] == []
    assert not re.search(r"PHQ-9|GAD-7|[Ii]tem 9|[Pp]roblem area|dispute|transition|grief", seen)


def narrative() -> Iterator[str]:
    """Every sentence that somebody said or wrote in the stories."""
    for each in story.stories():
        if each.course is not None:
            for text in texts_in(each.course.model_dump()):
                yield from (part.strip() for part in text.split(".") if len(part.strip()) > 15)


def texts_in(told: object) -> Iterator[str]:
    """Whatever is text anywhere in it: ids and letters are too short to be a sentence."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from texts_in(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from texts_in(value)


@AT_A_DESK
def test_stepping_in_is_one_click(page: Page) -> None:
    for role in ("clinician", "supervisor", "coordinator"):
        page.goto("/")
        expect(page.get_by_text("Synthetic clinic: nobody here is real")).to_be_visible()
        page.get_by_role("button", name=f"A {role}").click()
        page.wait_for_url("**/today")
        expect(page.get_by_role("complementary").get_by_role("button", name="Start again")).to_be_visible()
