"""The clinician's life chart: one axis, and the same as list and table; told, changed, looked at closer."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import clock as base_clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import actions
from amity.web.inventory.models import Circle, LifeEvent, MoodPoint
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record, start
from tests.web.inventory.conftest import name
from tests.web.inventory.life_told import change, feel, tell

CAUSE = re.compile(r"\b(because|caused?|therefore|due to|trigger|resulted)\b", re.IGNORECASE)


def path(course: Course, more: str = "") -> str:
    return f"/courses/{course.id}/life{more}"


def page(world: World, course: Course, query: str = "") -> str:
    return unescape(knock.text(knock.get(world.ada, path(course, query))))


def typed(**changes: Any) -> dict[str, Any]:
    given = {"id": str(uuid4()), "version": "0", "words": "Father died.", "when": "about spring 2019"}
    return given | {"kind": "loss", "impact": "-3"} | changes


def items(html: str, kind: str = "wide") -> list[str]:
    """What the picture of this width says, thing by thing."""
    drawn = html.split(f'class="life-{kind}"')[1].split("</svg>")[0]
    return sorted(re.findall(r'<g class="item[^>]*><title>(.*?)</title>', drawn))


def rows(html: str) -> list[str]:
    """What the table says, line by line."""
    table = html.split('class="life-table"')[1].split("</table>")[0]
    found = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)(?: <b [^>]*>[^<]*</b>)?</td>', table)
    return sorted(f"{when}: {words}" for when, words in found)


def test_told_otherwise_meanwhile_everything_that_differs_is_shown(
    world: World, course: Course, circle: Circle
) -> None:
    """A colleague's kind, mark, people and privacy are not overwritten unseen."""
    inge, rui = name(world, circle, "zqinge", "zqrui")
    event = tell(world, "Moved.", "2019", kind="change", people=[inge.id])
    change(world, event, 1, kind="loss", mark="onset", impact=-2, is_private=True, people=[rui.id])
    sent = typed(version="1", words="Moved.", when="2019", kind="change", impact="3", people=[str(inge.id)])
    late = knock.post(world.ada, f"/life-events/{event.id}", sent)
    assert late.status_code == 409
    html = unescape(knock.text(late))
    stored = re.findall(r'What is stored now</p><p class="words">(.*?)</p>', html)
    assert stored == ["a loss", "−2, hard", "when it began", "zqrui", "yes"]
    assert 'value="3" selected' in html
    assert knock.post(world.ada, f"/life-events/{event.id}", sent | {"version": "2"}).status_code == 302
    event.refresh_from_db()
    assert (event.kind, event.mark, event.impact, event.is_private) == ("change", "", 3, False)


def test_what_is_for_clinicians_only_has_a_lock_and_says_so(world: World, course: Course) -> None:
    tell(world, "Moved.", "2019")
    html = page(world, course)
    assert "lock" not in html.split('class="life-chart"')[1].split('class="life-key"')[0]
    tell(world, "zqhidden", "2020", is_private=True)
    html = page(world, course)
    assert "2020: zqhidden (for clinicians only)" in items(html)
    assert items(html) == items(html, "narrow") == rows(html)
    assert html.count('<g class="lock"') == 3  # in both widths, and in the key


def test_from_an_empty_chart_to_one_that_is_drawn(world: World, course: Course) -> None:
    assert "“About 2015” is enough" in page(world, course)
    sent = typed()
    for _ in range(2):
        assert knock.post(world.ada, path(course, "/events"), sent).status_code == 302
    then = {"id": str(uuid4()), "when": "2015", "value": "8"}
    assert knock.post(world.ada, path(course, "/moods"), then).status_code == 302
    html = page(world, course)
    assert "about spring 2019: Father died." in items(html)
    assert "2015: 8 of 10, as remembered" in items(html)
    assert "−3, very hard" in html
    assert LifeEvent.objects.count() == MoodPoint.objects.count() == 1


def test_the_table_says_what_the_picture_shows_at_every_width(
    world: World, course: Course, circle: Circle
) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    tell(world, "Moved here.", "2015", kind="change", people=[inge.id, rui.id])
    tell(world, "A clinic in Leeds.", "2016 to about 2017", kind="treatment")
    tell(world, "Low all day.", "spring 2025", kind="illness", mark="onset")
    feel(world, 4, "about March 2025")
    for days in range(3):
        record(plan(course, base_clock.now() - timedelta(days=days)))
    for query in ("", "?span=10y", "?span=year", "?span=course", "?span=8w"):
        html = page(world, course, query)
        assert items(html, "wide") == items(html, "narrow") == rows(html)
    assert "2015: Inge: Moved here." in rows(page(world, course))


def test_what_lies_outside_is_counted_and_left_out(world: World, course: Course) -> None:
    tell(world, "Long ago.", "1999")
    tell(world, "Just now.", "February 2026")
    html = page(world, course, "?span=8w")
    assert "Long ago." not in "".join(items(html))
    assert "1 more outside" in html
    html = page(world, course, "?from=1998-01-01&to=2000-12-31")
    assert rows(html) == ["1999: Long ago."]
    html = page(world, course, "?from=2003-01-01&to=2004-12-31")
    assert "Nothing lies in this part" in html


@pytest.mark.parametrize(
    "query",
    ["?from=x&to=y", "?from=2020-01-01", "?from=2020-01-01&to=2019-01-01", "?from=0001-01-01&to=9999-12-31",
     "?span=nonsense", "?from=2020-13-01&to=2021-01-01"],
)  # fmt: skip
def test_an_address_that_cannot_be_read_shows_all_of_it(world: World, course: Course, query: str) -> None:
    tell(world, "Long ago.", "1999")
    assert "1999: Long ago." in rows(page(world, course, query))


def test_every_move_is_a_link_and_comes_back(world: World, course: Course) -> None:
    tell(world, "Moved.", "2015")
    html = page(world, course, "?from=2010-01-01&to=2020-01-01")
    links = dict(re.findall(r'data-move="(\w+)" href="([^"]+)"', html))
    assert set(links) == {"earlier", "later", "closer", "wider"}
    for move in links.values():
        assert knock.get(world.ada, move).status_code == 200
    assert "from=2012-07-02&to=2017-07-02" in links["closer"]
    back = unescape(knock.text(knock.get(world.ada, links["closer"])))
    assert re.search(r'data-move="wider" href="[^"]*from=20(10-01-0|09-12-3)', back)


def test_what_is_near_an_onset_stands_out_and_nothing_is_said_of_why(world: World, course: Course) -> None:
    tell(world, "Low all day.", "May 2025", kind="illness", mark="onset")
    tell(world, "Ruth left.", "April 2025")
    tell(world, "The old flat.", "2011 to 2019", kind="positive")
    html = page(world, course)
    near = html.split('class="life-near"')[1].split("</div>")[0]
    assert "Within half a year of “Low all day.” (May 2025)" in near
    assert "Ruth left." in near
    assert "The old flat." not in near
    assert "does not say that one led to the other" in near
    assert 'bar indigo near"' in html
    assert CAUSE.search(re.sub(r"<[^>]+>", " ", html.split('id="chart"')[1].split('id="add"')[0])) is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"when": "some time"}, "The year is missing."),
        ({"when": "2019 to 2015"}, "The second date lies before the first."),
        ({"when": ""}, "Say when it was."),
        ({"words": " "}, "Please write a line here."),
        ({"kind": ""}, "Please choose one."),
        ({"when": "2045"}, "more than three years ahead"),
        ({"id": "x"}, "valid UUID"),
    ],
    ids=["year", "order", "none", "words", "kind", "ahead", "id"],
)
def test_what_is_refused_says_why_and_nothing_typed_is_lost(
    world: World, course: Course, wrong: dict[str, str], why: str
) -> None:
    sent = typed(**wrong)
    answer = knock.post(world.ada, path(course, "/events"), sent)
    html = unescape(knock.text(answer))
    assert answer.status_code in (409, 422)
    assert why in html
    if sent["words"].strip():
        assert "Father died." in html
    assert f'value="{sent["when"]}"' in html or not sent["when"]
    assert '<option value="-3" selected>' in html
    assert not LifeEvent.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"when": "2027", "value": "3"}, {"when": "2019", "value": ""}, {"when": "x", "value": "3"}],
    ids=["ahead", "no value", "no date"],
)  # fmt: skip
def test_a_mood_that_is_refused(world: World, course: Course, wrong: dict[str, str]) -> None:
    answer = knock.post(world.ada, path(course, "/moods"), {"id": str(uuid4())} | wrong)
    assert answer.status_code in (409, 422)
    assert f'value="{wrong["when"]}"' in knock.text(answer)
    assert not MoodPoint.objects.exists()


def test_told_otherwise_and_two_windows_keep_both_texts(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    event = tell(world, "Father died.", "2019", people=[inge.id], impact=-2, mark="peak", is_private=True)
    address = f"/life-events/{event.id}"
    shown = knock.text(knock.get(world.ada, address))
    assert 'value="2019"' in shown
    assert f'value="{inge.id}" ' in shown
    assert "checked" in shown.split('name="is_private"')[1][:200]
    sent = typed(version="1", when="March 2019", people=[str(inge.id)], impact="")
    assert knock.post(world.ada, address, sent).status_code == 302
    event.refresh_from_db()
    assert (event.when, event.impact, event.mark, event.is_private, event.version) == (
        "March 2019",
        None,
        "",
        False,
        2,
    )
    late = knock.post(world.ada, address, typed(version="1", words="He died in March.", when="4 March 2019"))
    assert late.status_code == 409
    html = unescape(knock.text(late))
    assert "He died in March." in html
    assert "What is stored now" in html
    assert 'name="version" value="2"' in html
    assert knock.post(world.ada, address, typed(version="2", when="")).status_code == 422
    assert knock.post(world.ada, address, typed(version="2", when="2045")).status_code == 409


def test_taken_off_and_put_back_by_buttons(world: World, course: Course) -> None:
    event, point = tell(world, "Moved."), feel(world, 3)
    assert knock.post(world.ada, f"/life-events/{event.id}/off").status_code == 302
    assert knock.post(world.ada, f"/moods/{point.id}/off").status_code == 302
    html = page(world, course)
    assert "Taken off the chart" in html
    assert "Put back" in html
    assert knock.post(world.ada, f"/life-events/{event.id}/back").status_code == 302
    assert knock.post(world.ada, f"/moods/{point.id}/back").status_code == 302
    assert "Taken off the chart" not in page(world, course)
    assert len(rows(page(world, course))) == 3  # both, and the course


def test_who_wrote_it_stands_beside_it(world: World, course: Course) -> None:
    tell(world, "hers", by=world.maya)
    tell(world, "ours", is_private=True)
    html = page(world, course)
    assert "the client wrote this" in html
    assert "written here" in html
    assert "for clinicians only" in html


def test_a_supervisor_reads_and_writes_nothing(world: World, course: Course) -> None:
    event = tell(world, "Moved.")
    html = knock.text(knock.get(world.sam, path(course)))
    assert "Moved." in html
    assert "Add to the chart" not in html
    assert "Keep this" not in knock.text(knock.get(world.sam, f"/life-events/{event.id}"))


def test_strangers_and_other_roles(world: World, course: Course) -> None:
    event, point = tell(world, "Moved."), feel(world, 3)
    for address in (path(course), f"/life-events/{event.id}"):
        assert knock.statuses(knock.strangers(world), address) == {404}
        assert knock.statuses(knock.no_readers(world), address) == {403}
    for address in (path(course, "/events"), path(course, "/moods"), f"/life-events/{event.id}",
                    f"/life-events/{event.id}/off", f"/life-events/{event.id}/back", f"/moods/{point.id}/off",
                    f"/moods/{point.id}/back"):  # fmt: skip
        assert knock.statuses(knock.strangers(world), address, posting=True) == {404}


def test_a_closed_course_keeps_its_chart(world: World, course: Course) -> None:
    tell(world, "Moved.")
    courses.close_course(course=course, reason="over", by=world.ada.user)
    assert "Moved." in page(world, course, "?span=course")
    again = start(world.maya, world.ada)
    assert "Moved." in page(world, again)


def test_sessions_moods_and_medicines_stand_on_the_axis(
    world: World, course: Course, clock: StoppedClock
) -> None:
    session = record(plan(course, clock.now))
    courses.save_mood_event(
        id=uuid4(), session=session, version=0, mood="flat", event="the call", by=world.ada.user
    )
    courses.record_medication_change(
        course=course, kind="begun", medicine="Sertraline", on=clock.now.date(), by=world.ada.user
    )
    shown = rows(page(world, course))
    assert "2 March 2026: Session 1. Mood: “flat”" in shown
    assert any("Sertraline" in line for line in shown)
    assert any("Course of" in line and "to now" in line for line in shown)


def test_the_course_page_says_it_in_one_line(world: World, course: Course) -> None:
    assert "Begin the life chart" in card(world, course)
    tell(world, "Ruth left.", "April 2025")
    assert "not marked yet" in card(world, course)
    tell(world, "Low all day.", "May 2025", kind="illness", mark="onset")
    tell(world, "The party.", "October 2025", kind="positive")
    assert "It began May 2025." in card(world, course)
    assert "“Ruth left.”" in card(world, course)
    actions.take_off_life_event(event=LifeEvent.objects.get(began_on="2025-04-01"), by=world.ada.user)
    assert "“The party.”" in card(world, course)


def card(world: World, course: Course) -> str:
    return unescape(knock.text(knock.get(world.ada, f"/courses/{course.id}")))
