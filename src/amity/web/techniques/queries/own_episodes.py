"""What a client's stories have in common, on their own pages: once the lines were begun together."""

from amity.web.course.queries.own_course import own_course_row
from amity.web.people.models import Client
from amity.web.techniques.queries.across import BOTH
from amity.web.techniques.queries.episodes import (
    EPISODE,
    SCHEMA,
    PatternLine,
    lines_in_words,
    pooled,
    seen_of,
)


def own_lines(client: Client) -> list[PatternLine]:
    """The lines of stories that both see. None before a shared formulation was begun: it is found together
    first, and not met alone on a phone."""
    course = own_course_row(client)
    if course is None or not seen_of(course, "client", SCHEMA).filter(BOTH).exists():
        return []
    sheets = list(seen_of(course, "client", EPISODE).filter(BOTH))
    return lines_in_words(pooled(sheets), sheets, "client")
