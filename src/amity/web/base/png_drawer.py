"""The process behind `drawn_png`: SVG comes in, PNG goes out. Run as a script; knows nothing of Django."""

import contextlib
import ctypes
import re
import sys
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).with_name("fonts")
SECONDS: Final = 10  # of computing
MEMORY: Final = 4 << 30  # bytes of address space, most of it the program itself
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # of Linux's sched.h
OURS: Final = re.compile("[\u0000-\u024f\u2000-\u206f\u20a0-\u20bf\u2122]*")  # letters that our font has
PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
SIZED: Final = re.compile(r'<svg[^>]* width="(\d+)"')


def draw(svg: str, wide: int) -> bytes:
    """One page, so many pixels wide. For letters that our font does not have the computer's own are asked."""
    import typst  # here: what this process may do is bounded before so much is loaded

    found = SIZED.search(svg)
    if found is None:
        raise ValueError("the SVG says how wide it is")
    return typst.compile(  # type: ignore[call-overload, no-any-return]
        PAGE,
        font_paths=[str(FONTS)],
        ignore_system_fonts=OURS.fullmatch(svg) is not None,
        format="png",
        ppi=72 * wide / (int(found[1]) * 0.75),  # a unit of an SVG is three quarters of a point
        sys_inputs={"svg": svg},
    )


def bound() -> None:
    """From here on: so much time and memory, no file written, no network, where the system can do that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)  # says -1 where it is not allowed


def main() -> None:
    """SVG on standard input, its width in pixels as the argument."""
    bound()
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read().decode(), int(sys.argv[1])))


if __name__ == "__main__":
    main()
