"""Gathers the tables of every module in this folder into one page, for a clinical lead to read and sign."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules

import tests.spec

Table = tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]  # title, header, rows


def tables() -> Iterator[Table]:
    """Every table of every module here that has a `SPEC`, module by module."""
    for name in sorted(module.name for module in iter_modules(tests.spec.__path__)):
        yield from getattr(import_module(f"tests.spec.{name}"), "SPEC", ())


def render() -> str:
    """All tables in Markdown."""
    return "\n\n".join(map(_markdown, tables())) + "\n"


def _markdown(table: Table) -> str:
    title, header, rows = table
    lines = [header, tuple("---" for _ in header), *rows]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
