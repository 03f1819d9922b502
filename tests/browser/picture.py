"""A screenshot as a small file: at most 256 colours, deflated with more patience than a browser has."""

import base64
import struct
import zlib

from playwright.sync_api import Page

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE = """async png => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + png;
  await picture.decode();
  const ink = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  ink.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(ink.getImageData(0, 0, picture.width, picture.height).data.buffer);
  const seen = new Map();
  for (const one of pixels) seen.set(one, (seen.get(one) || 0) + 1);
  const kept = [...seen].sort((one, other) => other[1] - one[1]).slice(0, 256).map(([one]) => one);
  const far = (one, other) => [0, 8, 16].reduce(
    (sum, at) => sum + (((one >> at) & 255) - ((other >> at) & 255)) ** 2, 0);
  const nearest = new Map([...seen.keys()].map(
    one => [one, kept.reduce((best, _, at) => far(one, kept[at]) < far(one, kept[best]) ? at : best, 0)]));
  return [picture.width, picture.height, kept, Array.from(pixels, one => nearest.get(one))];
}"""


def smaller(page: Page, png: bytes) -> bytes:
    """The same picture with the 256 colours it has most of; `page` counts them."""
    wide, high, kept, pixels = page.evaluate(PALETTE, base64.b64encode(png).decode())
    rows = b"".join(b"\0" + bytes(pixels[at : at + wide]) for at in range(0, wide * high, wide))
    palette = b"".join(struct.pack("<I", colour & 0xFFFFFF)[:3] for colour in kept)
    head = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    chunks = {b"IHDR": head, b"PLTE": palette, b"IDAT": zlib.compress(rows, 9), b"IEND": b""}
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )
