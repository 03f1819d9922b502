"""Things that lie over each other get rows, so that each can be read."""

from collections.abc import Sequence


def stack(places: Sequence[tuple[float, float]], gap: float = 0) -> list[int]:
    """The row of each place: the first, from 0, in which it stands at least `gap` behind the one before.

    places: from, to, in any one unit. Uses no more rows than lie over each other at once.

    >>> stack([(0, 4), (2, 6), (5, 7)])
    [0, 1, 0]
    """
    ends: list[float] = []
    rows = [0] * len(places)
    for index in sorted(range(len(places)), key=lambda at: places[at]):
        begin, end = places[index]
        free = (row for row, taken in enumerate(ends) if taken + gap <= begin)
        row = next(free, len(ends))
        ends[row : row + 1] = [end]
        rows[index] = row
    return rows
