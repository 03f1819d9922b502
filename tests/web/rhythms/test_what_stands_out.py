"""What stands out in a diary: a short night, more energy, and what is then not said of a fall."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.base import clock as base_clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.measures.offers import what_now_rows
from amity.web.rhythms import actions, offers, queries
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import Told
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record
from tests.web.measures.test_over_time import form
from tests.web.rhythms.conftest import at, page, tell, tell_short_night, text

WHOM = "Prescribes: Dr Lee, 555 0101."


def test_a_much_shorter_night_stands_out_in_words(
    course: Course, diary: Diary, clock: StoppedClock, world: World
) -> None:
    tell_short_night(diary, clock)
    said = page(signed_in(world.ada), course)
    assert "One much shorter night" in said
    assert "4 h 30 min" in said
    rows = offers.today_rows(world.ada.user, [course.client_id])
    assert [it.title for it in rows] == ["Sleep or activity stands out in the diary"]
    assert offers.today_rows(world.ben.user, [course.client_id]) == []
    courses.close_course(course=course, reason="over", by=world.ada.user)
    assert offers.today_rows(world.ada.user, [course.client_id]) == []


def tell_energy(diary: Diary, clock: StoppedClock, mood: int, energy: int, days: int) -> None:
    for _day in range(days):
        clock.forward(days=1)
        tell(diary, queries.today_of(diary), {"mood": Told(mood), "energy": Told(energy)})


@pytest.mark.parametrize(
    ("mood", "energy", "title", "head"),
    [
        (0, 4, "Much more energy stands out in the diary", "Much more energy than usual"),
        (4, 0, "A much higher mood stands out in the diary", "A mood much higher than usual"),
    ],
)
def test_mood_or_energy_well_above_ones_own_usual_stands_out_once_the_days_are_over(
    course: Course, diary: Diary, clock: StoppedClock, world: World, mood: int, energy: int, title: str,
    head: str,
) -> None:  # fmt: skip
    tell_energy(diary, clock, 0, 0, 8)
    tell_energy(diary, clock, mood, energy, 2)
    assert offers.today_rows(world.ada.user, [course.client_id]) == [], "today is not over"
    clock.forward(hours=12)
    (row,) = offers.today_rows(world.ada.user, [course.client_id])
    assert row.title == title
    assert row.detail.endswith(
        "the newest 3 days: +4, the median of 3 days. Usual before them: 0, the median of 7 days."
    )
    assert head in page(signed_in(world.ada), course)


def test_a_day_under_way_is_not_counted_as_a_quiet_one(
    course: Course, clock: StoppedClock, world: World
) -> None:
    diary = actions.begin_diary(client=world.maya, form="srm17", by=world.ada.user)
    many = [it.id for it in queries.form_of(diary).activities][:12]

    def told(activities: list[str]) -> None:
        tell(diary, queries.today_of(diary), {id: Told(300) for id in activities})

    for number in range(10):
        told(many[: 4 if number < 8 else 12])
        clock.forward(days=1)
    told(many[:1])
    (row,) = offers.today_rows(world.ada.user, [course.client_id])
    assert row.detail.startswith("The newest 3 days: 12 a day, the median of 3 days.")


def test_the_page_says_where_more_being_done_cannot_show(course: Course, diary: Diary, ada: Browser) -> None:
    assert "can show only where 2 or fewer are usual: five times cannot show it" in page(ada, course)


def test_it_stands_out_on_the_day_it_was_told_and_the_two_after(
    course: Course, diary: Diary, clock: StoppedClock, world: World
) -> None:
    tell_short_night(diary, clock)
    for _day in range(3):
        (row,) = offers.today_rows(world.ada.user, [course.client_id])
        assert row.detail.startswith("The night after 13 March: 4 h 30 min.")
        clock.forward(days=1)
        times = {"out_of_bed": at("out_of_bed", "07:00"), "to_bed": at("to_bed", "23:00")}
        tell(diary, queries.today_of(diary), times)
    assert offers.today_rows(world.ada.user, [course.client_id]) == []


def depression_falls(world: World, clock: StoppedClock) -> None:
    """Week by week, PHQ-9 lower by what is called a sudden gain."""
    for total in (19, 18, 20, 17, 4, 3, 4, 3):
        form(world.maya, "phq9", [min(3, max(0, total - 3 * place)) for place in range(9)], 0)
        clock.forward(days=7)


def phq9_page(world: World) -> str:
    return text(signed_in(world.ada).get(reverse("measure", args=[world.maya.id, "phq9"])))


def test_beside_a_much_shorter_night_a_fall_is_not_called_a_remission(
    course: Course, diary: Diary, clock: StoppedClock, world: World, ada: Browser
) -> None:
    ada.post(reverse("name_prescriber", args=[course.id]), {"name": "Dr Lee", "reach": "555\n0101"})
    depression_falls(world, clock)
    alone = phq9_page(world)
    assert "Remission, below 5: reached." in alone
    assert "called a sudden gain" in alone
    tell_short_night(diary, clock)
    overview = text(signed_in(world.ada).get(reverse("client_measures", args=[world.maya.id])))
    for said in (phq9_page(world), overview):
        assert "4 h 30 min" in said
        assert "Prescribes: Dr Lee, 555 0101." in said
        assert "a fall may be a switch and not a recovery" in said
        assert "reached." not in said
        assert "called a sudden gain" not in said


def test_beside_signs_written_down_in_the_session_neither(
    course: Course, clock: StoppedClock, world: World
) -> None:
    depression_falls(world, clock)
    now = base_clock.now()
    record(plan(course, now - timedelta(hours=1)), tasks_done=["write_down_high_signs"])
    said = phq9_page(world)
    assert "Signs of a high mood were written down in the session of 27 April." in said
    assert "reached." not in said
    clock.forward(days=1)
    later = record(plan(course, now + timedelta(hours=20)))
    assert "Signs of a high mood" in phq9_page(world), "nothing was ticked: nothing is known"
    record(later, tasks_done=["open_since_last"])
    assert "Signs of a high mood" not in phq9_page(world)


def test_whoever_prescribes_stands_beside_what_stands_out_in_the_diary(
    course: Course, diary: Diary, clock: StoppedClock, world: World, ada: Browser
) -> None:
    tell_short_night(diary, clock)
    (row,) = offers.today_rows(world.ada.user, [course.client_id])
    assert "Prescribes" not in row.detail
    card = reverse("course", args=[course.id])
    assert "Nobody is named who prescribes." in text(signed_in(world.ada).get(card))
    actions.name_prescriber(client=world.maya, name="Dr Lee", reach="555\n0101", by=world.ada.user)
    (row,) = offers.today_rows(world.ada.user, [course.client_id])
    assert row.detail.endswith(f" less. {WHOM}")
    assert "Prescribes: <b>Dr Lee, 555 0101</b>." in text(signed_in(world.ada).get(card))


def test_whoever_prescribes_stands_beside_a_rise_of_mood(
    course: Course, clock: StoppedClock, world: World
) -> None:
    form(world.maya, "asrm", [3, 3, 0, 0, 0], 0)
    actions.name_prescriber(client=world.maya, name="Dr Lee", reach="555\n0101", by=world.ada.user)
    (row,) = what_now_rows(world.ada.user, [course.client_id])
    assert row.detail.endswith(f" a look within the week. {WHOM}")
    session = plan(course, base_clock.now() + timedelta(days=1))
    ada = signed_in(world.ada)
    for where, of in (("course", course), ("what_now", course), ("session", session)):
        assert WHOM in text(ada.get(reverse(where, args=[of.id]))), where


def test_the_gate_of_the_prescriber_leads_to_whom_to_call(
    course: Course, clock: StoppedClock, world: World
) -> None:
    record(plan(course, base_clock.now() - timedelta(hours=1)), tasks_done=["write_down_high_signs"])
    said = text(signed_in(world.ada).get(reverse("course", args=[course.id])))
    assert f'<a href="{reverse("rhythms", args=[course.id])}"><b>Prescriber contacted</b></a>' in said
