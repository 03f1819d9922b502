"""What a course asks by its plan: given once, said at most twice, moved and withdrawn with its session."""

import logging
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail

from amity.web.base import audit
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.companion import actions as companion
from amity.web.companion import jobs as reminders
from amity.web.course import actions as course_actions
from amity.web.course.models import Course, Session
from amity.web.measures import actions, queries
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.jobs import lapsing
from amity.web.measures.models import Link, Notice, Occasion, PlanLine, Response
from amity.web.measures.queries import giving
from amity.web.measures.queries.ways import way_to
from amity.web.people import actions as people
from amity.web.people import jobs as post
from amity.web.people.models import OutgoingMessage
from amity.web.safety.models import Flag
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join
from tests.web.course.conftest import plan, record, start
from tests.web.measures.brought import released

SESSION = timedelta(days=7, hours=4)  # a week later, at 14:00 in London


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    """Maya's course: its first session was this Monday, a week passed before the second is planned."""
    made = start(world.maya, world.ada)
    first = plan(made, clock.now + timedelta(minutes=5))
    clock.forward(minutes=70)
    record(first)
    return made


@pytest.fixture
def second(course: Course, clock: StoppedClock) -> Session:
    """Next Monday at 14:00; its questions open on Friday 6 March."""
    return plan(course, datetime(2026, 3, 9, 14, tzinfo=base_clock.now().tzinfo))


def to(clock: StoppedClock, day: int, hour: int, minute: int = 0) -> None:
    clock.to(datetime(2026, 3, day, hour, minute, tzinfo=base_clock.now().tzinfo))


def link_of() -> Link:
    """The link of the one occasion there is."""
    return Link.objects.get(occasion__isnull=False)


def turn() -> int:
    done = jobs_giving.run_due()
    post.run_due()
    return done


def test_nothing_is_asked_before_it_opens(second: Session, clock: StoppedClock) -> None:
    to(clock, 5, 23, 59)
    assert (turn(), Occasion.objects.count(), len(mail.outbox)) == (0, 0, 0)


def test_it_is_asked_once_and_said_in_constant_words(
    second: Session, clock: StoppedClock, world: World
) -> None:
    to(clock, 6, 10)
    turn()
    turn()
    occasion = Occasion.objects.get()
    assert occasion.link is not None
    assert [it.instrument for it in occasion.link.responses.order_by("place")] == ["phq9", "own_mood"]
    assert (occasion.link.expires_at, occasion.due_at) == (occasion.closes_at, second.planned_at)
    [sent] = mail.outbox
    assert (sent.subject, sent.body) == (
        post.SUBJECT,
        post.BODY.format(link=Notice.objects.get().message.link),
    )
    assert Notice.objects.get().message.link.startswith(queries.address_of(occasion.link))


def test_it_is_said_once_more_on_the_day_before(second: Session, clock: StoppedClock) -> None:
    to(clock, 6, 10)
    turn()
    to(clock, 8, 13)
    turn()
    assert len(mail.outbox) == 1
    to(clock, 8, 15)
    turn()
    to(clock, 9, 11)
    turn()
    assert len(mail.outbox) == 2
    assert list(Notice.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_whoever_answered_hears_no_more(second: Session, clock: StoppedClock, world: World) -> None:
    to(clock, 6, 10)
    turn()
    for response in link_of().responses.all():
        actions.submit(response=response, by=world.maya)
    to(clock, 8, 15)
    turn()
    assert len(mail.outbox) == 1


def test_nothing_is_said_at_night_and_it_waits_for_the_morning(second: Session, clock: StoppedClock) -> None:
    to(clock, 6, 3)
    turn()
    assert (Occasion.objects.count(), len(mail.outbox)) == (1, 0)
    to(clock, 6, 9)
    turn()
    assert len(mail.outbox) == 1


def test_what_was_not_sent_in_time_is_taken_back_and_said_the_next_day(
    second: Session, clock: StoppedClock
) -> None:
    to(clock, 6, 17, 59)
    jobs_giving.run_due()  # and the post is down
    to(clock, 6, 18, 1)
    post.run_due()
    assert mail.outbox == []
    turn()
    assert Notice.objects.count() == 0
    to(clock, 7, 9, 30)
    turn()
    assert (len(mail.outbox), Notice.objects.get().number) == (1, 1)


def test_a_clock_that_was_ahead_sends_nothing_at_night(second: Session, clock: StoppedClock) -> None:
    to(clock, 7, 12)
    jobs_giving.run_due()
    to(clock, 6, 2)
    post.run_due()
    assert mail.outbox == []


def test_a_moved_session_moves_what_nobody_began(second: Session, clock: StoppedClock, world: World) -> None:
    to(clock, 6, 10)
    turn()
    later = second.planned_at + timedelta(days=2)
    course_actions.move_session(
        session=second, version=second.version, planned_at=later, zone="Europe/London", minutes=50,
        mode="in_person", by=world.ada.user,
    )  # fmt: skip
    turn()
    occasion = Occasion.objects.get()
    assert occasion.due_at == later
    assert link_of().expires_at == occasion.closes_at


def test_what_was_begun_stays_as_it_is(second: Session, clock: StoppedClock, world: World) -> None:
    to(clock, 6, 10)
    turn()
    occasion = Occasion.objects.get()
    response = link_of().responses.get(instrument="phq9")
    actions.answer(
        response=response, item="interest", value=1, visit=response.id, written_at=clock.now, by=world.maya
    )
    record(second, "cancelled", cancelled_by="client", safety_asked=None)
    turn()
    occasion.refresh_from_db()
    assert occasion.withdrawn_at is None
    assert queries.state_of(Link.objects.get(occasion=occasion)).id == "begun"


@pytest.mark.parametrize("why", ["cancelled", "closed", "consent"])
def test_it_is_withdrawn_with_what_it_was_for(
    second: Session, clock: StoppedClock, world: World, why: str
) -> None:
    to(clock, 9, 10)
    jobs_giving.run_due()
    if why == "cancelled":
        record(second, "cancelled", cancelled_by="client", safety_asked=None)
    elif why == "closed":
        record(second)
        course_actions.close_course(course=second.course, reason="moved away", by=world.ada.user)
    else:
        people.record_consent(
            client=world.maya, kind="questionnaires", given=False, how="spoken",
            on=base_clock.today(world.north.zone), note="", by=world.ada.user,
        )  # fmt: skip
    turn()
    occasion = Occasion.objects.get()
    assert occasion.withdrawn_at == clock.now
    assert link_of().withdrawn_at == clock.now
    assert mail.outbox == [], "what nobody had begun to send never goes out"
    assert (turn(), Occasion.objects.count()) == (0, 1)


def agree(world: World, *, given: bool) -> None:
    people.record_consent(
        client=world.maya, kind="questionnaires", given=given, how="spoken",
        on=base_clock.today(world.north.zone), note="", by=world.ada.user,
    )  # fmt: skip


def withdraw_and_come_back(second: Session, clock: StoppedClock, world: World, why: str) -> None:
    """It was withdrawn, and an hour later what it was for takes place after all."""
    if why == "closed":
        record(second)
        course_actions.close_course(course=second.course, reason="by mistake", by=world.ada.user)
    else:
        agree(world, given=False)
    turn()
    assert Occasion.objects.get().withdrawn_at is not None
    clock.forward(hours=1)
    if why == "closed":
        course_actions.reopen_course(course=second.course, reason="it was a mistake", by=world.ada.user)
    else:
        agree(world, given=True)


@pytest.mark.parametrize("why", ["closed", "consent"])
def test_what_was_withdrawn_is_given_again_once_it_is_asked_again(
    second: Session, clock: StoppedClock, world: World, why: str
) -> None:
    to(clock, 9, 10)
    turn()
    before = link_of()
    withdraw_and_come_back(second, clock, world, why)
    turn()
    turn()
    occasion, link = Occasion.objects.get(), link_of()
    assert (occasion.withdrawn_at, occasion.key) == (None, f"session:{second.id}")
    assert link.id != before.id
    assert queries.state_of(link).is_open
    assert not queries.state_of(Link.objects.get(pk=before.pk)).is_open
    said = [queries.address_of(it) in sent.body for it, sent in zip((before, link), mail.outbox, strict=True)]
    assert said == [True, True], "each link once"
    to(clock, 20, 10)
    lapsing.run_due()
    assert {it.link_id for it in Response.objects.exclude(lapsed_at=None)} == {link.id}, "asked once"


def test_what_was_answered_meanwhile_stays_withdrawn(
    second: Session, clock: StoppedClock, world: World
) -> None:
    to(clock, 6, 10)
    turn()
    agree(world, given=False)
    turn()
    clock.forward(hours=1)
    on_paper(world, date(2026, 3, 6))
    agree(world, given=True)
    assert turn() == 0
    assert Occasion.objects.get().withdrawn_at is not None


def test_what_was_begun_is_not_given_again(second: Session, clock: StoppedClock, world: World) -> None:
    to(clock, 6, 10)
    turn()
    response = link_of().responses.get(instrument="phq9")
    actions.answer(
        response=response, item="interest", value=1, visit=response.id, written_at=clock.now, by=world.maya
    )
    withdraw_and_come_back(second, clock, world, "consent")
    turn()
    assert Occasion.objects.get().withdrawn_at is not None


def test_a_link_that_somebody_took_back_is_not_given_again(
    second: Session, clock: StoppedClock, world: World
) -> None:
    to(clock, 6, 10)
    turn()
    actions.withdraw(link=link_of(), by=world.ada.user)
    clock.forward(hours=1)
    agree(world, given=False)
    turn()
    clock.forward(hours=1)
    agree(world, given=True)
    assert turn() == 0
    assert not queries.state_of(link_of()).is_open


def test_without_consent_nothing_is_made_and_with_it_at_once(
    course: Course, clock: StoppedClock, world: World
) -> None:
    def agree(given: bool) -> None:
        people.record_consent(
            client=world.maya, kind="questionnaires", given=given, how="spoken",
            on=base_clock.today(world.north.zone), note="", by=world.ada.user,
        )  # fmt: skip

    plan(course, datetime(2026, 3, 9, 14, tzinfo=base_clock.now().tzinfo))
    agree(given=False)
    to(clock, 6, 10)
    assert (turn(), Occasion.objects.count()) == (0, 0)
    made = actions.make_occasion(
        course=course, key=f"session:{Session.objects.latest('planned_at').id}", by=audit.SYSTEM
    )
    assert made is None
    clock.forward(minutes=1)
    agree(given=True)
    turn()
    assert Occasion.objects.count() == 1


def test_what_was_given_by_hand_is_not_asked_again(
    second: Session, clock: StoppedClock, world: World
) -> None:
    to(clock, 5, 10)
    actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    to(clock, 6, 10)
    turn()
    assert (Occasion.objects.get().link, Occasion.objects.get().why_not) == (None, "given_by_hand")
    assert mail.outbox == []


def on_paper(world: World, written_on: date, *, finished: bool = True) -> None:
    """A PHQ-9 that Maya filled in on that day, typed in now; every answer the lowest."""
    form = actions.begin_typing_in(
        client=world.maya, instrument="phq9", mode="paper", written_on=written_on, by=world.ada.user
    )
    lowest = {item.id: 0 for item in queries.instrument_of(form).items}
    actions.type_in(response=form, answers=lowest, by=world.ada.user)
    if finished:
        actions.finish_typing_in(response=form, by=world.ada.user)


@pytest.mark.parametrize(
    ("written_on", "finished", "is_asked"),
    [(date(2026, 3, 4), True, False), (date(2026, 3, 4), False, True), (date(2026, 3, 1), True, True)],
    ids=["these days", "not finished", "long ago"],
)
def test_paper_counts_from_the_day_it_was_written(
    second: Session, clock: StoppedClock, world: World, written_on: date, finished: bool, is_asked: bool
) -> None:
    """An old form that is typed in now silences no question about safety."""
    to(clock, 5, 10)
    on_paper(world, written_on, finished=finished)
    to(clock, 6, 10)
    turn()
    assert (Occasion.objects.get().link is not None) == is_asked


def test_what_was_answered_on_paper_waits_no_more(second: Session, clock: StoppedClock, world: World) -> None:
    """No second notice goes out for what rides along, and nobody is told that nothing was answered."""
    to(clock, 6, 10)
    turn()
    assert link_of().responses.count() == 2
    to(clock, 7, 10)
    on_paper(world, date(2026, 3, 7))
    turn()
    occasion = Occasion.objects.get()
    assert (occasion.withdrawn_at, occasion.why_not) == (clock.now, Occasion.GIVEN_BY_HAND)
    to(clock, 20, 10)
    turn()
    lapsing.run_due()
    assert len(mail.outbox) == 1
    assert not Flag.objects.exists()


def test_a_link_mailed_by_hand_is_not_said_again(second: Session, clock: StoppedClock, world: World) -> None:
    to(clock, 6, 8)
    jobs_giving.run_due()
    link = link_of()
    people.queue_message(client=world.maya, link=queries.address_of(link), by=world.ada.user)
    to(clock, 6, 10)
    turn()
    assert (len(mail.outbox), Notice.objects.count()) == (1, 0)


def test_a_pause_holds_it_until_it_ends(second: Session, clock: StoppedClock, world: World) -> None:
    actions.pause_measures(course=second.course, until=None, reason="In hospital.", by=world.ada.user)
    to(clock, 6, 10)
    assert (turn(), Occasion.objects.count()) == (0, 0)
    actions.resume_measures(course=second.course, by=world.ada.user)
    turn()
    assert len(mail.outbox) == 1


def test_a_pause_that_has_run_out_makes_room_for_another(
    second: Session, clock: StoppedClock, world: World
) -> None:
    first = actions.pause_measures(
        course=second.course, until=clock.now + timedelta(hours=1), reason="x", by=world.ada.user
    )
    with pytest.raises(Refused, match="paused already"):
        actions.pause_measures(course=second.course, until=None, reason="y", by=world.ada.user)
    clock.forward(hours=2)
    actions.pause_measures(course=second.course, until=None, reason="y", by=world.ada.user)
    first.refresh_from_db()
    assert first.ended_at == clock.now


def test_a_line_takes_the_place_of_the_protocol(second: Session, clock: StoppedClock, world: World) -> None:
    given: dict[str, Any] = {"course": second.course, "reason": "Asked for too often.", "by": world.ada.user}
    actions.set_plan_line(instrument="phq9", moments=[], **given)
    actions.set_plan_line(instrument="phq9", moments=[], **given)
    actions.set_plan_line(instrument="gad7", moments=["each_session"], **given)
    assert PlanLine.objects.count() == 2
    to(clock, 6, 10)
    turn()
    assert [it.instrument for it in link_of().responses.order_by("place")] == ["gad7", "own_mood"]
    wrongs: list[dict[str, Any]] = [{"moments": ["month:1"]}, {"instrument": "nothing"}, {"reason": " "}]
    for wrong in wrongs:
        with pytest.raises(Refused):
            actions.set_plan_line(**given | {"instrument": "phq9", "moments": ["end"]} | wrong)


def test_what_the_service_brought_may_be_planned(
    course: Course, second: Session, clock: StoppedClock, world: World
) -> None:
    row = released(world.alex, world.ada)
    actions.set_plan_line(
        course=course, instrument=row.instrument, moments=["each_session"], reason="x", by=world.ada.user
    )
    to(clock, 6, 10)
    turn()
    assert {it.instrument for it in link_of().responses.all()} == {row.instrument, "phq9", "own_mood"}


def test_follow_ups_go_on_after_the_ending(second: Session, clock: StoppedClock, world: World) -> None:
    actions.set_plan_line(
        course=second.course, instrument="phq9", moments=["follow_up:30"], reason="Agreed.", by=world.ada.user
    )
    to(clock, 9, 15)
    record(second)
    course_actions.close_course(course=second.course, reason="done early", by=world.ada.user)
    clock.forward(days=30, hours=1)
    turn()
    assert (Occasion.objects.get().key, len(mail.outbox)) == ("follow_up:30", 1)
    with pytest.raises(Refused, match="closed"):
        actions.pause_measures(course=second.course, until=None, reason="x", by=world.ada.user)


# Which way ----------------------------------------------------------------------------------------
def test_own_reminders_take_the_place_of_notices(second: Session, clock: StoppedClock, world: World) -> None:
    join(world.maya, world.ada)
    companion.choose_reminders(
        client=world.maya, are_on=True, from_time=time(9), to_time=time(17), by=world.maya
    )
    to(clock, 6, 10)
    turn()
    assert (way_to(world.maya).id, Notice.objects.count()) == ("own_pages", 0)
    to(clock, 7, 10)
    reminders.run_due()
    turn()
    assert len(mail.outbox) == 1, "the pages remind, and nothing else does"


def test_what_was_said_by_e_mail_is_not_reminded_of(
    second: Session, clock: StoppedClock, world: World
) -> None:
    to(clock, 6, 10)
    turn()
    join(world.maya, world.ada)
    companion.choose_reminders(
        client=world.maya, are_on=True, from_time=time(9), to_time=time(17), by=world.maya
    )
    to(clock, 8, 15)
    reminders.run_due()
    turn()
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"email_ok": False}, "E-mail is not safe"),
        ({"device_shared": "unsure"}, "Somebody else uses the phone"),
        ({"when": "weekday mornings"}, "recorded in words"),
    ],
)
def test_where_no_notice_is_safe_it_waits_for_the_session(
    second: Session, clock: StoppedClock, world: World, said: dict[str, Any], words: str
) -> None:
    given: dict[str, Any] = {
        "text_ok": False, "call_ok": False, "voicemail_ok": False, "email_ok": True, "post_ok": False,
        "device_shared": "no", "when": "", "note": "",
    }  # fmt: skip
    people.record_safe_contact(client=world.maya, by=world.ada.user, **given | said)
    to(clock, 6, 10)
    turn()
    assert (Occasion.objects.count(), len(mail.outbox)) == (1, 0)
    assert way_to(world.maya).id == "session"
    assert words in way_to(world.maya).words


# The job ------------------------------------------------------------------------------------------
def test_one_course_that_cannot_be_asked_holds_up_no_other(
    second: Session, clock: StoppedClock, world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    other = start(world.pia, world.ben)
    plan(other, clock.now + timedelta(hours=3))
    make = actions.make_occasion

    def fails_for_maya(*, course: Course, **given: Any) -> Any:
        if course.client_id == world.maya.id:
            raise ValueError("her words")
        return make(course=course, **given)

    monkeypatch.setattr(actions, "make_occasion", fails_for_maya)
    monkeypatch.setattr(logging.getLogger("amity"), "propagate", True)
    clock.to(datetime(2026, 3, 6, 10, tzinfo=clock.now.tzinfo))
    plan(other, clock.now + timedelta(hours=3))
    turn()
    assert Occasion.objects.get().course == other
    assert "could not be seen to: ValueError" in caplog.text
    assert "her words" not in caplog.text


def test_many_courses_are_read_in_few_queries(
    second: Session, clock: StoppedClock, world: World, django_assert_max_num_queries: Any
) -> None:
    to(clock, 6, 8)
    turn()
    courses = [second.course]
    with django_assert_max_num_queries(6):
        giving.plans_of(courses)
    for name in ("One Person", "Two Person", "Three Person"):
        client = cast.client(world.ada, name, date(1990, 1, 1))
        cast.agree_to_everything(client, world.ada)
        courses.append(start(client, world.ada))
    with django_assert_max_num_queries(6):
        giving.plans_of(courses)
