"""Worksheets a second time: by the plain values of the file, leaf by leaf, nothing shared with the core."""

from collections.abc import Iterator
from typing import Any

Leaves = dict[tuple[str, ...], Any]


def strings(value: Any) -> Iterator[str]:
    """Every text in any nested value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def is_shown(question: dict[str, Any], beside: dict[str, Any], reader: str) -> bool:
    """The rules, as a reader of the file would say them."""
    if question.get("private") and reader == "client":
        return False
    rule = question.get("when")
    if question["id"] in beside or not rule:
        return True
    given = beside.get(rule["field"])
    if rule["rule"] == "answered":
        return given is not None
    if rule["rule"] == "chosen":
        return bool(set(given if isinstance(given, list) else [given]) & set(rule["options"]))
    return given in {"is_yes": {"yes"}, "is_not_no": {"yes", "part"}, "is_no": {"no"}}[rule["rule"]]


def told(file: dict[str, Any], values: dict[str, Any], reader: str) -> list[tuple[str, bool, int, int]]:
    """Each step: its id, whether anything is in it, how many questions are answered, of how many."""
    found = []
    for step in file["steps"]:
        begun, answered, of = False, 0, 0
        for question in file["fields"]:
            mine = reader == "clinician" or question.get("by") != "clinician"
            if question["id"] in step["fields"] and mine and is_shown(question, values, reader):
                of += 1
                value = values.get(question["id"])
                begun = begun or value is not None
                if question["type"] == "records" and value is not None:
                    there = [row["id"] for row in value]
                    there += [it["id"] for it in question.get("always", []) if it["id"] not in there]
                    answered += len(there) >= question["least"]
                else:
                    answered += value is not None
        found.append((step["id"], begun, answered, of))
    return found


def resume(standings: list[tuple[str, bool, int, int]]) -> str | None:
    """By hand: from the last begun step on, then from the beginning."""
    last = 0
    for place, (_, begun, _, _) in enumerate(standings):
        if begun:
            last = place
    for id, _, answered, of in standings[last:] + standings[:last]:
        if answered < of:
            return id
    return None


def leaves(value: Any, at: tuple[str, ...] = ()) -> Leaves:
    """Every smallest part by its path; rows by their ids, feelings by their words, options by themselves."""
    if isinstance(value, dict):
        parts = [leaves(each, (*at, key)) for key, each in value.items() if key != "id" and each is not None]
    elif isinstance(value, list):
        parts = []
        for each in value:
            if isinstance(each, dict):
                parts.append(leaves(each, (*at, each.get("id") or each["word"])))
            else:
                parts.append({(*at, each): True})
    else:
        return {at: value}
    return {path: leaf for part in parts for path, leaf in part.items()}


def merge(base: Any, mine: Any, theirs: Any) -> tuple[Leaves, set[tuple[str, ...]]]:
    """The leaves of both edits, and where both changed the same one."""
    was, one, other = leaves(base), leaves(mine), leaves(theirs)
    found: Leaves = {}
    clashes = set()
    for path in one.keys() | other.keys():
        whole = _one_sided(path, one, other)
        if whole is not None:
            side = one if _under(one, whole) else other
            if _under(side, whole) != _under(was, whole) and path in side:
                found[path] = side[path]
            continue
        a, b, before = one.get(path), other.get(path), was.get(path)
        if b == before:
            kept = a
        elif a in (before, b) or a is None:
            kept = b
        elif b is None:
            kept = a
        else:
            clashes.add(path)
            kept = b
        if kept is not None:
            found[path] = kept
    return found, clashes


def _under(every: Leaves, path: tuple[str, ...]) -> Leaves:
    return {it: leaf for it, leaf in every.items() if it[: len(path)] == path}


def _one_sided(path: tuple[str, ...], one: Leaves, other: Leaves) -> tuple[str, ...] | None:
    """The outermost row, feeling or list around a leaf that only one of the two has."""
    for end in range(1, len(path)):
        whole = path[:end]
        if end == 1 and path[0] in ("stops", "lines"):
            continue  # all rows of a list may be taken away one by one
        if bool(_under(one, whole)) != bool(_under(other, whole)):
            return whole
    return None
