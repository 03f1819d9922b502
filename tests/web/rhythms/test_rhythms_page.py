"""The clinician's page of a diary: read, agreed on, noted, printed, and nothing typed lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.web.base.templatetags.amity import date_only, day
from amity.web.course.models import Course, Session
from amity.web.inventory import actions as inventory
from amity.web.inventory.queries import WITHHELD
from amity.web.rhythms import actions, offers, queries
from amity.web.rhythms.days import clock_of
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import Told
from amity.web.rhythms.queries.own_copy import own_copy
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record
from tests.web.inventory.conftest import begin, name
from tests.web.inventory.life_told import tell as happened
from tests.web.rhythms.conftest import SRM5, at, page, tell, text


def test_it_is_begun_together(ada: Browser, course: Course) -> None:
    assert "Begin the diary" in page(ada, course)
    sent = {"id": str(uuid4()), "form": "srm5"}
    for _again in range(2):
        assert ada.post(reverse("begin_rhythms", args=[course.id]), sent).status_code == 302
    assert queries.open_diary_of(course.client) is not None
    assert "No time was told yet." in page(ada, course)
    again = ada.post(reverse("begin_rhythms", args=[course.id]), {"id": str(uuid4()), "form": "srm17"})
    assert again.status_code == 409


def test_a_week_says_its_arithmetic(course: Course, weeks: Diary, ada: Browser) -> None:
    said = page(ada, course)
    assert "<b>5.20</b>" in said
    assert "26 hits ÷ 5 activities told three times or more" in said
    assert "counted by the rule srm_1" in said
    assert "nothing agreed" in said
    assert "rhythm-picture" in said
    assert "18:30" in said


def test_nearness_to_a_target_is_never_the_score(
    course: Course, weeks: Diary, ada: Browser, world: World
) -> None:
    minutes = at("out_of_bed", "07:00").value or 0
    actions.agree_target(
        diary=weeks, activity="out_of_bed", minutes=minutes, towards=minutes, step=30,
        from_on=weeks.begun_on, by=world.ada.user,
    )  # fmt: skip
    said = page(ada, course)
    assert "5 of 7" in said
    assert "<b>5.20</b>" in said


def test_a_target_goes_step_by_step_from_what_is_usual(course: Course, weeks: Diary, ada: Browser) -> None:
    day = (weeks.begun_on + timedelta(days=14)).isoformat()
    sent = {"activity": "to_bed", "towards": "22:00", "step": "30", "minutes": "", "from_on": day}
    assert ada.post(reverse("agree_target", args=[course.id]), sent).status_code == 302
    target = weeks.targets.get()
    assert (clock_of(target.minutes or 0, SRM5), clock_of(target.towards or 0, SRM5)) == ("23:00", "22:00")
    assert "Then 22:30, 22:00." in page(ada, course)
    ada.post(reverse("let_go_target", args=[course.id]), {"activity": "to_bed"})
    assert "Nothing is agreed yet" in page(ada, course)


def test_a_step_is_no_longer_than_was_said(course: Course, weeks: Diary, ada: Browser) -> None:
    where, today = reverse("agree_target", args=[course.id]), queries.today_of(weeks)
    sent = {"activity": "dinner", "towards": "16:00", "step": "30", "from_on": today.isoformat()}
    answer = ada.post(where, sent | {"minutes": "16:00"})
    assert answer.status_code == 409
    assert "more than a step of 30 minutes from 18:40" in text(answer)
    assert not weeks.targets.exists()
    for minutes, step in (("18:15", "30"), ("17:45", "30"), ("16:00", "120")):
        assert ada.post(where, sent | {"minutes": minutes, "step": step}).status_code == 302
    assert ada.post(where, sent | {"minutes": "16:00", "step": "241"}).status_code == 422


def test_where_nothing_is_usual_the_step_for_now_is_asked_for(
    course: Course, diary: Diary, ada: Browser
) -> None:
    where, today = reverse("agree_target", args=[course.id]), queries.today_of(diary)
    sent = {"activity": "to_bed", "towards": "22:00", "step": "30", "from_on": today.isoformat()}
    answer = ada.post(where, sent | {"minutes": ""})
    assert answer.status_code == 422
    assert "Nothing is usual yet" in text(answer)
    assert ada.post(where, sent | {"minutes": "23:30"}).status_code == 302
    assert ada.post(where, sent | {"minutes": ""}).status_code == 302
    assert [clock_of(it.minutes or 0, SRM5) for it in diary.targets.order_by("number")] == ["23:30", "23:00"]


def test_both_see_what_holds_and_what_comes_with_its_date(
    course: Course, weeks: Diary, ada: Browser, maya: Browser, world: World
) -> None:
    today = queries.today_of(weeks)
    for n, clock_says in ((0, "19:00"), (7, "18:30")):
        minutes = at("dinner", clock_says).value or 0
        actions.agree_target(
            diary=weeks, activity="dinner", minutes=minutes, towards=minutes, step=30,
            from_on=today + timedelta(days=n), by=world.ada.user,
        )  # fmt: skip
    on = today + timedelta(days=7)
    for said, later in (
        (page(ada, course), f'<span class="num">18:30</span> <span class="quiet">from {day(on)}'),
        (text(maya.get("/d/days/weeks")), f"From {on:%A} {on.day} {on:%B}: 18:30"),
    ):
        assert later in said.split("19:00</span>")[-1]


@pytest.mark.parametrize("wrong", [{"towards": "late"}, {"step": "0"}, {"activity": "nap"}, {"from_on": ""}])
def test_a_target_that_cannot_be_read_comes_back(
    course: Course, weeks: Diary, ada: Browser, wrong: dict[str, str]
) -> None:
    day = weeks.begun_on.isoformat()
    sent = {"activity": "to_bed", "towards": "22:00", "step": "20", "minutes": "", "from_on": day} | wrong
    answer = ada.post(reverse("agree_target", args=[course.id]), sent)
    assert answer.status_code == 422
    assert not weeks.targets.exists()


def test_a_day_out_of_rhythm_leads_to_somebody(
    course: Course, weeks: Diary, ada: Browser, world: World
) -> None:
    ana = name(world, begin(world), "Ana")[0]
    sent = {
        "on": weeks.begun_on.isoformat(),
        "words": "The call at night",
        "person": str(ana.id),
        "event": "",
    }
    assert ada.post(reverse("note_disrupted_day", args=[course.id]), sent).status_code == 302
    assert "The call at night" in page(ada, course)
    links = offers.relationship_links(world.ada.user, course, ana)
    assert [it.words for it in links] == ["The call at night"]
    row = weeks.disrupted_days.get()
    ada.post(reverse("take_off_disrupted_day", args=[row.id]))
    assert "The call at night" not in page(ada, course)


def test_the_clients_copy_names_whom_they_know_and_the_page_says_that_there_is_one(
    course: Course, weeks: Diary, ada: Browser, world: World
) -> None:
    circle = begin(world)
    ana = name(world, circle, "Ana")[0]
    actions.note_disrupted_day(
        diary=weeks, on=weeks.begun_on, words="The call at night", person=ana, by=world.ada.user
    )
    assert page(ada, course).count("stands in the copy of the record") == 1
    assert page(ada, course).count("stand in the copy of the record") == 1
    rows = [row for part in own_copy(course.client) for row in part.rows]
    assert "a person" in str(rows)
    assert "Ana" not in str(rows), "she never saw her on a circle"
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    rows = [row for part in own_copy(course.client) for row in part.rows]
    assert "Ana" in str(rows)


def test_a_copy_of_the_record_withholds_whoever_was_not_released(
    course: Course, weeks: Diary, world: World
) -> None:
    circle = begin(world)
    ana, eva = name(world, circle, "Ana", "Eva")
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    event = happened(world, "Eva shouted", people=[eva.id])
    actions.note_disrupted_day(
        diary=weeks, on=weeks.begun_on, words="Ana drank all night", person=ana, event=event,
        by=world.ada.user,
    )  # fmt: skip
    for released, hidden, said in (
        ((), ("Ana", "Eva"), ("a person", WITHHELD)),
        ((ana,), ("drank", "Eva"), ("Ana", WITHHELD)),
        ((ana, eva), (WITHHELD,), ("Ana drank all night", "Eva shouted")),
    ):
        for one in released:
            inventory.name_outside(person=one, released=True, left_out=False, by=world.ada.user)
        rows = str([row for part in offers.subject_data(course.client) for row in part.rows])
        assert not [it for it in hidden if it in rows]
        assert all(it in rows for it in said)


def test_both_copies_say_which_days_were_not_asked_about(course: Course, weeks: Diary, world: World) -> None:
    first, last = weeks.begun_on + timedelta(days=2), weeks.begun_on + timedelta(days=3)
    actions.pause_diary(diary=weeks, from_on=first, until_on=last, by=world.maya)
    for parts in (own_copy(course.client), offers.subject_data(course.client)):
        row = next(it.rows[0] for it in parts if it.title == "Days that were not asked about")
        assert list(row.values()) == [date_only(first), date_only(last)]


def test_a_private_event_behind_a_day_keeps_its_lock(course: Course, weeks: Diary, world: World) -> None:
    event = happened(world, "Lost the flat", is_private=True)
    actions.note_disrupted_day(diary=weeks, on=weeks.begun_on, words="A row", event=event, by=world.ada.user)
    next_day = weeks.begun_on + timedelta(days=1)
    actions.note_disrupted_day(diary=weeks, on=next_day, words="A late train", by=world.ada.user)
    lanes = offers.life_chart_lanes(world.ada.user, course.client)
    marks = next(it.items for it in lanes if it.kind == "marks")
    assert [(it.is_private, it.words) for it in marks] == [
        (True, "A row; Lost the flat (for clinicians only)"),
        (False, "A late train"),
    ]


def test_somebody_let_go_of_is_not_offered_as_an_empty_name(
    course: Course, weeks: Diary, ada: Browser, world: World
) -> None:
    ana, eva = name(world, begin(world), "Ana", "Eva")
    inventory.redact_person(person=ana, by=world.ada.user)
    said = page(ada, course)
    assert f'value="{eva.id}"' in said
    assert f'value="{ana.id}"' not in said


def test_it_leads_to_the_plan_and_to_the_early_signs(course: Course, weeks: Diary, ada: Browser) -> None:
    said = page(ada, course)
    for technique in ("early_signs", "disruption_plan"):
        assert reverse("begin_worksheet", args=[course.id, technique]) in said


def test_what_was_typed_comes_back(course: Course, weeks: Diary, ada: Browser) -> None:
    sent = {"on": "soon", "words": "The call at night", "person": "", "event": ""}
    answer = ada.post(reverse("note_disrupted_day", args=[course.id]), sent)
    assert answer.status_code == 422
    assert "The call at night" in text(answer)


def test_whoever_prescribes_is_at_hand(ada: Browser, course: Course) -> None:
    ada.post(reverse("name_prescriber", args=[course.id]), {"name": "Dr Lee", "reach": "555 0101"})
    said = page(ada, course)
    assert "Dr Lee" in said
    assert "555 0101" in said


def test_it_is_paused_taken_up_and_ended(ada: Browser, course: Course, diary: Diary) -> None:
    where = reverse("pause_rhythms", args=[course.id])
    ada.post(where, {"from_on": diary.begun_on.isoformat(), "until_on": ""})
    assert "paused now" in page(ada, course)
    ada.post(where, {"resume": "1"})
    assert "paused now" not in page(ada, course)
    ada.post(reverse("end_rhythms", args=[course.id]))
    assert "Begin it again" in page(ada, course)


def test_a_supervisor_reads_and_does_not_write(world: World, course: Course, weeks: Diary) -> None:
    sam = signed_in(world.sam)
    said = page(sam, course)
    assert "<b>5.20</b>" in said
    assert "Agree on a time" not in said


def test_it_prints(course: Course, weeks: Diary, ada: Browser) -> None:
    said = text(ada.get(reverse("print_rhythms", args=[course.id])))
    assert "rhythm-picture" in said
    assert "07:10" in said


def test_paper_has_what_the_page_has(course: Course, weeks: Diary, ada: Browser) -> None:
    for said in (text(ada.get(reverse("print_rhythms", args=[course.id]))), page(ada, course)):
        assert "26 hits ÷ 5 activities" in said
        assert "Near what was agreed" in said
        assert "Time in bed" in said
        assert "weekdays, above the line" in said
        assert "100 min later" in said, "the working and the free mornings of the worked week"
        assert said.count('class="often free"') > 5
        assert "of 5 times of day" in said


def test_a_week_told_in_part_is_hollow_and_says_so(
    course: Course, weeks: Diary, ada: Browser, world: World, clock: StoppedClock
) -> None:
    assert "key-part" not in page(ada, course)
    clock.forward(days=3)
    for n in range(14, 17):
        tell(weeks, weeks.begun_on + timedelta(days=n), {"dinner": at("dinner", "18:30")})
    said = page(signed_in(world.ada), course)
    assert said.count('class="score part"') == 2, "once for each width"
    assert "incomplete: fewer than five of seven days told" in said
    assert "Regularity of 3 weeks, of which 1 incomplete" in said
    points = offers.life_chart_lanes(world.ada.user, course.client)[0].items
    assert [it.tone for it in points] == ["", "", "incomplete"]
    assert points[2].words == "regularity 3.00 of 7, incomplete: 3 of 7 days told"


def test_both_poles_stand_side_by_side(ada: Browser, course: Course, diary: Diary) -> None:
    said = page(ada, course)
    assert said.index("PHQ-9") < said.index("ASRM")
    assert said.count("Not answered in this course.") == 2


def test_offers(world: World, course: Course, weeks: Diary) -> None:
    tell(weeks, weeks.begun_on, {"mood": Told(-2)})
    actions.note_disrupted_day(diary=weeks, on=weeks.begun_on, words="A row", by=world.ada.user)
    assert offers.course_facts([course]) == {course.id: {"rhythm_weeks": 2}}
    card = offers.course_card(world.ada.user, course)
    assert card is not None
    assert card.title == "Daily rhythm"
    lanes = offers.life_chart_lanes(world.ada.user, course.client)
    assert [it.kind for it in lanes] == ["points", "marks"]
    assert offers.life_chart_lanes(world.ben.user, course.client) == []
    assert [it.url for it in offers.own_links(course.client)] == ["/d/days"]
    parts = offers.subject_data(course.client)
    assert any("07:10" in str(row.values()) for part in parts for row in part.rows)


def test_before_a_session_stand_the_days_since_the_last_one(
    world: World, course: Course, weeks: Diary, clock: StoppedClock
) -> None:
    ana = name(world, begin(world), "Ana")[0]
    record(plan(course, clock.now))
    clock.forward(days=2)
    coming = plan(course, clock.now + timedelta(hours=1))
    tell(weeks, queries.today_of(weeks), {"dinner": at("dinner", "18:30")})
    actions.note_disrupted_day(
        diary=weeks, on=queries.today_of(weeks), words="The call at night", person=ana, by=world.ada.user
    )
    said = text(signed_in(world.ada).get(reverse("session", args=[coming.id])))
    assert "1 of 3 days told since" in said
    assert "The call at night" in said
    clock.forward(hours=2)
    record(coming)
    assert offers.before_session(world.ada.user, Session.objects.get(pk=coming.pk)) is None


def test_a_day_out_of_rhythm_speaks_where_an_area_is_chosen(
    world: World, course: Course, weeks: Diary
) -> None:
    ana = name(world, begin(world), "Ana")[0]
    for words, person in (("The call at night", ana), ("The clocks went on", None)):
        actions.note_disrupted_day(
            diary=weeks, on=weeks.begun_on, words=words, person=person, by=world.ada.user
        )
    said = [it.words for it in offers.area_evidence(world.ada.user, course)]
    assert said == ["“The call at night” (a day out of rhythm, with Ana)"]
    assert offers.area_evidence(world.ben.user, course) == []


def test_without_a_diary_nothing_is_offered(world: World, course: Course, clock: StoppedClock) -> None:
    assert offers.course_facts([course]) == {}
    assert offers.course_card(world.ada.user, course) is None
    assert offers.today_rows(world.ada.user, [course.client_id]) == []
    assert list(offers.life_chart_lanes(world.ada.user, course.client)) == []
    assert list(offers.own_links(course.client)) == []
    assert list(offers.subject_data(course.client)) == []
    assert list(offers.area_evidence(world.ada.user, course)) == []
    assert offers.before_session(world.ada.user, plan(course, clock.now)) is None
