"""One content file from disk → its definition, or its problems."""

from pathlib import Path
from typing import Any

from amity.core.errors import Problem
from amity.core.library import yaml_text
from amity.core.library.folders import Folder
from amity.core.library.kinds import Kind
from amity.core.library.shapes import parse


def load(kind: Kind, folder: Folder, version: int) -> tuple[Any, list[Problem]]:
    """The definition in `v<version>.yaml`, and what is wrong with it; the definition only if nothing is."""
    path = folder.file(version)
    found, problems = parse(kind.model(), content_of(path), folder.named(path), kind.checks())
    if found is not None:
        problems = _unlike_its_name(found, folder, version)
    return (None, problems) if problems else (found, [])


def load_cases(kind: Kind, folder: Folder) -> tuple[Any, list[Problem]]:
    """The worked examples of a definition, and what is wrong with their file."""
    model, path = kind.cases_model(), folder.path / "cases.yaml"
    if model is None:
        return None, []
    if not path.is_file():
        return None, [_no_cases(folder)]
    return parse(model, content_of(path), folder.named(path))


def _no_cases(folder: Folder) -> Problem:
    remedy = "add worked examples, with their sources"
    return Problem(f"{folder.name}/cases.yaml", None, "", "no file", "cases.yaml", remedy)


def content_of(path: Path) -> bytes:
    """The bytes of a file, and no more of a huge one than is needed to refuse it."""
    with path.open("rb") as file:
        return file.read(yaml_text.MAX_BYTES + 1)


def _unlike_its_name(found: Any, folder: Folder, version: int) -> list[Problem]:
    file = folder.named(folder.file(version))
    problems = []
    if found.id != folder.id:
        problems.append(
            Problem(file, 1, "id", found.id, f"{folder.id}, the folder's name", "make the two the same")
        )
    if found.version != version:
        allowed = f"{version}, as in the file's name"
        problems.append(Problem(file, 1, "version", str(found.version), allowed, "make the two the same"))
    return problems
