"""G41 for what a service brought: whichever way it comes, no answer about suicide is passed over."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from amity.core.definitions.instrument import Instrument
from amity.core.importing import summing
from amity.web.measures.actions import answers as answering
from amity.web.measures.actions import typing_in
from amity.web.measures.queries import brought
from amity.web.safety import actions as safety_actions
from amity.web.safety import queries as safety_queries
from amity.web.safety.models import FlagEvent
from tests.cast import World
from tests.conftest import StoppedClock
from tests.core import brought_safety
from tests.counts import count
from tests.web.measures.brought import OF_ITS_OWN, SAID, released
from tests.web.measures.test_risk_echo import WAYS, deliver

Form = tuple[str, str, str]  # laid on what, its text, its name
ALONE: list[Form] = [("alone", json.dumps(tree), name) for name, tree in brought_safety.ALONE.items()]
LAID: list[Form] = [(form, json.dumps(tree), name) for name, (form, tree) in brought_safety.LAID.items()]
FORMS = [*LAID, *ALONE] if count(1) > 1 else [ALONE[1], LAID[0]]  # printed falling, both
OTHERS = min(count(1), 16)  # ways to answer the questions that are about something else


def marks(instrument: Instrument, name: str, turn: int) -> Iterator[dict[str, int | None]]:
    """Every answer to each question about suicide, blank too, the rest answered in one of several ways."""
    asked = [item for item in instrument.items if brought_safety.asks(name, item.number)]
    rest = [item for item in instrument.items if item not in asked]
    others = {
        it.id: it.values[(turn + n) % len(it.values)] for n, it in enumerate(rest) if (turn >> n % 4) & 1
    }
    for one in asked:
        for value in (None, *one.values):
            yield {**others, one.id: value}


def missed(world: World, stopped: StoppedClock, forms: list[Form], ways: tuple[str, ...] = WAYS) -> list[str]:
    """What is passed over, and what calls somebody for nothing."""
    found: list[str] = []
    for of, text, name in forms:
        with transaction.atomic():
            said: dict[str, Any] = OF_ITS_OWN | {"safety": [*brought_safety.ASKED]} if of == "alone" else SAID
            row = released(world.alex, world.ada, of=of, text=text, said=said)
            instrument = brought.opened(row.id)
            for way, turn in product(ways, range(OTHERS)):
                for marked in marks(instrument, name, turn):
                    found += _wrong(world, stopped, row.instrument, instrument, name, way, marked)
            transaction.set_rollback(True)
    return found


def _wrong(
    world: World,
    stopped: StoppedClock,
    id: str,
    instrument: Instrument,
    name: str,
    way: str,
    marked: dict[str, int | None],
) -> Iterator[str]:
    with transaction.atomic():
        start = stopped.now
        deliver(world, way, id, marked, stopped)
        who = world.ben if way == "transferred" else world.ada
        mine = [it for it in safety_queries.open_flags_for(who.user) if it.is_mine]
        raised = set(FlagEvent.objects.filter(kind="echo").values_list("rule", flat=True))
        must = {
            item.id
            for item in instrument.items
            if brought_safety.wanted(
                name, item.number, list(item.values), marked.get(item.id), finished=False
            )
        }
        got = {it.item for it in instrument.alerts if it.rule in raised and it.kind == "positive"}
        if got != must or (must and not mine):
            yield f"{name} {way} {marked}: {sorted(must ^ got)}, {len(mine)} on Today"
        transaction.set_rollback(True)
        stopped.to(start)


@pytest.mark.goal("G41")
def test_nothing_brought_is_missed_whichever_way_it_comes(clock: StoppedClock, world: World) -> None:
    assert missed(world, clock, FORMS) == []


def test_the_same_answer_is_that_on_the_same_questionnaire(clock: StoppedClock, world: World) -> None:
    """Rules of brought forms are called by their numbers, so two of them share their names."""
    said = OF_ITS_OWN | {"safety": [*brought_safety.ASKED]}
    text = json.dumps(brought_safety.ALONE["rising"])
    one, other = (
        released(
            world.alex, world.ada, of="alone", text=text, said=said | {"short": short, "title": short}
        ).instrument
        for short in ("KQ", "TQ")
    )
    assert one != other
    for name in (one, other, one, other):
        item = next(it.item for it in brought.find(name).alerts if it.kind == "positive")
        deliver(world, "paper", name, {item: 1}, clock)
        clock.forward(days=7)
    events = list(FlagEvent.objects.order_by("at"))
    assert len({event.rule for event in events}) == 1
    assert len({event.said for event in events}) == 1
    assert [event.same_as_id for event in events] == [None, None, events[0].id, events[1].id]


@pytest.mark.parametrize(
    ("place", "instead", "way"),
    [
        ((typing_in, "_evaluate"), lambda *_, **given: None, "paper"),
        ((answering, "_evaluate"), lambda *_, **given: None, "transferred"),
        ((safety_actions, "raise_flag"), lambda **given: None, "resumed"),
    ],
)
def test_a_planted_fault_is_found(
    clock: StoppedClock,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[object, str],
    instead: object,
    way: str,
) -> None:
    monkeypatch.setattr(*place, instead)
    assert missed(world, clock, ALONE[1:2], (way,))


def test_a_number_taken_for_another_is_found(
    clock: StoppedClock, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was sent would say one number, and what is kept of the alert a higher one."""
    ours = summing._alerts

    def later(*given: Any) -> Iterator[dict[str, Any]]:
        for alert in ours(*given):
            yield alert | ({"at_least": alert["at_least"] + 1} if "at_least" in alert else {})

    monkeypatch.setattr(summing, "_alerts", later)
    assert missed(world, clock, ALONE[1:2], ("paper",))
