"""The import contracts of pyproject.toml hold, and each is seen broken by a planted import."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, plant

PLANTED = [
    ("web uses core, core uses content, never back", {"core/errors.py": "import amity.web.planted"}),
    ("web uses core, core uses content, never back", {"undeclared.py": ""}),
    ("a slice uses only lower slices", {"web/people/planted.py": "from amity.web.course import planted"}),
    (
        "a slice uses only lower slices",
        {"web/base/planted.py": "def f():\n    import amity.web.safety.planted"},
    ),
    ("a slice uses only lower slices", {"web/undeclared/__init__.py": ""}),
    ("a core module uses only lower core modules", {"core/errors.py": "import amity.core.scoring"}),
    ("a core module uses only lower core modules", {"core/undeclared.py": ""}),
    (
        "inside a slice: urls, views, forms, actions, rules, queries, models",
        {"web/course/queries.py": "import amity.web.course.actions", "web/course/actions.py": ""},
    ),
    ("Django only in web and cli", {"core/scoring.py": "from django.utils import timezone"}),
    ("Django only in web and cli", {"score_csv.py": "import django"}),
    ("frame libraries only in core.analytics", {"web/course/queries.py": "import polars"}),
    ("frame libraries only in core.analytics", {"core/scoring.py": "import pyarrow.parquet"}),
    ("frame libraries only in core.analytics", {"core/network/planted.py": "def f():\n    import polars"}),
]


def lint_imports(folder: Path) -> str:
    """What import-linter says of the tree under `folder`."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The Python of `amity` and its contracts, to plant faults in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    only_python = shutil.ignore_patterns("content", "static", "templates", "__pycache__", "migrations")
    shutil.copytree(ROOT / "src" / "amity", tmp_path / "src" / "amity", ignore=only_python)
    plant(tmp_path / "src" / "amity", "web/planted.py", "")
    return tmp_path


def test_the_contracts_hold() -> None:
    said = lint_imports(ROOT)
    assert "0 broken" in said, said


@pytest.mark.parametrize(("contract", "files"), PLANTED)
def test_a_planted_import_breaks_its_contract(contract: str, files: dict[str, str], copy: Path) -> None:
    for slice_ in ("course", "safety"):
        plant(copy / "src" / "amity", f"web/{slice_}/planted.py", "")
    for name, text in files.items():
        plant(copy / "src" / "amity", name, text)
    said = lint_imports(copy)
    assert f"{contract} BROKEN" in said, said
