"""Today: one thing, how long it takes, who reads it, *not today*; four places, none of which is empty."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.base.models import AuditEvent
from amity.web.companion import actions, context
from amity.web.companion.asked import things_for
from amity.web.companion.client_views import home
from amity.web.companion.models import PutOff
from amity.web.companion.queries import put_off_by
from amity.web.companion.today import Thing, arranged
from amity.web.companion.tools import GUIDE, HAPPENED
from amity.web.course import actions as course
from amity.web.course.models import Course
from amity.web.course.queries import own_course as own
from amity.web.inventory import actions as inventory
from amity.web.measures import actions as measures
from amity.web.techniques import actions as techniques
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, start

NOTHING = "Nothing is needed today."
NOT_TODAY = "Not today"


@pytest.fixture
def under_way(world: World, clock: StoppedClock) -> Course:
    found = start(world.maya, world.ada)
    plan(found, base_clock.now() + timedelta(days=2))
    return found


def page(browser: Browser, address: str = "/d/") -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def first(html: str) -> str:
    """The one thing, without marks; "" where nothing is asked."""
    found = re.search(r'<section class="one-thing.*?</section>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def places(html: str) -> list[str]:
    bar = re.search(r'<nav class="places".*?</nav>', html, re.S)
    assert bar
    return re.findall(r"<span>([^<]+)</span>", bar[0])


def test_nothing_is_needed(maya: Browser, under_way: Course) -> None:
    html = page(maya)
    assert NOTHING in html
    assert first(html) == ""
    assert NOT_TODAY not in html


def test_questions_say_how_many_how_long_before_what_and_who_reads_them(
    world: World, maya: Browser, under_way: Course
) -> None:
    measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    said = first(page(maya))
    assert "10 short questions before you meet next." in said
    assert "About 2 minutes." in said
    assert world.ada.name in said
    assert NOT_TODAY in said


def test_not_today_hides_it_until_tomorrow_and_is_told_to_nobody(
    world: World, maya: Browser, under_way: Course, clock: StoppedClock
) -> None:
    measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    what = re.search(r'name="what" value="([^"]+)"', page(maya))
    assert what
    assert maya.post("/d/not-today", {"what": what[1]}).headers["Location"] == "/d/"
    html = page(maya)
    assert NOTHING in html
    assert "A few questions" not in html
    written = AuditEvent.objects.get(verb="put_off")
    assert (written.record, written.record_id, written.fields) == ("", None, [])
    clock.forward(days=1)
    assert asked(world) == what[1]


def everything(world: World) -> list[Thing]:
    """All that there is for Maya now."""
    client = world.maya
    return things_for(client, own.own_course_row(client), own.own_course(client))


def asked(world: World) -> str:
    """The key of what Today asks for now."""
    off = put_off_by(world.maya, base_clock.today(world.maya.zone))
    found = arranged(everything(world), off).first
    return found.key if found else ""


def test_putting_off_twice_leaves_one_row(world: World, clock: StoppedClock) -> None:
    for days in (0, 0, 1):
        clock.forward(days=days)
        actions.put_off(client=world.maya, what="sheet:1", by=world.maya)
        actions.put_off(client=world.maya, what="sheet:2", by=world.maya)
    assert PutOff.objects.filter(client=world.maya).count() == 2
    clock.forward(days=1)
    actions.put_off(client=world.maya, what="sheet:2", by=world.maya)
    assert list(PutOff.objects.values_list("what", flat=True)) == ["sheet:2"], "what is over leaves no trace"


def test_what_is_not_there_cannot_be_put_off(maya: Browser, under_way: Course) -> None:
    maya.post("/d/not-today", {"what": "sheet:" + "x" * 400})
    maya.post("/d/not-today", {"what": f"sheet:{uuid4()}"})
    assert not PutOff.objects.exists()


def test_a_tool_stands_there_only_once_it_was_opened(world: World, maya: Browser, under_way: Course) -> None:
    title = "Something happened"
    assert title not in page(maya)
    actions.open_tool(client=world.maya, tool=HAPPENED, by=world.ada.user)
    assert f"<b>{title}</b>" in page(maya)
    actions.close_tool(client=world.maya, tool=HAPPENED, by=world.ada.user)
    assert title not in page(maya)


def test_a_guide_is_suggested_for_a_week_and_stays_to_be_read(
    world: World, maya: Browser, under_way: Course, clock: StoppedClock
) -> None:
    guide = library.guide("feelings")
    actions.open_tool(client=world.maya, tool=f"{GUIDE}feelings", by=world.ada.user)
    html = page(maya)
    assert guide.title in html
    assert NOTHING in html, "a guide is nothing that is needed"
    assert guide.title in page(maya, "/d/guides")
    assert library.guide("losing_someone").title not in page(maya, "/d/guides")
    clock.forward(days=8)
    assert not [it for it in everything(world) if it.kind == "read"]


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        ("private", "Only you can read it. Your clinician knows that you have it."),
        ("on_request", "Your clinician sees that it is there, and not what it says."),
        ("shared", "You and your clinician can read it. Ada Whitfield reads this"),
    ],
)
@pytest.mark.parametrize("technique", ["coping_list", "decision_analysis"])
def test_who_reads_a_given_sheet_is_said_as_it_is(
    world: World, under_way: Course, technique: str, visibility: str, seen: str
) -> None:
    given = techniques.begin_worksheet(
        course=under_way, technique=library.technique(technique), author="client", visibility=visibility,
        by=world.ada.user,
    )  # fmt: skip
    said = next(it.reading for it in everything(world) if it.id == str(given.id))
    assert said.startswith(seen)
    assert ("reads this" in said) is (visibility == "shared")


def test_at_most_two_stand_beside_and_nothing_counts_them(
    world: World, maya: Browser, under_way: Course
) -> None:
    for id in ("decision_analysis", "relapse_plan", "role_transition", "feelings_round"):
        known = {it.id for it in library.techniques()}
        if id in known:
            techniques.begin_worksheet(
                course=under_way, technique=library.technique(id), author="client", by=world.ada.user
            )
    formulation = course.write_formulation(course=under_way, base=0, text="We see", by=world.ada.user)
    course.give_formulation(formulation=formulation, how="spoken", by=world.ada.user)
    measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    html = page(maya)
    assert "A few questions" in first(html)
    beside = re.search(r'<ul class="later">.*?</ul>', html, re.S)
    assert beside
    assert "How we understand it" in beside[0]
    assert beside[0].count("<li>") == 3, "two suggestions and the next meeting"
    for word in ("overdue", "streak", "missed", "late"):
        assert word not in re.sub(r"<[^>]+>", " ", html).casefold().split()


def test_places_are_there_once_there_is_something_in_them(
    world: World, maya: Browser, clock: StoppedClock
) -> None:
    assert places(page(maya)) == ["Today", "Help"]
    start(world.maya, world.ada)
    assert places(page(maya)) == ["Today", "Course", "Help"]
    circle = inventory.start_circle(client=world.maya, by=world.ada.user)
    assert places(page(maya)) == ["Today", "Course", "Help"]
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    assert places(page(maya)) == ["Today", "People", "Course", "Help"]


@pytest.mark.parametrize(
    ("address", "here"),
    [("/d/", "Today"), ("/d/plan", "Course"), ("/d/help", "Help"), ("/d/people", "People")],
)
def test_the_bar_says_where_one_is(
    world: World, maya: Browser, under_way: Course, address: str, here: str
) -> None:
    circle = inventory.start_circle(client=world.maya, by=world.ada.user)
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    html = page(maya, address)
    assert re.findall(r'aria-current="page">.*?<span>([^<]+)</span>', html, re.S) == [here]


def test_whoever_has_not_signed_in_sees_no_places(world: World, db: None) -> None:
    assert 'class="places"' not in page(Browser(), "/d/help")
    assert 'class="places"' not in page(Browser(), "/d/sign-in")


def test_no_entry_leads_to_an_empty_page(world: World, maya: Browser, under_way: Course) -> None:
    """Every link of Today and of Course, on a record with next to nothing in it."""
    seen: set[str] = set()
    for begin in ("/d/", "/d/plan"):
        html = page(maya, begin)
        for address in re.findall(r'href="(/d/[^"#]*)"', html):
            if address in seen or "leave" in address:
                continue
            seen.add(address)
            shown = page(maya, address)
            assert "Nothing here yet" not in shown, address
    assert not seen & {"/d/people", "/d/life", "/d/guides"}


def test_a_practice_is_asked_about_on_its_day_and_only_suggested_after(
    world: World, maya: Browser, under_way: Course, clock: StoppedClock
) -> None:
    session = under_way.sessions.get()
    today = base_clock.today(world.maya.zone)
    course.agree_practice(
        course=under_way, session=session, text="Ring Inge after lunch", day=today, by=world.ada.user
    )
    assert "“Ring Inge after lunch”" in first(page(maya))
    clock.forward(days=1)
    kinds = [it.kind for it in everything(world)]
    assert kinds == ["tell"]


def test_earlier_days_say_for_which_day_and_when_it_was_written(
    world: World, maya: Browser, under_way: Course
) -> None:
    actions.open_tool(client=world.maya, tool=HAPPENED, by=world.ada.user)
    technique = library.technique("interpersonal_incident")
    day = next(it.id for it in technique.fields if it.type == "day")
    words = next(it.id for it in technique.fields if it.type in ("long", "short"))
    before = base_clock.today(world.maya.zone) - timedelta(days=2)
    techniques.begin_worksheet(
        course=under_way, technique=technique, author="client",
        answers={day: before.isoformat(), words: "We spoke."}, by=world.maya,
    )  # fmt: skip
    html = page(maya, "/d/earlier")
    assert f"for {before:%A}, written today" in html
    assert f"?day={before.isoformat()}" in html
    form = page(maya, re.findall(r'href="([^"]+\?day=[^"]+)"', html)[0])
    assert 'value="20' in form


def test_the_page_of_a_fault_stands_when_the_store_does_not(
    maya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks nothing of what just failed, and Leave is on it."""

    def failed(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(home, "things_for", failed)
    monkeypatch.setattr(context, "places_for", failed)
    maya.raise_request_exception = False
    answer = maya.get("/d/")
    assert answer.status_code == 500
    assert 'id="leave"' in answer.content.decode()
