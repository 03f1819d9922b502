"""*What now*: what brings a course up, what its cards show, and what is decided on them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course import actions as course_actions
from amity.web.course.models import Course
from amity.web.measures import actions
from amity.web.measures.models import CardDecision
from amity.web.measures.offers import what_now_before, what_now_card, what_now_rows
from amity.web.measures.queries import what_now
from amity.web.safety.models import Flag
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record, start
from tests.web.measures.conftest import text
from tests.web.measures.filled import fill

MOST_QUERIES = 30


def answered(world: World, total: int) -> None:
    """PHQ-9, sent by Maya, with this total and 0 on item 9."""
    sent = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    left = total
    for item in library.instrument("phq9").scored_items:
        value = 0 if item.id == "self_harm" else min(3, left)
        left -= value
        actions.answer(
            response=sent,
            item=item.id,
            value=value,
            visit=uuid4(),
            written_at=base_clock.now(),
            by=world.maya,
        )
    actions.submit(response=sent, by=world.maya)


@pytest.fixture
def week_four(clock: StoppedClock, world: World) -> Course:
    """Maya's course in its fourth week, with the score where it was and one practice not tried."""
    course = start(world.maya, world.ada)
    answered(world, 18)
    for _ in range(4):
        held = record(plan(course, base_clock.now()))
        clock.forward(days=7)
    answered(world, 19)
    practice = course_actions.agree_practice(course=course, session=held, text="Call Inge", by=world.ada.user)
    course_actions.record_practice_result(
        practice=practice, result="not_tried", said="No time", by=world.ada.user
    )
    return course


def page_of(world: World, course: Course, who: str = "ada", **posted: Any) -> Any:
    browser = signed_in(getattr(world, who))
    address = reverse("what_now", args=[course.id])
    return browser.post(address, posted) if posted else browser.get(address)


def sent_from(page: Any, card: str, decision: str = "leave", reason: str = "He asked for time.") -> Any:
    """What the form of one card sends."""
    form = next(it.form for it in page.context["page"].cards if it.raised.card.id == card)
    return {
        "card": card,
        form.add_prefix("id"): str(uuid4()),
        form.add_prefix("seen"): form.initial["seen"],
        form.add_prefix("decision"): decision,
        form.add_prefix("reason"): reason,
    }


def test_week_four_brings_up_the_cards_with_what_is_recorded(world: World, week_four: Course) -> None:
    said = text(page_of(world, week_four))
    assert "The week-4 review is due since" in said
    assert "1 point higher than at the start (19 − 18 = 1)" in said
    assert "Is the focus right?" in said
    assert "Nothing is recorded about the focus: none is chosen." in said
    assert "Nothing is recorded about who supports the client." in said
    assert "“Call Inge” not tried. “No time”" in said
    assert reverse("begin_worksheet", args=[week_four.id, "role_play"]) in said
    assert "predict" not in said.lower().replace("nobody predicts", "")


def test_what_the_record_says_comes_before_the_calendar(world: World, week_four: Course) -> None:
    ids = [it.raised.card.id for it in page_of(world, week_four).context["page"].cards]
    assert ids[:2] == ["focus_right", "focus_drift"]
    assert ids.index("medication") < ids.index("safety_plan")


def test_a_decision_is_kept_with_its_reason_and_what_stood_on_the_card(
    world: World, week_four: Course
) -> None:
    page = page_of(world, week_four)
    sent = sent_from(page, "focus_right", "change_area", "The nights matter more.")
    answer = page_of(world, week_four, **sent)
    assert (answer.status_code, answer["Location"].split("#")[1]) == (302, "focus_right")
    rows = list(CardDecision.objects.filter(course=week_four))
    assert {it.occasion.split(":")[0] for it in rows} == {"week", "little_change"}
    assert {(it.decision, it.reason) for it in rows} == {("change_area", "The nights matter more.")}
    assert "19 − 18 = 1" in rows[0].evidence
    assert "Nothing is recorded about a formulation." in rows[0].evidence
    said = text(page_of(world, week_four))
    assert "Decided so far" in said
    assert "Change the focus, with a new formulation" in said
    assert "The nights matter more." in said
    assert AuditEvent.objects.filter(verb="decide_card", client=world.maya.id).count() == 1


def test_a_form_sent_twice_decides_once(world: World, week_four: Course) -> None:
    sent = sent_from(page_of(world, week_four), "focus_right")
    page_of(world, week_four, **sent)
    rows = CardDecision.objects.count()
    page_of(world, week_four, **sent)
    assert CardDecision.objects.count() == rows


def test_without_a_reason_nothing_is_decided_and_the_choice_stays(world: World, week_four: Course) -> None:
    sent = sent_from(page_of(world, week_four), "focus_right", "change_area", "")
    answer = page_of(world, week_four, **sent)
    assert answer.status_code == 422
    assert 'value="change_area" ' in text(answer)
    assert "checked" in text(answer)
    assert not CardDecision.objects.exists()


def test_what_changed_meanwhile_is_read_first_and_nothing_typed_is_lost(
    world: World, week_four: Course, clock: StoppedClock
) -> None:
    sent = sent_from(page_of(world, week_four), "focus_right", reason="Give it a week.")
    clock.forward(minutes=5)
    answered(world, 21)
    answer = page_of(world, week_four, **sent)
    assert answer.status_code == 409
    assert "The record holds something else by now." in text(answer)
    assert "Give it a week." in text(answer)
    form = answer.context["form"]
    again = {**sent, form.add_prefix("seen"): form["seen"].value()}
    assert page_of(world, week_four, **again).status_code == 302


def test_a_card_that_is_gone_gives_back_what_was_written(world: World, week_four: Course) -> None:
    sent = sent_from(page_of(world, week_four), "rhythm", reason="Keep breakfast.")
    course_actions.record_review(
        course=week_four, kind="week4", decision="On we go.", discussed=["medication"], by=world.ada.user
    )
    form = {**sent, "card": "no_such_card"}
    answer = page_of(world, week_four, **form)
    assert answer.status_code == 409
    assert "Keep breakfast." in text(answer)


def test_a_supervisor_reads_and_does_not_decide(world: World, week_four: Course) -> None:
    page = page_of(world, week_four, "sam")
    assert "Keep this decision" not in text(page)
    assert page_of(world, week_four, "sam", card="focus_right").status_code in (403, 404)


def test_the_rules_refuse_in_words(world: World, week_four: Course) -> None:
    card = library.card("focus_right")
    given: dict[str, Any] = {
        "course": week_four, "card": card, "occasions": ["week:4"], "evidence": "x", "decision": "leave",
        "reason": "y", "by": world.ada.user,
    }  # fmt: skip
    refused: list[tuple[dict[str, Any], str]] = [
        ({"occasions": []}, "Nothing brings this card up"),
        ({"decision": "nothing_such"}, "Choose one of the card"),
        ({"reason": "  "}, "Say in a line why"),
    ]
    for changed, words in refused:
        with pytest.raises(Refused, match=words):
            actions.decide_card(**given | changed)
    assert actions.decide_card(**given)[0].occasion == "week:4"


def test_today_asks_until_something_was_decided(world: World, week_four: Course) -> None:
    [row] = what_now_rows(world.ada.user, [world.maya.id])
    assert row.detail.startswith("PHQ-9 was 18 on")  # what the record says stands before the calendar
    page_of(world, week_four, **sent_from(page_of(world, week_four), "focus_right"))
    page_of(world, week_four, **sent_from(page_of(world, week_four), "medication", "raise"))
    page_of(world, week_four, **sent_from(page_of(world, week_four), "rhythm", "one_time"))
    page_of(world, week_four, **sent_from(page_of(world, week_four), "alliance"))
    assert what_now_rows(world.ada.user, [world.maya.id]) == []
    assert what_now_rows(world.ben.user, [world.maya.id]) == []


def test_what_an_earlier_course_recorded_does_not_stand_in_a_new_one(
    world: World, clock: StoppedClock
) -> None:
    earlier = start(world.maya, world.ada)
    sent = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    for item in library.instrument("phq9").scored_items:
        value = 2 if item.id == "sleep" else 0
        actions.answer(
            response=sent,
            item=item.id,
            value=value,
            visit=uuid4(),
            written_at=base_clock.now(),
            by=world.maya,
        )
    actions.submit(response=sent, by=world.maya)
    course_actions.record_medication_change(
        course=earlier, kind="begun", medicine="Sertraline", detail="", by=world.ada.user,
        on=base_clock.today(world.north.zone),
    )  # fmt: skip
    known = what_now.known_of([earlier])[earlier.id]
    stood = {str(it.when) for it in what_now.occasions_of(earlier, known)}
    assert {"rhythm_disturbed", "medication_changed"} <= stood
    course_actions.close_course(course=earlier, reason="over", by=world.ada.user)
    clock.forward(days=15)
    new = start(world.maya, world.ada)
    known = what_now.known_of([new])[new.id]
    assert what_now.occasions_of(new, known) == ()
    assert what_now.newest_answer(new, known.given, what_now.SLEEP) is None
    course_actions.record_medication_change(
        course=new, kind="changed", medicine="Sertraline", detail="", by=world.ada.user,
        on=base_clock.today(world.north.zone) - timedelta(days=3),
    )  # fmt: skip
    known = what_now.known_of([new])[new.id]
    assert [str(it.when) for it in what_now.occasions_of(new, known)] == ["medication_changed"]


def test_the_course_page_and_the_next_session_say_what_stands_and_what_was_decided(
    world: World, week_four: Course
) -> None:
    card = what_now_card(world.ada.user, week_four)
    assert card is not None
    assert len(card.context["occasions"]) >= 2
    page_of(world, week_four, **sent_from(page_of(world, week_four), "focus_right", "change_area"))
    coming = plan(week_four, base_clock.now() + timedelta(hours=1))
    before = what_now_before(world.ada.user, coming)
    assert before is not None
    assert [it.words for it in before.context["decided"]] == ["Change the focus, with a new formulation"]
    browser = signed_in(world.ada)
    for address in (reverse("session", args=[coming.id]), reverse("course", args=[week_four.id])):
        assert "Change the focus, with a new formulation" in text(browser.get(address))


def test_a_total_of_twenty_is_looked_at_and_raises_no_flag(
    world: World, clock: StoppedClock, week_four: Course
) -> None:
    clock.forward(minutes=1)
    answered(world, 20)
    [row] = what_now_rows(world.ada.user, [world.maya.id])
    assert row.detail.startswith("PHQ-9 is 20 on 30 March, 20 or above: a look before the next session")
    page = page_of(world, week_four)
    assert next(it.raised.card.id for it in page.context["page"].cards) == "safety_plan"
    assert not Flag.objects.exists()
    page_of(world, week_four, **sent_from(page, "safety_plan", "ask_again"))
    [row] = what_now_rows(world.ada.user, [world.maya.id])
    assert "20 or above" not in row.detail


def test_nothing_stands_in_a_course_that_just_began_nor_in_a_closed_one(
    world: World, clock: StoppedClock, week_four: Course
) -> None:
    new = start(world.pia, world.ben)
    assert what_now_card(world.ben.user, new) is None
    assert what_now_rows(world.ben.user, [world.pia.id]) == []
    assert "No review is due and nothing in the record asks for one." in text(page_of(world, new, "ben"))
    week_four.closed_at = base_clock.now()
    known = what_now.known_of([week_four])[week_four.id]
    assert what_now.occasions_of(week_four, known) == ()


def test_a_positive_answer_about_safety_brings_up_the_plan(world: World, clock: StoppedClock) -> None:
    course = start(world.maya, world.ada)
    sent = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    for item in library.instrument("phq9").scored_items:
        actions.answer(
            response=sent, item=item.id, value=2, visit=uuid4(), written_at=base_clock.now(), by=world.maya
        )
    actions.submit(response=sent, by=world.maya)
    page = page_of(world, course)
    assert next(it.raised.card.id for it in page.context["page"].cards) == "safety_plan"
    said = text(page)
    assert "PHQ-9 item 9 was answered 2" in said
    assert "Nothing is recorded of a safety plan." in said
    assert "The question about sleep was answered 2 of 3" in said


def test_today_asks_the_store_the_same_for_one_course_and_for_many(
    world: World, week_four: Course, django_assert_max_num_queries: Any
) -> None:
    start(world.pia, world.ben)
    what_now_rows(world.ada.user, [world.maya.id])
    with django_assert_max_num_queries(11):
        what_now_rows(world.ada.user, [world.maya.id, world.pia.id])


def test_its_page_asks_the_store_no_more_for_more_forms(
    world: World, week_four: Course, django_assert_max_num_queries: Any
) -> None:
    browser, address = signed_in(world.ada), reverse("what_now", args=[week_four.id])
    for more in (1, 40):
        fill(world.maya, world.ada, more)
        browser.get(address)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert browser.get(address).status_code == 200
