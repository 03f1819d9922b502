"""Which cards come up, and why: by hand, against a slow second version, and whatever the order."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.core import library
from amity.core.definitions.card import LEAVE, NOTHING, Evidence, When
from amity.core.phases import NOT_RECORDED, Attendance
from amity.core.review import (
    ORDER,
    RULES,
    SOURCES,
    Changed,
    Counted,
    Kept,
    Occasion,
    Rated,
    ReviewFacts,
    SafetyAnswer,
    Scores,
    Tried,
    cards_for,
    examples,
    rises_beside,
    shown,
    standing,
)
from tests.core import slow_review

TODAY = date(2026, 6, 1)
NUMBERS = st.integers(0, 90)
REFS = st.integers(0, 999).map(str)
CARDS = library.cards()
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def on(days_ago: int) -> date:
    return TODAY - timedelta(days=days_ago)


def rated(*rows: tuple[int, int]) -> tuple[Rated, ...]:
    """By how many days ago, and the number; each known by its place."""
    return tuple(Rated(on(ago), value, f"r{n}") for n, (ago, value) in enumerate(rows))


def phq9(*rows: tuple[int, int]) -> tuple[Scores, ...]:
    return (Scores("phq9", "PHQ-9", rated(*rows), 6, "worse"),)


def asrm(*rows: tuple[int, int]) -> Scores:
    totals = (replace(it, ref=f"a{it.ref}") for it in rated(*rows))
    return Scores("asrm", "ASRM", tuple(totals), None, "worse", 6, "high")


def said(facts: ReviewFacts) -> list[str]:
    return [it.words for it in standing(facts)]


def ratings(most: int) -> Any:
    rows = st.lists(st.tuples(NUMBERS, st.integers(0, most)), max_size=5, unique_by=lambda it: it[0])
    return rows.map(lambda it: rated(*it))


def by_its_own_name(scores: Scores) -> Scores:
    """No two questionnaires rest on the same record."""
    own = (replace(it, ref=f"{scores.instrument} {it.ref}") for it in scores.totals)
    return replace(scores, totals=tuple(own))


DUE = st.dictionaries(st.sampled_from([When.WEEK_4, When.MIDPOINT]), st.none() | NUMBERS.map(on))
SCORES = st.lists(
    st.builds(
        Scores,
        st.sampled_from(["phq9", "gad7", "asrm"]),
        st.just("X"),
        ratings(27),
        st.none() | st.integers(1, 9),
        st.sampled_from(["worse", "better"]),
        st.none() | st.integers(0, 27),
        st.sampled_from(["low", "high"]),
        st.none() | st.integers(0, 27),
    ),
    max_size=3,
    unique_by=lambda it: it.instrument,
).map(lambda them: tuple(map(by_its_own_name, them)))
FACTS = st.builds(
    ReviewFacts,
    today=st.just(TODAY),
    began=st.just(NOT_RECORDED) | NUMBERS.map(on),
    due=DUE,
    reviewed=st.lists(NUMBERS.map(on), max_size=2).map(tuple),
    scores=SCORES,
    goals=st.lists(ratings(10), max_size=3).map(tuple),
    alliance=ratings(10),
    practices=st.lists(
        st.builds(Tried, NUMBERS.map(on), st.sampled_from(["done", "not_tried"]), REFS),
        max_size=4,
    ).map(tuple),
    sessions=st.lists(st.builds(Kept, NUMBERS.map(on), st.sampled_from(Attendance), REFS), max_size=6).map(
        tuple
    ),
    safety=st.lists(st.just(SafetyAnswer(on(3), "PHQ-9 item 9 was answered 1", "s")), max_size=1).map(tuple),
    sleep=st.just(NOT_RECORDED) | st.integers(0, 3).map(lambda it: Rated(on(2), it, "sleep")),
    told=st.just(NOT_RECORDED)
    | st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda it: Counted(min(it), max(it), on(9), "c")),
    medication=st.lists(st.builds(Changed, st.integers(-3, 60).map(on), REFS), max_size=2).map(tuple),
    medication_raised=st.sampled_from([NOT_RECORDED, True, False]),
    away=st.lists(
        st.tuples(NUMBERS, st.integers(0, 30), st.booleans()).map(
            lambda it: (on(it[0]), None if it[2] else on(it[0] - it[1]))
        ),
        max_size=2,
    ).map(tuple),
)


@UNHURRIED
@given(FACTS)
def test_a_slow_second_version_finds_the_same(facts: ReviewFacts) -> None:
    keys = {"week:4", "week:8", "midpoint"}
    found = {(it.when.value, it.key if it.key in keys else it.key.split(":")[1]) for it in standing(facts)}
    assert found == slow_review.standing(facts)


@UNHURRIED
@given(FACTS, st.permutations(CARDS))
def test_the_order_is_the_same_however_cards_come(facts: ReviewFacts, cards: list[Any]) -> None:
    found = standing(facts)
    raised = cards_for(cards, found)
    assert raised == cards_for(CARDS, found)
    assert [it.card.id for it in raised] == slow_review.order(cards, list(found))


@UNHURRIED
@given(FACTS)
def test_what_stands_is_in_order_each_once_each_with_words(facts: ReviewFacts) -> None:
    found = standing(facts)
    assert len({it.key for it in found}) == len(found)
    assert [ORDER[it.when] for it in found] == sorted(ORDER[it.when] for it in found)
    for it in found:
        assert it.words.endswith(".")
        assert len(it.key) <= 80


@UNHURRIED
@given(FACTS, st.dictionaries(st.sampled_from(Evidence), st.lists(st.text(min_size=1), max_size=2)))
def test_no_card_has_a_gap_without_a_word(facts: ReviewFacts, told: dict[Evidence, list[str]]) -> None:
    for raised in cards_for(CARDS, standing(facts)):
        assert raised.by
        parts = shown(raised.card, told)
        assert [it.evidence for it in parts] == list(raised.card.shows)
        for part in parts:
            assert bool(part.lines) != bool(part.nothing)


def test_every_card_comes_up_by_everything_it_names() -> None:
    for card in CARDS:
        for when in card.when:
            one = Occasion(when, f"{when}:x", None, "x.")
            assert card in [it.card for it in cards_for(CARDS, [one])]


def test_every_reason_has_a_rule_a_source_and_a_card() -> None:
    assert list(RULES) == list(When)
    assert SOURCES.keys() == set(When) == {when for card in CARDS for when in card.when}
    assert NOTHING.keys() == set(Evidence)


def test_places_are_not_shared_and_all_may_stay_as_it_is() -> None:
    assert len({card.place for card in CARDS}) == len(CARDS)
    assert all(card.decision(LEAVE) == card.decisions[-1] for card in CARDS)
    assert CARDS[0].decision("nothing_of_this_name") is None


def test_nothing_recorded_brings_up_nothing() -> None:
    assert standing(ReviewFacts(TODAY)) == ()
    assert cards_for(CARDS, ()) == ()


def test_week_four_that_is_not_better() -> None:
    """The demo's: due, hardly moved, no medicine; first what the record says, then the calendar."""
    facts = ReviewFacts(
        TODAY,
        began=on(28),
        due={When.WEEK_4: on(7)},
        scores=phq9((28, 19), (7, 20)),
        told=Counted(1, 4, on(14), "c"),
    )
    assert [it.key for it in standing(facts)] == [
        "week:4",
        "little_change:r0",
        "support_thin:c",
        "medication_not_raised:r1",
    ]
    assert [it.card.id for it in cards_for(CARDS, standing(facts))] == [
        "focus_right",
        "focus_drift",
        "impasse",
        "support",
        "involve",
        "medication",
        "safety_plan",
        "alliance",
        "rhythm",
        "practice_size",
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (ReviewFacts(TODAY, due={When.MIDPOINT: None}), "The midpoint review is due."),
        (ReviewFacts(TODAY, due={When.WEEK_4: on(7)}), "The week-4 review is due since 25 May."),
        (
            ReviewFacts(TODAY, began=on(49)),
            "Week 8 began on 1 June, 49 days after the first session; no review since.",
        ),
        (
            ReviewFacts(TODAY, safety=(SafetyAnswer(on(1), "PHQ-9 item 9 was answered 1", "s"),)),
            "PHQ-9 item 9 was answered 1, 31 May.",
        ),
        (
            ReviewFacts(TODAY, scores=phq9((14, 9), (0, 15))),
            "PHQ-9 is 6 points higher than at the start (15 − 9 = 6); reliable change for this measure is 6.",
        ),
        (
            ReviewFacts(TODAY, began=on(28), scores=phq9((28, 14), (7, 13))),
            "PHQ-9 was 14 on 4 May and is 13 on 25 May, 1 point lower than at the start (14 − 13 = 1). "
            "In week 4 it had fallen by less than a fifth and stood at 10 or above: a reason to talk.",
        ),
        (
            ReviewFacts(TODAY, scores=(Scores("phq_a", "PHQ-A", rated((7, 20)), None, "worse", 20),)),
            "PHQ-A is 20 on 25 May, 20 or above: a look before the next session, within the week.",
        ),
        (
            ReviewFacts(TODAY, scores=(Scores("made", "Made", rated((7, 20)), None, "better", 20),)),
            "Made is 20 on 25 May, 20 or below: a look before the next session, within the week.",
        ),
        (
            ReviewFacts(TODAY, scores=(asrm((7, 6)),)),
            "ASRM is 6 on 25 May, 6 or above: a look within the week.",
        ),
        (
            ReviewFacts(TODAY, scores=(*phq9((28, 15), (7, 9)), asrm((28, 1), (7, 3)))),
            "PHQ-9 is 6 points lower than at the start (15 − 9 = 6) while ASRM rose to 3 on 25 May: "
            "this may be a switch and not a recovery.",
        ),
        (
            ReviewFacts(TODAY, scores=(*phq9((28, 15), (7, 9)), asrm((28, 1), (7, 7)))),
            "ASRM is 7 on 25 May, 6 or above: a look within the week. PHQ-9 is 6 points lower than at the "
            "start (15 − 9 = 6) while ASRM rose to 7 on 25 May: this may be a switch and not a recovery.",
        ),
        (
            ReviewFacts(TODAY, alliance=rated((7, 6))),
            "Working together was rated 6 of 10 on 25 May; 6 or less is a reason to talk.",
        ),
        (
            ReviewFacts(TODAY, alliance=rated((28, 9), (7, 6))),
            "Working together was rated 6 of 10 on 25 May and 9 the time before: 9 − 6 = 3.",
        ),
        (
            ReviewFacts(TODAY, goals=(rated((28, 2), (7, 2)),)),
            "The one goal rated again does not stand higher than when first rated (2, now 2).",
        ),
        (
            ReviewFacts(TODAY, goals=(rated((28, 3), (7, 1)), rated((28, 2), (6, 2)), rated((9, 1)))),
            "None of the 2 goals rated again stands higher than when first rated (2, now 2; 3, now 1).",
        ),
        (
            ReviewFacts(TODAY, practices=(Tried(on(14), "not_tried", "a"), Tried(on(7), "not_tried", "b"))),
            "The last 2 practices, agreed on 18 May and 25 May, were not tried.",
        ),
        (
            ReviewFacts(
                TODAY, sessions=(Kept(on(14), Attendance.DNA, "a"), Kept(on(7), Attendance.CANCELLED, "b"))
            ),
            "2 of the last 2 appointments did not take place.",
        ),
        (
            ReviewFacts(TODAY, told=Counted(0, 1, on(3), "c")),
            "The one person asked about does not know how the client feels.",
        ),
        (
            ReviewFacts(TODAY, told=Counted(1, 1, on(3), "c")),
            "The one person asked about knows how the client feels.",
        ),
        (
            ReviewFacts(TODAY, told=Counted(0, 3, on(3), "c")),
            "Of 3 people asked about, nobody knows how the client feels.",
        ),
        (
            ReviewFacts(TODAY, told=Counted(1, 3, on(3), "c")),
            "Of 3 people asked about, one knows how the client feels.",
        ),
        (
            ReviewFacts(TODAY, sleep=Rated(on(7), 3, "s")),
            "The question about sleep was answered 3 of 3 on 25 May; 2 says more than half the days.",
        ),
        (
            ReviewFacts(TODAY, scores=phq9((7, 16))),
            "PHQ-9 is 16 on 25 May, 16 or above, and nothing is recorded about medication in this course.",
        ),
        (
            ReviewFacts(TODAY, medication=(Changed(on(1), "m"),)),
            "A medicine was begun, changed or stopped on 31 May, yesterday.",
        ),
        (
            ReviewFacts(TODAY, medication=(Changed(on(0), "m"),)),
            "A medicine was begun, changed or stopped on 1 June, today.",
        ),
        (
            ReviewFacts(TODAY, medication=(Changed(on(28), "m"),)),
            "A medicine was begun, changed or stopped on 4 May, 28 days ago.",
        ),
    ],
)
def test_what_is_said(facts: ReviewFacts, words: str) -> None:
    assert said(facts) == [words]


@pytest.mark.parametrize(
    ("fell", "rose"),
    [
        (((28, 15), (7, 10)), ((28, 1), (7, 3))),  # by 5, a point less than reliable change
        (((28, 9), (7, 15)), ((28, 1), (7, 3))),  # it rose
        (((28, 15), (7, 9)), ((28, 3), (7, 3))),
        (((28, 15), (7, 9)), ((7, 3),)),
        (((7, 9),), ((28, 1), (7, 3))),
        (((28, 15), (7, 9)), ((60, 1), (22, 3))),  # fifteen days apart
    ],
)
def test_what_is_no_rise_beside_a_fall(fell: tuple[Any, ...], rose: tuple[Any, ...]) -> None:
    found = standing(ReviewFacts(TODAY, scores=(*phq9(*fell), asrm(*rose))))
    assert When.MOOD_RISING not in [it.when for it in found]


def test_risen_since_the_time_before_is_a_rise_too() -> None:
    facts = ReviewFacts(TODAY, scores=(*phq9((28, 15), (7, 9)), asrm((28, 4), (14, 1), (7, 3))))
    assert [it.key for it in standing(facts)] == ["mood_rising:ar2"]


@pytest.mark.parametrize(
    ("fell", "rose", "words"),
    [
        (((28, 9), (7, 4)), ((28, 1), (7, 5)), ("ASRM rose to 5 on 25 May.",)),
        (((28, 9), (7, 4)), ((60, 4), (28, 0), (7, 1)), ("ASRM rose to 1 on 25 May.",)),
        (((7, 4),), ((28, 1), (7, 5)), ("ASRM rose to 5 on 25 May.",)),
        (((28, 9), (7, 4)), ((28, 1), (21, 5)), ("ASRM rose to 5 on 11 May.",)),
        (((28, 9), (7, 4)), ((28, 1), (22, 5)), ()),  # fifteen days apart
        (((28, 9), (7, 4)), ((28, 5), (7, 5)), ()),
        (((28, 9), (7, 4)), ((7, 5),), ()),
        (((28, 9), (7, 4)), (), ()),
        ((), ((28, 1), (7, 5)), ()),
    ],
)
def test_any_rise_told_about_the_same_time_is_said(
    fell: tuple[Any, ...], rose: tuple[Any, ...], words: tuple[str, ...]
) -> None:
    (low,) = phq9(*fell)
    assert rises_beside(low, [low, asrm(*rose)]) == words
    assert rises_beside(low, [replace(asrm(*rose), pole="low")]) == ()


def test_the_worked_examples_count_with_the_numbers_of_the_definitions() -> None:
    phq9_form, asrm_form = library.instrument("phq9"), library.instrument("asrm")
    assert phq9_form.reliable_change
    assert phq9_form.review_from
    assert asrm_form.review_from
    assert (
        phq9_form.reliable_change.points,
        phq9_form.review_from.at,
    ) == (examples.RELIABLE, examples.PHQ9_REVIEW)
    assert asrm_form.review_from.at == examples.ASRM_REVIEW
    assert (phq9_form.pole, asrm_form.pole) == ("low", "high")


@pytest.mark.parametrize(
    ("began", "away", "words"),
    [
        (55, ((on(50), on(45)),), "1 June, 55 days after the first session, days in a pause not counted"),
        (55, ((on(50), on(44)),), ""),
        (60, ((on(50), None),), ""),
        (75, ((on(20), on(10)),), "6 May, 49 days after the first session"),
        (69, ((on(10), None),), "12 May, 49 days after the first session"),
        (70, (), ""),
    ],
)
def test_week_8_is_counted_without_the_pauses(began: int, away: Any, words: str) -> None:
    wanted = [f"Week 8 began on {words}; no review since."] if words else []
    assert said(ReviewFacts(TODAY, began=on(began), away=away)) == wanted


def test_week_4_is_counted_from_the_first_session_and_not_from_the_first_total() -> None:
    early = phq9((35, 14), (14, 13))
    assert said(ReviewFacts(TODAY, began=on(28), scores=early)) == []
    assert len(said(ReviewFacts(TODAY, began=on(35), scores=early))) == 1
    assert said(ReviewFacts(TODAY, began=on(35), scores=early, away=((on(30), on(27)),))) == []
    assert said(ReviewFacts(TODAY, scores=early)) == []


def test_later_totals_take_little_change_back() -> None:
    assert said(ReviewFacts(TODAY, began=on(43), scores=phq9((42, 14), (21, 13), (1, 8)))) == []


def test_of_two_ratings_of_one_day_the_later_counts() -> None:
    assert said(ReviewFacts(TODAY, alliance=rated((7, 4), (7, 5)))) == [
        "Working together was rated 5 of 10 on 25 May; 6 or less is a reason to talk."
    ]
