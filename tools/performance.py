"""`dev.py bench`: run the benchmarks; the figures of docs/reference/performance.md go to bench/figures/.

With names, just these: `dev.py bench scoring outcomes`. A peer that is not installed is left out, so for
every figure use a Python that has them all: `python -m tools.performance`, in an environment with pandas,
pyarrow, statsmodels and numba beside `amity[analytics]`.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from dev import ROOT, environment, say
from tools.docs.performance import FIGURES, GOALS

PACKAGES = ("numpy", "polars", "numba", "pandas", "pyarrow", "statsmodels")
NO_BENCH = {"timing", "service_records"}


def machine() -> dict[str, Any]:
    """What kind of machine it is, and nothing that names it."""
    return {
        "processors": os.cpu_count(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
        "busy": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "on": datetime.now(UTC).date().isoformat(),
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def measure(path: Path) -> bool:
    """Run one, show what it says, and keep it where a page wants it."""
    kind = machine()
    paths = os.pathsep.join(str(ROOT / it) for it in ("src", "."))
    done = subprocess.run(
        [sys.executable, str(path)],
        cwd=ROOT,
        env=environment(PYTHONPATH=paths),
        stdout=subprocess.PIPE,
        text=True,
    )
    say(done.stdout.strip())
    if done.returncode == 0 and path.stem in {it.bench for it in GOALS}:
        FIGURES.mkdir(exist_ok=True)
        told = json.loads(done.stdout) | {"machine": kind}
        (FIGURES / f"{path.stem}.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return done.returncode == 0


def main(names: Sequence[str]) -> int:
    """Run those named, or all of them, whatever failed before."""
    paths = [it for it in sorted((ROOT / "bench").glob("*.py")) if it.stem not in NO_BENCH]
    if unknown := set(names) - {it.stem for it in paths}:
        there = ", ".join(it.stem for it in paths)
        say(f"There is no benchmark {', '.join(sorted(unknown))}. There are {there}.")
        return 2
    passed = [measure(it) for it in paths if not names or it.stem in names]
    say("Figures for docs/reference/performance.md are in bench/figures/; write the page with: dev.py docs")
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
