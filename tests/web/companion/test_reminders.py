"""Reminders: off at first, constant words, safe hours, one of a thing, two at most."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse

from amity.core import library
from amity.web.base.errors import Refused
from amity.web.companion import actions, jobs, queries
from amity.web.companion.models import Reminder, RemindersChosen
from amity.web.companion.offers import today_rows
from amity.web.course import actions as course
from amity.web.course.models import Course
from amity.web.measures import actions as measures
from amity.web.people import actions as people
from amity.web.people import jobs as post
from amity.web.people.models import Client, OutgoingMessage, Staff
from amity.web.techniques import actions as techniques
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start

NINE, FIVE = time(9), time(17)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: object) -> None:
    settings.MAIL_IS_SET_UP = True  # type: ignore[attr-defined]


@pytest.fixture
def under_way(world: World, maya: Browser, clock: StoppedClock) -> Course:
    safe_by_mail(world.maya, world.ada, email_ok=True)
    return start(world.maya, world.ada)


def safe_by_mail(client: Client, by: Staff, *, email_ok: bool) -> None:
    people.record_safe_contact(
        client=client, text_ok=False, call_ok=False, voicemail_ok=False, email_ok=email_ok, post_ok=False,
        device_shared="no", when="", note="", by=by.user,
    )  # fmt: skip


def switch_on(world: World, from_time: time = NINE, to_time: time = FIVE) -> RemindersChosen:
    return actions.choose_reminders(
        client=world.maya, are_on=True, from_time=from_time, to_time=to_time, by=world.maya
    )


def ask(world: World) -> None:
    measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)


def sheet(world: World, under_way: Course, id: str = "decision_analysis") -> None:
    techniques.begin_worksheet(
        course=under_way, technique=library.technique(id), author="client", by=world.ada.user
    )


def sent() -> int:
    return OutgoingMessage.objects.count()


def test_there_are_none_unless_they_are_wanted(world: World, under_way: Course, clock: StoppedClock) -> None:
    ask(world)
    clock.forward(days=3)
    assert (jobs.run_due(), sent()) == (0, 0)


def test_one_goes_out_a_day_after_something_was_asked(
    world: World, under_way: Course, clock: StoppedClock
) -> None:
    switch_on(world)
    ask(world)
    assert (jobs.run_due(), sent()) == (0, 0), "what was asked a moment ago needs no reminder"
    clock.forward(days=1)
    assert (jobs.run_due(), sent()) == (1, 1)
    clock.forward(days=1)
    jobs.run_due()
    assert sent() == 1, "never a second about the same thing"


@pytest.mark.parametrize(("hour", "expected"), [(8, 0), (9, 1), (16, 1), (17, 0), (23, 0)])
def test_only_in_safe_hours_on_the_clients_own_clock(
    world: World, under_way: Course, clock: StoppedClock, hour: int, expected: int
) -> None:
    switch_on(world)
    ask(world)
    there = (clock.now + timedelta(days=2)).astimezone(world.maya.zone).replace(hour=hour, minute=0)
    clock.to(there)
    jobs.run_due()
    assert sent() == expected


def test_what_could_not_be_sent_in_time_is_never_sent(
    world: World, under_way: Course, clock: StoppedClock
) -> None:
    """The mail server was away until the evening: the notice does not arrive at night."""
    switch_on(world)
    ask(world)
    clock.forward(days=1)
    jobs.run_due()
    clock.forward(hours=9)
    jobs.run_due()
    post.run_due()
    assert mail.outbox == []
    assert not Reminder.objects.exists(), "it counts for nothing"


def test_a_way_that_is_safe_no_more_is_used_no_more(
    world: World, under_way: Course, clock: StoppedClock
) -> None:
    switch_on(world)
    ask(world)
    clock.forward(minutes=1)
    safe_by_mail(world.maya, world.ada, email_ok=False)
    clock.forward(days=1)
    jobs.run_due()
    assert sent() == 0


def test_they_cannot_be_switched_on_where_mail_is_not_safe(
    world: World, under_way: Course, clock: StoppedClock
) -> None:
    clock.forward(minutes=1)
    safe_by_mail(world.maya, world.ada, email_ok=False)
    with pytest.raises(Refused, match="not safe"):
        switch_on(world)


def test_not_today_is_not_reminded_of(world: World, under_way: Course, clock: StoppedClock) -> None:
    switch_on(world)
    sheet(world, under_way)
    clock.forward(days=1)
    [what] = [f"sheet:{it.id}" for it in under_way.worksheets.all()]
    actions.put_off(client=world.maya, what=what, by=world.maya)
    jobs.run_due()
    assert sent() == 0


def two_without_an_answer(world: World, under_way: Course, clock: StoppedClock) -> None:
    switch_on(world)
    ask(world)
    clock.forward(days=1)
    jobs.run_due()
    post.run_due()
    link = world.maya.links.get()
    measures.withdraw(link=link, by=world.ada.user)
    sheet(world, under_way)
    clock.forward(days=1)
    jobs.run_due()
    post.run_due()
    assert Reminder.objects.count() == 2


def test_after_two_without_an_answer_they_stop_and_the_clinician_is_told(
    world: World, under_way: Course, clock: StoppedClock
) -> None:
    two_without_an_answer(world, under_way, clock)
    assert today_rows(world.ada.user, [world.maya.id]) == []
    clock.forward(days=2)
    jobs.run_due()
    [row] = today_rows(world.ada.user, [world.maya.id])
    assert row.url == reverse("own_tools", args=[world.maya.id])
    for word in ("ignored", "missed", "did not", "failed", "overdue", "answer"):
        assert word not in f"{row.title} {row.detail}".casefold()
    sheet(world, under_way, "farewell_letter")
    clock.forward(days=3)
    jobs.run_due()
    assert sent() == 2
    ada = cast.signed_in(world.ada)
    assert "Reminders have stopped" in ada.get("/today").content.decode()
    ada.post(reverse("see_stopped", args=[world.maya.id]))
    assert today_rows(world.ada.user, [world.maya.id]) == []


def test_nobody_else_is_told(world: World, under_way: Course, clock: StoppedClock) -> None:
    two_without_an_answer(world, under_way, clock)
    clock.forward(days=2)
    jobs.run_due()
    for other in (world.ben, world.carl, world.cora):
        assert today_rows(other.user, [world.maya.id]) == []


def test_an_answer_begins_the_count_again(world: World, under_way: Course, clock: StoppedClock) -> None:
    two_without_an_answer(world, under_way, clock)
    own = under_way.worksheets.get()
    techniques.save_worksheet(
        worksheet=own, version=0, page=own.id, turn=1, asked=["goal"], sent={"goal": "rest"}, by=world.maya
    )
    jobs.run_due()
    chosen = queries.reminders_of(world.maya)
    assert chosen is not None
    assert queries.unanswered(chosen) == []
    clock.forward(days=3)
    jobs.run_due()
    assert RemindersChosen.objects.get(pk=chosen.pk).stopped_at is None


def test_choosing_again_begins_afresh(world: World, under_way: Course, clock: StoppedClock) -> None:
    two_without_an_answer(world, under_way, clock)
    clock.forward(days=2)
    jobs.run_due()
    switch_on(world)
    assert today_rows(world.ada.user, [world.maya.id]) == []
    jobs.run_due()
    assert sent() == 3


def test_after_the_ending_nobody_is_reminded(world: World, under_way: Course, clock: StoppedClock) -> None:
    switch_on(world)
    sheet(world, under_way)
    clock.forward(days=1)
    course.close_course(course=under_way, reason="x", by=world.ada.user)
    jobs.run_due()
    assert sent() == 0


@pytest.mark.goal("G36")
def test_every_message_is_the_same_but_for_its_link(
    world: World, under_way: Course, clock: StoppedClock
) -> None:
    """An invitation, a link to questions and reminders of different things."""
    invitation = people.invite(client=world.maya, by=world.ada.user)
    people.queue_message(
        client=world.maya, link=f"http://localhost/d/join/{invitation.token}", by=world.ada.user
    )
    two_without_an_answer(world, under_way, clock)
    assert len(mail.outbox) == 3
    links = [it.link for it in OutgoingMessage.objects.order_by("queued_at")]
    assert len(set(links)) == 3
    bare = {
        (it.subject, it.body.replace(link, ""), it.from_email, tuple(it.to), len(it.attachments))
        for it, link in zip(mail.outbox, links, strict=True)
    }
    assert len(bare) == 1
    for link in links[1:]:
        assert link.split("#")[0].endswith("/d/"), "it says nothing of what it is about"


def test_the_client_switches_them_on_and_off(
    world: World, maya: Browser, under_way: Course, clock: StoppedClock
) -> None:
    page = maya.get("/d/mine/notes").content.decode()
    assert "<title>Notebook</title>" in page
    given = {"are_on": "yes", "from_time": "10:00", "to_time": "12:30"}
    assert maya.post("/d/mine/notes", given).status_code == 302
    chosen = queries.reminders_of(world.maya)
    assert chosen is not None
    assert (chosen.are_on, chosen.from_time, chosen.to_time) == (True, time(10), time(12, 30))
    clock.forward(minutes=1)
    assert maya.post("/d/mine/notes", {"are_on": "no"}).status_code == 302
    chosen = queries.reminders_of(world.maya)
    assert chosen is not None
    assert not chosen.are_on


@pytest.mark.parametrize(
    "given",
    [
        {"are_on": "yes"},
        {"are_on": "yes", "from_time": "12:00", "to_time": "09:00"},
        {"are_on": "yes", "from_time": "noon", "to_time": "17:00"},
        {},
    ],
)
def test_without_safe_hours_nothing_is_kept_and_nothing_typed_is_lost(
    world: World, maya: Browser, under_way: Course, given: dict[str, str]
) -> None:
    answer = maya.post("/d/mine/notes", given)
    assert answer.status_code == 422
    for value in given.values():
        assert value in answer.content.decode()
    assert queries.reminders_of(world.maya) is None


def test_a_clinician_switches_them_on_as_the_client_says_it(world: World, under_way: Course) -> None:
    ada = cast.signed_in(world.ada)
    given = {"are_on": "yes", "from_time": "10:00", "to_time": "12:30"}
    to = reverse("choose_reminders", args=[world.maya.id])
    assert ada.post(to, given).status_code == 302
    assert ada.post(to, {"are_on": "yes"}).status_code == 422
    ben = cast.signed_in(world.ben)
    assert ben.post(to, {"are_on": "no"}).status_code == 404
    chosen = queries.reminders_of(world.maya)
    assert chosen is not None
    assert (chosen.are_on, chosen.chosen_by_kind) == (True, world.ada.user.actor_kind)
