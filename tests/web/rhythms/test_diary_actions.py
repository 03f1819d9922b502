"""A rhythm diary written: once however often it arrives, by whoever may, for a day that has come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

from amity.core import rhythms
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.rhythms import actions, queries
from amity.web.rhythms.days import clock_of
from amity.web.rhythms.models import DayAnswer, Diary
from amity.web.rhythms.queries import Told
from amity.web.rhythms.queries.page import page_of
from amity.web.rhythms.queries.weeks import targets_on, usual_before, weeks_of
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.rhythms.conftest import SRM5, WORKED, at, tell, tell_week


def today(diary: Diary) -> date:
    return queries.today_of(diary)


def test_a_day_is_told_and_told_otherwise(diary: Diary) -> None:
    day = today(diary)
    tell(
        diary, day, {"out_of_bed": at("out_of_bed", "7:10"), "to_bed": at("to_bed", "0:30"), "mood": Told(-2)}
    )
    tell(diary, day, {"out_of_bed": at("out_of_bed", "07:40", 1), "mood": None})
    told = queries.told_on(diary, day)
    assert set(told) == {"out_of_bed", "to_bed"}
    assert (clock_of(told["out_of_bed"].value or 0, SRM5), told["out_of_bed"].company) == ("07:40", 1)
    assert told["to_bed"].value == 20 * 60 + 30, "after midnight belongs to the day lived"
    assert diary.answers.count() == 5, "nothing is written over"


def test_what_did_not_happen_is_an_answer_and_no_time(diary: Diary) -> None:
    tell(diary, today(diary), {"dinner": Told(None, is_done=False)})
    assert queries.told_on(diary, today(diary))["dinner"].is_done is False
    assert weeks_of(diary)[0].times["dinner"][0] is None


def test_a_form_that_arrives_twice_or_late_adds_nothing(diary: Diary) -> None:
    day, page = today(diary), uuid4()
    tell(diary, day, {"dinner": at("dinner", "18:30")}, page=page, turn=1)
    tell(diary, day, {"dinner": at("dinner", "19:00")}, page=page, turn=2)
    for turn in (1, 2):
        assert tell(diary, day, {"dinner": at("dinner", "18:30")}, page=page, turn=turn) == []
    assert clock_of(queries.told_on(diary, day)["dinner"].value or 0, SRM5) == "19:00"
    assert diary.answers.count() == 2


def test_the_same_answer_again_is_no_new_row(diary: Diary) -> None:
    day = today(diary)
    tell(diary, day, {"dinner": at("dinner", "18:30")})
    assert tell(diary, day, {"dinner": at("dinner", "18:30")}) == []


@pytest.mark.parametrize(
    ("days", "reason"), [(2, "still to come"), (-1, "too far back"), (-40, "too far back")]
)
def test_a_day_that_is_not_there_is_refused(diary: Diary, days: int, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        tell(diary, today(diary) + timedelta(days=days), {"dinner": at("dinner", "18:30")})


def test_tomorrow_may_be_today_further_east(diary: Diary) -> None:
    tell(diary, today(diary) + timedelta(days=1), {"out_of_bed": at("out_of_bed", "7:10")}, zone="Asia/Tokyo")
    assert DayAnswer.objects.get().zone == "Asia/Tokyo"


def test_what_fits_no_question_is_refused_or_is_a_bug(diary: Diary) -> None:
    with pytest.raises(ValueError, match="does not ask"):
        tell(diary, today(diary), {"lunch": Told(300)})
    with pytest.raises(ValueError, match="no time"):
        tell(diary, today(diary), {"dinner": Told(None)})
    for told in ({"dinner": Told(1500)}, {"dinner": Told(-30)}, {"mood": Told(6)}, {"dinner": Told(600, 4)}):
        with pytest.raises(Refused):
            tell(diary, today(diary), told)
    assert not DayAnswer.objects.exists()


def test_only_the_client_and_their_team_write(diary: Diary, world: World) -> None:
    for by in (world.omar, world.ben.user, world.sam.user, world.cora.user):
        with pytest.raises(Refused):
            tell(diary, today(diary), {"dinner": at("dinner", "18:30")}, by=by)
    tell(diary, today(diary), {"dinner": at("dinner", "18:30")}, by=world.ada.user)


def test_one_diary_at_a_time_and_another_after_it(diary: Diary, world: World) -> None:
    with pytest.raises(Refused, match="already"):
        actions.begin_diary(client=world.maya, form="srm17", by=world.ada.user)
    actions.end_diary(diary=diary, by=world.maya)
    with pytest.raises(Refused, match="has ended"):
        tell(diary, today(diary) + timedelta(days=1), {"dinner": at("dinner", "18:30")})
    again = actions.begin_diary(client=world.maya, form="srm17", by=world.ada.user)
    assert queries.diary_of(world.maya) == again
    assert actions.end_diary(diary=diary, by=world.maya).ended_by_kind == "client"


def test_a_form_sent_twice_begins_one(course: Course, world: World) -> None:
    id = uuid4()
    first = actions.begin_diary(id=id, client=world.maya, form="srm5", by=world.ada.user)
    assert actions.begin_diary(id=id, client=world.maya, form="srm5", by=world.ada.user) == first


def test_the_worked_week_has_its_score(diary: Diary, clock: StoppedClock) -> None:
    first = diary.begun_on
    clock.forward(days=7)
    tell_week(diary, first)
    week = weeks_of(diary)[0]
    assert week.srm.value == Fraction(26, 5)
    assert clock_of(float(week.srm.activities["dinner"].habitual_minutes or 0), SRM5) == "18:41"
    page = page_of(diary, today(diary), usual_before(diary, today(diary)))
    assert page.lines[0].score == "5.20"
    assert "26 hits ÷ 5 activities" in page.lines[0].told


def test_two_scores_that_differ_are_not_written_alike(diary: Diary, clock: StoppedClock) -> None:
    """The handbook's week with two dinners: 21/4, and not 26/5."""
    clock.forward(days=7)
    tell_week(diary, diary.begun_on, {**WORKED, "dinner": "18:30 - - 20:30 - - -"})
    assert page_of(diary, today(diary), {}).lines[0].score == "5.25"


def test_a_score_is_counted_by_the_algorithm_of_its_form(
    diary: Diary, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.forward(days=7)
    tell_week(diary, diary.begun_on)
    assert page_of(diary, today(diary), {}).lines[0].rule == "srm_1"
    another = replace(rhythms.srm({}), algorithm_version="srm_0")
    monkeypatch.setitem(rhythms.ALGORITHMS, "srm_1", lambda week: another)
    assert weeks_of(diary)[0].srm.algorithm_version == "srm_0"


def test_a_week_without_times_has_no_score_and_says_so(diary: Diary) -> None:
    line = page_of(diary, today(diary), {}).lines[0]
    assert (line.score, line.told) == ("", "nothing was told")
    tell(diary, today(diary), {"dinner": at("dinner", "18:30")})
    assert "no activity was told three times" in page_of(diary, today(diary), {}).lines[0].told


def test_a_pause_goes_on_until_it_is_taken_up(diary: Diary, clock: StoppedClock, world: World) -> None:
    actions.pause_diary(diary=diary, from_on=today(diary), by=world.maya)
    assert queries.is_paused_on(diary, today(diary) + timedelta(days=30))
    clock.forward(days=3)
    actions.resume_diary(diary=diary, by=world.maya)
    assert not queries.is_paused_on(diary, today(diary))
    assert queries.is_paused_on(diary, today(diary) - timedelta(days=1))


def test_a_pause_taken_up_on_its_first_day_was_none(diary: Diary, world: World) -> None:
    actions.pause_diary(diary=diary, from_on=today(diary), by=world.maya)
    actions.resume_diary(diary=diary, by=world.maya)
    assert not queries.is_paused_on(diary, today(diary))
    assert diary.pauses.get().taken_back_at is not None, "the row stays"
    actions.pause_diary(diary=diary, from_on=today(diary), by=world.maya)
    assert queries.is_paused_on(diary, today(diary))


def test_a_pause_still_to_come_is_taken_back_and_one_that_is_over_stays(
    diary: Diary, clock: StoppedClock, world: World
) -> None:
    day = today(diary)
    actions.pause_diary(diary=diary, from_on=day, until_on=day + timedelta(days=1), by=world.maya)
    clock.forward(days=3)
    actions.pause_diary(diary=diary, from_on=day + timedelta(days=9), by=world.ada.user)
    actions.resume_diary(diary=diary, by=world.maya)
    assert queries.is_paused_on(diary, day)
    assert not queries.is_paused_on(diary, day + timedelta(days=9))


def flown(diary: Diary, up: str, **changes: Any) -> None:
    """Seven ordinary nights, one more to bed in New York, and a rising told on a phone in London."""
    first, home = diary.begun_on, "America/New_York"
    for n in range(9):
        told = {"out_of_bed": at("out_of_bed", "07:00"), "to_bed": at("to_bed", "23:00")}
        tell(diary, first + timedelta(days=n), told, zone=home)
    last = first + timedelta(days=9)
    tell(diary, last, {"out_of_bed": at("out_of_bed", up)}, zone="Europe/London", **changes)


def test_until_it_is_said_by_which_clock_there_is_no_night_and_no_sign(
    diary: Diary, clock: StoppedClock
) -> None:
    clock.forward(days=9)
    flown(diary, "07:00")
    day, last = today(diary), diary.begun_on + timedelta(days=9)
    line = page_of(diary, day, {}).lines[-1]
    assert (line.nights_unsaid, line.nights[1].minutes) == (1, None)
    assert page_of(diary, day, {}).signs == ()
    asked = queries.clocks_asked(diary, last, queries.told_on(diary, last))
    assert asked == {"out_of_bed": ["America/New_York", "Europe/London"]}
    tell(diary, last, {}, clocks={"out_of_bed": "America/New_York"})
    line = page_of(diary, day, {}).lines[-1]
    assert (line.nights_unsaid, line.nights[1].minutes) == (0, 480)
    assert page_of(diary, day, {}).signs == ()
    assert queries.clocks_asked(diary, last, queries.told_on(diary, last)) == {}


def test_a_night_that_a_flight_made_short_is_told_with_its_clocks(diary: Diary, clock: StoppedClock) -> None:
    clock.forward(days=9)
    flown(diary, "07:00", clocks={"out_of_bed": "Europe/London"})
    page = page_of(diary, today(diary), {})
    assert page.lines[-1].nights[1].minutes == 240, "eight hours by the clocks, which differ by four in March"
    assert [it.kind for it in page.signs] == ["one_short_night"]


def test_a_clock_is_asked_for_only_beside_a_journey(diary: Diary, clock: StoppedClock) -> None:
    clock.forward(days=11)
    flown(diary, "07:00")
    last = diary.begun_on + timedelta(days=9)
    tell(diary, last, {"dinner": at("dinner", "18:30")}, zone="Europe/London")
    tell(diary, last, {}, clocks={"out_of_bed": "America/New_York", "dinner": "Europe/London"})
    told = {"to_bed": at("to_bed", "23:00"), "mood": Told(1)}
    assert all(it.is_clock_sure for it in tell(diary, last, told, zone="Europe/Lisbon")), "the same clock"
    after = last + timedelta(days=1)
    told = {"out_of_bed": at("out_of_bed", "07:00"), "dinner": Told(None, is_done=False)}
    assert all(it.is_clock_sure for it in tell(diary, after, told, zone="Europe/London"))
    with pytest.raises(KeyError):
        tell(diary, after, {}, clocks={"out_of_bed": "Middle/Earth"})


def test_what_leant_on_a_time_that_waited_is_asked_for_too_and_once(
    diary: Diary, clock: StoppedClock
) -> None:
    clock.forward(days=11)
    flown(diary, "07:00")
    last = diary.begun_on + timedelta(days=9)
    after = last + timedelta(days=1)
    tell(diary, last, {"to_bed": at("to_bed", "23:00")}, zone="Europe/London")
    tell(diary, after, {"out_of_bed": at("out_of_bed", "07:00")}, zone="Europe/London")
    told = {"first_contact": at("first_contact", "07:30")}
    tell(diary, after, told, zone="Europe/London")
    assert queries.days_asked(queries.told_between(diary, last, after)) == [last]
    tell(diary, last, {}, clocks={"out_of_bed": "America/New_York", "to_bed": "America/New_York"})
    asked = queries.clocks_asked(diary, after, queries.told_on(diary, after))
    assert asked == {"out_of_bed": ["America/New_York", "Europe/London"]}
    assert page_of(diary, today(diary), {}).signs == ()
    tell(diary, after, {}, clocks={"out_of_bed": "Europe/London"})
    assert queries.days_asked(queries.told_between(diary, diary.begun_on, after)) == []
    nights = [it.minutes for it in page_of(diary, today(diary), {}).lines[-1].nights]
    assert nights[1:3] == [480, 240]


def test_a_diary_begun_after_midnight_begins_on_the_day_still_lived(
    course: Course, clock: StoppedClock, world: World
) -> None:
    evening = clock.now.astimezone(world.maya.zone).replace(hour=23, minute=0)
    clock.to(evening + timedelta(hours=3))
    diary = actions.begin_diary(client=world.maya, form="srm5", by=world.ada.user)
    assert diary.begun_on == evening.date() == today(diary)
    tell(diary, today(diary), {"to_bed": at("to_bed", "1:30")})
    assert [it.first for it in weeks_of(diary)] == [evening.date()]
    assert actions.end_diary(diary=diary, by=world.maya).ended_on == evening.date()


def test_a_pause_does_not_end_before_it_began(diary: Diary, world: World) -> None:
    day = today(diary)
    with pytest.raises(Refused, match="ends before"):
        actions.pause_diary(diary=diary, from_on=day, until_on=day - timedelta(days=1), by=world.maya)


def test_a_target_holds_from_its_day_until_the_next_or_until_it_is_let_go(
    diary: Diary, clock: StoppedClock, world: World
) -> None:
    day, by = today(diary), world.ada.user
    goal = at("out_of_bed", "7:00").value or 0
    for step, (n, minutes) in enumerate(((0, 330), (7, 300)), start=1):
        actions.agree_target(
            diary=diary, activity="out_of_bed", minutes=minutes, towards=goal, step=30,
            from_on=day + timedelta(days=n), by=by,
        )  # fmt: skip
        assert diary.targets.count() == step
    assert targets_on(diary, day)["out_of_bed"] == 330
    assert targets_on(diary, day + timedelta(days=8))["out_of_bed"] == 300
    actions.let_go_target(diary=diary, activity="out_of_bed", from_on=day + timedelta(days=14), by=by)
    assert targets_on(diary, day + timedelta(days=14)) == {}
    for who in (world.maya, world.ben.user):
        with pytest.raises(Refused):
            actions.let_go_target(diary=diary, activity="out_of_bed", from_on=day, by=who)


def test_a_newer_agreement_voids_what_was_agreed_for_later(
    diary: Diary, clock: StoppedClock, world: World
) -> None:
    day, by = today(diary), world.ada.user

    def agree(clock_says: str, n: int) -> None:
        actions.agree_target(
            diary=diary, activity="dinner", minutes=at("dinner", clock_says).value or 0,
            towards=at("dinner", "18:00").value or 0, step=30, from_on=day + timedelta(days=n), by=by,
        )  # fmt: skip

    def aims() -> list[str]:
        held = [targets_on(diary, day + timedelta(days=n)).get("dinner") for n in (0, 3, 7)]
        return ["" if it is None else clock_of(it, SRM5) for it in held]

    agree("19:00", 0)
    agree("18:30", 7)
    [step] = page_of(diary, day, {}).steps
    assert (step.now, step.coming, step.to_come) == (
        "19:00", ((day + timedelta(days=7), "18:30"),), ("18:00",)
    )  # fmt: skip
    assert aims() == ["19:00", "19:00", "18:30"]
    agree("19:30", 3)
    assert aims() == ["19:00", "19:30", "19:30"]
    actions.let_go_target(diary=diary, activity="dinner", from_on=day, by=by)
    assert aims() == ["", "", ""]
    assert page_of(diary, day, {}).steps == ()
    agree("18:30", 7)
    [step] = page_of(diary, day, {}).steps
    assert (step.now, step.coming) == ("", ((day + timedelta(days=7), "18:30"),))
    assert diary.targets.count() == 5, "what was agreed before stays in the record"


def test_a_day_out_of_rhythm_names_somebody_of_the_clients_own(diary: Diary, world: World) -> None:
    from tests.web.inventory.conftest import begin, name

    hers = name(world, begin(world), "Ana")[0]
    theirs = name(world, begin(world, client=world.omar), "Sami")[0]
    day = today(diary)
    with pytest.raises(Refused, match="list"):
        actions.note_disrupted_day(diary=diary, on=day, words="A row", person=theirs, by=world.ada.user)
    with pytest.raises(Refused, match="few words"):
        actions.note_disrupted_day(diary=diary, on=day, words=" ", by=world.ada.user)
    row = actions.note_disrupted_day(diary=diary, on=day, words="A row", person=hers, by=world.maya)
    assert queries.disrupted_of(diary) == [row]
    actions.take_off_disrupted_day(day=row, by=world.ada.user)
    assert queries.disrupted_of(diary) == []


def test_whoever_prescribes_is_named_by_the_team_alone(course: Course, world: World) -> None:
    with pytest.raises(Refused):
        actions.name_prescriber(client=world.maya, name="Dr Lee", reach="1234", by=world.maya)
    actions.name_prescriber(client=world.maya, name="Dr Lee", reach="1234", by=world.ada.user)
    found = queries.prescriber_of(world.maya)
    assert found is not None
    assert (found.name, found.reach) == ("Dr Lee", "1234")
    actions.name_prescriber(client=world.maya, name="", reach="", by=world.ada.user)
    assert queries.prescriber_of(world.maya) is None
    with pytest.raises(Refused, match="who it is"):
        actions.name_prescriber(client=world.maya, name="", reach="1234", by=world.ada.user)


def test_nothing_is_written_once_the_course_is_over(diary: Diary, course: Course, world: World) -> None:
    day, by = today(diary), world.ada.user
    row = actions.note_disrupted_day(diary=diary, on=day, words="A row", by=by)
    assert queries.today_told(world.maya) is not None
    courses.close_course(course=course, reason="over", by=by)
    refused: list[Callable[[], object]] = [
        lambda: tell(diary, day, {"dinner": at("dinner", "18:30")}, by=by),
        lambda: tell(diary, day, {"dinner": at("dinner", "18:30")}),
        lambda: actions.agree_target(
            diary=diary, activity="dinner", minutes=900, towards=900, step=30, from_on=day, by=by
        ),
        lambda: actions.let_go_target(diary=diary, activity="dinner", from_on=day, by=by),
        lambda: actions.note_disrupted_day(diary=diary, on=day, words="A row", by=by),
        lambda: actions.take_off_disrupted_day(day=row, by=by),
        lambda: actions.pause_diary(diary=diary, from_on=day, by=by),
        lambda: actions.resume_diary(diary=diary, by=by),
        lambda: actions.end_diary(diary=diary, by=by),
        lambda: actions.name_prescriber(client=world.maya, name="Dr Lee", reach="1234", by=by),
        lambda: actions.begin_diary(client=world.maya, form="srm5", by=by),
    ]
    for act in refused:
        with pytest.raises(Refused, match="over"):
            act()
    assert queries.today_told(world.maya) is None, "nobody reads it, so Today does not ask"


def test_every_write_leaves_one_audit_row_without_content(diary: Diary) -> None:
    tell(diary, today(diary), {"dinner": at("dinner", "18:30")})
    row = AuditEvent.objects.get(verb="tell_day")
    assert "18:30" not in str(row.__dict__)
    assert "dinner" not in str(row.__dict__)
