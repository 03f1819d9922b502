"""What stands in a course: a review that is due, or something in the record that is worth a look.

Each is a reason to talk. None says how it goes on, and none measures a risk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeVar

from amity.core.change import early_response
from amity.core.change.in_words import Change, plain
from amity.core.definitions.card import When
from amity.core.definitions.facts import Attendance
from amity.core.phases import NOT_RECORDED
from amity.core.phases.dates import week_begins
from amity.core.review.facts import (
    Changed,
    Counted,
    Kept,
    Number,
    Rated,
    ReviewFacts,
    SafetyAnswer,
    Scores,
    Tried,
)
from amity.core.safety import is_beyond

WEEK_8, WEEK_11 = 8, 11  # week 8 is worth a look of its own until the tenth is over
GOALS_AFTER: Final = timedelta(days=21)  # a goal is rated again when three weeks lie between
ALLIANCE_LOW: Final = 6  # of 10
ALLIANCE_FALL: Final = 2
PRACTICES_IN_A_ROW: Final = 2
SESSIONS_LOOKED_AT, SESSIONS_MISSED = 4, 2
SLEEP: Final = 2  # of 3: more than half the days
TOLD_AT_MOST: Final = 1
SEVERE: Final = 16  # PHQ-9
POLES_APART: Final = timedelta(days=14)  # the two ends of mood are read together when told so near
MEDICINE_FOR: Final = timedelta(days=28)
DECISION: Final = "Amity decision, not tested"
SOURCES: Final[Mapping[When, str]] = {
    When.WEEK_4: "the protocol of the course",
    When.WEEK_8: f"{DECISION}: a second look four weeks after the first",
    When.MIDPOINT: "the protocol of the course",
    When.SAFETY_SAID: "the alert rules of the questionnaire",
    When.TOTAL_HIGH: f"the line of the questionnaire, from its definition; within the week: {DECISION}",
    When.MOOD_RISING: (
        "the line of the questionnaire, from its definition (ASRM: Altman 1997, above 5); to read a fall "
        f"beside a rise as perhaps a switch: {DECISION}"
    ),
    When.DETERIORATION: "the reliable change of the questionnaire, from its definition",
    When.LITTLE_CHANGE: early_response.SOURCE,
    When.ALLIANCE_LOW: (
        f"{DECISION}: in a review {ALLIANCE_LOW} of 10 or less, or a fall of {ALLIANCE_FALL}; of a "
        "questionnaire the line of its definition"
    ),
    When.GOALS_UNMOVED: f"{DECISION}: no goal higher after {GOALS_AFTER.days} days or more",
    When.PRACTICE_NOT_DONE: f"{DECISION}: not tried twice in a row",
    When.SESSIONS_MISSED: f"{DECISION}: {SESSIONS_MISSED} of the last {SESSIONS_LOOKED_AT} appointments",
    When.SUPPORT_THIN: f"{DECISION}: {TOLD_AT_MOST} person or nobody is told how the client feels",
    When.RHYTHM_DISTURBED: f"{DECISION}: the question about sleep answered {SLEEP} of 3 or above",
    When.MEDICATION_NOT_RAISED: (
        f"NICE NG222 (2022) counts PHQ-9 {SEVERE} and above as more severe; to look at it here: {DECISION}"
    ),
    When.MEDICATION_CHANGED: f"{DECISION}: a change of the last {MEDICINE_FOR.days} days",
}
MISSED: Final = frozenset({Attendance.DNA, Attendance.CANCELLED})
Dated = TypeVar("Dated", Rated, Tried, Kept, SafetyAnswer, Changed)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One reason to look. key: the same while it rests on the same record. words: with the arithmetic."""

    when: When
    key: str
    on: date | None
    words: str


def standing(facts: ReviewFacts) -> tuple[Occasion, ...]:
    """Every reason to look that stands today, in the order of `When`, then by key.

    >>> from amity.core.review.facts import Rated, ReviewFacts
    >>> week = date(2026, 6, 1)
    >>> rated = (Rated(date(2026, 5, 4), 9, "a"), Rated(date(2026, 5, 25), 7, "b"))
    >>> [found] = standing(ReviewFacts(week, alliance=rated))
    >>> found.key, found.words
    ('alliance_low:b', 'Working together was rated 7 of 10 on 25 May and 9 the time before: 9 − 7 = 2.')
    """
    found = [it for rule in RULES.values() for it in rule(facts)]
    return tuple(sorted(found, key=lambda it: (ORDER[it.when], it.key)))


def _week_4(facts: ReviewFacts) -> Iterator[Occasion]:
    yield from _due(facts, When.WEEK_4, "week:4", "The week-4 review is due")


def _midpoint(facts: ReviewFacts) -> Iterator[Occasion]:
    yield from _due(facts, When.MIDPOINT, "midpoint", "The midpoint review is due")


def _due(facts: ReviewFacts, when: When, key: str, words: str) -> Iterator[Occasion]:
    if when in facts.due:
        since = facts.due[when]
        yield Occasion(when, key, since, f"{words}{f' since {day(since)}' if since else ''}.")


def _week_8(facts: ReviewFacts) -> Iterator[Occasion]:
    if facts.began is NOT_RECORDED or When.MIDPOINT in facts.due:
        return
    week, over = (week_begins(facts.began, it, facts.away) for it in (WEEK_8, WEEK_11))
    if week is None or not week <= facts.today or (over is not None and over <= facts.today):
        return
    if not any(it >= week for it in facts.reviewed):
        after = (week - facts.began).days
        paused = ", days in a pause not counted" if after > 7 * (WEEK_8 - 1) else ""
        words = f"Week 8 began on {day(week)}, {after} days after the first session{paused}; no review since."
        yield Occasion(When.WEEK_8, "week:8", week, words)


def _safety_said(facts: ReviewFacts) -> Iterator[Occasion]:
    for it in facts.safety:
        yield _resting(When.SAFETY_SAID, it, f"{it.words}, {day(it.on)}.")


def _total_high(facts: ReviewFacts) -> Iterator[Occasion]:
    for scores in facts.scores:
        totals = in_order(scores.totals)
        if totals and scores.pole == "low" and _is_to_review(scores, totals[-1]):
            last = totals[-1]
            words = f"{_stands(scores, last)}: a look before the next session, within the week."
            yield _resting(When.TOTAL_HIGH, last, words)


def _mood_rising(facts: ReviewFacts) -> Iterator[Occasion]:
    """A scale of elation at its line; or one that rises while a scale of depression has fallen."""
    for scores in facts.scores:
        totals = in_order(scores.totals)
        if not totals or scores.pole == "low":
            continue
        last, words = totals[-1], []
        if _is_to_review(scores, last):
            words.append(f"{_stands(scores, last)}: a look within the week.")
        words += _fallen_beside(facts, scores.short, totals)
        if words:
            yield _resting(When.MOOD_RISING, last, " ".join(words))


def rises_beside(low: Scores, others: Iterable[Scores]) -> tuple[str, ...]:
    """Each scale of elation that rose by a point or more, told about the same time as this newest total.

    For what is said beside a fall of `low`, however small: it is not called well while the other end rises.
    Source: `SOURCES[When.MOOD_RISING]`.
    """
    rows, found = in_order(low.totals), []
    for high in others:
        totals = in_order(high.totals)
        if rows and high.pole == "high" and _rose(totals) and _are_near(rows[-1], totals[-1]):
            last = totals[-1]
            found.append(f"{high.short} rose to {plain(last.value)} on {day(last.on)}.")
    return tuple(found)


def _rose(totals: Sequence[Rated]) -> bool:
    """Since the first, or since the one before."""
    return any(totals[-1].value > it.value for it in (*totals[:1], *totals[-2:-1]))


def _are_near(one: Rated, other: Rated) -> bool:
    return abs(one.on - other.on) <= POLES_APART


def _fallen_beside(facts: ReviewFacts, short: str, totals: Sequence[Rated]) -> Iterator[str]:
    """Which scale of depression has reliably fallen while this one rose, the two told about the same time."""
    last = totals[-1]
    if not _rose(totals):
        return
    for other in facts.scores:
        rows = in_order(other.totals)
        if other.pole == "high" or len(rows) < 2 or not _are_near(rows[-1], last):
            continue
        change = Change(rows[0].value, rows[-1].value, other.reliable_points)
        if change.reaches and _is_better(other, rows):
            yield (
                f"{other.short} is {change.moved} ({change.arithmetic}) while {short} rose to "
                f"{plain(last.value)} on {day(last.on)}: this may be a switch and not a recovery."
            )


def _is_better(scores: Scores, rows: Sequence[Rated]) -> bool:
    first, last = rows[0].value, rows[-1].value
    return last < first if scores.higher_is == "worse" else last > first


def _is_to_review(scores: Scores, last: Rated) -> bool:
    at = scores.review_at
    return at is not None and is_beyond(last.value, at, scores.higher_is)


def _stands(scores: Scores, last: Rated) -> str:
    beyond = worse_side(scores.higher_is)
    return f"{scores.short} is {plain(last.value)} on {day(last.on)}, {scores.review_at} {beyond}"


def worse_side(higher_is: Literal["worse", "better"]) -> str:
    """The worse side of a line, the line included: "or above"."""
    return "or above" if higher_is == "worse" else "or below"


def _deterioration(facts: ReviewFacts) -> Iterator[Occasion]:
    for scores in facts.scores:
        totals = in_order(scores.totals)
        if len(totals) < 2:
            continue
        first, last = totals[0], totals[-1]
        change = Change(first.value, last.value, scores.reliable_points)
        is_worse = last.value > first.value if scores.higher_is == "worse" else last.value < first.value
        if is_worse and change.reaches:
            words = f"{scores.short} is {change.moved} ({change.arithmetic}); {change.known}."
            yield _resting(When.DETERIORATION, last, words)


def _little_change(facts: ReviewFacts) -> Iterator[Occasion]:
    """Rests on the first total: what was decided about the first weeks is not asked again every week."""
    totals = _phq9(facts)
    if facts.began is NOT_RECORDED:
        return
    week_4, week_7 = (week_begins(facts.began, it, facts.away) for it in early_response.WEEKS)
    reading = early_response.reading([(it.on, it.value) for it in totals], week_4, week_7)
    if reading is None or not reading.applies:
        return
    last = totals[-1]
    if early_response.reason_to_talk(reading.first, last.value):
        change = Change(reading.first, last.value)
        words = (
            f"PHQ-9 was {plain(reading.first)} on {day(reading.first_on)} and is {plain(last.value)} on "
            f"{day(last.on)}, {change.moved} ({change.arithmetic}). In week 4 it had fallen by less than a "
            f"fifth and stood at {early_response.STILL} or above: a reason to talk."
        )
        yield Occasion(When.LITTLE_CHANGE, _key(When.LITTLE_CHANGE, totals[0].ref), last.on, words)


def _alliance_low(facts: ReviewFacts) -> Iterator[Occasion]:
    """The number of the newest review, and the newest total of each questionnaire on working together.

    Each rests on its own record: a total that the client keeps is not among the facts, and changes nothing.
    """
    yield from _rated_low(facts)
    for scores in facts.scores:
        totals = in_order(scores.totals)
        if totals and is_to_talk_about(totals[-1].value, scores.talk_at, scores.higher_is):
            last, beyond = totals[-1], worse_side(scores.higher_is)
            stands = f"{scores.short} is {plain(last.value)} on {day(last.on)}"
            words = f"{stands}; {scores.talk_at} {beyond} is a reason to talk."
            yield _resting(When.ALLIANCE_LOW, last, words)


def is_to_talk_about(total: Number | None, at: int | None, higher_is: Literal["worse", "better"]) -> bool:
    """Whether a total is a reason to talk about how the two work together.

    at: the line of the definition (`talk_from`); without a line, or without a total, there is no reason.

    >>> [is_to_talk_about(total, 6, "better") for total in (6, 7, None)]
    [True, False, False]
    """
    return total is not None and at is not None and is_beyond(total, at, higher_is)


def _rated_low(facts: ReviewFacts) -> Iterator[Occasion]:
    *before, last = in_order(facts.alliance) or (None,)
    if last is None:
        return
    rated = f"Working together was rated {plain(last.value)} of 10 on {day(last.on)}"
    earlier = before[-1].value if before else last.value
    if earlier - last.value >= ALLIANCE_FALL:
        change = Change(earlier, last.value)
        words = f"{rated} and {plain(earlier)} the time before: {change.arithmetic}."
        yield _resting(When.ALLIANCE_LOW, last, words)
    elif last.value <= ALLIANCE_LOW:
        yield _resting(When.ALLIANCE_LOW, last, f"{rated}; {ALLIANCE_LOW} or less is a reason to talk.")


def _goals_unmoved(facts: ReviewFacts) -> Iterator[Occasion]:
    ratings = [in_order(goal) for goal in facts.goals]
    again = [it for it in ratings if it and it[-1].on - it[0].on >= GOALS_AFTER]
    if not again or any(it[-1].value > it[0].value for it in again):
        return
    newest = in_order([it[-1] for it in again])[-1]
    moved = "; ".join(sorted(f"{plain(it[0].value)}, now {plain(it[-1].value)}" for it in again))
    goals = "The one goal" if len(again) == 1 else f"None of the {len(again)} goals"
    verb = "rated again does not stand" if len(again) == 1 else "rated again stands"
    yield _resting(When.GOALS_UNMOVED, newest, f"{goals} {verb} higher than when first rated ({moved}).")


def _practice_not_done(facts: ReviewFacts) -> Iterator[Occasion]:
    last = in_order(facts.practices)[-PRACTICES_IN_A_ROW:]
    if len(last) == PRACTICES_IN_A_ROW and all(it.result == "not_tried" for it in last):
        days = " and ".join(day(it.on) for it in last)
        words = f"The last {len(last)} practices, agreed on {days}, were not tried."
        yield _resting(When.PRACTICE_NOT_DONE, last[-1], words)


def _sessions_missed(facts: ReviewFacts) -> Iterator[Occasion]:
    kept = [it for it in facts.sessions if it.attendance is not Attendance.PLANNED]
    last = in_order(kept)[-SESSIONS_LOOKED_AT:]
    missed = [it for it in last if it.attendance in MISSED]
    if len(missed) >= SESSIONS_MISSED:
        words = f"{len(missed)} of the last {len(last)} appointments did not take place."
        yield _resting(When.SESSIONS_MISSED, missed[-1], words)


def _support_thin(facts: ReviewFacts) -> Iterator[Occasion]:
    told = facts.told
    if told is NOT_RECORDED or told.people > TOLD_AT_MOST or told.of == 0:
        return
    yield Occasion(When.SUPPORT_THIN, _key(When.SUPPORT_THIN, told.ref), told.on, f"{_told(told)}.")


def _told(told: Counted) -> str:
    if told.of == 1:
        knows = "knows" if told.people else "does not know"
        return f"The one person asked about {knows} how the client feels"
    who = "one" if told.people else "nobody"
    return f"Of {told.of} people asked about, {who} knows how the client feels"


def _rhythm_disturbed(facts: ReviewFacts) -> Iterator[Occasion]:
    sleep = facts.sleep
    if sleep is not NOT_RECORDED and sleep.value >= SLEEP:
        said = f"The question about sleep was answered {plain(sleep.value)} of 3 on {day(sleep.on)}"
        yield _resting(When.RHYTHM_DISTURBED, sleep, f"{said}; {SLEEP} says more than half the days.")


def _medication_not_raised(facts: ReviewFacts) -> Iterator[Occasion]:
    totals = _phq9(facts)
    is_raised = facts.medication_raised is not NOT_RECORDED and facts.medication_raised
    if totals and totals[-1].value >= SEVERE and not facts.medication and not is_raised:
        last = totals[-1]
        words = (
            f"PHQ-9 is {plain(last.value)} on {day(last.on)}, {SEVERE} or above, and nothing is recorded "
            "about medication in this course."
        )
        yield _resting(When.MEDICATION_NOT_RAISED, last, words)


def _medication_changed(facts: ReviewFacts) -> Iterator[Occasion]:
    recent = [it for it in facts.medication if timedelta() <= facts.today - it.on <= MEDICINE_FOR]
    if recent:
        last = in_order(recent)[-1]
        days = (facts.today - last.on).days
        ago = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
        words = f"A medicine was begun, changed or stopped on {day(last.on)}, {ago}."
        yield _resting(When.MEDICATION_CHANGED, last, words)


RULES: Final[Mapping[When, Callable[[ReviewFacts], Iterator[Occasion]]]] = {
    When.WEEK_4: _week_4,
    When.WEEK_8: _week_8,
    When.MIDPOINT: _midpoint,
    When.SAFETY_SAID: _safety_said,
    When.TOTAL_HIGH: _total_high,
    When.MOOD_RISING: _mood_rising,
    When.DETERIORATION: _deterioration,
    When.LITTLE_CHANGE: _little_change,
    When.ALLIANCE_LOW: _alliance_low,
    When.GOALS_UNMOVED: _goals_unmoved,
    When.PRACTICE_NOT_DONE: _practice_not_done,
    When.SESSIONS_MISSED: _sessions_missed,
    When.SUPPORT_THIN: _support_thin,
    When.RHYTHM_DISTURBED: _rhythm_disturbed,
    When.MEDICATION_NOT_RAISED: _medication_not_raised,
    When.MEDICATION_CHANGED: _medication_changed,
}
ORDER: Final = {when: n for n, when in enumerate(When)}


def in_order(rows: Sequence[Dated]) -> tuple[Dated, ...]:
    """By day, and of one day as they are handed over."""
    return tuple(sorted(rows, key=lambda it: it.on))


def day(on: date) -> str:
    """A day as it is said: "4 May"."""
    return f"{on.day} {on:%B}"


def _phq9(facts: ReviewFacts) -> tuple[Rated, ...]:
    found: list[Scores] = [it for it in facts.scores if it.instrument == early_response.INSTRUMENT]
    return in_order([total for it in found for total in it.totals])


def _key(when: When, ref: str) -> str:
    return f"{when}:{ref}"


def _resting(when: When, on: Rated | Tried | Kept | SafetyAnswer | Changed, words: str) -> Occasion:
    return Occasion(when, _key(when, on.ref), on.on, words)
