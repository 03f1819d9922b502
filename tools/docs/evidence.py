"""docs/reference/evidence.md: the numbers in evidence/, a goal a row."""

import json
from pathlib import Path

from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table

FOLDER = Path(__file__).resolve().parents[2] / "evidence"
KNOWN = {"test", "outcome"}


def page() -> str:
    """What was measured last, on which commit."""
    goals = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("G*.json"))]
    rows = (
        (goal["goal"], goal["passed"], goal["failed"], goal["skipped"], goal["commit"], goal["python"])
        for goal in goals
    )
    numbers = (
        (goal["goal"], test["test"].partition("::")[2], name, value)
        for goal in goals
        for test in goal["tests"]
        for name, value in test.items()
        if name not in KNOWN
    )
    return whole_page(
        "Evidence",
        "Measured with `python3 dev.py evidence`, at the stated counts; the files are in `evidence/`. "
        "A goal without a row has not been measured. What each goal says is in "
        "[goals](../safety/goals.md).",
        table(["goal", "passed", "failed", "skipped", "commit", "Python"], rows),
        "## Numbers",
        table(["goal", "test", "what", "value"], numbers),
    )
