"""Which content files are released, and what each of them meant on that day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from amity.core.library import yaml_text

CONTENT = Path(__file__).resolve().parents[1] / "src" / "amity" / "content"
LOCK = "released.lock"


def meanings(content: Path = CONTENT) -> dict[str, str]:
    """Every version of every definition, by the hash of what it parses to: comments and layout are free."""
    return {
        path.relative_to(content).with_suffix("").as_posix(): _hash(path)
        for path in sorted(content.glob("*/*/v*.yaml"))
        if "." not in path.stem  # a twin can be corrected: it changes no meaning
    }


def _hash(path: Path) -> str:
    value = yaml_text.read(path.read_bytes()).value
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def locked(content: Path = CONTENT) -> dict[str, str]:
    """What is released already; nothing before the first release."""
    file = content / LOCK
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return dict(line.split(" ") for line in lines)


def changed(content: Path = CONTENT) -> Iterator[str]:
    """Released files that mean something else now, or are gone."""
    now = meanings(content)
    for name, hash_ in locked(content).items():
        if now.get(name) != hash_:
            how = "has changed" if name in now else "is gone"
            yield f"{name} was released and {how}: put it back, and add a new version beside it"


def lock(content: Path = CONTENT) -> None:
    """Release every file that is not released yet."""
    lines = [f"{name} {hash_}\n" for name, hash_ in sorted((meanings(content) | locked(content)).items())]
    (content / LOCK).write_text("".join(lines), encoding="utf-8")
