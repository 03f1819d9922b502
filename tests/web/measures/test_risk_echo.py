"""G41: no positive or unanswered safety item is missed, whatever is answered and however it is left.

Exhaustive over item 9 and the ways a form ends, crossed with subsets of the other items:
all 2^8 with AMITY_TEST_N=256, a spread of them otherwise. The planted faults show that it can fail.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise, product
from uuid import uuid4

import pytest
from django.db import transaction

from amity.core import library
from amity.core import safety as core_safety
from amity.web.base import audit, clock
from amity.web.measures import actions, jobs, late, queries
from amity.web.measures.actions import typing_in
from amity.web.measures.models import Link, Response
from amity.web.people import actions as people
from amity.web.safety import actions as safety_actions
from amity.web.safety import queries as safety_queries
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone

SUBSETS = int(os.environ.get("AMITY_TEST_N", "3"))
OTHERS = [item.id for item in library.instrument("phq9").scored_items][:-1]
NINTH: list[tuple[int | None, ...]] = [
    (),
    (0,),
    (1,),
    (2,),
    (3,),
    (1, 0),
    (1, 2),
    (2, None),
    (0, 3),
    (1, 0, 1),
]
ENDS = ("left", "sent", "a day later", "run out")
LABELS = {1: "Several days", 2: "More than half the days", 3: "Nearly every day", 0: "Not at all"}


def subsets(count: int) -> Iterator[tuple[str, ...]]:
    """Spread evenly over all 2^8; the empty one is always among them, from two on the full one too."""
    last = 2 ** len(OTHERS) - 1
    chosen = {round(step * last / max(count - 1, 1)) for step in range(count)}
    for bits in sorted(chosen):
        yield tuple(item for place, item in enumerate(OTHERS) if bits >> place & 1)


def answer(response: Response, item: str, value: int | None) -> None:
    actions.answer(
        response=response,
        item=item,
        value=value,
        visit=uuid4(),
        written_at=clock.now(),
        by=response.client,
    )


def end(response: Response, how: str, stopped: StoppedClock) -> None:
    if how == "sent":
        actions.submit(response=response, by=response.client)
    elif how == "a day later":
        stopped.forward(hours=24)
        jobs.run_due()
    elif how == "run out":
        stopped.forward(days=8)
        jobs.run_due()


def missed(world: World, stopped: StoppedClock, count: int = SUBSETS) -> list[str]:
    """Every case in which something that a person must look at did not reach one."""
    found = []
    for others, ninth, how in product(subsets(count), NINTH, ENDS):
        with transaction.atomic():
            start = stopped.now
            link = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
            response = link.responses.get()
            for item in others:
                answer(response, item, 0)
            for value in ninth:
                answer(response, "self_harm", value)
            end(response, how, stopped)
            found += [f"{others} {ninth} {how}: {fault}" for fault in faults(world, ninth, others, how)]
            transaction.set_rollback(True)
            stopped.to(start)
    return found


def faults(world: World, ninth: tuple[int | None, ...], others: tuple[str, ...], how: str) -> Iterator[str]:
    echoes = [event.said for event in FlagEvent.objects.filter(kind="echo")]
    changes = [event.said for event in FlagEvent.objects.filter(kind="changed")]
    wanted = [LABELS[value] for value in ninth if value]
    unanswered = (not ninth or ninth[-1] is None) and how != "left"
    if how == "a day later" and not ninth and not others:
        unanswered = False  # nothing was begun, and the link still opens
    if echoes != wanted + ["not answered"] * unanswered:
        yield f"the echoes are {echoes}"
    steps = pairwise(ninth)
    lowered = [after for before, after in steps if before and not after]
    later = ["not answered" if after is None else LABELS[after] for after in lowered]
    if changes != later:
        yield f"the changes are {changes}"
    on_today = [flag for flag in safety_queries.open_flags_for(world.ada.user) if flag.is_mine]
    if (wanted or unanswered) and len(on_today) != 1:
        yield f"{len(on_today)} flags stand on the clinician's Today"
    if wanted and on_today and on_today[0].said != wanted[-1]:
        yield f"the flag begins with {on_today[0].said}"
    if not wanted and not unanswered and on_today:
        yield "a flag stands there for nothing"


@pytest.mark.goal("G41")
def test_nothing_is_missed(clock: StoppedClock, world: World) -> None:
    assert missed(world, clock) == []


PAUSES = 5  # of a day each, so that the link, which opens for a week, does not run out meanwhile
WAYS = ("transferred", "resumed", "paper", "interview", "corrected", "idle", "expired", "offline")
TYPED = ("paper", "interview", "corrected")


def deliver(
    world: World, way: str, name: str, marked: dict[str, int | None], stopped: StoppedClock
) -> Response:
    """These answers reach the record this way; nothing is finished or sent."""
    if way in TYPED:
        day = stopped.now.date() - timedelta(days=9)
        mode = "interview" if way != "paper" else "paper"
        typed = actions.begin_typing_in(
            client=world.maya, instrument=name, mode=mode, written_on=day, by=world.ada.user
        )
        if way == "corrected":  # the answer that is safe is finished first
            calm = {item.id: min(item.values) for item in queries.instrument_of(typed).items}
            actions.type_in(response=typed, answers=calm, by=world.ada.user)
            actions.finish_typing_in(response=typed, by=world.ada.user)
        actions.type_in(response=typed, answers=marked, by=world.ada.user)
        return typed
    link = actions.give(client=world.maya, instruments=[name], by=world.ada.user)
    response = link.responses.get()
    if way in ("idle", "expired", "offline"):
        return arrive_late(link, way, marked, stopped)
    every = -(-len(marked) // PAUSES) if marked else 1
    for number, (item, value) in enumerate(marked.items()):
        if way == "resumed" and number % every == 0:
            stopped.forward(hours=25)
            jobs.run_due()
        answer(response, item, value)
    if way == "transferred":
        people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
        people.leave_care_team(client=world.maya, staff=world.ada, by=world.ada.user)
    return response


def arrive_late(link: Link, way: str, marked: dict[str, int | None], stopped: StoppedClock) -> Response:
    """From a page that stood open: for longer than half an hour, or until after its link had run out.

    Offline: what was chosen never reached us, and is sent again once there is a connection, twice.
    """
    response, phone = link.responses.get(), Phone()
    stopped.to(link.expires_at - timedelta(minutes=5))
    if way != "expired":
        stopped.forward(days=-1)
    phone.start(link.token)
    stopped.forward(minutes=10 if way == "expired" else 40)
    jobs.run_due()
    ids = [item.id for item in queries.instrument_of(response).items]
    for item, value in marked.items():
        number = ids.index(item) + 1
        given = {"response": str(response.id), f"q{number}": "" if value is None else str(value)}
        if way == "offline":
            for _ in range(2):
                phone.post(f"/d/form/1/{number}/answer", given, **{"HX-Request": "true"})
        else:
            phone.post(f"/d/form/1/{number}", given)
    return response


def way_missed(world: World, stopped: StoppedClock) -> list[str]:
    """Over every subset of the safety items and each way in: a positive one that stands on nobody's Today."""
    found = []
    for way, name in product(WAYS, ("phq9", "asq")):
        if (way, name) == ("paper", "asq") or (name == "asq" and way not in TYPED):
            continue  # it is asked by a clinician: never sent, never on paper
        items = sorted({alert.item for alert in library.instrument(name).alerts})
        for values in product((None, 0, 1), repeat=len(items)):
            with transaction.atomic():
                start = stopped.now
                marked = dict(zip(items, values, strict=True))
                deliver(world, way, name, marked, stopped)
                who = world.ben if way == "transferred" else world.ada
                mine = [it for it in safety_queries.open_flags_for(who.user) if it.is_mine]
                raised = {event.rule for event in FlagEvent.objects.filter(kind="echo")}
                wanted = {
                    alert.rule
                    for alert in library.instrument(name).alerts
                    if alert.kind == "positive" and marked[alert.item] == 1 and alert.at_least == 1
                }
                if not wanted <= raised or (wanted and not mine):
                    found.append(f"{name} {way} {values}: {sorted(wanted - raised)}, {len(mine)} on Today")
                transaction.set_rollback(True)
                stopped.to(start)
    return found


@pytest.mark.goal("G41")
def test_nothing_is_missed_whichever_way_it_comes(clock: StoppedClock, world: World) -> None:
    assert way_missed(world, clock) == []


@pytest.mark.parametrize(
    ("place", "instead"),
    [
        ((typing_in, "_evaluate"), lambda *_, **given: None),
        ((safety_actions, "raise_flag"), lambda **given: None),
        ((late, "keep"), lambda request, step, *, late: None),
        ((late, "LATE"), ("away",)),
        ((late, "LATE"), ("expired",)),
    ],
)
def test_a_way_that_is_not_looked_at_is_found(
    clock: StoppedClock,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[object, str],
    instead: object,
) -> None:
    monkeypatch.setattr(*place, instead)
    assert way_missed(world, clock)


@pytest.mark.parametrize(
    ("place", "instead"),
    [
        ((core_safety, "flags"), lambda instrument, answers, finished: ()),
        ((safety_actions, "raise_flag"), lambda **given: None),
        ((safety_actions, "note_change"), lambda **given: None),
        ((jobs, "run_due"), lambda: 0),
    ],
)
def test_a_planted_fault_is_found(
    clock: StoppedClock,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[object, str],
    instead: object,
) -> None:
    monkeypatch.setattr(*place, instead)
    assert missed(world, clock, count=1)


def test_nothing_closes_a_flag_by_itself(clock: StoppedClock, world: World) -> None:
    response = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    answer(response, "self_harm", 1)
    clock.forward(days=60)
    jobs.run_due()
    assert Flag.objects.get().closed_at is None
    assert safety_queries.open_flags_for(world.ada.user)[0].is_overdue


def test_every_administration_is_an_event_of_its_own(clock: StoppedClock, world: World) -> None:
    for _ in range(3):
        response = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
        answer(response, "self_harm", 1)
        actions.submit(response=response, by=world.maya)
        clock.forward(days=7)
    events = list(FlagEvent.objects.order_by("at"))
    assert Flag.objects.count() == 1
    assert [event.same_as_id for event in events] == [None, events[0].id, events[1].id]


def test_a_new_answer_makes_an_answered_flag_wait_again(clock: StoppedClock, world: World) -> None:
    response = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    answer(response, "self_harm", 1)
    flag = Flag.objects.get()
    safety_actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    answer(response, "self_harm", 2)
    flag.refresh_from_db()
    assert (flag.acknowledged_at, flag.level) == (None, "red")


def test_a_lower_answer_does_not_lower_the_flag(clock: StoppedClock, world: World) -> None:
    response = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    for value in (3, 1, 0):
        answer(response, "self_harm", value)
    assert Flag.objects.get().level == "red"


def test_it_reaches_somebody_when_the_owner_has_left(clock: StoppedClock, world: World) -> None:
    response = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    answer(response, "self_harm", 1)
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    people.leave_care_team(client=world.maya, staff=world.ada, by=world.ada.user)
    assert [flag.is_mine for flag in safety_queries.open_flags_for(world.ben.user)] == [True]
    assert safety_queries.open_flags_for(world.ada.user) == []
    answer(response, "self_harm", 2)
    assert Flag.objects.get().owner == world.ben


def test_a_form_looked_at_as_it_was_left_is_looked_at_again_after_more(
    clock: StoppedClock, world: World
) -> None:
    response = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    answer(response, "mood", 1)
    clock.forward(hours=24)
    assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    answer(response, "self_harm", 1)
    answer(response, "self_harm", None)
    clock.forward(hours=24)
    assert jobs.run_due() == 1
    said = list(FlagEvent.objects.order_by("at", "place"))
    assert [(event.kind, event.said) for event in said] == [
        ("echo", "not answered"),
        ("echo", "Several days"),
        ("changed", "Several days"),
        ("changed", "not answered"),
        ("echo", "not answered"),
    ]


def test_a_withdrawn_link_that_nobody_began_raises_nothing(clock: StoppedClock, world: World) -> None:
    link = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    actions.withdraw(link=link, by=world.ada.user)
    clock.forward(days=8)
    assert jobs.run_due() == 0


def test_the_program_says_how_a_form_was_left(clock: StoppedClock, world: World) -> None:
    actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    clock.forward(days=8)
    jobs.run_due()
    event = FlagEvent.objects.get()
    assert (event.note, event.by) == ("The link ran out; nothing on it was answered.", audit.SYSTEM.actor_id)
