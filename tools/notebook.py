"""Runs the cells of a notebook in plain Python, and keeps what they print and show. No Jupyter is needed.

`python -m tools.notebook` writes the outputs of every notebook in docs/notebooks anew.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "docs" / "notebooks"
Output = dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    """A notebook as it is on disk."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def run(notebook: Mapping[str, Any], **instead: str) -> list[list[Output]]:
    """The outputs of each code cell, run in order in the folder one is in.

    instead: another value for a name that a line of its own gives one, such as COURSES="40".
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    return [
        _outputs(_changed("".join(cell["source"]), instead), namespace)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def _changed(source: str, instead: Mapping[str, str]) -> str:
    lines = source.splitlines()
    for place, line in enumerate(lines):
        name, equals, _ = line.partition(" = ")
        if equals and name in instead:
            lines[place] = f"{name} = {instead[name]}"
    return "\n".join(lines)


def _outputs(source: str, namespace: dict[str, Any]) -> list[Output]:
    tree, printed, value = ast.parse(source), io.StringIO(), None
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), namespace)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)  # noqa: S307
    found: list[Output] = []
    if text := printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)})
    if value is not None:
        picture = getattr(value, "_repr_svg_", None)
        data = {"text/plain": str(value)} if picture is None else {"image/svg+xml": picture()}
        found.append({"data": data, "metadata": {}, "output_type": "display_data"})
    return found


def main() -> None:
    """Run every notebook in a folder that is thrown away, and write it back with what came out."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = read(path)
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            outputs = iter(run(notebook))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = next(outputs)
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(path)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT / "src"))
    main()
