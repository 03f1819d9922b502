"""One step of a counting: the next batch and what it comes to, and at the end what was found.

Frames are loaded here when they are needed and not before: a web process that only shows pages has none.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from amity.web.outcomes import queries
from amity.web.outcomes.models import Summary


@dataclass(frozen=True, slots=True)
class Part:
    """A batch, counted. up_to: its last course, by id; None of made-up ones. partial: its counts, as text."""

    number: int
    up_to: UUID | None
    courses: int
    partial: str


def next_part(summary: Summary) -> Part | None:
    """The next batch after those that are put away; None where all are. Takes no lock, and about a second."""
    from amity.web.outcomes.queries import batches, counting

    parts = queries.parts_of(summary)
    if summary.made_up is not None:
        done = sum(it.courses for it in parts)
        courses, up_to = min(queries.BATCH, summary.made_up - done), None
        batch = batches.made_up(summary.made_up, done) if courses else None
    else:
        ids = queries.next_ids(summary, parts[-1].up_to if parts else None)
        courses, up_to = len(ids), ids[-1] if ids else None
        batch = batches.of_records(ids, summary.asked_at, with_ages=True) if ids else None
    return Part(len(parts) + 1, up_to, courses, counting.partial(batch)) if batch is not None else None


def found_of(summary: Summary) -> dict[str, Any]:
    """What may be shown of all that is put away."""
    from amity.web.outcomes.queries import counting

    return counting.shown(queries.partials_of(summary), synthetic=summary.made_up is not None)
