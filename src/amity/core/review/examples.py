"""Runs the worked examples that travel with a card. Read by checks and tests, never for a page."""

from collections.abc import Iterator, Mapping
from datetime import date

from amity.core.change import early_response
from amity.core.definitions.card import Card
from amity.core.definitions.card_case import CardCase
from amity.core.definitions.common import Finding
from amity.core.phases import NOT_RECORDED
from amity.core.review.facts import (
    Changed,
    Counted,
    Kept,
    Rated,
    ReviewFacts,
    SafetyAnswer,
    Scores,
    Tried,
)
from amity.core.review.signals import standing

RELIABLE, PHQ9_REVIEW, ASRM_REVIEW, TALK = 6, 20, 6, 6  # as the definitions have them; a test holds it


def facts_of(case: CardCase) -> ReviewFacts:
    """What the case says is recorded; each thing is known by its day."""
    return ReviewFacts(
        today=case.today,
        began=case.began or NOT_RECORDED,
        due=dict.fromkeys(case.due),
        reviewed=case.reviewed,
        scores=(
            Scores(
                early_response.INSTRUMENT, "PHQ-9", _rated(case.phq9), RELIABLE, "worse", PHQ9_REVIEW, "low"
            ),
            Scores("asrm", "ASRM", _rated(case.asrm), None, "worse", ASRM_REVIEW, "high"),
            Scores(
                *("own_alliance", "Working together 0–10", _rated(case.own_alliance), None, "better"),
                talk_at=TALK,
            ),
        ),
        goals=tuple(map(_rated, case.goals)),
        alliance=_rated(case.alliance),
        practices=tuple(Tried(on, result, str(on)) for on, result in case.practices.items()),
        sessions=tuple(Kept(on, attendance, str(on)) for on, attendance in case.sessions.items()),
        safety=(
            (SafetyAnswer(case.safety, "PHQ-9 item 9 was answered 1", str(case.safety)),)
            if case.safety
            else ()
        ),
        sleep=NOT_RECORDED if case.sleep is None else Rated(case.today, case.sleep, str(case.today)),
        told=NOT_RECORDED if case.told is None else Counted(*case.told, case.today, str(case.today)),
        medication=tuple(Changed(on, str(on)) for on in case.medication),
        medication_raised=case.medication_raised or NOT_RECORDED,
    )


def brought_up_otherwise(card: Card, case: CardCase) -> Iterator[Finding]:
    """Where something else brings the card up than the case says."""
    found = tuple(dict.fromkeys(str(it.when) for it in standing(facts_of(case)) if it.when in card.when))
    wanted = tuple(map(str, case.expect))
    if found != wanted:
        said, allowed = ", ".join(found) or "nothing", ", ".join(wanted) or "nothing"
        yield Finding(("expect",), said, f"{allowed}, by the case", "correct the card, or the case")


def _rated(by_day: Mapping[date, int]) -> tuple[Rated, ...]:
    return tuple(Rated(on, value, str(on)) for on, value in by_day.items())
