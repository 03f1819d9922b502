"""A low total on how the two work together: a reason to talk, beside the number of a review, and no more."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from amity.core import library, safety
from amity.core.definitions.card import When
from amity.core.review import Rated, ReviewFacts, Scores, examples, standing
from amity.core.review.signals import ALLIANCE_LOW

TODAY = date(2026, 6, 1)


def on(days_ago: int) -> date:
    return TODAY - timedelta(days=days_ago)


def together(*rows: tuple[int, Any], at: int | None = 6, higher_is: Any = "better") -> tuple[Scores, ...]:
    """By how many days ago, and the total; each known by its place."""
    totals = tuple(Rated(on(ago), value, f"r{n}") for n, (ago, value) in enumerate(rows))
    return (Scores("own_alliance", "Together", totals, None, higher_is, talk_at=at),)


def test_the_three_questions_have_the_line_of_the_one_number() -> None:
    ours = library.instrument("own_alliance")
    assert ours.talk_from
    assert ours.talk_from.at == examples.TALK == ALLIANCE_LOW
    assert (ours.higher_is, ours.range.highest, ours.may_be_kept_back) == ("better", 10, True)


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        (together((7, 6)), "Together is 6 on 25 May; 6 or below is a reason to talk."),
        (together((7, Fraction(17, 3))), "Together is 5.6 on 25 May; 6 or below is a reason to talk."),
        (together((7, Fraction(19, 3))), ""),
        (together((28, 3), (7, 7)), ""),
        (together((28, 9), (7, 7)), ""),  # a fall is read from the number of a review alone
        (together((28, 9), (7, 2)), "Together is 2 on 25 May; 6 or below is a reason to talk."),
        (together((7, 0), at=None), ""),
        (together(), ""),
        (together((7, 6), higher_is="worse"), "Together is 6 on 25 May; 6 or above is a reason to talk."),
        (together((7, 5), higher_is="worse"), ""),
    ],
)
def test_a_low_total_on_working_together_is_a_reason_to_talk(scores: Any, words: str) -> None:
    assert [it.words for it in standing(ReviewFacts(TODAY, scores=scores))] == [words] * bool(words)


def test_the_number_of_a_review_and_a_total_each_stand_for_themselves() -> None:
    facts = ReviewFacts(TODAY, alliance=(Rated(on(9), 5, "review"),), scores=together((7, 4)))
    assert [it.key for it in standing(facts)] == ["alliance_low:r0", "alliance_low:review"]
    facts = replace(facts, alliance=(Rated(on(9), 9, "review"),))
    assert [it.key for it in standing(facts)] == ["alliance_low:r0"]


def test_it_is_no_flag_and_nothing_to_look_at_within_the_week() -> None:
    assert {it.when for it in standing(ReviewFacts(TODAY, scores=together((7, 0))))} == {When.ALLIANCE_LOW}
    ours = library.instrument("own_alliance")
    lowest = dict.fromkeys((it.id for it in ours.items), 0)
    assert safety.flags(ours, lowest, finished=True) == ()
    assert not safety.wants_review(ours, 0)


def test_what_may_be_kept_or_has_the_line_is_about_the_two() -> None:
    about = {it.id for it in library.instruments() if it.is_about_the_two}
    assert about == {"own_alliance", "wai_sr"}
    assert library.instrument("wai_sr").talk_from is None, "no source gives one"
    line = library.instrument("own_alliance").talk_from
    assert library.instrument("isi").model_copy(update={"talk_from": line}).is_about_the_two
