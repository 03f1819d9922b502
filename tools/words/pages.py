"""Which templates a client can see: those around a client's page, and everything they include."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "amity" / "web"
ROOT = "base/client.html"
# Client pages that do not stand on the client's layout, and fragments that are rendered alone.
MORE = ("*/client_*.html", "measures/_under.html")
# Fragments that are attributes of a tag, with no word in them.
ATTRIBUTES = ("techniques/fields/_at.html", "techniques/fields/_described.html")
# Pages for clinicians by another of those names, and what only the demo and the pattern pages show.
NOT = ("measures/client_measures.html", "base/patterns*", "base/_demo_bar.html", "demo/*", *ATTRIBUTES)
# What is included by a name that is known only when the page is made.
BY_NAME = {
    "field.drawn_by": "techniques/fields/_*.html",
    **{f"own_pages.{part}": f"companion/_page_{part}.html" for part in ("head", "top", "foot")},
}
_EXTENDS = re.compile(r"{%-?\s*extends\s+['\"]([^'\"]+)['\"]")
_INCLUDES = re.compile(r"{%-?\s*include\s+(?:['\"]([^'\"]+)['\"]|([\w.]+))")


@cache
def templates(web: Path = WEB) -> dict[str, Path]:
    """Every template of ours, by the name it is included under."""
    found = web.glob("*/templates/**/*.html")
    return {path.as_posix().split("/templates/", 1)[1]: path for path in sorted(found)}


def for_clients(web: Path = WEB) -> dict[str, Path]:
    """Those a client can see, by name."""
    known = templates(web)
    waiting = [name for name in known if _is_page(name, known)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in seen and not any(fnmatch(name, one) for one in NOT):
            seen.add(name)
            waiting += _named_in(known[name].read_text(encoding="utf-8"), known)
    return {name: known[name] for name in sorted(seen)}


def _is_page(name: str, known: dict[str, Path]) -> bool:
    """Whether it stands on the client's layout, however far down, or is one of the named others."""
    if name == ROOT or any(fnmatch(name, one) for one in MORE):
        return True
    below = _EXTENDS.search(known[name].read_text(encoding="utf-8")) if name in known else None
    return below is not None and _is_page(below[1], known)


def _named_in(text: str, known: dict[str, Path]) -> list[str]:
    found = _EXTENDS.findall(text)
    for literal, variable in _INCLUDES.findall(text):
        pattern = BY_NAME.get(variable, "")
        found += [literal] if literal else [name for name in known if fnmatch(name, pattern)]
    return found
