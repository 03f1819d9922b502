"""Runs the worked examples that travel with an instrument. Read by checks and tests, never for a page."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from amity.core import safety, scoring, worksheets
from amity.core.definitions.case import Case
from amity.core.definitions.common import Finding
from amity.core.definitions.instrument import Instrument, Item
from amity.core.definitions.orientation import Orientation
from amity.core.definitions.orientation_case import OrientationCase
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_case import TechniqueCase
from amity.core.review import is_to_talk_about


def answers_of(instrument: Instrument, case: Case) -> dict[str, int | None]:
    """The case's answers by item id."""
    return dict(zip((item.id for item in instrument.items), case.answers, strict=False))


def differences(instrument: Instrument, case: Case) -> Iterator[Finding]:
    """What comes out otherwise than the case says."""
    if len(case.answers) > len(instrument.items):
        found, allowed = f"{len(case.answers)} answers", f"at most {len(instrument.items)}, one an item"
        yield Finding(("answers",), found, allowed, "correct the answers")
        return
    answers = answers_of(instrument, case)
    try:
        scores = scoring.score(instrument, answers)
        raised = safety.flags(instrument, answers, finished=case.finished)
    except ValueError as error:
        yield Finding(("answers",), str(error), "options of the item", "correct the answers")
        return
    yield from _unlike("expect.total", exact(case.expect.total), scores.total.value)
    yield from _unlike("expect.reason", case.expect.reason, scores.total.reason)
    yield from _unlike("expect.band", case.expect.band, scores.band.id if scores.band else None)
    wanted = {id: exact(value) for id, value in case.expect.subscales.items()}
    yield from _unlike("expect.subscales", wanted, {id: part.value for id, part in scores.subscales.items()})
    if case.expect.patterns is not None:
        met = scoring.patterns(instrument, answers)
        yield from _unlike("expect.patterns", case.expect.patterns, met)
    if case.expect.review is not None:
        wants = safety.wants_review(instrument, scores.total.value)
        yield from _unlike("expect.review", case.expect.review, wants)
    if case.expect.talk is not None:
        at = instrument.talk_from.at if instrument.talk_from else None
        talks = is_to_talk_about(scores.total.value, at, instrument.higher_is)
        yield from _unlike("expect.talk", case.expect.talk, talks)
    said = [(flag.rule, flag.kind, flag.level) for flag in raised]
    yield from _unlike(
        "expect.flags", [(flag.rule, flag.kind, flag.level) for flag in case.expect.flags], said
    )


def told_otherwise(orientation: Orientation, case: OrientationCase) -> Iterator[Finding]:
    """Where somebody is told another thing than the case says."""
    try:
        told = orientation.answer_to(case.marked)
    except ValueError as error:
        yield Finding(("marked",), str(error), "statements of the orientation", "correct the ids")
        return
    yield from _unlike("expect", case.expect, told)


def filled_otherwise(technique: Technique, case: TechniqueCase) -> Iterator[Finding]:
    """Where something else comes of a worksheet than the case says."""
    cleaned = worksheets.clean(technique, case.sent, case.by)
    told = worksheets.told(technique, cleaned.values, case.by)
    wanted, shown = case.expect, worksheets.shown_fields(technique, cleaned.values, case.by)
    yield from _unlike("expect.misfits", wanted.misfits, tuple(it.place for it in cleaned.misfits))
    yield from _unlike("expect.begun", wanted.begun, tuple(it.step for it in told if it.is_begun))
    complete = tuple(it.step for it in told if it.is_complete and it.of)
    yield from _unlike("expect.complete", wanted.complete, complete)
    yield from _unlike(
        "expect.resume", wanted.resume, worksheets.resume_at(technique, cleaned.values, case.by)
    )
    hidden = tuple(it.id for it in technique.fields if it.is_for(case.by) and it.id not in shown)
    yield from _unlike("expect.hidden", wanted.hidden, hidden)
    read = repr(worksheets.lines(technique, cleaned.values, case.by, unanswered=True))
    for words in wanted.reads:
        if words not in read:
            yield Finding(("expect", "reads"), "not there", words, "correct the case, or the worksheet")


def lacking(instrument: Instrument, cases: Sequence[Case]) -> Iterator[Finding]:
    """What no case shows: the two ends, both sides of every band edge, missing answers, every alert."""
    full = len(instrument.scored_items)
    totals = {exact(case.expect.total) for case in cases}
    for total in _telling(instrument):
        if total not in totals:
            yield _no_case(f"a total of {total}")
    scored = {item.id for item in instrument.scored_items}
    answered = [
        {id for id, said in answers_of(instrument, case).items() if said is not None} for case in cases
    ]
    if full - 1 not in [len(scored & ids) for ids in answered]:
        yield _no_case("one answer missing")
    spare = full - instrument.scoring.missing.max_missing
    if spare > 1 and not any(case.expect.reason == "too_many_missing" for case in cases):
        yield _no_case("too many answers missing")
    for pattern in instrument.patterns:
        shown = {(case.expect.patterns or {}).get(pattern.id) for case in cases}
        if not {True, False} <= shown:
            yield _no_case(f"the pattern {pattern.id} met, and one where it is not")
    if instrument.review_from and not {True, False} <= {case.expect.review for case in cases}:
        yield _no_case("a total to review, and one without")
    if instrument.talk_from and not {True, False} <= {case.expect.talk for case in cases}:
        yield _no_case("a total to talk about, and one without")
    raised = {(flag.rule, flag.level) for case in cases for flag in case.expect.flags}
    for alert in instrument.alerts:
        if (alert.rule, alert.level) not in raised:
            yield _no_case(f"the alert {alert.rule} at level {alert.level}")
    for item in instrument.items:
        if item.reverse and not any(_is_uneven(instrument, item, case) for case in cases):
            yield _no_case(f"the reversed item {item.id} answered off its middle")


def _telling(instrument: Instrument) -> Iterator[int]:
    """The totals a case must show: the ends of the range, and both sides of every band's lower bound."""
    if instrument.scoring.method == "none":
        return
    lowest = instrument.range.lowest
    yield from (lowest, instrument.range.highest)
    for band in instrument.bands:
        if band.from_ > lowest:
            yield from (band.from_, band.from_ - instrument.scoring.times)


def _no_case(of: str) -> Finding:
    return Finding(("cases",), f"no case with {of}", "one or more", "add it, by hand and from a source")


def _is_uneven(instrument: Instrument, item: Item, case: Case) -> bool:
    """Whether scoring this item the other way round would give another total."""
    value = answers_of(instrument, case).get(item.id)
    return value is not None and 2 * value != min(item.values) + max(item.values)


def exact(written: int | str | None) -> int | Fraction | None:
    """A number as a case writes it.

    >>> exact("81/4"), exact(10)
    (Fraction(81, 4), 10)
    """
    return Fraction(written) if isinstance(written, str) else written


def _unlike(place: str, wanted: object, got: object) -> Iterator[Finding]:
    if wanted != got:
        remedy = "correct the definition, or the case with its source"
        yield Finding(tuple(place.split(".")), f"{got}", f"{wanted}, by the case", remedy)
