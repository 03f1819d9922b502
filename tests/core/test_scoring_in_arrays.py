"""Very many forms at once: what `core.scoring` and `core.safety` say of each, in numpy and in the kernel."""

import importlib
import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import library
from amity.core.analytics import scoring, scoring_kernel
from amity.core.analytics.scoring import LEVELS, MISSING, Plan, plan
from amity.core.definitions.instrument import Instrument
from amity.core.errors import StatisticError
from amity.core.safety import flags
from amity.core.scoring import score as slowly
from tests.counts import count

Form = tuple[int, ...]
Row = tuple[float | None, int, str | None]
PHQ9 = library.instrument("phq9")


def accepted() -> Iterator[Instrument]:
    for instrument in library.instruments():
        try:
            plan(instrument)
        except StatisticError:
            continue
        yield instrument


ACCEPTED = list(accepted())


@pytest.fixture(params=["numpy", "kernel"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways; the kernel is compiled where numba is installed, else it is the same loops in Python."""
    monkeypatch.setattr(scoring_kernel, "IS_THERE", request.param == "kernel")
    return str(request.param)


def told(rules: Plan, forms: Sequence[Form], **more: Any) -> list[Row]:
    answers = np.array(forms, dtype=np.int8).reshape(len(forms), len(rules.items)).T.copy()
    found = scoring.score(rules, answers, **more)
    totals = [None if math.isnan(it) else it for it in found.total.tolist()]
    return list(zip(totals, found.band.tolist(), [LEVELS[it] for it in found.level], strict=True))


def one_by_one(instrument: Instrument, forms: Sequence[Form]) -> list[Row]:
    items = plan(instrument).items
    rows: list[Row] = []
    for form in forms:
        answers = {id: None if it == MISSING else it for id, it in zip(items, form, strict=True)}
        scores = slowly(instrument, answers)
        value, band = scores.total.value, scores.band
        raised: list[str] = [flag.level for flag in flags(instrument, answers, finished=True)]
        rows.append(
            (
                None if value is None else float(np.float32(float(value))),
                -1 if band is None else instrument.bands.index(band),
                max(raised, key=LEVELS.index, default=None),
            )
        )
    return rows


def choices(instrument: Instrument) -> list[tuple[int, ...]]:
    return [(MISSING, *instrument.item(id).values) for id in plan(instrument).items]


# --- the same as one at a time


@pytest.mark.parametrize("instrument", ACCEPTED, ids=lambda it: it.id)
def test_a_form_says_what_it_says_alone(instrument: Instrument) -> None:
    """Every form there is where these are few; else the same ones drawn each time, more or less complete."""
    allowed, chance = choices(instrument), random.Random(20260302)
    forms = list(islice(product(*allowed), 1_001))
    if len(forms) > 1_000:
        forms = [
            tuple(MISSING if chance.random() < share else chance.choice(row[1:]) for row in allowed)
            for share in (0, 0.02, 0.1, 0.3, 1)
            for _ in range(min(count(60), 2_000))
        ]
    assert told(plan(instrument), forms) == one_by_one(instrument, forms)


@settings(max_examples=min(count(60), 3_000), deadline=None)
@given(st.data(), st.sampled_from(ACCEPTED), st.integers(1, 5), st.integers(1, 4))
def test_however_forms_are_cut_into_chunks_and_threads(
    data: st.DataObject, instrument: Instrument, size: int, threads: int
) -> None:
    rows = st.tuples(*(st.sampled_from(it) for it in choices(instrument)))
    forms = data.draw(st.lists(rows, max_size=12))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "CHUNK", size)
        patch.setattr(scoring_kernel, "BLOCK", size)
        assert told(plan(instrument), forms, threads=threads) == one_by_one(instrument, forms)


def test_most_of_the_library_is_accepted() -> None:
    assert {"phq9", "gad7", "phq_a", "cesd", "epds", "core10", "who5", "own_goals"} <= {
        it.id for it in ACCEPTED
    }
    assert len(ACCEPTED) >= 25


def long_one() -> Instrument:
    """A questionnaire whose sum outgrows eight bits: two of one after the other, some turned round."""
    told = library.instrument("mspss").model_dump(by_alias=True, exclude_unset=True)
    items = [
        it | {"id": f"{it['id']}_{n}", "number": it["number"] + 12 * n}
        for n in (0, 1)
        for it in told["items"]
    ]
    items[3] |= {"reverse": True}
    missing = told["scoring"]["missing"] | {"rule": "prorate", "max_missing": 23}
    return Instrument.model_validate(
        told | {"items": items, "scoring": {"method": "sum", "missing": missing}, "bands": []}
    )


def test_a_sum_that_outgrows_eight_bits() -> None:
    instrument, chance = long_one(), random.Random(1)
    forms = [(7,) * 24, (1,) * 24, (MISSING,) * 24, (7,) + (MISSING,) * 23]
    forms += [tuple(chance.choice([MISSING, *range(1, 8)]) for _ in range(24)) for _ in range(200)]
    assert told(plan(instrument), forms) == one_by_one(instrument, forms)


def test_a_total_that_is_not_whole_is_not_rounded_up_into_a_band() -> None:
    """Seven answers that sum to 7: 9 exactly is mild; 38/4 = 9.5 is below 10."""
    rules = plan(PHQ9)
    found = told(rules, [(1, 1, 1, 1, 1, 1, 1, -1, -1), (2, 2, 1, 1, 1, 1, 1, -1, 0)])
    assert found == [(9.0, 1, "amber"), (10.125, 2, None)]


def test_answers_in_another_order_of_memory_say_the_same() -> None:
    """Slower, but the same: a form's answers side by side, and every other form of a longer row."""
    rules, chance = plan(PHQ9), np.random.default_rng(1)
    forms = chance.integers(-1, 4, (60, 9), dtype=np.int8)
    wanted = scoring.score(rules, forms.T.copy())
    longer = np.repeat(forms.T, 2, axis=1)[:, ::2]
    for answers in (forms.T, longer):
        assert not answers.flags.c_contiguous
        found = scoring.score(rules, answers)
        assert np.array_equal(found.total, wanted.total, equal_nan=True)
        assert np.array_equal(found.level, wanted.level)


# --- in what is already there


def test_what_was_given_is_written_over() -> None:
    rules = plan(PHQ9)
    answers = np.zeros((9, 4), dtype=np.int8)
    first = scoring.score(rules, answers)
    answers[:] = 3
    again = scoring.score(rules, answers, into=first)
    assert again is first
    assert first.total.tolist() == [27.0] * 4
    with pytest.raises(StatisticError, match="into holds 4 forms, and answers 3"):
        scoring.score(rules, answers[:, :3].copy(), into=first)


# --- what is refused


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("ecr_rs", "has no total"),
        ("asq", "leaves items out by other answers"),
        ("pcl5", "only where each subscale has one"),
        ("own_relationship", 'an answer that is "does not apply"'),
        ("audit", "leaves items out"),
    ],
)
def test_definitions_that_are_scored_one_at_a_time(id: str, said: str) -> None:
    with pytest.raises(StatisticError, match=rf"^{id} .*{said}.*core\.scoring"):
        plan(library.instrument(id))


@pytest.mark.parametrize("values", [(0, 2, 4), (-1, 0), (100, 101)])
def test_answers_with_gaps_below_0_or_too_high_are_refused(values: tuple[int, ...]) -> None:
    told = library.instrument("phq2").model_dump(by_alias=True, exclude_unset=True)
    own = Instrument.model_validate(
        told | {"answer_lists": {"own": {"options": [{"value": it} for it in values]}}}
    )
    with pytest.raises(StatisticError, match="not neighbours from 0 to 100"):
        plan(own)


@pytest.mark.parametrize(
    ("id", "wrong"), [("phq9", 4), ("phq9", -2), ("phq9", 127), ("phq9", -128), ("ucla3", 0), ("ucla3", 4)]
)
def test_an_answer_that_is_no_option_is_named(id: str, wrong: int) -> None:
    rules = plan(library.instrument(id))
    answers = np.full((len(rules.items), 50), 1, dtype=np.int8)
    answers[2, 49] = wrong
    with pytest.raises(StatisticError, match=rf"An answer to {rules.items[2]} is not -1 .* not from"):
        scoring.score(rules, answers)


@pytest.mark.parametrize(
    "answers", [np.zeros((9, 2)), np.zeros(9, dtype=np.int8), np.zeros((2, 9), dtype=np.int8)]
)
def test_arrays_that_hold_no_answers(answers: Any) -> None:
    with pytest.raises(StatisticError, match="answers are int8, one row for each of interest"):
        scoring.score(plan(PHQ9), answers)


# --- with and without numba


def test_which_way_is_taken(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    for name in ("_plain", "_fast"):
        monkeypatch.setattr(scoring, name, lambda *_, name=name: taken.append(name))
    answers = np.zeros((9, 1), dtype=np.int8)
    scoring.score(plan(PHQ9), answers, threads=1)
    scoring.score(plan(PHQ9), answers, threads=1, fast=False)
    if way == "numpy":
        with pytest.raises(ModuleNotFoundError, match=r"amity\[fast\]"):
            scoring.score(plan(PHQ9), answers, fast=True)
        assert taken == ["_plain"] * 2
    else:
        scoring.score(plan(PHQ9), answers, threads=1, fast=True)
        assert taken == ["_fast", "_plain", "_fast"]


def test_the_kernel_is_compiled_where_numba_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def njit(*, nogil: bool) -> Callable[[Any], Any]:
        def compile(function: Any) -> Any:
            compiled.append(function.__name__)
            return function

        assert nogil
        return compile

    monkeypatch.setitem(sys.modules, "numba", SimpleNamespace(njit=njit))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("amity.core.analytics.scoring_kernel", scoring_kernel)  # so that it is put back
    monkeypatch.delitem(sys.modules, "amity.core.analytics.scoring_kernel")
    importlib.import_module("amity.core.analytics.scoring_kernel")
    assert "fill" in compiled


def test_a_fault_in_proration_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: what is missing counts as 0."""
    forms = [(1, 1, 1, 1, 1, 1, 1, -1, -1)]
    monkeypatch.setattr(scoring, "Fraction", lambda points, _: points / 9)
    assert told(plan(PHQ9), forms) != one_by_one(PHQ9, forms)
