"""The client's page about their course: each field of the allow-list, and nothing else of the record."""

import secrets
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.course import actions
from amity.web.course.models import Course, Session
from amity.web.people import actions as people
from tests.cast import World, agree_to_everything
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course.conftest import plan, record, start

FORBIDDEN = (  # domain handbook section 10: what no client page says
    "dispute", "transition", "grief", "deficit", "sensitivities", "sick role", "formulation", "gate",
    "overdue", "did not attend", "no-show", "compliance", "failed", "homework", "score", "phase",
)  # fmt: skip


def page(browser: Browser, address: str = "/d/plan") -> str:
    return browser.get(address).content.decode()


@pytest.fixture
def maya(world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


@pytest.fixture
def words() -> dict[str, str]:
    """A canary for every field: those a client sees, and those nobody but staff does."""
    names = (
        "area_words", "why", "since", "note", "summary", "summary_kept", "practice", "if_then", "said",
        "illness", "onset", "suggestion", "text", "background", "alternatives", "draft", "contract_focus",
        "arrangements", "safety_said", "safety_decided", "place", "emergency", "dropped", "link",
        "close_reason", "plan_change",
    )  # fmt: skip
    return {name: f"zq{name.replace('_', '')}{secrets.token_hex(4)}" for name in names}


SHOWN = {
    "area_words", "summary", "practice", "if_then", "text", "contract_focus", "arrangements", "link",
}  # fmt: skip
SHOWN_WHEN_READ = {"illness", "onset", "suggestion", "text"}


@pytest.fixture
def course(world: World, words: dict[str, str]) -> Course:
    """A course at its second session in which every narrative field holds its own canary."""
    by, now = world.ada.user, base_clock.now()
    found = start(world.maya, world.ada)
    held = plan(found, now - timedelta(days=7))
    actions.record_session(
        session=held, version=held.version, attendance="attended", cancelled_by="", tasks_done=[],
        safety_asked=True, since_last=words["since"], note=words["note"], summary=words["summary"], by=by,
    )  # fmt: skip
    kept = plan(found, now - timedelta(days=3))
    actions.record_session(
        session=kept, version=kept.version, attendance="dna", cancelled_by="", tasks_done=[],
        safety_asked=None, since_last="", note="", summary=words["summary_kept"], by=by,
    )  # fmt: skip
    ahead = plan(found, now + timedelta(days=2), mode="video")
    Session.objects.filter(pk=held.pk).update(summary_shared_at=now)
    for row, fields in (
        (held, {"safety_said": "safety_said", "safety_decided": "safety_decided"}),
        (
            ahead,
            {"place": "place", "emergency_contact": "emergency", "dropped_call": "dropped"},
        ),
    ):
        row.refresh_from_db()
        for field, name in fields.items():
            setattr(row, field, words[name])
        row.save()
    ahead.meeting_link = f"https://meet.example/{words['link']}"
    ahead.save()
    practice = actions.agree_practice(
        course=found, session=held, text=words["practice"], if_then=words["if_then"], by=by
    )
    actions.record_practice_result(practice=practice, result="not_tried", said=words["said"], by=by)
    actions.choose_problem_area(
        course=found, area="role_dispute", runner_up="grief", stage="impasse", words=words["area_words"],
        why=words["why"], by=by,
    )  # fmt: skip
    version = actions.write_formulation(
        course=found, base=0, illness=words["illness"], onset=words["onset"], text=words["text"],
        suggestion=words["suggestion"], background=words["background"], alternatives=words["alternatives"],
        by=by,
    )  # fmt: skip
    actions.give_formulation(formulation=version, how="spoken", by=by)
    actions.write_formulation(course=found, base=1, text=words["draft"], by=by)
    actions.agree_contract(
        course=found, focus=words["contract_focus"], arrangements=words["arrangements"], agreed_how="spoken",
        agreed_on=base_clock.today(world.north.zone), by=by,
    )  # fmt: skip
    return found


def test_each_field_of_the_list_is_there(maya: Browser, course: Course, words: dict[str, str]) -> None:
    shown = page(maya)
    assert {name for name in words if words[name] in shown} == SHOWN


def test_what_was_given_is_read_whole_and_no_draft(
    maya: Browser, course: Course, words: dict[str, str]
) -> None:
    shown = page(maya, "/d/words")
    assert {name for name in words if words[name] in shown} == SHOWN_WHEN_READ


def test_the_first_page_shows_no_more(maya: Browser, course: Course, words: dict[str, str]) -> None:
    shown = page(maya, "/d/")
    assert {name for name in words if words[name] in shown} == {"practice", "if_then"}


def test_where_it_is_in_numbers_and_everyday_words(maya: Browser, course: Course) -> None:
    shown = page(maya)
    assert "Session 2 of 16" in shown
    assert "15 are still to come" in shown
    area = next(it for it in library.protocol("ipt").areas if it.id == "role_dispute")
    assert area.client_words.capitalize()[:12] in shown
    for word in FORBIDDEN:
        assert word not in shown.casefold(), word


@pytest.mark.parametrize("address", ["/d/", "/d/plan", "/d/words", "/d/password", "/d/help"])
def test_nothing_outside_the_text_says_what_it_is(
    maya: Browser, course: Course, world: World, address: str
) -> None:
    """Goals G35 and G36: title, address, cookie names, and no name of the client or of anybody else."""
    answer = maya.get(address)
    shown = answer.content.decode()
    assert "<title>Notebook</title>" in shown
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'id="leave"' in shown
    for name in (world.maya.name, "Maya", world.ben.name, world.pia.name, world.ada.user.email, "Northgate"):
        assert name not in shown, name


def test_who_reads_what_one_writes(clock: StoppedClock, maya: Browser, world: World) -> None:
    assert "Ada Whitfield reads this today, before 17:00. Nobody reads it at once." in page(maya)


def test_before_the_first_session(maya: Browser, world: World) -> None:
    assert "Nothing here yet" in page(maya)
    start(world.maya, world.ada)
    assert "You have not met yet." in page(maya)
    assert "No next meeting is planned yet" in page(maya)


def test_nothing_is_understood_before_it_was_given(maya: Browser, world: World) -> None:
    found = start(world.maya, world.ada)
    actions.write_formulation(course=found, base=0, text="a draft of mine", by=world.ada.user)
    for address in ("/d/plan", "/d/words", "/d/"):
        assert "a draft of mine" not in page(maya, address)
    assert "nothing written down here yet" in page(maya, "/d/words")


def test_after_the_end_it_stays_to_read(maya: Browser, course: Course, world: World, words: Any) -> None:
    for ahead in course.sessions.filter(attendance="planned"):
        record(ahead, "cancelled")
    actions.close_course(course=course, reason=words["close_reason"], by=world.ada.user)
    shown = page(maya)
    assert "This is finished" in shown
    assert words["close_reason"] not in shown
    assert words["practice"] in shown
    assert "say whether it fits" not in shown
    assert "<form" not in page(maya, "/d/words").partition("<main")[2].partition('id="kept"')[0]


def test_the_hour_is_the_clients_own(clock: StoppedClock, world: World) -> None:
    born = date(1990, 1, 1)
    client = people.add_client(
        service=world.north, name="Lee", date_of_birth=born, pronouns="", language="en",
        time_zone="America/New_York", phone="", email="", by=world.ada.user,
    )  # fmt: skip
    agree_to_everything(client, world.ada)
    join(client, world.ada)
    plan(start(client, world.ada), base_clock.now() + timedelta(days=1, hours=4))
    shown = page(sign_in())
    assert "Tomorrow, 09:00" in shown
    assert "the time of London" in shown
    assert "The time is that of London." in shown


def test_somebody_elses_course_is_nowhere(maya: Browser, world: World) -> None:
    other = start(world.pia, world.ben)
    actions.choose_problem_area(
        course=other, area="grief", words="zqpia", why="", runner_up="", stage="", by=world.ben.user
    )
    for address in ("/d/", "/d/plan", "/d/words"):
        assert "zqpia" not in page(maya, address)


def test_no_more_statements_with_more_sessions(
    maya: Browser, course: Course, django_assert_max_num_queries: Any
) -> None:
    for address in ("/d/", "/d/plan", "/d/words"):
        maya.get(address)
        with django_assert_max_num_queries(24):
            maya.get(address)
