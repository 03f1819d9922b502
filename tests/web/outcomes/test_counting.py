"""A counting goes on batch by batch, wherever it stopped; what was shown stays until the next is whole."""

import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, OperationalError, transaction

from amity.core.analytics import outcomes as counts
from amity.core.analytics import simulation, stored
from amity.web.base.audit import SYSTEM
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course
from amity.web.outcomes import actions, jobs, queries, rules
from amity.web.outcomes.models import Summary, SummaryPart
from amity.web.outcomes.queries import batches, counting, steps
from amity.web.people import actions as people
from tests.cast import World, agree_to_everything
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.outcomes.conftest import counted

OTHERS = ("ada", "carl", "sam", "cora", "rosa", "alex")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, settings: Any) -> int:
    """Batches of 20, so that 50 courses are three; made-up ones may be counted."""
    monkeypatch.setattr(queries, "BATCH", 20)
    settings.AMITY_DEMO = True
    return 50


def asked(world: World, courses: int) -> Summary:
    return actions.recompute(service=world.north, made_up=courses, by=world.lena.user)


def test_the_job_counts_everything_and_shows_it(clock: StoppedClock, world: World, small: int) -> None:
    summary = asked(world, small)
    assert queries.newest(world.north) is None
    assert jobs.run_due() == 3
    summary.refresh_from_db()
    assert summary.finished_at == clock.now
    assert queries.shown_of(summary)["everybody"]["courses"] == small
    assert queries.shown_of(summary)["synthetic"] is True
    assert jobs.run_due() == 0


def test_batches_come_to_what_all_come_to_at_once(world: World, small: int) -> None:
    by_three = counted(world.north, small)
    [whole] = simulation.simulate(small, seed=batches.SEED, truth=batches.TRUTH)
    assert by_three.shown == counting.shown([counting.partial(whole.seen)], synthetic=True)


def test_the_counts_behind_it_go_when_it_is_whole(world: World, small: int) -> None:
    summary = asked(world, small)
    part = steps.next_part(summary)
    assert part is not None
    actions.keep_part(summary=summary, part=part, by=SYSTEM)
    assert stored.read(SummaryPart.objects.get().partial).height > 10
    jobs.run_due()
    assert SummaryPart.objects.count() == 0


def test_what_was_shown_stays_until_the_next_is_whole(world: World, small: int) -> None:
    first = counted(world.north, small)
    second = asked(world, small + 5)
    part = steps.next_part(second)
    assert part is not None
    actions.keep_part(summary=second, part=part, by=SYSTEM)
    assert queries.newest(world.north) == first
    jobs.run_due()
    assert queries.newest(world.north) == second
    assert list(Summary.objects.all()) == [second]


def test_a_worker_that_died_goes_on_where_it_stood(
    world: World, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(BaseException):
        """Nothing catches this."""

    summary, seen, real = asked(world, small), list[int](), batches.made_up

    def dies(courses: int, done: int) -> Any:
        seen.append(done)
        if seen == [0, 20]:
            raise Gone
        return real(courses, done)

    monkeypatch.setattr(batches, "made_up", dies)
    with pytest.raises(Gone):
        jobs.run_due()
    assert queries.progress_of(summary).said == "20 of 50 courses"
    jobs.run_due()
    assert seen == [0, 20, 20, 40]
    summary.refresh_from_db()
    assert queries.shown_of(summary)["everybody"]["courses"] == small


def test_of_two_workers_one_batch_counts_once(world: World, small: int) -> None:
    summary = asked(world, small)
    one, two = steps.next_part(summary), steps.next_part(summary)
    assert one is not None
    assert two is not None
    assert actions.keep_part(summary=summary, part=one, by=SYSTEM) is not None
    assert actions.keep_part(summary=summary, part=two, by=SYSTEM) is None
    assert summary.parts.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SummaryPart.objects.create(
            summary=summary, number=1, courses=0, partial="", counted_at=summary.asked_at
        )
    jobs.run_due()
    assert actions.keep_part(summary=summary, part=two, by=SYSTEM) is None
    summary.refresh_from_db()
    shown = queries.shown_of(summary)
    actions.finish_summary(summary=summary, shown={"else": 1}, by=SYSTEM)
    summary.refresh_from_db()
    assert summary.shown == shown


def test_a_turn_takes_its_time_and_no_more(world: World, small: int) -> None:
    summary, times = asked(world, small), iter([0.0, 1.0, 9.0, 11.0])
    assert jobs.run_due(clock=lambda: next(times)) == 2
    assert queries.progress_of(summary).said == "40 of 50 courses"


def test_records_are_counted_batch_by_batch(
    clock: StoppedClock, ended: Course, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "BATCH", 1)
    start(world.pia, world.ben)
    summary = actions.recompute(service=world.north, by=world.lena.user)
    assert (summary.of_courses, summary.made_up) == (2, None)
    partials = []
    while (part := steps.next_part(summary)) is not None:
        partials.append(stored.read(part.text))
        actions.keep_part(summary=summary, part=part, by=SYSTEM)
    assert len(partials) == 2
    found = {
        what: n
        for *_, what, at, n in counts.combine([it.select("what", "at", "n") for it in partials]).rows()
        if at == 0
    }
    wanted = {"courses": 2, "finished": 1, "treated": 1, "completed": 1, "phq9.paired": 1,
              "phq9.recovered": 1, "gad7.recovered": 1, "talking_therapies.recovery": 1}  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    actions.finish_summary(summary=summary, shown=steps.found_of(summary), by=SYSTEM)
    assert summary.service_id == world.north.id
    last = queries.newest(world.north)
    assert last is not None
    assert queries.shown_of(last)["everybody"] is None


def test_a_course_begun_meanwhile_waits_for_the_next(
    clock: StoppedClock, ended: Course, world: World
) -> None:
    summary = actions.recompute(service=world.north, by=world.lena.user)
    clock.forward(minutes=1)
    start(world.pia, world.ben)
    part = steps.next_part(summary)
    assert part is not None
    assert part.courses == 1


# --- what stops it


def test_a_fault_ends_it_and_says_no_more_than_that(
    world: World,
    small: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    first = counted(world.north, small)
    summary = asked(world, small)

    def broken(*_: Any) -> Any:
        raise ValueError("Maya answered 3")

    monkeypatch.setattr(counting, "partial", broken)
    monkeypatch.setattr(logging.getLogger("amity"), "propagate", True)
    assert jobs.run_due() == 0
    summary.refresh_from_db()
    assert summary.why_failed == jobs.FAULT
    assert "ValueError" in caplog.text
    assert "Maya" not in caplog.text
    assert queries.newest(world.north) == first
    assert queries.failed(world.north) == summary
    assert actions.fail_summary(summary=first, why="x", by=SYSTEM).failed_at is None  # it was whole
    monkeypatch.undo()


def test_a_store_that_is_busy_is_asked_again(
    world: World, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary, real = asked(world, small), actions.keep_part
    answers: Iterator[Any] = iter([OperationalError("locked")])

    def busy(**given: Any) -> Any:
        for it in answers:
            raise it
        return real(**given)

    monkeypatch.setattr(actions, "keep_part", busy)
    assert jobs.run_due() == 0
    summary.refresh_from_db()
    assert summary.failed_at is None
    assert jobs.run_due() == 3


def test_without_frames_it_says_how_to_get_them(
    world: World, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = asked(world, small)
    monkeypatch.setattr(rules, "find_spec", lambda name: None)
    assert jobs.run_due() == 0
    summary.refresh_from_db()
    assert summary.why_failed == rules.NEEDED
    with pytest.raises(Refused, match="pip install"):
        asked(world, small)


# --- who may, and when


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_has_them_counted(world: World, small: int, who: str) -> None:
    summary, by = asked(world, small), getattr(world, who).user
    part = steps.next_part(summary)
    assert part is not None
    tries: tuple[Callable[[], Any], ...] = (
        lambda: actions.recompute(service=world.north, made_up=5, by=by),
        lambda: actions.keep_part(summary=summary, part=part, by=by),
        lambda: actions.finish_summary(summary=summary, shown={}, by=by),
        lambda: actions.fail_summary(summary=summary, why="x", by=by),
    )
    for attempt in tries:
        with pytest.raises(Refused, match="Only the service lead"):
            attempt()


def test_another_services_lead_has_nothing_here(world: World) -> None:
    with pytest.raises(Refused, match="Only the service lead"):
        actions.recompute(service=world.south, by=world.lena.user)


def test_one_counting_at_a_time(world: World, small: int) -> None:
    summary = asked(world, small)
    with pytest.raises(Refused, match="being counted already"):
        asked(world, small)
    with pytest.raises(IntegrityError), transaction.atomic():
        Summary.objects.create(service=world.north, asked_at=summary.asked_at, asked_by=uuid4(), of_courses=1)


def test_made_up_courses_are_for_the_demo(world: World) -> None:
    with pytest.raises(Refused, match="in the demo alone"):
        asked(world, 50)


def test_two_countings_never_differ_by_a_few_endings(
    clock: StoppedClock, ended: Course, world: World
) -> None:
    counted(world.north)
    clock.forward(days=2)
    with pytest.raises(Refused, match="Fewer than 5 courses have ended"):
        actions.recompute(service=world.north, by=world.lena.user)
    for _ in range(5):
        twin = Course.objects.get(pk=ended.pk)
        twin.pk = uuid4()
        twin.closed_at = clock.now
        twin.close_reason = ""
        twin.save(force_insert=True)
    clock.forward(days=1)
    actions.recompute(service=world.north, by=world.lena.user)


def test_endings_elsewhere_and_of_who_took_their_records_back_are_not_enough(
    clock: StoppedClock, ended: Course, world: World
) -> None:
    last = counted(world.north)
    clock.forward(days=2)
    agree_to_everything(world.quin, world.carl)
    elsewhere = start(world.quin, world.carl)
    people.record_consent(
        client=world.pia, kind="records", given=False, how="spoken", on=clock.now.date(), note="",
        by=world.ben.user,
    )  # fmt: skip
    for number in range(9):
        twin = Course.objects.get(pk=(elsewhere if number % 2 else ended).pk)
        twin.pk, twin.closed_at, twin.closed_by, twin.close_reason = uuid4(), clock.now, uuid4(), ""
        if twin.client_id == world.maya.id and number > 2:
            twin.client = world.pia
        twin.save(force_insert=True)
    clock.forward(days=1)
    assert queries.ended_after(last, 5) == 2
    assert queries.ended_after(last, 1) == 2  # found in one look; no further look was needed
    with pytest.raises(Refused, match="Fewer than 5"):
        actions.recompute(service=world.north, by=world.lena.user)


def test_courses_of_others_in_between_end_nothing(
    clock: StoppedClock, ended: Course, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walk goes along the ids of all services, and whole batches of it may be theirs."""
    monkeypatch.setattr(queries, "BATCH", 1)
    agree_to_everything(world.quin, world.carl)
    elsewhere = start(world.quin, world.carl)
    Course.objects.filter(pk=elsewhere.pk).update(closed_at=clock.now, closed_by=uuid4())
    for number in range(1, 9):
        twin = Course.objects.get(pk=(elsewhere if number in (1, 2, 4, 7, 8) else ended).pk)
        twin.pk, twin.close_reason = UUID(int=number), ""
        twin.save(force_insert=True)
    clock.forward(minutes=1)
    found = list(queries.batches_to_count(world.north, clock.now))
    assert [it for batch in found for it in batch][:3] == [UUID(int=it) for it in (3, 5, 6)]
    assert {len(it) for it in found} == {1}
    assert len(found) == 4
    assert next(queries.batches_to_count(world.north, clock.now, UUID(int=5))) == [UUID(int=6)]
    assert queries.ids_to_count(world.north, clock.now) == [it for batch in found for it in batch]
    assert queries.to_count(world.north, clock.now).count() == 4


def test_once_a_day_by_itself(clock: StoppedClock, ended: Course, world: World) -> None:
    assert jobs.run_due() == 0  # nobody ever asked for it here
    first = counted(world.north)
    clock.forward(hours=23)
    for _ in range(5):
        twin = Course.objects.get(pk=ended.pk)
        twin.pk = uuid4()
        twin.closed_at = clock.now
        twin.close_reason = ""
        twin.save(force_insert=True)
    assert jobs.run_due() == 0
    clock.forward(hours=1)
    assert jobs.run_due() == 1
    second = queries.newest(world.north)
    assert second is not None
    assert second != first
    assert second.asked_by == SYSTEM.actor_id
    clock.forward(days=1)
    assert jobs.run_due() == 0  # nothing has ended since


def test_every_step_is_written_down(world: World, small: int) -> None:
    summary = asked(world, small)
    jobs.run_due()
    rows = AuditEvent.objects.filter(record_id=summary.id).order_by("id")
    assert list(rows.values_list("verb", "actor_kind")) == [
        ("recompute", "staff"),
        *[("keep_part", "system")] * 3,
        ("finish_summary", "system"),
    ]
    assert set(rows.values_list("client", flat=True)) == {None}
