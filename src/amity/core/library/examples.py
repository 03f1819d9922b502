"""Runs the worked examples that travel with an instrument. Read by checks and tests, never for a page."""

from collections.abc import Iterator
from fractions import Fraction

from amity.core import safety, scoring
from amity.core.definitions.case import Case
from amity.core.definitions.common import Finding
from amity.core.definitions.instrument import Instrument


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
    said = [(flag.rule, flag.kind, flag.level) for flag in raised]
    yield from _unlike(
        "expect.flags", [(flag.rule, flag.kind, flag.level) for flag in case.expect.flags], said
    )


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
