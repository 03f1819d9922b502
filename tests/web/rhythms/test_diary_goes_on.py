"""What counts on over the end of a diary, another one and another course; and the days that are free."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client as Browser
from django.urls import reverse

from amity.core import library
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.rhythms import actions, offers, queries
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import Told
from amity.web.rhythms.queries.page import page_of, signs_of
from amity.web.rhythms.queries.weeks import usual_before, weeks_of
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.rhythms.conftest import SRM5, at, tell


def text(answer: Any) -> str:
    return str(answer.content.decode())


def page(browser: Browser, course: Course) -> str:
    return text(browser.get(reverse("rhythms", args=[course.id])))


def test_what_was_in_it_stays_after_its_end_and_beside_another(
    course: Course, weeks: Diary, ada: Browser, world: World
) -> None:
    """Days out of rhythm, what was agreed, the weeks, and the nights that a usual night is made of."""
    minutes, first = at("out_of_bed", "07:00").value or 0, weeks.begun_on
    actions.agree_target(
        diary=weeks, activity="out_of_bed", minutes=minutes, towards=minutes, step=30, from_on=first,
        by=world.ada.user,
    )  # fmt: skip
    actions.note_disrupted_day(diary=weeks, on=first, words="The call at night", by=world.ada.user)
    usual = usual_before(weeks, queries.today_of(weeks))
    actions.end_diary(diary=weeks, by=world.ada.user)
    said = page(ada, course)
    for it in ("<b>5.20</b>", "The call at night", "Out of bed</b>", "Begin it again"):
        assert it in said
    assert "Let it go" not in said
    sent = {"on": first.isoformat(), "words": "A late train", "person": "", "event": ""}
    assert ada.post(reverse("note_disrupted_day", args=[course.id]), sent).status_code == 302
    again = actions.begin_diary(client=world.maya, form="srm5", by=world.ada.user)
    said = page(ada, course)
    for it in ("Kept before: SRM-5", "<b>5.20</b>", "The call at night", "A late train", "Was aimed at"):
        assert it in said
    assert "Kept before" in text(ada.get(reverse("print_rhythms", args=[course.id])))
    assert usual_before(again, again.begun_on) == usual
    tell(weeks, first + timedelta(days=13), {"to_bed": at("to_bed", "23:00")})
    tell(again, again.begun_on, {"out_of_bed": at("out_of_bed", "03:00")})
    signs = signs_of(weeks_of(again), SRM5, again.begun_on, is_evening=True)
    assert "one_short_night" in [it.kind for it in signs]


def test_more_is_not_being_done_where_only_more_is_asked_about(
    course: Course, weeks: Diary, world: World
) -> None:
    actions.end_diary(diary=weeks, by=world.ada.user)
    again = actions.begin_diary(client=world.maya, form="srm17", by=world.ada.user)
    asked = [it.id for it in library.rhythm("srm17").activities]
    tell(again, again.begun_on, {id: Told(600) for id in asked})
    tell(again, again.begun_on + timedelta(days=1), {id: Told(600) for id in asked})
    today = again.begun_on + timedelta(days=1)
    assert signs_of(weeks_of(again, today), queries.form_of(again), today, is_evening=True) == ()


def test_free_days_are_those_that_were_chosen(
    course: Course, clock: StoppedClock, ada: Browser, world: World
) -> None:
    """Monday free, as for somebody who works on Saturdays: Sunday night is then the night before one."""
    sent = {"id": str(uuid4()), "form": "srm5", "free_days": ["0", "6"]}
    assert ada.post(reverse("begin_rhythms", args=[course.id]), sent).status_code == 302
    diary = queries.open_diary_of(world.maya)
    assert diary is not None
    clock.forward(days=7)
    for n in range(7):
        day = diary.begun_on + timedelta(days=n)
        up, bed = (
            ("09:00" if day.weekday() in (0, 6) else "07:00"),
            ("00:30" if day.weekday() in (5, 6) else "23:00"),
        )
        tell(diary, day, {"out_of_bed": at("out_of_bed", up), "to_bed": at("to_bed", bed)})
    beside = {it.activity.id: it for it in page_of(diary, queries.today_of(diary), {}).beside}
    assert (beside["out_of_bed"].weekend, beside["out_of_bed"].later) == ("09:00 (2 times)", "120 min later")
    assert (beside["to_bed"].weekend, beside["to_bed"].later) == ("00:30 (2 times)", "90 min later")
    drawn = {it.activity.id: (len(it.weekday_times), len(it.weekend_times)) for it in beside.values()}
    assert (drawn["out_of_bed"], drawn["to_bed"]) == ((5, 2), (5, 2))
    late = at("to_bed", "00:30").value
    assert set(beside["to_bed"].weekend_times) == {late}, "the evenings that the table takes"
    ada = signed_in(world.ada)
    assert "free: Sunday and Monday" in page(ada, course)
    wrong = {"id": str(uuid4()), "form": "srm5", "free_days": ["9"]}
    assert ada.post(reverse("begin_rhythms", args=[course.id]), wrong).status_code == 422


def test_only_whole_weeks_that_were_told_count_and_only_of_this_course(
    course: Course, diary: Diary, clock: StoppedClock, world: World
) -> None:
    first = diary.begun_on
    clock.forward(days=10)
    for n in range(10):
        if n not in (2, 3, 8, 9):  # five days in the first week, one in the second
            tell(diary, first + timedelta(days=n), {"dinner": at("dinner", "18:30")})
    assert offers.course_facts([course]) == {course.id: {"rhythm_weeks": 1}}
    tell(diary, first + timedelta(days=4), {"dinner": None})
    assert offers.course_facts([course]) == {}, "four days are an incomplete week"
    for n in range(7):
        tell(diary, first + timedelta(days=n), {"dinner": at("dinner", "18:30")})
    clock.forward(days=3)
    for n in range(7, 13):
        tell(diary, first + timedelta(days=n), {"dinner": at("dinner", "18:30")})
    assert offers.course_facts([course]) == {course.id: {"rhythm_weeks": 1}}, "the second is under way"
    clock.forward(days=1)
    assert offers.course_facts([course]) == {course.id: {"rhythm_weeks": 2}}
    courses.close_course(course=course, reason="over", by=world.ada.user)
    clock.forward(days=500)
    again = start(world.maya, world.ada, protocol="ipsrt", planned_sessions=46)
    assert offers.course_facts([course, again]) == {course.id: {"rhythm_weeks": 2}}
