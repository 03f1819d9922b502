"""Where content lies: our folder, and a clinic's beside it (AMITY_CONTENT). Nothing is read here.

AMITY_CONTENT names one folder, or several as PATH does: a pack of questionnaires, and what a clinic wrote.
"""

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from amity.core.errors import Problem

OURS: Final = Path(__file__).resolve().parents[2] / "content"
_VERSION: Final = re.compile(r"v([1-9][0-9]{0,3})\.yaml")
_TWIN: Final = re.compile(r"v[1-9][0-9]{0,3}\.[a-z]{2,3}\.yaml")  # prose in another language


@dataclass(frozen=True, slots=True)
class Folder:
    """One definition with all its versions."""

    id: str
    path: Path
    name: str
    versions: tuple[int, ...]

    def file(self, version: int) -> Path:
        """The file of one version."""
        return self.path / f"v{version}.yaml"

    def named(self, path: Path) -> str:
        """A file of this folder as problems name it."""
        return f"{self.name}/{path.name}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All definitions of one kind, and what is wrong with the way their folders lie."""

    folders: dict[str, Folder]
    problems: tuple[Problem, ...]


def roots() -> tuple[Path, ...]:
    """Our content, then the clinic's own, in the order they are named."""
    named = os.environ.get("AMITY_CONTENT", "").split(os.pathsep)
    return (OURS, *(Path(one.strip()).expanduser().resolve() for one in named if one.strip()))


@cache
def shelf(kind: str, where: tuple[Path, ...]) -> Shelf:
    """The definitions of a kind ("instruments", "protocols" …) in these roots."""
    folders: dict[str, Folder] = {}
    problems: list[Problem] = []
    for root in where:
        if not root.is_dir():
            problems.append(
                _problem(str(root), "no folder", "a folder", "correct AMITY_CONTENT, or make the folder")
            )
        for path in sorted((root / kind).iterdir() if (root / kind).is_dir() else ()):
            if path.is_dir() and not path.name.startswith((".", "_")):
                _place(path, f"{kind}/{path.name}", folders, problems)
    return Shelf(folders, tuple(problems))


def _place(path: Path, name: str, folders: dict[str, Folder], problems: list[Problem]) -> None:
    found = [match for file in path.iterdir() if (match := _VERSION.fullmatch(file.name))]
    versions = tuple(sorted(int(match[1]) for match in found))
    if path.name in folders:
        allowed, remedy = "an id of its own", "give yours another id; a changed questionnaire is another one"
        problems.append(_problem(name, f"{path.name!r}, which exists already", allowed, remedy))
    elif not versions:
        problems.append(
            _problem(name, "no version", "v1.yaml, v2.yaml …", "add v1.yaml, or remove the folder")
        )
    else:
        folders[path.name] = Folder(path.name, path, name, versions)
    for file in sorted(path.iterdir()):
        known = _VERSION.fullmatch(file.name) or _TWIN.fullmatch(file.name)
        if not known and file.name not in ("cases.yaml", "LICENCE.md", "README.md"):
            allowed = "v1.yaml, v2.yaml …, cases.yaml"
            problems.append(
                _problem(f"{name}/{file.name}", "a file that is never read", allowed, "rename or remove it")
            )


def _problem(file: str, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(file, None, "", found, allowed, remedy)
