"""The whole core, and `amity score`, without Django; and all but the frames without polars."""

import subprocess
import sys

WALK = """
import pkgutil, sys
sys.modules["django"] = None  # importing it now raises
import amity.core, amity.courses_files, amity.score_csv
for package in (amity.core, amity.courses_files, amity.score_csv):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        __import__(module.name)
from amity.core import library
assert library.instrument("phq9").short == "PHQ-9"
assert library.check() == []
print(sum(name.startswith("amity.core.") for name in sys.modules))
"""


def test_the_core_needs_no_django() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WALK], capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert int(done.stdout) > 10


def test_the_walk_would_notice_django() -> None:
    walk = WALK.replace("import amity.core,", "import django, amity.core,")
    done = subprocess.run([sys.executable, "-c", walk], capture_output=True, text=True, timeout=60)
    assert "ModuleNotFoundError: import of django" in done.stderr


WITHOUT_FRAMES = """
import pkgutil, sys
sys.modules["polars"] = None
import amity.core, amity.courses_files, amity.score_csv
for module in pkgutil.walk_packages(amity.core.__path__, "amity.core."):
    if not module.name.startswith("amity.core.analytics"):
        __import__(module.name)
print(sum(name.startswith("amity.core.") for name in sys.modules))
import amity.core.analytics.networks
"""


def test_the_core_needs_polars_for_frames_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_FRAMES], capture_output=True, text=True, timeout=60
    )
    assert int(done.stdout) > 10
    assert "Frames need polars. Install it with: pip install 'amity[analytics]'" in done.stderr
