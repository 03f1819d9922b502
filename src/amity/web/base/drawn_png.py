"""An SVG of ours as PNG, drawn by a process of its own: it has no network, little time and little memory."""

import subprocess
import sys
from pathlib import Path
from typing import Final

DRAWER: Final = Path(__file__).with_name("png_drawer.py")
SECONDS: Final = 20
LARGEST_IN, LARGEST_OUT = 1_000_000, 8_000_000  # bytes; 200 marks with names: 60 kB of SVG, 1 MB of PNG


class NotDrawn(Exception):  # noqa: N818 - an answer for the page that asked
    """This server could not draw it: the program for it is missing, or it took too long."""


def png_of(svg: str, wide: int) -> bytes:
    """Draw it, so many pixels wide. The same SVG gives the same bytes where its letters are in our font.

    Raises NotDrawn.
    """
    given = svg.encode()
    if len(given) > LARGEST_IN:
        raise NotDrawn("the drawing is too large")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-I", str(DRAWER), str(wide)],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise NotDrawn(type(failure).__name__) from None
    if done.returncode or not 0 < len(done.stdout) <= LARGEST_OUT:
        raise NotDrawn(f"the drawing process ended with {done.returncode}")
    return done.stdout
