"""Names to sign in with: two plain words that say nothing about anybody."""

import secrets

from amity.web.people import queries

FIRST = (
    "amber", "autumn", "blue", "bright", "brown", "coastal", "copper", "cotton", "early", "eastern", "flat",
    "gentle", "golden", "grey", "hidden", "high", "hollow", "indigo", "late", "lemon", "linen", "little",
    "long", "mild", "morning", "narrow", "northern", "olive", "open", "orange", "paper", "pepper", "pine",
    "plain", "quick", "river", "round", "ruby", "silver", "small", "soft", "southern", "spring", "steady",
    "stone", "summer", "tall", "velvet", "warm", "western", "white", "wide", "willow", "winter", "yellow",
)  # fmt: skip
SECOND = (
    "acorn", "anchor", "apple", "barn", "basket", "beach", "bench", "bicycle", "boat", "bottle", "bridge",
    "button", "candle", "canyon", "carpet", "cloud", "corner", "cup", "door", "feather", "fence", "field",
    "forest", "garden", "gate", "harbour", "hill", "island", "kettle", "kite", "ladder", "lake", "lamp",
    "lantern", "leaf", "library", "map", "meadow", "mill", "mirror", "orchard", "parcel", "path", "pebble",
    "pencil", "piano", "pocket", "pond", "postcard", "roof", "saddle", "shell", "spoon", "station", "street",
    "table", "teapot", "ticket", "tower", "train", "tunnel", "umbrella", "valley", "wagon", "window",
)  # fmt: skip


def suggestions(count: int = 3) -> list[str]:
    """So many names that can be had now."""
    found: list[str] = []
    while len(found) < count:
        name = f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
        if name not in found and queries.sign_in_by_name(name, closed_too=True) is None:
            found.append(name)
    return found
