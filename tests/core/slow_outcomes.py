"""The outcomes of courses a second time: one course after the other, with the statistics of one course."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

from amity.core.analytics.course_frames import Asked, Measure
from amity.core.change import clinical_significance, effect_size, sudden_gains, talking_therapies
from amity.core.errors import StatisticError

Row = dict[str, Any]
Group = tuple[str | None, ...]


def told(courses: list[Row], scores: list[Row], asked: Asked) -> dict[Group, Row]:
    """Of each group everything that is counted, as plain numbers and lists."""
    groups: dict[Group, list[Row]] = defaultdict(list)
    for course in courses:
        groups[tuple(course[column] for column in asked.by)].append(course)
    if not asked.by:
        groups.setdefault((), [])
    of: dict[Any, list[Row]] = defaultdict(list)
    for score in scores:
        if score["score"] is not None:
            of[score["course"]].append(score)
    return {group: _of_group(rows, of, asked) for group, rows in groups.items()}


def _of_group(courses: list[Row], of: dict[Any, list[Row]], asked: Asked) -> Row:
    finished = [it for it in courses if it["finished"]]
    treated = [it for it in finished if it["sessions_attended"] >= 2]
    found: Row = {"courses": len(courses), "finished": len(finished), "treated": len(treated)}
    for name in ("attended", "missed", "cancelled"):
        found[f"sessions_{name}"] = sum(it[f"sessions_{name}"] for it in courses)
    found["completed"] = [it["completed"] for it in finished if it["completed"] is not None]
    found["waiting_days"] = sorted(it["waiting_days"] for it in courses if it["waiting_days"] is not None)
    found["dose"] = sorted(it["sessions_attended"] for it in finished)
    for rating in ("resolution_client", "resolution_clinician"):
        found[rating] = [it[rating] for it in finished if it[rating] is not None]
    mine = [{(it["measure"], it["session"]): it["score"] for it in of[one["course"]]} for one in treated]
    if asked.anxiety is not None:
        pairs = [it for one in mine for it in _talking_therapies(one, asked.anxiety)]
        found["talking_therapies"], found["from_start"] = [it for it, _ in pairs], [it for _, it in pairs]
    for measure in asked.measures:
        rows = [[(at, one[id, at]) for id, at in sorted(one) if id == measure.id] for one in mine]
        found[measure.id] = _measure(rows, measure)
    return found


def _talking_therapies(
    one: dict[tuple[str, int], Any], anxiety: str
) -> list[tuple[talking_therapies.Outcome, bool]]:
    at = sorted(session for id, session in one if id == "phq9" and (anxiety, session) in one)
    if len(at) < 2:
        return []
    pairs = [(one[id, at[0]], one[id, at[-1]]) for id in ("phq9", anxiety)]
    return [(talking_therapies.outcome(phq9=pairs[0], anxiety=pairs[1], measure=anxiety), at[0] <= 1)]


def _measure(rows: list[list[tuple[int, Any]]], measure: Measure) -> Row:
    pairs = [(row[0][1], row[-1][1]) for row in rows if len(row) > 1]
    given = {"sd": measure.sd, "reliability": measure.reliability, "cutoff": measure.cutoff}
    found: Row = {
        "categories": [
            clinical_significance.classify(*pair, **given, higher_is=measure.higher_is) for pair in pairs
        ],
        "sizes": None,
        "gains": [],
    }
    try:
        found["sizes"] = effect_size.pre_post([it for it, _ in pairs], [it for _, it in pairs])
    except StatisticError:
        pass
    if measure.gain is not None:
        for row in rows:
            by_session = {at: score for at, score in row if at >= 1}
            scores = [by_session.get(at) for at in range(1, max(by_session, default=0) + 1)]
            if _looked(scores):
                gains = sudden_gains.find(scores, points=measure.gain)
                found["gains"].append((bool(gains), any(it.reversed_at for it in gains)))
    return found


def _looked(scores: list[Any]) -> bool:
    """Whether there is a place where a sudden gain could be."""
    return any(
        scores[n] is not None
        and scores[n + 1] is not None
        and sum(it is not None for it in scores[max(0, n - 2) : n + 1]) >= 2
        and sum(it is not None for it in scores[n + 1 : n + 4]) >= 2
        for n in range(len(scores) - 1)
    )


def quartiles(values: list[int]) -> tuple[int, int, int] | None:
    """The smallest value that a quarter, a half, three quarters do not exceed."""
    if not values:
        return None
    one, two, three = (
        next(it for it in values if sum(other <= it for other in values) >= Fraction(part, 4) * len(values))
        for part in (1, 2, 3)
    )
    return one, two, three
