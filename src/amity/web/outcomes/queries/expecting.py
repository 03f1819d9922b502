"""The expected responses of a service: what was fitted, what is on, and what it says of one course."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings

from amity.core.change.expected_response import Model
from amity.core.disclosure import is_small
from amity.web.outcomes.models import ExpectedResponse
from amity.web.people.models import Service

MEASURES: Final = ("phq9", "gad7")  # as the summary counts them
FIRST: Final = 2  # the first session at which a score is beside the band


@dataclass(frozen=True, slots=True)
class Beside:
    """One score beside the band, as the model reads it. expected, upper: in points."""

    session: int
    on: date
    score: float
    expected: float
    upper: float
    is_above: bool


def model_of(row: ExpectedResponse) -> Model:
    """The model that was fitted. Reads numbers alone, and needs nothing that is not installed for pages."""
    kept = dict(row.model or {})
    errors = kept.pop("standard_errors")
    return Model(**kept, standard_errors=tuple(errors) if errors else None)


def last_session(row: ExpectedResponse) -> int:
    """The last session of which enough scores were fitted to say anything; the curve is not drawn on."""
    return max((it["session"] for it in (row.checked or {})["sessions"]), default=FIRST)


def fits_of(service: Service) -> list[ExpectedResponse]:
    """Every fit of the service that is finished, under way or failed, oldest first."""
    return list(service.expected_responses.order_by("asked_at", "id"))


def on_in(service: Service, measure: str) -> ExpectedResponse | None:
    """What is switched on for this questionnaire; of made-up courses in the demo alone."""
    rows = service.expected_responses.filter(measure=measure, on_at__isnull=False, off_at=None)
    return (rows if settings.AMITY_DEMO else rows.filter(made_up=None)).first()


def to_fit() -> list[ExpectedResponse]:
    """Everything that waits for its fit, the oldest first."""
    rows = ExpectedResponse.objects.filter(finished_at=None, failed_at=None)
    return list(rows.select_related("service").order_by("asked_at", "id"))


def scores_of(row: ExpectedResponse) -> Iterator[str]:
    """What was read of each batch of courses."""
    return row.parts.order_by("number").values_list("scores", flat=True).iterator()


def fit_locked(row: ExpectedResponse) -> ExpectedResponse:
    """The row alone for the action that asks."""
    rows = ExpectedResponse.objects.select_for_update(of=("self",)).select_related("service")
    return rows.get(pk=row.pk)


def beside_of(model: Model, scores: Sequence[tuple[int, date, float]]) -> tuple[float, list[Beside]] | None:
    """The score a course began with, and each later one beside the band; None where it has no such start.

    scores: session, day and points, of each session the latest. It begins with that of session 0, or else of
    session 1, as the courses that were fitted (`core.analytics.growth.fit`).
    """
    began, _, before = min(scores, default=(FIRST, None, 0.0))
    if began >= FIRST:
        return None
    lines = []
    for session, on, points in sorted(scores):
        if session >= FIRST:
            bound = model.bound(before, session)
            above = bool(model.is_above(points, baseline=before, session=session))
            lines.append(Beside(session, on, points, bound.expected, bound.upper, above))
    return before, lines


def checked(found: Any) -> dict[str, Any]:
    """A `CrossValidated` in plain values: shares, of how many, intervals; None where a number is small.

    How many could not be called is told, however few: it says of nobody how they are.
    """
    return {
        "courses": found.courses,
        "could_not_be_called": found.could_not_be_called,
        **{name: _rate(getattr(found, name)) for name in ("false_alarms", "missed", "wrong_calls")},
        "sessions": [{"session": it.session, **_rate(it.above)} for it in found.sessions],
    }


def _rate(rate: Any) -> dict[str, Any]:
    names = ("share", "lower", "upper")
    if is_small(rate.count) or is_small(rate.of - rate.count):
        return {"of": rate.of, **dict.fromkeys(names)}
    return {"of": rate.of, **{name: getattr(rate, name) for name in names}}
