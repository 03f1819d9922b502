"""`dev.py check`: every check that runs no test."""

from __future__ import annotations

import sys
from pathlib import Path

from dev import BIN, PYTHON, amity, quietly, say, step

CHECKS: dict[str, list[str | Path]] = {
    "hygiene": [PYTHON, "-m", "tools.hygiene"],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "lint": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "imports": [BIN / "lint-imports"],
    "templates": [PYTHON, "-m", "djlint", "--lint", "--quiet", "src"],
    "content": amity("content", "check"),
    "migrations": [
        PYTHON,
        "-m",
        "django",
        "makemigrations",
        "--check",
        "--dry-run",
        "--settings=tests.settings",
    ],
    "words": [PYTHON, "-m", "tools.words", "--check"],
    "generated pages": [PYTHON, "-m", "tools.docs", "--check"],
    "types": [PYTHON, "-m", "mypy"],
}


def main() -> int:
    """Run each check, show what a failing one says, and sum up."""
    failed = []
    for name, command in CHECKS.items():
        with step(f"check {name}"):
            passed, said = quietly(*command)
        if not passed:
            failed.append(name)
            say(f"{said or 'It failed without a word.'}\n")
    if failed:
        say(f"Failed: {', '.join(failed)}. Much of this is mended by: python3 dev.py fix")
        return 1
    say("All checks passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
