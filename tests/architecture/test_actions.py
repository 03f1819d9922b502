"""Every public action is keyword-only, says who acts, and is one transaction with its audit row."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import WEB, Module, modules, plant

GOOD = """
@transaction.atomic
def close(*, flag: Flag, reason: str, by: Staff) -> Flag:
    audit.wrote("safety.close", by=by, client=flag.client_id)
"""

WRITES_DOWN = {
    "wrote", "save_version", "save_from_page", "save_joined", "store_visibility", "store_removal",
}  # fmt: skip


def actions(web: Path = WEB) -> Iterator[tuple[Module, ast.FunctionDef]]:
    """Every public function of every `actions.py` and `actions/`."""
    for module in modules(web):
        if module.part == "actions":
            for node in module.tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield module, node


def faults(web: Path = WEB) -> Iterator[str]:
    """What an action lacks."""
    for module, action in actions(web):
        place = f"{module.name}:{action.lineno} {action.name}"
        if action.args.posonlyargs or action.args.args or action.args.vararg:
            yield f"{place}: arguments are not keyword-only"
        if "by" not in {argument.arg for argument in action.args.kwonlyargs}:
            yield f"{place}: does not say who acts (by=)"
        if not _atomic(action):
            yield f"{place}: is not one transaction (@transaction.atomic, or a with-block)"
        if not _says(module.tree, action, WRITES_DOWN):
            yield f"{place}: writes no audit row (audit.wrote)"


def _atomic(action: ast.FunctionDef) -> bool:
    blocks = (item for node in ast.walk(action) if isinstance(node, ast.With) for item in node.items)
    asked = [*action.decorator_list, *(item.context_expr for item in blocks)]
    return any("atomic" in ast.unparse(expression) for expression in asked)


def _says(tree: ast.Module, function: ast.FunctionDef, words: set[str], depth: int = 4) -> bool:
    """Whether the function, or a function of its module that it calls, calls one of `words`."""
    local = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in words:
            return True
        deeper = local.get(called) if isinstance(node.func, ast.Name) else None
        if deeper is not None and depth and _says(tree, deeper, words, depth - 1):
            return True
    return False


def test_every_action_is_whole() -> None:
    assert list(faults()) == []


def test_a_whole_action_is_accepted(tmp_path: Path) -> None:
    assert list(faults(plant(tmp_path, "safety/actions.py", GOOD))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("*, flag: Flag, ", "flag: Flag, *, "),
        (", by: Staff", ""),
        ("@transaction.atomic", ""),
        ("audit.wrote", "print"),
    ],
)
@pytest.mark.parametrize("name", ["safety/actions.py", "safety/actions/close.py"])
def test_a_planted_fault_is_seen(name: str, right: str, wrong: str, tmp_path: Path) -> None:
    assert right in GOOD
    assert len(list(faults(plant(tmp_path, name, GOOD.replace(right, wrong))))) == 1
