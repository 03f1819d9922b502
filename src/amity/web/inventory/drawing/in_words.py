"""The circle for whoever does not see it: each person's place, and all of them."""

from collections.abc import Mapping
from typing import Final

from amity.core import network
from amity.web.inventory.queries import Drawn

RING_WORDS: Final = {ring: network.RING_WORDS[ring].capitalize() for ring in network.RINGS}


def in_words(drawn: Drawn, names: Mapping[str, str]) -> str:
    """ "Closeness circle. Intimate: Inge, Rui. Distant: Tom." """
    parts = []
    for ring, word in RING_WORDS.items():
        there = [names[one.id] for one in drawn.board.circle.placed if one.ring == ring]
        if there:
            parts.append(f"{word}: {', '.join(there)}.")
    return " ".join(["Closeness circle.", *(parts or ["Nobody stands on it yet."])])


def place_in_words(one: network.Placement) -> str:
    """ "close, ring 2 of 4, towards 3 o'clock"; in the tray there is no direction."""
    if one.ring is None:
        return "not placed yet"
    half_hours = round(one.angle * 24 / network.TURN) % 24
    hour = half_hours // 2 or 12
    clock = f"half past {hour}" if half_hours % 2 else f"{hour} o’clock"
    return f"{RING_WORDS[one.ring].lower()}, ring {one.ring} of 4, towards {clock}"
