"""The measures of a circle a second time: one person and one pair at a time, nothing shared with the core."""

from fractions import Fraction
from itertools import combinations
from typing import Any

from amity.core.network import Circle, Placement

PARTS = ("supporters", "supported", "reciprocal", "confidants", "multiplex", "conflict", "unmet")


def points(*both: int | None) -> int | None:
    """Added by hand."""
    total, seen = 0, False
    for each in both:
        if each is not None:
            total, seen = total + each, True
    return total if seen else None


def describe(circle: Circle) -> dict[str, Any]:
    """Every measure by its name, parts as (people, of)."""
    on_a_ring: list[Placement] = []
    tray = dead = 0
    rings = {1: 0, 2: 0, 3: 0, 4: 0}
    for one in circle.placements:
        if one.ring is None:
            tray += 1
            continue
        rings[one.ring] += 1
        if one.is_dead:
            dead += 1
        else:
            on_a_ring.append(one)
    found: dict[str, Any] = {"by_ring": tuple(rings.values()), "in_tray": tray, "dead": dead}
    for name in PARTS:
        yes = asked = 0
        for one in on_a_ring:
            holds = answered(name, one)
            if holds is not None:
                asked += 1
                yes += holds
        found[name] = (yes, asked)
    lost = [one.lost_since_onset for one in circle.placements if one.lost_since_onset is not None]
    found["losses"] = (lost.count(True), len(lost))
    totals = [
        it for one in on_a_ring if (it := points(one.received_emotional, one.received_practical)) is not None
    ]
    found["concentration"] = Fraction(sorted(totals)[-1], sum(totals)) if any(totals) else None
    conflicts = [one.conflict for one in on_a_ring if one.conflict is not None]
    found["conflict_points"] = sum(conflicts) if conflicts else None
    found |= ties(circle, [one.id for one in on_a_ring])
    return found


def answered(name: str, one: Placement) -> bool | None:
    """Whether the measure counts this person; None when it was not asked."""
    received = points(one.received_emotional, one.received_practical)
    given = points(one.given_emotional, one.given_practical)
    if name == "confidants":
        return one.confides
    if name == "unmet":
        return {None: None, "yes": False, "partly": True, "no": True}[one.expectations_met]
    values = {
        "supporters": [received],
        "supported": [given],
        "reciprocal": [received, given],
        "multiplex": [one.received_emotional, one.received_practical],
        "conflict": [one.conflict],
    }[name]
    if None in values:
        return None
    return 0 not in values


def ties(circle: Circle, ids: list[str]) -> dict[str, Any]:
    """Density and isolates, by trying every pair."""
    if circle.ties is None:
        return {"density": None, "isolates": None}
    drawn, possible, knows = 0, 0, dict.fromkeys(ids, 0)
    for one, other in combinations(ids, 2):
        possible += 1
        if frozenset({one, other}) in circle.ties:
            drawn += 1
            knows[one] += 1
            knows[other] += 1
    return {
        "density": Fraction(drawn, possible) if possible else None,
        "isolates": list(knows.values()).count(0),
    }


def change(before: Circle, after: Circle) -> dict[str, Any]:
    """Who came, left, was placed, was not placed again, moved, died, as sets; parts of those asked twice."""
    found: dict[str, Any] = {
        name: set() for name in ("came", "left", "placed", "unplaced", "closer", "away", "died")
    }
    for one in after.placements:
        if one.id not in [it.id for it in before.placements]:
            found["came"].add(one.id)
    asked: dict[str, list[tuple[bool, bool]]] = {name: [] for name in (*PARTS, "losses")}
    for one in before.placements:
        same = [it for it in after.placements if it.id == one.id]
        if not same:
            found["left"].add(one.id)
            continue
        now = same[0]
        if now.is_dead and not one.is_dead:
            found["died"].add(one.id)
        if one.ring is None or now.ring is None:
            if one.ring != now.ring:
                found["unplaced" if now.ring is None else "placed"].add(one.id)
        elif one.ring != now.ring:
            found["closer" if now.ring < one.ring else "away"].add(one.id)
        told = [one.lost_since_onset, now.lost_since_onset]
        if None not in told:
            asked["losses"].append((told[0] is True, told[1] is True))
        if one.ring is None or now.ring is None or one.is_dead or now.is_dead:
            continue
        for name in PARTS:
            then_so, now_so = answered(name, one), answered(name, now)
            if then_so is not None and now_so is not None:
                asked[name].append((then_so, now_so))
    found["common"] = {
        name: tuple((sum(each), len(each)) for each in zip(*rows, strict=True)) if rows else ((0, 0), (0, 0))
        for name, rows in asked.items()
    }
    return found
