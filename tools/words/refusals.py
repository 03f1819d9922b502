"""Refusals that a client can meet and no catalogue can reach: found by following what a client's page calls.

Calls are followed by name, first in the same file, then in the same slice, then
anywhere: rather one too many.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.words.extract import CALLS, called
from tools.words.pages import WEB

REALMS = {"client", "public", "link"}
THROUGH = {"actions", "rules", "people_rules"}  # modules of a slice that its views and actions call into
CLINICIANS = {"HELD_BACK"}  # betrays whom a client marked as not safe: on no page of theirs
NOT = ("migrations", "demo", "run")
Place = tuple[Path, ast.FunctionDef]


def unreachable(web: Path = WEB) -> Iterator[str]:
    """Each such refusal: where it stands, and its words."""
    known = _functions(web)
    waiting = [it for same in known.values() for it in same if _is_clients(it[1])]
    seen: set[int] = set()
    found: set[str] = set()
    while waiting:
        path, one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        for call in (it for it in ast.walk(one) if isinstance(it, ast.Call)):
            if called(call.func) == "Refused" and call.args and (words := _plain(call.args[0], path)):
                found.add(
                    f"{path.relative_to(web.parent)}:{call.lineno}: not marked to be translated: {words}"
                )
            waiting += _meant(call, path, known, web)
    yield from sorted(found)


def loose(text: str, gathered: set[str]) -> Iterator[int]:
    """The lines of calls that look up a constant of their file which is gathered nowhere."""
    tree = ast.parse(text)
    constants = _constants(tree)
    for call in (it for it in ast.walk(tree) if isinstance(it, ast.Call) and called(it.func) in CALLS):
        asked = call.args[0] if call.args else None
        if isinstance(asked, ast.Name) and constants.get(asked.id, "") not in (*gathered, ""):
            yield call.lineno


def _functions(web: Path) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for path in sorted(web.rglob("*.py")):
        if not set(NOT) & set(path.relative_to(web).parts):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    found[node.name].append((path, node))
    return found


def _is_clients(one: ast.FunctionDef) -> bool:
    """Whether it is a page of the client's realm, or of nobody's."""
    rules = [it for it in one.decorator_list if isinstance(it, ast.Call) and called(it.func) == "rule"]
    return any(isinstance(of, ast.Constant) and of.value in REALMS for it in rules for of in it.args)


def _meant(call: ast.Call, path: Path, known: dict[str, list[Place]], web: Path) -> list[Place]:
    name = called(call.func)
    of = call.func.value if isinstance(call.func, ast.Attribute) else None
    is_own = isinstance(call.func, ast.Name) and any(at == path for at, _ in known.get(name, []))
    if not (is_own or name.startswith("check_can") or (isinstance(of, ast.Name) and of.id in THROUGH)):
        return []
    there, piece = known.get(name, []), path.relative_to(web).parts[0]
    same = [it for it in there if it[0] == path]
    return same or [it for it in there if it[0].relative_to(web).parts[0] == piece] or there


def _plain(reason: ast.expr, path: Path) -> str:
    """The words, where they are no call; "" where they are one, or come from elsewhere."""
    if isinstance(reason, ast.Name):
        if reason.id in CLINICIANS:
            return ""
        return _constants(ast.parse(path.read_text(encoding="utf-8"))).get(reason.id, "")
    return ast.unparse(reason) if isinstance(reason, ast.Constant | ast.JoinedStr | ast.BinOp) else ""


def _constants(tree: ast.Module) -> dict[str, str]:
    """The file's names for a text that is written out as it is."""
    found: dict[str, str] = {}
    for node in tree.body:
        to = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            found |= {it.id: value.value for it in to if isinstance(it, ast.Name)}
    return found
