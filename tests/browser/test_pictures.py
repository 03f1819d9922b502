"""The README's picture. AMITY_PICTURES is no setting of the program: with it, a test run takes the picture anew."""

import os
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import ROOT, Clinic
from tests.browser.steps import step_in

PICTURE = ROOT / "docs" / "images" / "course.png"
WIDTH, HEIGHT = 1280, 1120
LARGEST = 200_000  # bytes
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def width() -> int:
    return WIDTH
