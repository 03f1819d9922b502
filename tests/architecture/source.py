"""The source as data: modules, what they import, the order of slices. Every check takes a tree."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "amity" / "web"
CONTRACT = "a slice uses only lower slices"


@dataclass(frozen=True)
class Module:
    """One Python file under `amity/web`: "measures/actions.py" is `part` "actions" of `slice` "measures"."""

    path: Path
    name: str

    @property
    def slice(self) -> str:
        """The folder directly under web; empty for settings and urls."""
        return self.name.partition("/")[0] if "/" in self.name else ""

    @property
    def part(self) -> str:
        """The name inside the slice that architecture.md gives a meaning to, whether file or folder."""
        return self.name.split("/")[1 if self.slice else 0].removesuffix(".py")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported, inside functions and relative imports included."""
        package = ["amity", "web", *Path(self.name).parent.parts]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = package[: len(package) - node.level + 1] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def modules(web: Path = WEB) -> list[Module]:
    """Every module under `web`, but no migrations: they are generated, and run once."""
    found = [Module(path, path.relative_to(web).as_posix()) for path in sorted(web.rglob("*.py"))]
    return [module for module in found if "migrations" not in module.path.parts]


def plant(web: Path, name: str, text: str) -> Path:
    """Write a file into a tree made up by a test, and hand back the tree."""
    file = web / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return web


def heights() -> dict[str, int]:
    """How high each slice stands, from the import contract in pyproject.toml; equals share a height."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"] == CONTRACT)
    return {
        name.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }
