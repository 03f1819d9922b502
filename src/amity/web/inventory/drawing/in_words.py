"""The circle for whoever does not see it: each person's place, and all of them."""

from collections.abc import Mapping
from typing import Final, cast

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from amity.core import network
from amity.web.inventory.queries import Drawn

RING_WORDS: Final = cast(  # those of core, to be put into a reader's language
    "dict[int, str]",
    {
        1: pgettext_lazy("ring", "Intimate"),
        2: pgettext_lazy("ring", "Close"),
        3: pgettext_lazy("ring", "Wider"),
        4: pgettext_lazy("ring", "Distant"),
    },
)


def in_words(drawn: Drawn, names: Mapping[str, str]) -> str:
    """ "Closeness circle. Intimate: Inge, Rui. Distant: Tom." """
    parts = []
    for ring, word in RING_WORDS.items():
        there = [names[one.id] for one in drawn.board.circle.placed if one.ring == ring]
        if there:
            parts.append(f"{word}: {', '.join(there)}.")
    return " ".join([_("Closeness circle."), *(parts or [_("Nobody stands on it yet.")])])


def place_in_words(one: network.Placement) -> str:
    """ "close, ring 2 of 4, towards 3 o'clock"; in the tray there is no direction."""
    if one.ring is None:
        return _("not placed yet")
    half_hours = round(one.angle * 24 / network.TURN) % 24
    hour = half_hours // 2 or 12
    clock = _("half past {hour}") if half_hours % 2 else _("{hour} o’clock")
    said = _("{word}, ring {ring} of 4, towards {clock}")
    return said.format(word=RING_WORDS[one.ring].lower(), ring=one.ring, clock=clock.format(hour=hour))
