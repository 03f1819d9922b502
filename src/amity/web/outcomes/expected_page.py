"""The page of the expected response: the band, the rule, the data, how often it would have been wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from amity.core import library
from amity.core.change.expected_response import Model
from amity.core.outcome_words import percent
from amity.web.base.audit import Actor
from amity.web.base.errors import why_not
from amity.web.outcomes import queries, rules
from amity.web.outcomes.band_drawing import Picture, drawn
from amity.web.outcomes.models import ExpectedResponse
from amity.web.outcomes.queries import expecting
from amity.web.people.models import Service

SESSIONS: Final = (1, 2, 4, 6, 8, 12, 16)
AWAY: Final = (-5, 0, 5)  # points from the mean start: a lighter, a middle and a graver one


@dataclass(frozen=True, slots=True)
class Band:
    """Of somebody who began at `start`: at each session the score expected and the band's upper end."""

    start: int
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fit:
    """One fit. sessions: session, share above the band, interval, of how many."""

    row: ExpectedResponse
    short: str
    data: str
    starts: str
    slope: str
    wrong: list[str]
    not_called: str
    sessions: list[tuple[int, str, str, int]]
    heads: tuple[int, ...]
    bands: list[Band]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """What is under way of one questionnaire, or why the last came to no end."""

    measure: str
    waiting: queries.Progress | None
    failed: ExpectedResponse | None


@dataclass(frozen=True, slots=True)
class Of:
    """One questionnaire: what is on, what was fitted newly and is not on, what is under way or failed.

    why_not: why it cannot be fitted now; "" where it can.
    """

    measure: str
    short: str
    on: Fit | None
    new: Fit | None
    fitting: Fitting
    why_not: str


def page_of(service: Service, by: Actor) -> list[Of]:
    """Each questionnaire, with everything there is of it, for whoever looks."""
    rows, made_up = expecting.fits_of(service), queries.made_up_in(service)
    return [
        _of(
            id,
            [it for it in rows if it.measure == id],
            why_not(rules.check_can_fit, service, id, made_up, by),
        )
        for id in expecting.MEASURES
    ]


def _of(measure: str, rows: list[ExpectedResponse], refused: str) -> Of:
    on = next((it for it in rows if it.is_on), None)
    fitted = [it for it in rows if it.finished_at and not it.is_on]
    return Of(
        measure=measure,
        short=library.instrument(measure).short,
        on=fit_of(on) if on else None,
        new=fit_of(fitted[-1]) if fitted else None,
        fitting=_fitting(measure, rows),
        why_not=refused,
    )


def fitting_of(service: Service, fit: UUID) -> Fitting | None:
    """How far a fit is; None where the service has none of that id."""
    rows = expecting.fits_of(service)
    measure = next((it.measure for it in rows if it.pk == fit), None)
    return _fitting(measure, [it for it in rows if it.measure == measure]) if measure else None


def _fitting(measure: str, rows: Sequence[ExpectedResponse]) -> Fitting:
    last = rows[-1] if rows else None
    waiting = next((it for it in rows if not it.finished_at and not it.failed_at), None)
    return Fitting(
        measure=measure,
        waiting=queries.progress_of(waiting) if waiting else None,
        failed=last if last and last.failed_at else None,
    )


def fit_of(row: ExpectedResponse) -> Fit:
    """One fit in words."""
    model, checked = expecting.model_of(row), row.checked or {}
    errors = model.standard_errors
    last = expecting.last_session(row)
    heads = tuple(it for it in SESSIONS if it <= last)
    way = "lower" if model.slope <= 0 else "higher"
    slope = f"{abs(model.slope):.1f} points {way} with each unit of ln(session)"
    if errors is not None:
        slope += f", give or take {1.96 * errors[2]:.1f}"
    return Fit(
        row=row,
        short=library.instrument(row.measure).short,
        data=f"{model.courses:,} finished courses with {model.scores:,} scores",
        starts=f"{model.centre:.1f}",
        slope=slope,
        wrong=list(_wrong(checked)),
        not_called=_not_called(checked),
        sessions=[
            (
                it["session"],
                percent(it["share"]),
                f"{percent(it['lower'])} to {percent(it['upper'])}",
                it["of"],
            )
            for it in checked["sessions"]
        ],
        heads=heads,
        bands=[_band(model, round(model.centre) + away, heads) for away in AWAY if model.centre + away >= 1],
        pictures=drawn(model, heads),
    )


def _wrong(checked: Mapping[str, Any]) -> list[str]:
    """How often it would have been wrong, a sentence each."""
    said = []
    for name, words in (
        (
            "false_alarms",
            "Of {of:,} courses that in the end were reliably better, {share} had been above the band "
            "before their last score ({between}): called not on track, and wrongly.",
        ),
        (
            "missed",
            "Of {of:,} courses that in the end were not, {share} had never been above it before "
            "their last score ({between}): missed.",
        ),
        (
            "wrong_calls",
            "Of {of:,} courses that had been above it by then, {share} were reliably better in the end "
            "({between}).",
        ),
    ):
        rate = checked[name]
        if rate["share"] is None:
            continue
        between = f"{percent(rate['lower'])} to {percent(rate['upper'])}"
        said.append(words.format(of=rate["of"], share=percent(rate["share"]), between=between))
    return said


def _not_called(checked: Mapping[str, Any]) -> str:
    """Of how many courses `_wrong` does not speak; a fit of before they were counted does not know."""
    could_not = checked.get("could_not_be_called")
    if could_not is None:
        return "A course without a score between the first session and the last counts as not called here."
    if could_not == 0:
        return "Each could have been called: it had a score between the first session and the last."
    without = "no score between the first session and the last"
    if could_not == 1:
        return f"1 course more has {without}: it could not be called, and is not counted here."
    return f"{could_not:,} courses more have {without}: they could not be called, and are not counted here."


def _band(model: Model, start: int, sessions: Sequence[int]) -> Band:
    bounds = [model.bound(start, session) for session in sessions]
    return Band(start, [(f"{it.expected:.1f}", f"{it.upper:.1f}") for it in bounds])
