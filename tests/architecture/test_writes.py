"""Writes happen only in `actions`; SQL is written only where a library needs it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import WEB, modules, plant

BY_KEYWORD = {"save", "create", "update", "delete"}  # the ORM's take keywords alone
BY_VALUE = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
    "set_password",
    "save_base",
    "_raw_delete",
}
SQL = {"cursor", "raw", "executescript"}
# Named, so that a reviewer sees them: each is looked at by hand.
MAY_WRITE = {
    "base/audit.py": "the audit writer",
    "base/session_store.py": "the session store",
    "base/middleware.py": "the browser's session at the end of a request",
    "base/models.py": "the audit table's own refusal to be changed, and the sign-in manager",
    "people/sign_in.py": "the sign-in library's adapter",
    "inventory/storing.py": "the inside of every action that stores moves; the action audits",
    "techniques/storing.py": "the inside of every action that stores an edit; the action audits",
    "people/versions.py": "the inside of every action that saves on top of a save; it audits too",
}
MAY_SPEAK_SQL = {
    "base/sqlcipher/base.py": "the database backend",
    "base/store.py": "looks at the store itself",
}


def writes(web: Path = WEB) -> Iterator[str]:
    """Calls outside `actions` that write a row."""
    for module in modules(web):
        if module.part == "actions" or module.name in MAY_WRITE:
            continue
        for call in _method_calls(module.tree):
            name = call.func.attr  # type: ignore[attr-defined]
            if name in BY_VALUE or (name in BY_KEYWORD and not call.args):
                yield f"{module.name}:{call.lineno} calls .{name}("


def sql(web: Path = WEB) -> Iterator[str]:
    """Calls that leave the ORM."""
    for module in modules(web):
        for call in _method_calls(module.tree):
            name = call.func.attr  # type: ignore[attr-defined]
            if name in SQL and module.name not in MAY_SPEAK_SQL:
                yield f"{module.name}:{call.lineno} calls .{name}("


def _method_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


def test_only_actions_write() -> None:
    assert list(writes()) == []


@pytest.mark.parametrize(
    "text",
    [
        "client.save()",
        "client.save(update_fields=['name'])",
        "Client.objects.create(name=name)",
        "Client.objects.filter(pk=1).update(name=name)",
        "flags.delete()",
        "Flag.objects.bulk_create(rows)",
        "Flag.objects.get_or_create(defaults={})",
        "user.set_password('x')",
    ],
)
@pytest.mark.parametrize("name", ["course/views.py", "course/queries.py", "course/jobs.py", "base/clock.py"])
def test_a_planted_write_is_seen(name: str, text: str, tmp_path: Path) -> None:
    assert list(writes(plant(tmp_path, name, text)))


@pytest.mark.parametrize("name", ["course/actions.py", "course/actions/plan.py", *MAY_WRITE])
def test_an_action_may_write(name: str, tmp_path: Path) -> None:
    assert list(writes(plant(tmp_path, name, "client.save()"))) == []


@pytest.mark.parametrize("text", ["seen.update(more)", "digest.update(b'x')", "cache.delete('key')"])
def test_other_things_may_change(text: str, tmp_path: Path) -> None:
    assert list(writes(plant(tmp_path, "course/views.py", text))) == []


def test_nobody_speaks_sql() -> None:
    assert list(sql()) == []


@pytest.mark.parametrize("text", ["connection.cursor()", "Client.objects.raw('select 1')"])
def test_planted_sql_is_seen(text: str, tmp_path: Path) -> None:
    assert list(sql(plant(tmp_path, "course/actions.py", text)))


@pytest.mark.parametrize("name", [*MAY_WRITE, *MAY_SPEAK_SQL])
def test_no_exception_outlives_its_file(name: str) -> None:
    assert (WEB / name).exists()
