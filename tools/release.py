"""`dev.py release 0.1.0`: lock the content, fold the changelog, set the version, build the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools import released

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("added", "changed", "fixed", "removed", "security")
MARK = "<!-- releases -->\n"
VERSION = re.compile(r'^version = "[^"]+"$', re.MULTILINE)


def fragments(folder: Path) -> dict[str, list[Path]]:
    """The waiting fragments by kind. Raises ValueError for a file that says no kind."""
    found: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        if path.name != "README.md":
            kind = path.stem.rpartition(".")[2]
            if kind not in found:
                raise ValueError(f"{path.name}: call it <what>.<kind>.md, kind one of {', '.join(KINDS)}")
            found[kind].append(path)
    return found


def fold(root: Path, version: str, day: str) -> None:
    """Move every fragment into the changelog, under a heading for this version."""
    waiting = fragments(root / "changelog.d")
    parts = [f"## {version} ({day})\n"]
    for kind, paths in waiting.items():
        if paths:
            lines = "".join(f"- {path.read_text(encoding='utf-8').strip()}\n" for path in paths)
            parts.append(f"### {kind.capitalize()}\n\n{lines}")
    log = root / "CHANGELOG.md"
    before, mark, after = log.read_text(encoding="utf-8").partition(MARK)
    log.write_text(before + mark + "\n" + "\n".join(parts) + after, encoding="utf-8")
    for path in (path for paths in waiting.values() for path in paths):
        path.unlink()


def set_version(root: Path, version: str) -> None:
    """Write the version into pyproject.toml."""
    file = root / "pyproject.toml"
    text, times = VERSION.subn(f'version = "{version}"', file.read_text(encoding="utf-8"), count=1)
    if times != 1:
        raise ValueError("pyproject.toml has no line for the version")
    file.write_text(text, encoding="utf-8")


def build(root: Path, into: Path) -> Path:
    """The wheel; two builds of one commit are equal byte for byte."""
    when = _git(root, "log", "-1", "--format=%ct") or "315532800"  # the earliest day a zip file knows
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
    subprocess.run(
        command, cwd=root, env=os.environ | {"SOURCE_DATE_EPOCH": when}, check=True, stdout=sys.stderr
    )
    return max(into.glob("*.whl"), key=lambda path: path.stat().st_mtime)


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True).stdout.strip()


def refusal(root: Path, arguments: Sequence[str]) -> str | None:
    """Why there can be no release, if so."""
    if len(arguments) != 1 or not re.fullmatch(r"\d+\.\d+\.\d+", arguments[0]):
        return "Say which version, for instance: python3 dev.py release 0.1.0"
    if _git(root, "status", "--porcelain"):
        return "There are changes that are not committed. Commit them first."
    if problems := list(released.changed()):
        return "\n".join(problems)
    return None


def main(arguments: Sequence[str]) -> int:
    """Prepare the release; committing and tagging it stays with a person."""
    if reason := refusal(ROOT, arguments):
        print(reason)
        return 1
    (version,) = arguments
    released.lock()
    fold(ROOT, version, datetime.now(UTC).date().isoformat())
    set_version(ROOT, version)
    wheel = build(ROOT, ROOT / "dist")
    print(f"Built {wheel.relative_to(ROOT)}. Look at the changes, then:")
    print(f"  git commit -am 'Release {version}' && git tag -s {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
