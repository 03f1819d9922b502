"""Reads the questions of a Questionnaire a second way: a list of paths first, then each looked at alone."""

from typing import Any

HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def questions(root: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...], list[tuple[int | None, str]]]]:
    """linkId, text, the words above it, and the answers with their numbers; in printed order."""
    paths: list[tuple[int, ...]] = []
    todo: list[tuple[int, ...]] = [(n,) for n in range(len(root.get("item", [])))]
    while todo:
        path = todo.pop(0)
        paths.append(path)
        below = [(*path, n) for n in range(len(_at(root, path).get("item", [])))]
        todo = below + todo
    return [
        (item["linkId"], item["text"].strip(), _above(root, path), _answers(root, item))
        for path in paths
        if not _is_hidden(root, path) and _is_question(root, item := _at(root, path))
    ]


def _at(root: dict[str, Any], path: tuple[int, ...]) -> dict[str, Any]:
    for n in path:
        root = root["item"][n]
    return root


def _is_hidden(root: dict[str, Any], path: tuple[int, ...]) -> bool:
    up = [_at(root, path[:n]) for n in range(1, len(path) + 1)]
    return any(
        one["url"] == HIDDEN and one.get("valueBoolean", True)
        for item in up
        for one in item.get("extension", [])
    )


def _is_question(root: dict[str, Any], item: dict[str, Any]) -> bool:
    if item["type"] not in ("choice", "open-choice") or item.get("readOnly"):
        return False
    return bool(item.get("text", "").strip()) and len(_answers(root, item)) > 1


def _above(root: dict[str, Any], path: tuple[int, ...]) -> tuple[str, ...]:
    """At each level: the words of the item itself if it is a group, and the display items that open it."""
    words: list[str] = []
    for depth in range(len(path)):
        holder = _at(root, path[:depth])
        if depth and holder["type"] == "group" and holder.get("text"):
            words.append(holder["text"].strip())
        if path[depth] == 0:
            continue
        for n in range(path[depth]):
            other = holder["item"][n]
            if _is_hidden(root, (*path[:depth], n)):
                continue
            if other["type"] != "display":
                break
            if other.get("text") and not other.get("extension"):
                words.append(other["text"].strip())
    return tuple(words)


def _answers(root: dict[str, Any], item: dict[str, Any]) -> list[tuple[int | None, str]]:
    found: list[tuple[int | None, str]] = []
    for option in item.get("answerOption", []):
        if "valueInteger" in option:
            found.append((option["valueInteger"], str(option["valueInteger"])))
        elif "valueString" in option:
            found.append((_number(option), option["valueString"]))
        else:
            coding = option["valueCoding"]
            found.append((_number(coding, option), coding.get("display", coding.get("code"))))
    for held in root.get("contained", []):
        if item.get("answerValueSet") == f"#{held.get('id')}":
            for include in held.get("compose", {}).get("include", []):
                found += [(_number(one), one["display"]) for one in include.get("concept", [])]
    return found


def _number(*around: dict[str, Any]) -> int | None:
    stated = [one for raw in around for one in raw.get("extension", []) if one["url"] == ORDINAL]
    return int(stated[0]["valueDecimal"]) if stated else None
