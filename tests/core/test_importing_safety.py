"""G41 for what services bring: whatever else is answered, no answer about suicide is passed over."""

import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from amity.core.definitions.instrument import Instrument
from amity.core.importing import summing
from amity.core.safety import flags
from tests.core import brought_safety
from tests.counts import count

MOST = 1 << 7  # subsets of the other questions: all of them where there are seven or fewer


def subsets(others: list[Any]) -> Iterator[list[Any]]:
    """All of them, or a spread of them from none to every one."""
    every, few = 2 ** len(others), min(2 ** len(others), min(count(8), MOST))
    for step in range(few):
        bits = round(step * (every - 1) / max(few - 1, 1))
        yield [item for place, item in enumerate(others) if bits >> place & 1]


def missed(name: str, instrument: Instrument) -> Iterator[str]:
    """Every case in which what is raised is not what must be looked at."""
    chance = random.Random(20261123)
    asked = [item for item in instrument.items if brought_safety.asks(name, item.number)]
    others = [item for item in instrument.items if item not in asked]
    for there, said, finished in product(
        subsets(others), product(*((None, *it.values) for it in asked)), (False, True)
    ):
        answers: dict[str, int | None] = {it.id: chance.choice(it.values) for it in there}
        answers |= {it.id: value for it, value in zip(asked, said, strict=True)}
        raised = {flag.item for flag in flags(instrument, answers, finished=finished)}
        wanted = {
            it.id
            for it in asked
            if brought_safety.wanted(name, it.number, list(it.values), answers[it.id], finished)
        }
        if raised != wanted:
            yield f"{name} {answers} {'finished' if finished else 'open'}: {sorted(wanted ^ raised)}"


@pytest.mark.goal("G41")
def test_nothing_brought_is_missed(record_property: Callable[[str, Any], None]) -> None:
    forms = list(brought_safety.brought())
    assert [line for name, form in forms for line in missed(name, form)] == []
    record_property("questionnaires brought", len(forms))


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the second number on, and not from the first above the lowest."""
    ours = summing._alerts

    def later(*given: Any) -> Iterator[dict[str, Any]]:
        for alert in ours(*given):
            yield alert | ({"at_least": alert["at_least"] + 1} if "at_least" in alert else {})

    monkeypatch.setattr(summing, "_alerts", later)
    assert any(line for name, form in _without_too_few() for line in missed(name, form))


def test_an_order_taken_for_a_number_is_found() -> None:
    """Where the second printed answer would count from, a falling list hides its worst one."""
    name, form = next(it for it in brought_safety.brought() if it[0] == "falling")
    turned = form.model_copy(
        update={
            "alerts": tuple(
                it.model_copy(update={"at_least": 3}) if it.kind == "positive" else it for it in form.alerts
            )
        }
    )
    assert list(missed(name, form)) == []
    assert list(missed(name, turned))


def _without_too_few() -> Iterator[tuple[str, Instrument]]:
    """Those in which a later number is still an answer."""
    with pytest.MonkeyPatch.context() as only:
        only.setattr(
            brought_safety, "ALONE", {name: brought_safety.ALONE[name] for name in ("rising", "falling")}
        )
        only.setattr(brought_safety, "LAID", {})
        yield from brought_safety.brought()
