"""The page: what was counted last, in few queries; who may see it; what stands there before and meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.web.base.audit import SYSTEM
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course
from amity.web.outcomes import actions, jobs, queries
from amity.web.outcomes.models import Summary
from amity.web.outcomes.page import page_of
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.measures.conftest import text
from tests.web.outcomes.conftest import counted

Make = Callable[..., Summary]
PAGES = ("outcomes", "outcomes_counting", "count_outcomes", "export_courses")


def page(world: World, who: str = "lena") -> str:
    return text(signed_in(getattr(world, who)).get(reverse("outcomes")))


def test_before_anything_was_counted(world: World) -> None:
    shown = page(world)
    assert "Nothing has been counted yet" in shown
    assert "Count the courses" in shown
    assert "Hand out the courses" not in shown


def test_sentences_come_first_then_tables(made_up: Make, world: World) -> None:
    made_up()
    shown = page(world)
    for words in (
        "624 courses ended after two sessions or more; 476 of them have a first and a last PHQ-9 and GAD-7.",
        "27 % of the 423 that began as a case recovered (23 to 31 %).",
        "148 courses are missing from that.",
        "Had none of them recovered, it would be 20 %; had all of them, 46 %.",
        "Made-up courses: nobody’s record.",
        "By protocol",
        "By problem area",
        "held back",
        "adjusted 17 % (11 to 26 %)",
        "Recovery, beside what chance alone would give",
        "Count again",
        "Hand out the courses",
    ):
        assert words in shown, words
    assert shown.index("624 courses") < shown.index("<table")


def test_a_small_service_sees_no_number(ended: Course, world: World) -> None:
    counted(world.north)
    shown = page(world)
    assert "There are too few courses here for any number" in shown
    assert "<table" not in shown
    assert "Made-up" not in shown


def test_it_reads_what_is_stored_and_nothing_else(made_up: Make, world: World) -> None:
    made_up()
    browser = signed_in(world.lena)
    browser.get(reverse("outcomes"))
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse("outcomes"))
    assert len(asked) <= 14
    told = " ".join(it["sql"] for it in asked)
    for table in ("course_course", "measures_response", "people_client", "outcomes_summarypart"):
        assert table not in told, table


@pytest.mark.parametrize("who", ["ada", "carl", "sam", "cora", "rosa", "alex"])
def test_nobody_else_sees_it(made_up: Make, world: World, who: str) -> None:
    made_up(60)
    browser = signed_in(getattr(world, who))
    assert [browser.get(reverse(it)).status_code for it in PAGES[:2]] == [403, 403]
    assert [browser.post(reverse(it)).status_code for it in PAGES[2:]] == [403, 403]
    assert "outcomes" not in text(browser.get("/today"))


def test_another_service_sees_nothing_of_it(made_up: Make, world: World) -> None:
    made_up(60)
    world.lena.service = world.south
    world.lena.save()
    assert "Nothing has been counted yet" in page(world)


def test_the_lead_finds_it_in_the_navigation_and_on_today(world: World) -> None:
    shown = text(signed_in(world.lena).get("/today"))
    assert shown.count('href="/outcomes"') == 2


def test_who_looked_is_written_down_once_a_minute(clock: StoppedClock, made_up: Make, world: World) -> None:
    summary = made_up(60)
    for _ in range(2):
        page(world)
    clock.forward(minutes=1)
    page(world)
    rows = AuditEvent.objects.filter(verb="looked", record_id=summary.id)
    assert (
        list(rows.values_list("actor", "client", "record"))
        == [(world.lena.user.id, None, "outcomes.Summary")] * 2
    )


def test_counting_is_asked_for_and_its_progress_shown(
    clock: StoppedClock, made_up: Make, world: World, settings: Any
) -> None:
    made_up(60)
    settings.AMITY_DEMO = True
    browser = signed_in(world.lena)
    assert browser.post(reverse("count_outcomes")).headers["Location"] == reverse("outcomes")
    shown = page(world)
    assert "Waiting for its turn, 0 of 60 courses" in shown
    assert "60 courses ended" in shown or "ended after two sessions" in shown
    assert '<progress aria-labelledby="counting-said" max="60" value="0">' in shown
    assert 'hx-trigger="tick from:body"' in shown
    assert "Look again" in shown
    first = browser.get(reverse("outcomes_counting"))
    assert "Waiting for its turn" in text(first)
    again = browser.get(reverse("outcomes_counting"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    jobs.run_due()
    done = text(browser.get(reverse("outcomes_counting")))
    assert "All are counted." in done
    assert "hx-get" not in done
    assert "Count again" in page(world)


def test_asking_twice_says_that_it_goes_on(made_up: Make, world: World, settings: Any) -> None:
    made_up(60)
    settings.AMITY_DEMO = True
    browser = signed_in(world.lena)
    browser.post(reverse("count_outcomes"))
    second = browser.post(reverse("count_outcomes"))
    assert second.status_code == 409
    assert "being counted already" in text(second)


def test_a_counting_that_failed_is_said(made_up: Make, world: World, settings: Any) -> None:
    made_up(60)
    settings.AMITY_DEMO = True
    summary = actions.recompute(service=world.north, made_up=60, by=world.lena.user)
    actions.fail_summary(summary=summary, why="The roof fell in.", by=SYSTEM)
    shown = page(world)
    assert "came to no end. The roof fell in. What stands here is of the one before." in shown
    assert "The counting came to no end" in text(signed_in(world.lena).get(reverse("outcomes_counting")))


def test_too_few_endings_since_are_said_beside_the_button(ended: Course, world: World) -> None:
    counted(world.north)
    shown = page(world)
    assert "Fewer than 5 courses have ended since the last counting" in shown
    assert 'disabled aria-describedby="why-not-count"' in shown
    assert queries.under_way(world.north) is None


def test_a_questionnaire_of_which_few_are_known_says_so(made_up: Make) -> None:
    """It does not leave the page without a word."""
    shown = dict(made_up().shown or {})
    row = shown["everybody"]
    kept = {name: it for name, it in row["rates"].items() if not name.startswith("gad7.")}
    effects = {name: it for name, it in row["effects"].items() if name != "gad7"}
    few = row | {"rates": kept, "effects": effects, "held_back": ["gad7.recovered", "gad7"]}
    found = page_of(shown | {"everybody": few})
    (table,) = [it for it in found.tables if it.title == "GAD-7"]
    assert table.notes == ("The size of the change is held back: too few.",)
    assert {it.instead for it in table.lines} == {"held back"}
