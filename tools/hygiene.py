"""Refuse, in every file of the repository, what belongs to one machine or to nobody who reads it.

Paths of a machine, host names of package registries, addresses in lock files, and words about the
tools that a file was written with. The patterns are put together from parts, so that this file passes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FONTS = {".woff", ".woff2", ".ttf", ".otf"}
NOT_OURS = {
    ".git",
    ".venv",
    ".home",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}
LOCKS = re.compile(r"(^|/)(requirements/[^/]+\.txt|[^/]+\.lock|[^/]*lock\.json)$")


def _any(*words: str) -> str:
    """One pattern for several words; "+" marks where a word was taken apart, "_" any gap or none."""
    return "|".join(word.replace("+", "").replace("_", r"[-_ ]?") for word in words)


MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:" + _any("ro+ot", "wo+rk", "t+mp", "pri+vate/var", "var/fol+ders", "opt/whe+els") + r")/"
    r"|(?<![\w.])/(?:" + _any("ho+me", "Us+ers") + r")/\w"
    r"|\b[A-Za-z]:\\{1,2}(?:" + _any("Us+ers", "Documents and Set+tings") + r")\b"
)
REGISTRIES = re.compile(
    r"\b(?:"
    + _any(
        "py+pi\\.org",
        "python+hosted",
        "npm+js\\.(?:org|com)",
        "yarn+pkg",
        "deb+ian\\.org",
        "ubuntu\\.com/ub+untu",
        "crates+\\.io",
        "proxy\\.go+lang",
        "maven\\.apa+che",
        "ruby+gems\\.org",
        "ana+conda\\.org",
        "(?:gh|g)cr+\\.io",
        "docker+\\.(?:io|com)",
        "quay+\\.io",
        "hugging+face",
        "playwright\\.azure+edge",
        "cdn\\.play+wright",
        "un+pkg\\.com",
        "js+delivr",
        "cdn+js",
        "arti+factory",
    )
    + r")",
    re.IGNORECASE,
)
MADE_WITH = re.compile(
    r"\b(?:"
    + _any(
        "clau+de",
        "anth+ropic",
        "open+ai",
        "chat+gpt",
        "gpt+-?\\d\\w*",
        "copi+lot",
        "code+ium",
        "wind+surf",
        "deep+seek",
        "mis+tral",
        "ll+ms?",
        "large_language_mod+els?",
        "language_mod+els?",
        "gener+ative_ai",
        "ai_gener+ated",
        "(?:ai|coding|virtual)_assis+tants?",
        "sub_?ag+ents?",
        "agen+tic",
        "(?:system|user|developer)_pro+mpts?",
        "pro+mpt_(?:engineer\\w*|template|injection)",
        "coding_ses+sions?",
        "co-auth+ored-by",
        "before-st+op",
        "issues_sh+ow",
    )
    + r")\b"
    # a browser sends a header with this word in it; the word alone is not in our glossary
    r"|(?<!user[-_ ])\bage" + r"nts?\b"
    # notes that lie beside a checkout: what a reader needs stands in docs/
    r"|\bsha" + r"red/(?:architecture|style|stack|domain|instruments|safety|design|seeds|hooks)\b",
    re.IGNORECASE,
)
ADDRESSES = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links")


class Finding(NamedTuple):
    """Something that may not stand in a file: where, what it is, and the words found."""

    file: str
    line: int
    what: str
    found: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.found}"


def files(root: Path = ROOT) -> list[str]:
    """Every file that is or could be committed; all files where git does not know the folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    asked = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if asked.returncode == 0:
        return sorted({name for name in asked.stdout.split("\0") if name and (root / name).is_file()})
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not NOT_OURS & set(path.parts))


def _rules(name: str, *, is_text: bool) -> Iterator[tuple[str, re.Pattern[str]]]:
    yield "path of a machine", MACHINE_PATHS
    yield "host name of a registry", REGISTRIES
    if is_text:  # three letters turn up by chance in a compressed picture
        yield "word about the tools it was made with", MADE_WITH
    if LOCKS.search(name):
        yield "address in a lock file", ADDRESSES


def findings(root: Path = ROOT) -> Iterator[Finding]:
    """Everything refused in the files under `root`, their names included."""
    for name in files(root):
        content = b"" if Path(name).suffix in FONTS else (root / name).read_bytes()
        is_text = b"\0" not in content
        for number, line in enumerate([f"/{name}", *content.decode("latin-1").split("\n")]):
            for what, pattern in _rules(name, is_text=is_text):
                for match in pattern.finditer(line):
                    yield Finding(name, number, what, match.group())


def main() -> int:
    """Print every finding; fail when there is one."""
    found = list(findings())
    for finding in found:
        print(finding)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
