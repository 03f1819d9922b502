"""Looks for words in bytes, in every dress in which they may lie there."""

import base64
import contextlib
import re
import zlib
from collections.abc import Iterable, Iterator

STREAM = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")  # gzip and zlib begin like this
TEXT = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
MOST = 10_000_000  # bytes taken out of one compressed stream


def found_in(haystack: bytes, words: Iterable[str]) -> set[str]:
    """The words that lie in `haystack`, as they are or encoded, also inside compressed streams."""
    every = b"\x00\x00".join([haystack, *_inside(haystack)])
    folded = every.lower()
    return {word for word in words if any(dress in every or dress in folded for dress in dresses(word))}


def dresses(word: str) -> Iterator[bytes]:
    """A word as ASCII in either case, UTF-16, hexadecimal digits, backwards, and base64 at each offset."""
    plain = word.encode()
    yield from (plain, plain.lower(), plain[::-1], plain.hex().encode())
    yield from (word.encode("utf-16-le"), word.encode("utf-16-be"))
    for offset in range(3):
        padded = base64.b64encode(b"\x00" * offset + plain)
        whole = padded[4 if offset else 0 : -4]  # without the letters that its neighbours share
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))


def _inside(haystack: bytes) -> Iterator[bytes]:
    """What compressed streams hold, those inside base64 text too (sessions are stored like this)."""
    for text in TEXT.finditer(haystack):
        with contextlib.suppress(ValueError):
            decoded = base64.urlsafe_b64decode(text[0] + b"=" * (-len(text[0]) % 4))
            yield decoded
            yield from _streams(decoded)
    yield from _streams(haystack)


def _streams(haystack: bytes) -> Iterator[bytes]:
    for start in STREAM.finditer(haystack):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(wbits=47).decompress(haystack[start.start() :], MOST)
