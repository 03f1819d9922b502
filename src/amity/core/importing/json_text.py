"""Bytes → plain values, when they are JSON that means one thing only. Limits come before building."""

import json
import re
from typing import Any, Final, NoReturn

from amity.core.errors import ContentError, Problem

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 40
MAX_NODES: Final = 20_000
MAX_DIGITS: Final = 18  # a longer number is a mistake, and slow to convert
FILE: Final = "the questionnaire"

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{},]')  # an open text runs to its end: never tried twice


def refuse(place: str, found: str, allowed: str, remedy: str, *, line: int | None = None) -> NoReturn:
    """Say what is wrong, as content files are refused. Raises ContentError."""
    raise ContentError([Problem(FILE, line, place, found[:120], allowed, remedy)])


def read(text: str | bytes) -> dict[str, Any]:
    """The object in `text`: no key twice, every number finite, every text made of whole characters.

    Raises ContentError, with the one thing that is wrong, where it is, and what to do.

    >>> read('{"title": "Sleep"}')
    {'title': 'Sleep'}
    """
    said = _decoded(text)
    _count(said)
    try:
        value = json.loads(
            said,
            object_pairs_hook=_once,
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        refuse("", error.msg, "JSON", "look at this line and the one before it", line=error.lineno)
    if any("\ud800" <= one <= "\udfff" for one in json.dumps(value, ensure_ascii=False)):
        refuse("", "half of a character (a lone surrogate)", "whole characters", "save the file again")
    if not isinstance(value, dict):
        refuse("", "no object", "one object, in { }", "send the questionnaire alone")
    return value


def _decoded(text: str | bytes) -> str:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        refuse("", f"{len(raw):,} bytes", f"at most {MAX_BYTES:,} bytes", "send one questionnaire only")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        refuse("", "bytes that are not UTF-8", "UTF-8 text", "save the file as UTF-8", line=line)


def _count(said: str) -> None:
    depth = nodes = 0
    for match in _TOKEN.finditer(said):
        mark = match.group()
        depth += (mark in "[{") - (mark in "]}")
        nodes += mark in "[{,"
        line = said.count("\n", 0, match.start()) + 1 if depth > MAX_DEPTH or nodes > MAX_NODES else None
        if depth > MAX_DEPTH:
            allowed = f"at most {MAX_DEPTH} levels"
            refuse("", f"more than {MAX_DEPTH} levels", allowed, "nest less deeply", line=line)
        if nodes > MAX_NODES:
            allowed = f"at most {MAX_NODES:,} values"
            refuse("", f"more than {MAX_NODES:,} values", allowed, "send one questionnaire only", line=line)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            refuse("", f"the key {key!r} twice in one object", "each key once", "remove one of the two")
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        refuse("", f"the number {digits[:20]}…", f"at most {MAX_DIGITS} digits", "correct the number")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")) or len(digits) > 4 * MAX_DIGITS:
        refuse("", f"the number {digits[:20]}", "a finite number of ordinary length", "correct the number")
    return number


def _constant(word: str) -> NoReturn:
    refuse("", word, "a number", "JSON has no such number: correct it")
