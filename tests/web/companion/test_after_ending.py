"""After the ending: every page says that nobody reads, sharing is off, and the pages close on a known day."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.core import library, timeline
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.companion import actions, jobs
from amity.web.companion.models import Reminder
from amity.web.companion.tools import HAPPENED
from amity.web.course import actions as course
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.measures import actions as measures
from amity.web.measures.jobs import giving
from amity.web.people import actions as people
from amity.web.people.models import ClientSignIn
from amity.web.techniques import actions as techniques
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import NAME, PASSWORD, join, sign_in
from tests.web.course.conftest import start

NOBODY = "Nobody at the service reads what you write here now."
PAGES = ("/d/", "/d/plan", "/d/worksheets", "/d/people", "/d/guides", "/d/life", "/d/help", "/d/at-hand",
         "/d/earlier", "/d/mine", "/d/mine/notes", "/d/mine/until", "/d/password", "/d/words")  # fmt: skip


@pytest.fixture
def ended(world: World, maya: Browser, clock: StoppedClock) -> Course:
    found = start(world.maya, world.ada)
    actions.open_tool(client=world.maya, tool=HAPPENED, by=world.ada.user)
    circle = inventory.start_circle(client=world.maya, by=world.ada.user)
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    return course.close_course(course=found, reason="done", by=world.ada.user)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_so_with_the_numbers_one_tap_away(maya: Browser, ended: Course, address: str) -> None:
    page = maya.get(address).content.decode()
    assert NOBODY in page
    assert "numbers that answer" in page
    assert "reads this today" not in page, "nobody does"


def test_while_it_goes_on_no_page_does(world: World, maya: Browser) -> None:
    start(world.maya, world.ada)
    for address in PAGES:
        assert NOBODY not in maya.get(address).content.decode()


def test_nothing_is_asked_any_more(maya: Browser, ended: Course) -> None:
    """But for questions that somebody asked for: see also measures/test_somewhere_to_find.py."""
    page = maya.get("/d/").content.decode()
    assert "Nothing is needed today." in page
    assert 'class="one-thing' not in page


def test_what_was_agreed_for_later_is_asked_and_reminded_of(
    world: World, maya: Browser, ended: Course, clock: StoppedClock, settings: Any
) -> None:
    """A follow-up lies on their pages, and whoever reads it is named there: it is no entry of their own."""
    settings.MAIL_IS_SET_UP = True
    measures.set_plan_line(
        course=ended, instrument="phq9", moments=["follow_up:30"], reason="Agreed.", by=world.ada.user
    )
    actions.choose_reminders(
        client=world.maya, are_on=True, from_time=time(9), to_time=time(17), by=world.maya
    )
    clock.forward(days=30, hours=2)
    giving.run_due()
    page = sign_in().get("/d/").content.decode()
    first = page.partition('class="one-thing')[2].partition("</section>")[0]
    assert "10 short questions." in first
    assert "Ada Whitfield reads this" in first
    assert NOBODY in page
    clock.forward(days=1)
    jobs.run_due()
    assert Reminder.objects.get().about.startswith("questions:")


def test_own_entries_go_on_and_stay_private(world: World, maya: Browser, ended: Course) -> None:
    entry = library.technique("interpersonal_incident")
    words = next(it.id for it in entry.fields if it.type in ("long", "short"))
    given: dict[str, Any] = {
        "course": ended,
        "technique": entry,
        "author": "client",
        "answers": {words: "We spoke."},
    }
    with pytest.raises(Refused, match="nobody at the service reads"):
        techniques.begin_worksheet(visibility="shared", by=world.maya, **given)
    kept = techniques.begin_worksheet(visibility="private", by=world.maya, **given)
    with pytest.raises(Refused, match="nobody at the service reads"):
        techniques.set_visibility(worksheet=kept, visibility="shared", by=world.maya)


def test_what_both_see_stays_as_it_is(world: World, maya: Browser, ended: Course) -> None:
    """The page does not offer to change it, and the server refuses."""
    [circle] = world.maya.circles.all()
    with pytest.raises(Refused, match="stays as it is"):
        inventory.name_people(circle=circle, names={uuid4(): "Inge"}, by=world.maya)
    lived = timeline.read("2019")
    with pytest.raises(Refused, match="stays as it is"):
        inventory.add_life_event(client=world.maya, words="x", kind="loss", began=lived, by=world.maya)
    for address in ("/d/people", "/d/life"):
        main = maya.get(address).content.decode().partition("<main")[2].partition('id="kept"')[0]
        assert "<textarea" not in main
        assert 'type="submit"' not in main
    inventory.name_people(circle=circle, names={uuid4(): "Inge"}, by=world.ada.user)


def test_whoever_meets_again_now_and_then_reads_when(world: World, maya: Browser, ended: Course) -> None:
    course.agree_maintenance(
        course=ended, basis="x", focus="x", interval_days=28, months=12, starts_on=date(2026, 4, 6),
        measures=[], back_sooner_when="x", who_calls="", review_on=None, ends_if="",
        agreed_on=date(2026, 3, 2), by=world.ada.user,
    )  # fmt: skip
    page = maya.get("/d/").content.decode()
    assert "You meet again about Mon 6 Apr. From then on Ada Whitfield reads again what you show." in page


def test_a_year_unless_another_day_is_set_and_none_while_they_meet(
    world: World, ended: Course, clock: StoppedClock
) -> None:
    def own() -> ClientSignIn:
        return ClientSignIn.objects.get(client=world.maya)

    assert own().open_until is None
    assert jobs.run_due() == 1
    assert own().open_until == date(2027, 3, 2)
    assert jobs.run_due() == 0
    course.reopen_course(course=ended, reason="x", by=world.ada.user)
    assert jobs.run_due() == 1
    assert own().open_until is None


def test_the_client_knows_the_day_and_makes_it_sooner_never_later(
    world: World, maya: Browser, ended: Course
) -> None:
    people.set_open_until(client=world.maya, until=date(2026, 9, 1), by=world.ada.user)
    assert "1 Sept 2026" in maya.get("/d/mine/until").content.decode()
    assert maya.post("/d/mine/until", {"until": "2026-12-01"}).status_code == 409
    assert maya.post("/d/mine/until", {"until": "2025-12-01"}).status_code == 409
    assert maya.post("/d/mine/until", {"until": "soon"}).status_code == 422
    assert maya.post("/d/mine/until", {"until": "2026-06-01"}).status_code == 302
    assert ClientSignIn.objects.get(client=world.maya).open_until == date(2026, 6, 1)


def test_the_clinician_sets_it(world: World, ended: Course) -> None:
    to = reverse("own_pages_until", args=[world.maya.id])
    ada = cast.signed_in(world.ada)
    assert ada.post(to, {"until": "2026-09-01"}).status_code == 302
    assert ada.post(to, {"until": "2026-11-01"}).status_code == 302
    assert ada.post(to, {"until": "2040-11-01"}).status_code == 409
    assert ada.post(to, {"until": ""}).status_code == 422
    assert cast.signed_in(world.ben).post(to, {"until": "2026-09-01"}).status_code == 404
    assert ClientSignIn.objects.get(client=world.maya).open_until == date(2026, 11, 1)


def test_the_day_after_nobody_signs_in(
    world: World, maya: Browser, ended: Course, clock: StoppedClock
) -> None:
    here = base_clock.today(world.maya.zone)
    people.set_open_until(client=world.maya, until=here, by=world.ada.user)
    assert maya.get("/d/").status_code == 200, "the last day is a whole one"
    clock.forward(days=1)
    assert maya.get("/d/").headers["Location"] == "/d/sign-in"
    again = Browser()
    again.cookies = maya.cookies
    assert again.post("/d/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 422
    assert sign_in().get("/d/").status_code == 302


def test_invited_again_after_the_last_day_they_get_in(
    world: World, maya: Browser, ended: Course, clock: StoppedClock
) -> None:
    people.set_open_until(client=world.maya, until=base_clock.today(world.maya.zone), by=world.ada.user)
    clock.forward(days=2)
    ada = cast.signed_in(world.ada)
    address = f"/clients/{world.maya.id}/own-pages"
    assert "They sign in" not in ada.get(address).content.decode(), "nobody does since the last day"
    join(world.maya, world.ada)
    assert sign_in().get("/d/").status_code == 200
    assert "They sign in" in ada.get(address).content.decode()


def test_nobody_else_sets_the_day(world: World, ended: Course) -> None:
    for somebody in (world.ben.user, world.carl.user, world.pia):
        with pytest.raises(Refused):
            people.set_open_until(
                client=world.maya, until=base_clock.today(world.maya.zone) + timedelta(days=9), by=somebody
            )
