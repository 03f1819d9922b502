"""The process that draws: bounded, without a network, and what is said when it cannot."""

import subprocess
import sys

import pytest

from amity.web.base import drawn_png, png_drawer
from amity.web.base.drawn_png import NotDrawn, png_of

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
    '<rect width="20" height="10" fill="#1d5c55"/></svg>'
)


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_as_wide_as_asked_and_the_same_each_time() -> None:
    assert size(png_of(SVG, 400)) == (400, 200)
    assert png_of(SVG, 400) == png_of(SVG, 400)


def test_letters_of_other_alphabets_are_drawn_too() -> None:
    """Which font the computer has for them is its own matter; that the drawing differs is not."""
    written = SVG.replace("</svg>", '<text y="9" font-size="9" fill="#fff">{}</text></svg>')
    assert png_of(written.format("Ж"), 400) != png_of(written.format(""), 400)


@pytest.mark.parametrize(
    "wrong", ["", "<svg", SVG.replace(' width="20"', "", 1)], ids=["none", "half", "bare"]
)
def test_what_is_no_drawing(wrong: str) -> None:
    with pytest.raises(NotDrawn):
        png_of(wrong, 400)


def test_too_large_a_drawing_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_png, "LARGEST_IN", 10)
    with pytest.raises(NotDrawn, match="too large"):
        png_of(SVG, 400)


def test_too_large_a_picture_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_png, "LARGEST_OUT", 10)
    with pytest.raises(NotDrawn):
        png_of(SVG, 400)


def test_it_waits_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_png, "SECONDS", 0.01)
    with pytest.raises(NotDrawn, match="TimeoutExpired"):
        png_of(SVG, 400)


def test_the_process_is_bounded() -> None:
    """What it may not: write a file, compute for ever; where the system can do that, reach anything."""
    tries = (
        "import resource, socket, sys, pathlib; sys.path.insert(0, sys.argv[1]); import png_drawer\n"
        "png_drawer.bound()\n"
        "assert resource.getrlimit(resource.RLIMIT_CPU)[1] == png_drawer.SECONDS\n"
        "assert resource.getrlimit(resource.RLIMIT_FSIZE) == (0, 0)\n"
        "assert resource.getrlimit(resource.RLIMIT_AS)[1] == png_drawer.MEMORY\n"
    )
    folder = str(drawn_png.DRAWER.parent)
    subprocess.run([sys.executable, "-c", tries, folder], check=True, timeout=20)


def test_drawn_in_this_process_it_is_the_same() -> None:
    assert png_drawer.draw(SVG, 400) == png_of(SVG, 400)
