"""One step of a counting, or of a fit: the next batch and what it comes to, and at the end what was found.

Frames are loaded here when they are needed and not before: a web process that only shows pages has none.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from amity.web.outcomes import queries
from amity.web.outcomes.models import ExpectedResponse, Summary


@dataclass(frozen=True, slots=True)
class Part:
    """A batch, counted or read. up_to: its last course, by id; None of made-up ones. text: what it is."""

    number: int
    up_to: UUID | None
    courses: int
    text: str


def next_part(summary: Summary) -> Part | None:
    """The next batch after those that are put away; None where all are. Takes no lock, and about a second."""
    from amity.web.outcomes.queries import batches, counting

    found = batches.following(summary, instruments=counting.INSTRUMENTS, with_ages=True)
    if found is None:
        return None
    return Part(found.number, found.up_to, found.courses, counting.partial(found.frames))


def found_of(summary: Summary) -> dict[str, Any]:
    """What may be shown of all that is put away."""
    from amity.web.outcomes.queries import counting

    return counting.shown(queries.partials_of(summary), synthetic=summary.made_up is not None)


def next_to_fit(row: ExpectedResponse) -> Part | None:
    """The same of the courses that are fitted."""
    from amity.core.analytics import stored
    from amity.web.outcomes.queries import batches

    found = batches.following(row, instruments=(row.measure,))
    if found is None:
        return None
    text = stored.scores_text(found.frames, row.measure)
    return Part(found.number, found.up_to, found.courses, text)


def fitted_of(row: ExpectedResponse) -> tuple[dict[str, Any], dict[str, Any]]:
    """The model of all that is put away, and how often it would have been wrong."""
    from amity.web.outcomes.queries import fitting

    return fitting.fitted(row)
