"""Cross-validation a second time: lists, one fold after the other, each fitted from nothing."""

from typing import Any

from amity.core.change.expected_response import fit

Data = dict[str, list[Any]]
NAMES = ("course", "session", "score", "baseline")


def said(data: Data, fold: dict[Any, int], level: float) -> list[bool]:
    """Whether each score lies above the band of a model that never saw its course."""
    found = [False] * len(data["score"])
    for number in set(fold.values()):
        others = [place for place, course in enumerate(data["course"]) if fold[course] != number]
        model = fit(**{name: [data[name][place] for place in others] for name in NAMES})
        for place, course in enumerate(data["course"]):
            if fold[course] == number:
                bound = model.bound(data["baseline"][place], int(data["session"][place]), level)
                found[place] = data["score"][place] > bound.upper
    return found


def counted(data: Data, above: list[bool]) -> dict[str, Any]:
    """How many could be called, who was, and how they ended; and of each session how many lay above."""
    courses: dict[Any, list[tuple[int, bool, bool]]] = {}
    for course, session, well, high in zip(data["course"], data["session"], data["well"], above, strict=True):
        courses.setdefault(course, []).append((session, well, high))
    ends = []
    for rows in courses.values():
        last = max(session for session, _, _ in rows)
        between = [high for session, _, high in rows if 1 < session < last]
        if between:
            ends.append((any(between), rows[0][1]))
    sessions = sorted({it for it in data["session"] if it > 1})
    highs = {
        at: [high for it, high in zip(data["session"], above, strict=True) if it == at] for at in sessions
    }
    return {
        "could_not_be_called": len(courses) - len(ends),
        "false_alarms": (sum(called for called, well in ends if well), sum(well for _, well in ends)),
        "missed": (
            sum(not called for called, well in ends if not well),
            sum(not well for _, well in ends),
        ),
        "wrong_calls": (sum(well for called, well in ends if called), sum(called for called, _ in ends)),
        "sessions": [(at, sum(it), len(it)) for at, it in highs.items()],
    }
