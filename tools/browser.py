"""Find the Chromium that the browser tests drive, or try to install one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from dev import PYTHON, quietly, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as p: print(p.chromium.executable_path)
"""


def find() -> str | None:
    """The Chromium named by AMITY_CHROMIUM, else one on the path, else Playwright's own."""
    for path in (os.environ.get("AMITY_CHROMIUM"), *map(shutil.which, NAMES)):
        if path and Path(path).is_file():
            return path
    answered, path = quietly(PYTHON, "-c", PLAYWRIGHTS_OWN, seconds=60)
    return path if answered and Path(path).is_file() else None


def find_or_install() -> str | None:
    """A Chromium, installed by Playwright or by Debian's package manager where there was none."""
    if found := find():
        return found
    with step("No Chromium here: asking Playwright for one"):
        quietly(PYTHON, "-m", "playwright", "install", "chromium", seconds=300)
    if not find() and shutil.which("apt-get") and os.name != "nt" and os.geteuid() == 0:
        with step("Installing Debian's Chromium"):
            quietly("apt-get", "update", seconds=300)
            quietly("apt-get", "install", "--yes", "--no-install-recommends", "chromium", seconds=600)
    return find()
