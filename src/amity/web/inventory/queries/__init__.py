"""Reads about the people in a client's life and their circles; each begins from what this user may see."""

from amity.web.inventory.queries.circles import (
    Drawn,
    circle_for,
    circle_polled,
    circles_of,
    drawn,
    newest_circle,
    next_number,
    own_moves,
    people_on,
    stamp_of,
)
from amity.web.inventory.queries.memory import (
    Day,
    Replay,
    areas_of_client,
    compared,
    days_of,
    frame_for,
    kept_frames,
    names_on_paper,
    replay_of,
)
from amity.web.inventory.queries.people import names_of, relationship_for, relationships_of, said_safe

__all__ = [
    "Day",
    "Drawn",
    "Replay",
    "areas_of_client",
    "circle_for",
    "circle_polled",
    "circles_of",
    "compared",
    "days_of",
    "drawn",
    "frame_for",
    "kept_frames",
    "names_of",
    "names_on_paper",
    "newest_circle",
    "next_number",
    "own_moves",
    "people_on",
    "relationship_for",
    "relationships_of",
    "replay_of",
    "said_safe",
    "stamp_of",
]
