"""Every protocol, in its lengths, walked to its close by a walker that knows only what the engine offers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amity.core import library
from amity.core.definitions.protocol import Protocol
from amity.core.library.folders import shelf
from amity.core.phases import CLOSED, layout
from tests.content.test_protocols import raw
from tests.content.walker import Walk, walk
from tests.counts import count

INVENTED = Path(__file__).parent / "invented"
FEW = 5  # lengths of one protocol in every run; all of them where AMITY_TEST_N is more


def lengths(protocol: Protocol, most: int) -> list[int]:
    """The shortest, the usual, the longest, and of the others some between; all where there are no more."""
    every = sorted(protocol.layouts)
    if len(every) <= most:
        return every
    named = {every[0], protocol.dose.default, every[-1]}
    between = [of for of in every if of not in named]
    left = most - len(named)
    spread = {between[len(between) * (2 * place + 1) // (2 * left)] for place in range(left)}
    return sorted(named | spread)


EVERY = [(one, of) for one in library.protocols() for of in lengths(one, count(FEW))]


def by_plan(protocol: Protocol, of: int) -> list[str]:
    numbers = zip(protocol.phase_ids, layout(protocol, of), strict=True)
    return [phase for phase, number in numbers for _ in range(number)]


def assert_walked(course: Walk, of: int) -> None:
    assert course.faults == []
    assert course.facts.phase == CLOSED
    assert course.phases == by_plan(course.protocol, of)
    assert course.standing.held == of
    assert course.named_at_left in (None, min(of, course.protocol.ending_named_at_left))


@pytest.mark.parametrize(("protocol", "of"), EVERY, ids=lambda it: getattr(it, "id", str(it)))
def test_every_protocol_is_walked_by_what_is_offered(protocol: Protocol, of: int) -> None:
    assert_walked(walk(protocol, of), of)


def test_few_lengths_are_the_ends_the_usual_one_and_two_between() -> None:
    mit, ipt = library.protocol("mit"), library.protocol("ipt")
    assert lengths(mit, FEW) == [16, 25, 26, 43, 52]
    assert lengths(mit, 1_000) == sorted(mit.layouts)
    assert lengths(ipt, FEW) == sorted(ipt.layouts)


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> Iterator[Protocol]:
    """A folder dropped beside ours, as a clinic would."""
    shelf.cache_clear()
    monkeypatch.setenv("AMITY_CONTENT", str(INVENTED))
    yield library.protocol("made_walks")
    shelf.cache_clear()


@pytest.mark.parametrize("of", [4, 5, 6, 7])
def test_a_protocol_dropped_in_is_walked_as_ours_are(invented: Protocol, of: int) -> None:
    assert_walked(walk(invented, of), of)
    assert "made_walks" in [one.id for one in library.protocols()]


def test_a_protocol_dropped_in_is_checked_as_ours_are(invented: Protocol) -> None:
    assert [problem for problem in library.check() if "made_walks" in problem.file] == []


def _no_task_records(fact: str) -> Callable[[dict[str, Any]], None]:
    def change(values: dict[str, Any]) -> None:
        for task in values["tasks"]:
            if task.get("records") == fact:
                del task["records"]

    return change


def _forgotten(task: str) -> Callable[[dict[str, Any]], None]:
    def change(values: dict[str, Any]) -> None:
        for row in values["sessions"]:
            row["tasks"] = [id for id in row["tasks"] if id != task]

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_no_task_records("ending_named"), "the door to ending stays shut"),
        (_no_task_records("relapse_plan"), "the door to closed stays shut"),
        (_forgotten("build_timeline"), "the door to middle stays shut"),
        (lambda values: values["gates"][2].pop("due"), "early_review is not_recorded"),
        (lambda values: values.update(ending_named_at_left=1), "the door to ending stays shut"),
        (lambda values: values["measures"][1].update(at=[{"week": 40}]), "gad7 was never offered"),
    ],
)
def test_a_protocol_that_cannot_be_walked_is_noticed(
    change: Callable[[dict[str, Any]], None], says: str
) -> None:
    values = raw("ipt")
    change(values)
    faults = walk(Protocol.model_validate(values), 16).faults
    assert any(says in fault for fault in faults), faults


def test_an_engine_that_offers_no_door_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amity.core.phases.engine.moves", lambda place, found: ())
    assert "the door to initial stays shut: not offered" in walk(library.protocol("ipt"), 12).faults
