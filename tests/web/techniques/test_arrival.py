"""When an entry was written and when it came, what is read before a session, and what was agreed (H25)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.course.models import Course
from amity.web.techniques import actions
from amity.web.techniques.models import Worksheet
from tests.cast import World, signed_in
from tests.conftest import MONDAY, StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record
from tests.web.techniques.own_hands import text

EARLY = MONDAY - timedelta(days=3, hours=4)  # Friday 27 February, 6:00


def entry(world: World, course: Course, technique: str = "mood", **more: Any) -> Worksheet:
    """Maya's own, shown."""
    begun: dict[str, Any] = {"author": "client", "visibility": "shared", "answers": {"mood": 3}}
    return actions.begin_worksheet(
        course=course, technique=library.technique(technique), by=world.maya, **begun | more
    )


def seen(world: World, address: str) -> str:
    return " ".join(text(knock.get(world.ada, address)).split())


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (None, ""),
        (MONDAY - timedelta(minutes=4), ""),
        (MONDAY - timedelta(minutes=6), "written today 09:54, received today 10:00"),
        (EARLY, "written Fri 27 Feb 06:00, received today 10:00"),
        (MONDAY + timedelta(days=2), "clock runs ahead: it said Wed 4 Mar 10:00, received today 10:00"),
    ],
    ids=["at once", "on the way", "a little later", "days later", "ahead"],
)
def test_written_and_received_where_they_differ(
    world: World, course: Course, written: datetime | None, says: str
) -> None:
    found = entry(world, course, written_at=written)
    pages = [
        f"/worksheets/{found.id}/read", f"/worksheets/{found.id}", f"/courses/{course.id}/worksheets",
        "/today",
    ]  # fmt: skip
    for page in pages:
        said = seen(world, page)
        assert ("received today" in said) == bool(says), page
        assert says in said, page


def test_the_list_goes_by_when_it_came(world: World, course: Course, clock: StoppedClock) -> None:
    first = entry(world, course)
    clock.forward(hours=1)
    late = entry(world, course, written_at=EARLY)
    said = seen(world, f"/courses/{course.id}/worksheets")
    assert said.index(str(late.id)) < said.index(str(first.id))


def test_for_an_earlier_day_is_said_so(world: World, course: Course) -> None:
    found = entry(world, course, answers={"mood": 3, "day": "2026-02-28"})
    assert "for Sat 28 Feb, written today 10:00" in seen(world, f"/worksheets/{found.id}/read")
    same = entry(world, course, answers={"mood": 3, "day": "2026-03-02"})
    assert "for Mon" not in seen(world, f"/worksheets/{same.id}/read")


def test_the_session_shows_the_newest_check_in_since_the_last(
    world: World, course: Course, clock: StoppedClock
) -> None:
    record(plan(course, base_clock.now() - timedelta(days=7)))
    session = plan(course, base_clock.now() + timedelta(days=1))
    page = f"/sessions/{session.id}"
    assert "The client wrote before" not in seen(world, page)
    kept = {"since": "Nobody reads this."}
    entry(world, course, "check_in", visibility="private", answers=kept)
    bare = seen(world, page)
    assert "Nobody reads this." not in bare
    assert "The client wrote before" not in bare
    for words in ("Quiet until Thursday.", "She rang, and it was good."):
        clock.forward(hours=1)
        entry(world, course, "check_in", answers={"since": words, "about": ["hard_to_say"]})
    said = seen(world, page)
    assert "She rang, and it was good." in said
    assert "something that is hard to say" in said
    assert "Quiet until Thursday." not in said
    later = plan(course, base_clock.now() + timedelta(days=8))
    assert "The client wrote before" not in seen(world, f"/sessions/{later.id}"), "it was for the one before"


def test_the_default_is_agreed_on_the_page_of_worksheets(world: World, course: Course) -> None:
    page = f"/courses/{course.id}/worksheets"
    assert "Not agreed yet." in seen(world, page)
    browser = signed_in(world.ada)
    assert browser.post(f"{page}/sharing", {"choice": "everything"}).status_code == 422
    assert browser.post(f"{page}/sharing", {}).status_code == 422
    assert browser.post(f"{page}/sharing", {"choice": "removed"})["Location"] == f"{page}#sharing"
    assert "Agreed today: an entry is shown to you and taken off their own pages." in seen(world, page)


def test_what_left_their_pages_says_so_to_the_clinician(world: World, course: Course) -> None:
    found = entry(world, course, removed=True)
    assert "They took it off their own pages; here it stays." in seen(world, f"/worksheets/{found.id}/read")
