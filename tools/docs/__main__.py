"""Write every generated page; with --check, say which ones are not what they would be."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from tools.docs import (  # noqa: E402
    cards,
    commands,
    courses,
    evidence,
    instruments,
    protocols,
    rhythms,
    routes,
    rules,
    settings,
    techniques,
)

PAGES: dict[str, Callable[[], str]] = {
    "cards": cards.page,
    "commands": commands.page,
    "courses": courses.page,
    "evidence": evidence.page,
    "instruments": instruments.page,
    "protocols": protocols.page,
    "rhythms": rhythms.page,
    "routes": routes.page,
    "rules": rules.page,
    "settings": settings.page,
    "techniques": techniques.page,
}
WARNING = "<!-- Written by `python3 dev.py docs`. Change its source, not this page. -->\n\n"


def main(arguments: list[str]) -> int:
    """Write, or compare."""
    old = []
    for name, page in PAGES.items():
        path = ROOT / "docs" / "reference" / f"{name}.md"
        text = WARNING + page().rstrip() + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        old.append(path.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if old and "--check" in arguments:
        print(f"Not up to date: {', '.join(old)}. Run: python3 dev.py docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
